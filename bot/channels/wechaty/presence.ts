import type { ChannelHost } from '../../message.ts'
import type { Health } from './health.ts'
import type { Pace } from './pace.ts'
import type { Puppet, WechatySettings } from './settings.ts'

/** A puppet whose account is logged in. */
export interface Online {
  puppet: Puppet
  /** The account's own id. */
  self: string
}

export interface Presence {
  current(): Online | undefined
  /** The one that is online, as soon as there is one. Undefined when the signal aborted before. */
  whenOnline(signal: AbortSignal): Promise<Online | undefined>
  /** The account is logged in: from now on what is said reaches us. */
  up(online: Online): void
  /** The host gave a sign of life. */
  sign(): void
  down(): void
}

export interface PresenceParts extends Pick<WechatySettings, 'now' | 'log'> {
  host: Pick<ChannelHost, 'backOnline' | 'lease'>
  pace: Pick<Pace, 'aliveMs'>
  health: Health
}

/** Whether the account is there. Tells the office, through the host, how long it was not. */
export function createPresence({ host, pace, health, now, log }: PresenceParts): Presence {
  let online: Online | undefined
  const waiting = new Set<() => void>()
  let isGapTold = false
  let noting = false
  let notedAt = Number.NEGATIVE_INFINITY

  /** The gap comes first: it is counted from when life was last noted. */
  async function note(): Promise<void> {
    const at = now().getTime()
    if (isGapTold && Math.abs(at - notedAt) < pace.aliveMs) return
    if (isGapTold) await host.lease.noteAlive()
    else await host.backOnline()
    isGapTold = true
    notedAt = at
  }

  function sign(): void {
    if (!online || noting) return
    noting = true
    // With the database away it is noted at the next sign.
    note()
      .catch(() => {})
      .finally(() => {
        noting = false
      })
  }

  return {
    current: () => online,
    whenOnline(signal) {
      if (online || signal.aborted) return Promise.resolve(online)
      return new Promise((resolve) => {
        const end = () => {
          waiting.delete(end)
          signal.removeEventListener('abort', end)
          resolve(online)
        }
        waiting.add(end)
        signal.addEventListener('abort', end)
      })
    },
    up(now) {
      if (online === undefined) log.info({ channel: 'wechaty' }, 'WeChat is logged in')
      online = now
      health.online(true)
      sign()
      for (const tell of [...waiting]) tell()
    },
    sign,
    down() {
      online = undefined
      isGapTold = false
      health.online(false)
    },
  }
}
