import type { ChannelHost, Incoming } from '../../message.ts'
import { backoffMs } from '../backoff.ts'
import { pause } from '../pause.ts'
import type { Health } from './health.ts'
import type { Pace } from './pace.ts'
import type { WechatySettings } from './settings.ts'

export interface StoreParts extends Pick<WechatySettings, 'log' | 'chance'> {
  receive: ChannelHost['receive']
  pace: Pick<Pace, 'firstRetryMs' | 'lastRetryMs'>
  health: Health
}

/**
 * Stores what arrived, however long the database is away: nobody gives it to us a second time. False when the signal
 * aborted before.
 */
export async function storeAtLast(incoming: Incoming[], parts: StoreParts, signal: AbortSignal): Promise<boolean> {
  const { receive, pace, health, log, chance } = parts
  for (let failures = 1; ; failures++) {
    try {
      await receive(incoming)
      health.well('storing')
      return true
    } catch (err) {
      log.error({ channel: 'wechaty', count: incoming.length, err }, 'Messages could not be stored; they are held')
      health.trouble('storing', {
        state: 'degraded',
        note: 'Messages cannot be stored, look at the database: they are held as long as this process runs.',
      })
    }
    await pause(backoffMs(pace, failures, chance()), signal)
    if (signal.aborted) return false
  }
}
