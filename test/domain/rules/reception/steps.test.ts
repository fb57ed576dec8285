import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, civilDateOf, daysBetween, timeOfDay } from '../../../../domain/rules/civil-date.ts'
import { officeStepAt, toldOf, visitStepAt } from '../../../../domain/rules/reception/steps.ts'
import { at } from '../../../small-office.ts'
import { noticeCalendar } from '../notice-calendar.ts'

const hours = [
  ['08:30', '12:00'],
  ['14:30', '17:30'],
] as const

describe('a visitor of 16 November', () => {
  const step = (on: string, time: string) => {
    const due = visitStepAt('2026-11-16', at(on, time))
    return due && `${due.step} since ${civilDateOf(due.since)} ${timeOfDay(due.since)}`
  }

  it.each([
    ['2026-11-12', '20:00', undefined],
    ['2026-11-13', '07:59', undefined],
    ['2026-11-13', '08:00', 'd3 since 2026-11-13 08:00'],
    ['2026-11-13', '20:59', 'd3 since 2026-11-13 08:00'],
    ['2026-11-13', '21:00', undefined],
    // A run that comes late.
    ['2026-11-14', '08:00', 'd3 since 2026-11-13 08:00'],
    ['2026-11-15', '08:00', 'd1 since 2026-11-15 08:00'],
    ['2026-11-16', '08:00', 'd1 since 2026-11-15 08:00'],
    ['2026-11-17', '08:00', undefined],
  ])('has at %s %s the reminder %s', (on, time, due) => {
    expect(step(on, time)).toBe(due)
  })

  it('is never reminded at night, whatever the day', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9000, max: 9000 }), (minutes) => {
        const now = new Date(at('2026-11-16', '00:00').getTime() + minutes * 60_000)
        const due = visitStepAt('2026-11-16', now)
        if (!due) return
        expect(timeOfDay(now) >= '08:00' && timeOfDay(now) < '21:00').toBe(true)
        expect(due.since.getTime()).toBeLessThanOrEqual(now.getTime())
      }),
    )
  })
})

describe('the office', () => {
  it.each([
    // 16 November is a Monday: five days before it is a Wednesday, the day before a Sunday.
    ['2026-11-16', '2026-11-10', '10:00', undefined],
    ['2026-11-16', '2026-11-11', '08:29', undefined],
    ['2026-11-16', '2026-11-11', '08:30', 'brief'],
    ['2026-11-16', '2026-11-12', '15:00', 'brief'],
    ['2026-11-16', '2026-11-13', '08:30', 'list'],
    ['2026-11-16', '2026-11-14', '10:00', undefined],
    ['2026-11-16', '2026-11-16', '08:30', 'list'],
    ['2026-11-16', '2026-11-17', '08:30', 'summary'],
    ['2026-11-16', '2026-11-30', '08:30', 'summary'],
    ['2026-11-16', '2026-12-01', '08:30', undefined],
    // 1 to 7 October are holidays: both fall on the last working day before them, and the later one is told.
    ['2026-10-08', '2026-09-29', '10:00', undefined],
    ['2026-10-08', '2026-09-30', '08:30', 'list'],
    ['2026-10-08', '2026-10-05', '10:00', undefined],
    // A day on a Friday is told of on the next working day.
    ['2026-12-25', '2026-12-26', '10:00', undefined],
    ['2026-12-25', '2026-12-28', '08:30', 'summary'],
  ])('of the day %s has at %s %s the %s', (on, today, time, step) => {
    expect(officeStepAt(on, at(today, time), hours, noticeCalendar)).toBe(step)
  })

  it('looks at every day of which there is something to tell', () => {
    for (let shift = 0; shift < 365; shift += 1) {
      const on = addDays('2026-01-01', shift)
      for (let days = -25; days <= 20; days += 1) {
        const today = addDays(on, days)
        const now = at(today, '09:00')
        if (!officeStepAt(on, now, hours, noticeCalendar) && !visitStepAt(on, now)) continue
        const { from, to } = toldOf(today)
        expect(from <= on && on <= to, `${today} for ${on}, ${daysBetween(today, on)} days`).toBe(true)
      }
    }
  })
})
