import type { ChannelLease } from '../../message.ts'
import { backoffMs } from '../backoff.ts'
import { holdLease } from '../hold-lease.ts'
import { pause } from '../pause.ts'
import type { Health } from './health.ts'
import type { Pace } from './pace.ts'
import type { WechatySettings } from './settings.ts'

export interface LeaseParts extends Pick<WechatySettings, 'log' | 'chance'> {
  lease: ChannelLease
  /** The channel stops. */
  stopped: AbortSignal
  pace: Pace
  health: Health
}

/**
 * Does `work` whenever this instance has the lease, which is kept meanwhile: a puppet service speaks to one at a time. The
 * signal that `work` gets aborts when the database says that the lease is another's: one that is away only is no reason to
 * stop listening, for what is said meanwhile would be lost. Ends only when the channel stops, with the lease given back.
 */
export async function underLease(parts: LeaseParts, work: (held: AbortSignal) => Promise<void>): Promise<void> {
  const { stopped, pace, health, log, chance } = parts
  const away = () =>
    health.trouble('lease', {
      state: 'degraded',
      note: 'The database is away: what is said in WeChat is held meanwhile, as long as this process runs.',
    })
  let failures = 0
  while (!stopped.aborted) {
    const hold = holdLease({ ...parts, untilTold: true, away, back: () => health.well('lease') })
    if (await hold.renew()) {
      health.holds(true)
      try {
        await work(hold.signal)
        failures = 0
      } catch (err) {
        // A bug of ours must not end it for good.
        failures++
        log.error({ channel: 'wechaty', err }, 'The talk with the puppet service broke off; it begins anew')
      }
    }
    await hold.end()
    health.holds(false)
    await pause(failures > 0 ? backoffMs(pace, failures, chance()) : pace.standbyMs, stopped)
  }
}
