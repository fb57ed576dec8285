import { describe, expect, it } from 'vitest'
import {
  addWorkingDays,
  createCalendar,
  lastWorkingDayOnOrBefore,
  nextWorkingDayOnOrAfter,
} from '../../../domain/rules/calendar.ts'
import { noticeCalendar } from './notice-calendar.ts'

describe('working days', () => {
  it.each([
    ['2026-10-01', false, '国庆节'],
    ['2026-10-10', true, '调休上班'],
    ['2026-09-20', true, '调休上班'],
    ['2026-08-08', false, '周末'],
    ['2026-08-10', true, undefined],
  ])('%s: working %o, called %s', (on, working, name) => {
    expect([noticeCalendar.isWorkingDay(on), noticeCalendar.nameOf(on)]).toEqual([working, name])
  })

  it('the working day after National Day 2026 is 8 October, before it 30 September', () => {
    expect(nextWorkingDayOnOrAfter('2026-10-02', noticeCalendar)).toBe('2026-10-08')
    expect(lastWorkingDayOnOrBefore('2026-10-02', noticeCalendar)).toBe('2026-09-30')
  })

  it('a working day is its own next and last', () => {
    expect(nextWorkingDayOnOrAfter('2026-02-28', noticeCalendar)).toBe('2026-02-28')
    expect(lastWorkingDayOnOrBefore('2026-02-28', noticeCalendar)).toBe('2026-02-28')
  })

  it.each([
    ['2026-09-17', 5, '2026-09-23'],
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-02-13', 1, '2026-02-14'],
    ['2026-08-08', 1, '2026-08-10'],
  ])('from %s, working day %i is %s', (on, n, expected) => {
    expect(addWorkingDays(on, n, noticeCalendar)).toBe(expected)
  })

  it.each([0, -1, 1.5, 1001, Number.NaN])('refuses to count %o working days', (n) => {
    expect(() => addWorkingDays('2026-08-03', n, noticeCalendar)).toThrow(RangeError)
  })

  it('a calendar without working days is refused instead of searched for ever', () => {
    const never = { ...createCalendar([], []), isWorkingDay: () => false }
    expect(() => nextWorkingDayOnOrAfter('2026-08-03', never)).toThrow(RangeError)
  })
})
