import { describe, expect, it } from 'vitest'
import type { State } from '../../../domain/rules/moves.ts'
import { type RightClock, reviewRight } from '../../../domain/rules/review-rights.ts'

const clock = (rule: string, rawLastDay: string, dueOn = rawLastDay): RightClock => ({
  rule,
  rawLastDay,
  dueOn,
  satisfiedAt: null,
})
const states: State[] = [
  'received',
  'accepted',
  'redirected',
  'answered',
  'executing',
  'inReview',
  'inRecheck',
  'closed',
  'withdrawn',
]
const request = clock('REVIEW_REQUEST_30D', '2026-09-06', '2026-09-07')
const used = { ...request, satisfiedAt: new Date(0) }

describe('the right to a review', () => {
  it('is open up to the working day that its last day is carried to, and told as the day by the count', () => {
    const on = (day: string) => reviewRight('review', 'answered', [request], day)
    expect(on('2026-08-07')).toEqual({ kind: 'open', until: '2026-09-06', late: false })
    expect(on('2026-09-07')).toEqual({ kind: 'open', until: '2026-09-06', late: false })
    expect(on('2026-09-08')).toEqual({ kind: 'over', endedOn: '2026-09-07' })
  })

  it('is none where it was used, where there is no opinion, and in states without one', () => {
    expect(reviewRight('review', 'answered', [used], '2026-08-07').kind).toBe('none')
    expect(reviewRight('review', 'answered', [], '2026-08-07').kind).toBe('none')
    const open = states.filter((state: State) => reviewRight('review', state, [request], '2026-08-07').kind === 'open')
    expect(open).toEqual(['answered', 'executing', 'closed'])
  })
})

describe('the right to a recheck', () => {
  const decide = clock('REVIEW_DECIDE_30D', '2026-09-02')

  it('is open after the decision of the review', () => {
    const right = clock('RECHECK_REQUEST_30D', '2026-09-30')
    expect(reviewRight('recheck', 'answered', [right], '2026-09-30')).toEqual({
      kind: 'open',
      until: '2026-09-30',
      late: false,
    })
    expect(reviewRight('recheck', 'answered', [right], '2026-10-01')).toEqual({ kind: 'over', endedOn: '2026-09-30' })
    expect(reviewRight('recheck', 'answered', [request], '2026-08-07').kind).toBe('none')
  })

  it('is open during a review only from the day after the review is late', () => {
    expect(reviewRight('recheck', 'inReview', [decide], '2026-09-02').kind).toBe('none')
    expect(reviewRight('recheck', 'inReview', [decide], '2026-09-03')).toEqual({ kind: 'open', late: true })
  })
})
