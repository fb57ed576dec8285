import { describe, expect, it } from 'vitest'
import { datesOf, hasDatesToCome } from '../../domain/matter-dates.ts'
import type { MatterClock, MatterView } from '../../domain/matter-view.ts'

const handling: MatterClock = {
  rule: 'HANDLE_60D',
  version: 'cn-2022-1',
  dueOn: '2026-10-08',
  rawLastDay: '2026-10-02',
  startedOn: '2026-08-03',
  provisional: false,
  extendedDays: 0,
  pausedDays: 0,
  daysLate: 0,
}
const notice: MatterClock = { ...handling, rule: 'NOTICE_15D', dueOn: '2026-08-18', rawLastDay: '2026-08-18' }
const review = { stage: 'review', until: '2026-09-02', rule: 'REVIEW_REQUEST_30D', version: 'cn-2022-1' } as const
const none = { state: 'accepted' as const, clocks: [], rights: [], remedyOn: null, promises: [] }
const promise = {
  id: 'p1',
  ticketId: 't1',
  text: '修屋顶',
  unit: 'housing',
  saidOn: '2026-10-03',
  dueOn: '2026-10-08',
  provisional: false,
  daysLate: 0,
  madeAt: new Date(0),
  doneAt: null,
  confirmed: null,
}

type Told = Pick<MatterView, 'state' | 'clocks' | 'rights' | 'remedyOn' | 'promises'>
const cases: [string, Told, string[]][] = [
  ['nothing runs', { ...none, clocks: [], rights: [] }, []],
  [
    'what the office owes, the nearest first, on the day it moved to',
    { ...none, clocks: [handling, notice], rights: [] },
    ['2026-08-18 duty NOTICE_15D', '2026-10-08 duty HANDLE_60D'],
  ],
  [
    'a right of the resident’s, on its last day by the count',
    { ...none, state: 'closed', clocks: [], rights: [review] },
    ['2026-09-02 right REVIEW_REQUEST_30D'],
  ],
  [
    'a right without a last day, for the review is late',
    { ...none, state: 'inReview', clocks: [], rights: [{ stage: 'recheck', rule: 'RECHECK_REQUEST_30D' }] },
    [],
  ],
  [
    'what was promised, beside a right',
    { ...none, state: 'executing', clocks: [], rights: [review], remedyOn: '2026-09-01' },
    ['2026-09-01 remedy', '2026-09-02 right REVIEW_REQUEST_30D'],
  ],
  [
    'what was promised on a reception day, until it is done',
    { ...none, promises: [promise, { ...promise, id: 'p2', doneAt: new Date(0) }] },
    ['2026-10-08 promise'],
  ],
  [
    'withdrawn',
    { state: 'withdrawn', clocks: [handling], rights: [review], remedyOn: '2026-09-01', promises: [promise] },
    [],
  ],
]

describe('the dates of a matter for a calendar', () => {
  it.each(cases)('%s', (_, view, dates) => {
    expect(datesOf(view).map((date) => [date.on, date.kind, 'rule' in date ? date.rule : ''].join(' ').trim())).toEqual(
      dates,
    )
  })

  it('are offered as long as one is to come, and on its day', () => {
    const view = { ...none, clocks: [notice, handling], rights: [] }
    expect(hasDatesToCome(view, '2026-10-08')).toBe(true)
    expect(hasDatesToCome(view, '2026-10-09')).toBe(false)
    expect(hasDatesToCome({ ...view, state: 'withdrawn' }, '2026-08-03')).toBe(false)
  })
})
