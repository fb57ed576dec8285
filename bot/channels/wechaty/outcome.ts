import type { Outcome } from '../../message.ts'
import { describeFailure, type Failure } from './failure.ts'

/** What surely was not sent is tried again this soon, ms. */
export const soonMs = 2_000

/** While the account is logged out, ms. */
export const logoutMs = 10_000

/** What became of a send that failed. */
export function outcomeOf(failure: Failure): Exclude<Outcome, { kind: 'sent' }> {
  const reason = describeFailure(failure)
  switch (failure.kind) {
    case 'unsent':
      return { kind: 'retry', afterMs: soonMs, reason }
    case 'unknown':
      return { kind: 'uncertain', reason }
    case 'answered':
      if (failure.why === 'logged out') return { kind: 'retry', afterMs: logoutMs, reason }
      return { kind: failure.why === 'nobody' ? 'unreachable' : 'refused', reason }
  }
}
