import type { ChannelLog } from '../channel-log.ts'
import { pause } from '../pause.ts'
import type { Health } from './health.ts'
import type { Intake } from './intake.ts'
import type { Pace } from './pace.ts'
import type { PushGate } from './push-route.ts'
import { readPush } from './read-push.ts'

export interface TakeParts {
  intake: Intake
  pace: Pace
  health: Health
  log: ChannelLog
  signal: AbortSignal
}

/**
 * Stores pushes. WeChat brings one again when it has had no answer for five seconds, three times; after any other answer
 * it does so within the second. So while the database is slow or away the answer is held back, and storing is tried over
 * and over: that makes twenty seconds of it.
 */
export function createTake({ intake, pace, health, log, signal }: TakeParts): NonNullable<PushGate['take']> {
  return async (push) => {
    const read = readPush(push)
    if (!read) return 'malformed'
    const over = new AbortController()
    const end = () => over.abort()
    signal.addEventListener('abort', end)
    try {
      const stored = storeInTime(() => intake(read), over.signal)
      // A store that hangs is not waited for.
      const isStored = await Promise.race([stored, pause(pace.pushMs, over.signal).then(() => false)])
      if (!isStored) {
        health.trouble('storing', notStored)
        return 'not-stored'
      }
      health.well('storing')
      health.heard()
      return 'stored'
    } finally {
      end()
      signal.removeEventListener('abort', end)
    }
  }

  async function storeInTime(store: () => Promise<void>, over: AbortSignal): Promise<boolean> {
    for (let tries = 1; !over.aborted; tries++) {
      try {
        await store()
        return true
      } catch (err) {
        if (tries === 1) log.error({ channel: 'wechat', err }, 'A push could not be stored; it is tried again')
        await pause(pace.storeMs, over)
      }
    }
    return false
  }
}

const notStored = {
  state: 'degraded',
  note: 'Pushes cannot be stored in time, look at the database: WeChat brings each one three times again, then no more.',
} as const
