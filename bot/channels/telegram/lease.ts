import type { ChannelLease } from '../../message.ts'
import { backoffMs } from '../backoff.ts'
import type { ChannelLog } from '../channel-log.ts'
import { type Held, holdLease } from '../hold-lease.ts'
import { pause } from '../pause.ts'
import type { Health } from './health.ts'
import type { Pace } from './pace.ts'

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
  const away = () =>
    health.trouble('lease', { state: 'degraded', note: 'The database is away: no updates are taken meanwhile.' })
  let failures = 0
  while (!stopped.aborted) {
    const hold = holdLease({ ...parts, away, back: () => health.well('lease') })
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
