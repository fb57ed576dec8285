import type { ChannelLease } from '../../message.ts'
import type { Health } from './health.ts'
import { backoffMs, type Pace, pause } from './pace.ts'
import type { ChannelLog } from './settings.ts'

/** The lease while it is ours. */
export interface Held {
  /** Aborts when it is lost, and when the channel stops. */
  signal: AbortSignal
  /** Renews it. False when that was not possible now: what needs it has to wait. */
  renew(): Promise<boolean>
}

export interface LeaseParts {
  lease: ChannelLease
  /** The channel stops. */
  stopped: AbortSignal
  pace: Pace
  health: Health
  log: ChannelLog
}

/**
 * Does `work` whenever this instance has the lease, which is kept meanwhile. Ends only when the channel stops, with the
 * lease given back; `work` ends when its signal aborts.
 */
export async function underLease(parts: LeaseParts, work: (held: Held) => Promise<void>): Promise<void> {
  const { stopped, pace, health, log } = parts
  let failures = 0
  while (!stopped.aborted) {
    const hold = holdLease(parts)
    if (await hold.renew()) {
      health.holds(true)
      try {
        await work(hold)
        failures = 0
      } catch (error) {
        // A bug of ours must not end the intake for good.
        failures++
        log.error({ channel: 'telegram', err: error }, 'The intake of updates broke off; it begins anew')
      }
    }
    await hold.end()
    health.holds(false)
    await pause(failures > 0 ? backoffMs(pace, failures) : pace.standbyMs, stopped)
  }
}

function holdLease({ lease, stopped, pace, health }: LeaseParts): Held & { end(): Promise<void> } {
  const lost = new AbortController()
  const lose = () => lost.abort()
  let expiry: NodeJS.Timeout | undefined
  let isOurs = false
  let underWay: Promise<boolean> | undefined

  /** One at a time: who asks while another one waits gets the same answer. */
  function renew(): Promise<boolean> {
    underWay ??= renewOnce().finally(() => {
      underWay = undefined
    })
    return underWay
  }

  async function renewOnce(): Promise<boolean> {
    if (lost.signal.aborted) return false
    let answer: boolean
    try {
      answer = await lease.hold()
    } catch {
      health.trouble('lease', { state: 'degraded', note: 'The database is away: no updates are taken meanwhile.' })
      return false
    }
    health.well('lease')
    clearTimeout(expiry)
    isOurs = answer
    if (answer) expiry = setTimeout(lose, pace.leaseMs)
    else lose()
    return answer
  }

  stopped.addEventListener('abort', lose)
  // The timer renews by itself, for a question for updates is open for longer than a lease lasts.
  const renewing = setInterval(() => {
    if (isOurs) void renew()
  }, pace.renewMs)
  return {
    signal: lost.signal,
    renew,
    async end() {
      clearInterval(renewing)
      stopped.removeEventListener('abort', lose)
      lose()
      // A renewal that ended after the release would take the lease once more, for nobody.
      await underWay
      clearTimeout(expiry)
      if (isOurs) await lease.release().catch(() => {})
    },
  }
}
