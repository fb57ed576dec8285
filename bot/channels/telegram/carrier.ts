import type { Api } from 'grammy'
import { type Answer, ask, type CallCut } from './ask.ts'
import type { Health } from './health.ts'
import type { Pace } from './pace.ts'
import { troubleOf } from './trouble.ts'

/** What the calls of one send are made with. */
export interface Carrier {
  api: Api
  /** Makes one call. Does not throw. */
  ask<T>(call: (cut: CallCut) => Promise<T>): Promise<Answer<T>>
  /** Cuts the whole send. */
  signal: AbortSignal
  /** Until that. */
  msLeft(): number
}

/** For one send that begins now. */
export function createCarrier(api: Api, { callMs, sendMs }: Pace, health: Health, signal: AbortSignal): Carrier {
  const until = performance.now() + sendMs
  return {
    api,
    signal,
    msLeft: () => until - performance.now(),
    async ask(call) {
      const answer = await ask(call, { ms: callMs, signal })
      if (answer.ok) health.well('sending')
      else if (answer.failure.kind !== 'answered') health.failed()
      else if (answer.failure.code === 401 || answer.failure.code === 404) {
        health.trouble('sending', troubleOf(answer.failure))
      } else if (answer.failure.code >= 429) health.failed()
      return answer
    },
  }
}
