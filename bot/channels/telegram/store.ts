import type { Update } from 'grammy/types'
import { backoffMs } from '../backoff.ts'
import type { ChannelLog } from '../channel-log.ts'
import { pause } from '../pause.ts'
import type { Health } from './health.ts'
import type { Intake } from './intake.ts'
import type { Pace } from './pace.ts'

export interface StoreParts {
  health: Health
  log: ChannelLog
}

/** Stores updates. False when that was not possible now. */
export async function storeOnce(batch: Update[], intake: Intake, { health, log }: StoreParts): Promise<boolean> {
  try {
    await intake(batch)
    health.well('storing')
    return true
  } catch (err) {
    log.error({ channel: 'telegram', count: batch.length, err }, 'Updates could not be stored; Telegram keeps them')
    health.trouble('storing', {
      state: 'degraded',
      note: 'Updates cannot be stored, look at the database: Telegram keeps them for a day.',
    })
    return false
  }
}

/** The same, however long the database is away. False when the signal aborted before they were stored. */
export async function storeAtLast(
  batch: Update[],
  intake: Intake,
  parts: StoreParts & { pace: Pace },
  signal: AbortSignal,
): Promise<boolean> {
  for (let failures = 1; !(await storeOnce(batch, intake, parts)); failures++) {
    await pause(backoffMs(parts.pace, failures), signal)
    if (signal.aborted) return false
  }
  return true
}
