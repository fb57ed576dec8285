import { backoffMs } from '../backoff.ts'
import type { Failure } from './failure.ts'
import type { Pace } from './pace.ts'

/** How long to wait before a question to Telegram that failed is asked again; `failures` in a row. */
export function waitAfter(failure: Failure, pace: Pace, failures: number): number {
  if (failure.kind !== 'answered') return backoffMs(pace, failures)
  // Until somebody mends the token, trying again soon is in vain.
  if (failure.code === 401 || failure.code === 404) return pace.wrongTokenMs
  if (failure.code === 409) return pace.conflictMs
  return failure.retryAfterMs ?? backoffMs(pace, failures)
}
