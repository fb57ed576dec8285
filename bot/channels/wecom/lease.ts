import type { ChannelLease } from '../../message.ts'
import { pause } from '../pause.ts'
import type { Health } from './health.ts'
import type { Pace } from './pace.ts'
import type { ChannelLog } from './settings.ts'

/** The lease while it is ours. */
export interface Held {
  /** Aborts when another instance has it, and when the channel stops. */
  signal: AbortSignal
  /** Whether it is surely ours right now. */
  confirm(): Promise<boolean>
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
 * Does `work` whenever this instance has the lease, which is kept meanwhile. While the database is away the work goes on:
 * what WeCom hands over is handed over once, and should another instance have the lease by then, its connection ends
 * ours. Ends only when the channel stops, with the lease given back; `work` ends when its signal aborts.
 */
export async function underLease(parts: LeaseParts, work: (held: Held) => Promise<void>): Promise<void> {
  const { lease, stopped, pace, health, log } = parts

  async function ask(): Promise<'ours' | 'theirs' | 'unknown'> {
    try {
      const isOurs = await lease.hold()
      health.well('lease')
      return isOurs ? 'ours' : 'theirs'
    } catch {
      health.trouble('lease', {
        state: 'degraded',
        note: 'The database is away, so nobody can tell which instance keeps the connection to WeCom: look at the database.',
      })
      return 'unknown'
    }
  }

  async function workOnce(): Promise<void> {
    const lost = new AbortController()
    const lose = () => lost.abort()
    stopped.addEventListener('abort', lose)
    const confirm = async () => {
      const answer = await ask()
      if (answer === 'theirs') lose()
      return answer === 'ours' && !lost.signal.aborted
    }
    const working = work({ signal: lost.signal, confirm }).catch((err) => {
      // A bug of ours must not end the connection for good.
      log.error({ channel: 'wecom', err }, 'The connection to WeCom broke off; it begins anew')
      lose()
    })
    while (!lost.signal.aborted) {
      await pause(pace.renewMs, lost.signal)
      if (!lost.signal.aborted) await confirm()
    }
    await working
    stopped.removeEventListener('abort', lose)
    // One that is another's by now stays theirs.
    await lease.release().catch(() => {})
  }

  while (!stopped.aborted) {
    if ((await ask()) === 'ours' && !stopped.aborted) {
      health.holds(true)
      await workOnce()
      health.holds(false)
    }
    await pause(pace.standbyMs, stopped)
  }
}
