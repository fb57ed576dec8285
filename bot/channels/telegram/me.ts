import type { Api } from 'grammy'
import { pause } from '../pause.ts'
import { ask } from './ask.ts'
import type { Health } from './health.ts'
import type { Pace } from './pace.ts'
import type { Me } from './read.ts'
import { troubleOf } from './trouble.ts'
import { waitAfter } from './wait-after.ts'

/** Asks Telegram who we are, until it says so; undefined when the signal aborted before. */
export async function learnMe(api: Api, pace: Pace, health: Health, signal: AbortSignal): Promise<Me | undefined> {
  for (let failures = 1; !signal.aborted; failures++) {
    const answer = await ask((cut) => api.getMe(cut), { ms: pace.hungMs, signal })
    if (answer.ok) {
      health.well('start')
      return { id: answer.result.id, username: answer.result.username }
    }
    if (signal.aborted) return undefined
    health.trouble('start', troubleOf(answer.failure))
    await pause(waitAfter(answer.failure, pace, failures), signal)
  }
  return undefined
}
