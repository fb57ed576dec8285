import type { State } from './moves.ts'
import { mayMove } from './moves.ts'

/** Both ways to have an opinion looked at again: 复查 (条例 35), and after it 复核 (条例 36). */
export type ReviewStage = 'review' | 'recheck'

/** What of a running clock is needed to know whether a right can be used. */
export interface RightClock {
  rule: string
  rawLastDay: string
  dueOn: string
  satisfiedAt: Date | null
}

/** `late`: the review itself is late, so its result need not be waited for. `until` is absent then. */
export type ReviewRight =
  | { kind: 'open'; until?: string; late: boolean }
  | { kind: 'over'; endedOn: string }
  | { kind: 'none' }

export const requestRules = { review: 'REVIEW_REQUEST_30D', recheck: 'RECHECK_REQUEST_30D' } as const
export const decideRules = { review: 'REVIEW_DECIDE_30D', recheck: 'RECHECK_DECIDE_30D' } as const

/**
 * Whether the resident may ask for the review or the recheck on the civil date `on`. They are told the day that the bare
 * count gives, never a later one; what comes in on the working day to which the law carries a last day that is a rest day
 * (民法典 203) is in time all the same.
 */
export function reviewRight(stage: ReviewStage, state: State, clocks: readonly RightClock[], on: string): ReviewRight {
  if (!mayMove(state, stage === 'review' ? 'requestReview' : 'requestRecheck')) return { kind: 'none' }
  if (state === 'inReview') {
    const decision = running(clocks, decideRules.review)
    return decision && on > decision.dueOn ? { kind: 'open', late: true } : { kind: 'none' }
  }
  const right = running(clocks, requestRules[stage])
  if (!right) return { kind: 'none' }
  return on <= right.dueOn
    ? { kind: 'open', until: right.rawLastDay, late: false }
    : { kind: 'over', endedOn: right.dueOn }
}

function running(clocks: readonly RightClock[], rule: string): RightClock | undefined {
  return clocks.find((clock) => clock.rule === rule && clock.satisfiedAt === null)
}
