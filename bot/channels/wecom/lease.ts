import type { ChannelLease } from '../../message.ts'
import type { ChannelLog } from '../channel-log.ts'
import { pause } from '../pause.ts'
import type { Health } from './health.ts'
import type { Pace } from './pace.ts'

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

  /** Whether it ended in the way it should. */
  async function workOnce(): Promise<boolean> {
    let isWell = true
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
      isWell = false
      health.trouble('connection', brokeOff)
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
    return isWell
  }

  while (!stopped.aborted) {
    const whose = await ask()
    if (whose === 'theirs') health.holds(false)
    if (whose !== 'ours' || stopped.aborted) {
      await pause(pace.standbyMs, stopped)
      continue
    }
    health.holds(true)
    const isWell = await workOnce()
    // What broke off is still ours to tell of, until another instance does better.
    if (isWell) health.holds(false)
    await pause(isWell ? pace.standbyMs : pace.lastRetryMs, stopped)
  }
}

const brokeOff = {
  state: 'failed',
  note: 'The program fails at connecting to WeCom, and tries again: its log says at what. When a module is missing, run npm ci.',
} as const
