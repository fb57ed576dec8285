import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Calendar, createCalendar } from '../../../domain/rules/calendar.ts'
import { addDays, daysBetween } from '../../../domain/rules/civil-date.ts'
import { countDeadline } from '../../../domain/rules/deadlines.ts'
import { findRule, type RuleId } from '../../../domain/rules/rule-pack.ts'
import { noticeCalendar } from './notice-calendar.ts'

describe('counting by 民法典 201 and 203', () => {
  it.each<[string, RuleId, string, string, string, string]>([
    ['ends on the eve of Spring Festival', 'NOTICE_15D', '2026-02-02', '2026-02-17', '2026-02-24', '2026-02-14'],
    ['ends on a make-up Saturday: no shift', 'NOTICE_15D', '2026-02-13', '2026-02-28', '2026-02-28', '2026-02-28'],
    ['ends within National Day', 'HANDLE_60D', '2026-08-03', '2026-10-02', '2026-10-08', '2026-09-30'],
    ['5 working days over a make-up Sunday', 'OBJECT_5WD', '2026-09-17', '2026-09-23', '2026-09-23', '2026-09-23'],
    ['5 working days over National Day', 'OBJECT_5WD', '2026-09-28', '2026-10-10', '2026-10-10', '2026-10-10'],
    ['starts on a Saturday', 'NOTICE_15D', '2026-08-08', '2026-08-23', '2026-08-24', '2026-08-21'],
    ['ends on an ordinary day', 'NOTICE_15D', '2026-08-03', '2026-08-18', '2026-08-18', '2026-08-18'],
    [
      'over the turn of the year into a known one',
      'HANDLE_60D',
      '2025-11-04',
      '2026-01-03',
      '2026-01-04',
      '2025-12-31',
    ],
    [
      'a review asked for during Labour Day',
      'REVIEW_DECIDE_30D',
      '2026-04-02',
      '2026-05-02',
      '2026-05-06',
      '2026-04-30',
    ],
  ])('%s: %s from %s', (_, id, start, rawLastDay, dueOn, remindOn) => {
    const deadline = countDeadline(findRule(id), start, noticeCalendar)
    expect(deadline).toMatchObject({ rawLastDay, dueOn, remindOn, provisional: false })
  })

  it('names the rest days that moved the date', () => {
    const { skipped } = countDeadline(findRule('HANDLE_60D'), '2026-08-03', noticeCalendar)
    expect(skipped).toEqual(['02', '03', '04', '05', '06', '07'].map((d) => ({ on: `2026-10-${d}`, name: '国庆节' })))
    expect(countDeadline(findRule('NOTICE_15D'), '2026-08-03', noticeCalendar).skipped).toEqual([])
  })

  it('names every rest day passed over when working days are counted', () => {
    const { skipped } = countDeadline(findRule('OBJECT_5WD'), '2026-09-17', noticeCalendar)
    expect(skipped).toEqual([{ on: '2026-09-19', name: '周末' }])
  })

  it('an extension of 30 days makes one span of 90, shifted once', () => {
    // The 60 days alone would end on 2 October and shift to the 8th; 30 days from there would be 7 November.
    const deadline = countDeadline(findRule('HANDLE_60D'), '2026-08-03', noticeCalendar, { extendedDays: 30 })
    expect(deadline).toMatchObject({ rawLastDay: '2026-11-01', dueOn: '2026-11-02', remindOn: '2026-10-30' })
  })

  it('days of a hearing are added', () => {
    const deadline = countDeadline(findRule('RECHECK_DECIDE_30D'), '2026-06-01', noticeCalendar, { pausedDays: 9 })
    expect(deadline).toMatchObject({ rawLastDay: '2026-07-10', dueOn: '2026-07-10' })
  })

  it('a date in a year without a notice is provisional', () => {
    expect(countDeadline(findRule('HANDLE_60D'), '2026-11-21', noticeCalendar)).toMatchObject({
      rawLastDay: '2027-01-20',
      dueOn: '2027-01-20',
      provisional: true,
    })
    expect(countDeadline(findRule('NOTICE_15D'), '2026-12-16', noticeCalendar)).toMatchObject({
      dueOn: '2026-12-31',
      provisional: false,
    })
  })

  it('is provisional when only the shift reaches into the unknown year', () => {
    const withoutNotice = createCalendar([{ on: '2026-12-31', name: '元旦', isOffDay: true }], [2026])
    const deadline = countDeadline(findRule('NOTICE_15D'), '2026-12-16', withoutNotice)
    expect(deadline).toMatchObject({ rawLastDay: '2026-12-31', dueOn: '2027-01-01', provisional: true })
  })

  it.each([-1, 0.5, 4000, Number.NaN])('refuses %o days', (days) => {
    expect(() => countDeadline({ days, unit: 'calendar' }, '2026-08-03', noticeCalendar)).toThrow(RangeError)
  })
})

describe('counting against a second way of counting', () => {
  const start = fc.integer({ min: 0, max: 640 }).map((n) => addDays('2025-01-01', n))

  it('calendar days: walking day by day comes to the same dates', () => {
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 90 }), fc.integer({ min: 0, max: 30 }), (on, days, paused) => {
        const found = countDeadline({ days, unit: 'calendar' }, on, noticeCalendar, { pausedDays: paused })
        expect(found).toMatchObject(walkCalendarDays(on, days + paused, noticeCalendar))
      }),
    )
  })

  it('working days: walking day by day comes to the same day', () => {
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 40 }), (on, days) => {
        const found = countDeadline({ days, unit: 'working' }, on, noticeCalendar)
        const last = walkWorkingDays(on, days, noticeCalendar)
        expect([found.rawLastDay, found.dueOn, found.remindOn]).toEqual([last, last, last])
        expect(found.skipped.length).toBe(daysBetween(on, last) - days)
      }),
    )
  })

  it('never due before the raw last day, never reminded after it, both on working days', () => {
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 90 }), (on, days) => {
        const { rawLastDay, dueOn, remindOn, skipped } = countDeadline({ days, unit: 'calendar' }, on, noticeCalendar)
        expect(dueOn >= rawLastDay && remindOn <= rawLastDay).toBe(true)
        expect(noticeCalendar.isWorkingDay(dueOn) && noticeCalendar.isWorkingDay(remindOn)).toBe(true)
        expect(skipped.length).toBe(daysBetween(rawLastDay, dueOn))
      }),
    )
  })
})

/** Steps through UTC milliseconds and never touches the functions under test. */
function* daysAfter(on: string): Generator<string> {
  for (let t = Date.parse(`${on}T12:00:00Z`) + 86_400_000; ; t += 86_400_000)
    yield new Date(t).toISOString().slice(0, 10)
}

function walkCalendarDays(on: string, days: number, calendar: Calendar) {
  let count = 0
  let rawLastDay = ''
  let remindOn = calendar.isWorkingDay(on) ? on : ''
  for (const day of daysAfter(on)) {
    count += 1
    if (count <= days && calendar.isWorkingDay(day)) remindOn = day
    if (count === days) rawLastDay = day
    if (count >= days && calendar.isWorkingDay(day)) {
      return remindOn === '' ? { rawLastDay, dueOn: day } : { rawLastDay, dueOn: day, remindOn }
    }
  }
  throw new Error('unreachable')
}

function walkWorkingDays(on: string, days: number, calendar: Calendar): string {
  let count = 0
  for (const day of daysAfter(on)) {
    if (calendar.isWorkingDay(day)) count += 1
    if (count === days) return day
  }
  throw new Error('unreachable')
}
