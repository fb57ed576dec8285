import { describe, expect, it } from 'vitest'
import {
  addDays,
  civilDateOf,
  daysBetween,
  isCivilDate,
  officeInstant,
  timeOfDay,
  weekdayOf,
} from '../../../domain/rules/civil-date.ts'

describe('civil dates of the office', () => {
  it('the day changes at midnight in Shanghai, not in London', () => {
    expect(civilDateOf(new Date('2026-08-02T15:59:59.999Z'))).toBe('2026-08-02')
    expect(civilDateOf(new Date('2026-08-02T16:00:00.000Z'))).toBe('2026-08-03')
  })

  it('tells the time of day in the office', () => {
    expect(timeOfDay(new Date('2026-08-03T00:30:00Z'))).toBe('08:30')
    expect(timeOfDay(new Date('2026-08-02T16:00:00Z'))).toBe('00:00')
  })

  it('finds the instant of a time in the office and back', () => {
    const at = officeInstant('2026-02-28', '17:30')
    expect(at.toISOString()).toBe('2026-02-28T09:30:00.000Z')
    expect([civilDateOf(at), timeOfDay(at)]).toEqual(['2026-02-28', '17:30'])
  })

  it.each(['8:30', '24:00', '12:60', '12:00:00', ''])('refuses %o as a time of day', (time) => {
    expect(() => officeInstant('2026-08-03', time)).toThrow(RangeError)
  })

  it('agrees with the computer’s own zone tables since 1992', () => {
    const zone = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' })
    for (let t = Date.UTC(1992, 0, 1); t < Date.UTC(2030, 0, 1); t += 86_400_000 * 0.77) {
      expect(civilDateOf(new Date(t))).toBe(zone.format(t))
    }
  })

  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-08-03', 60, '2026-10-02'],
    ['2026-08-03', 0, '2026-08-03'],
  ])('%s and %i days is %s', (on, n, expected) => {
    expect(addDays(on, n)).toBe(expected)
    expect(daysBetween(on, expected)).toBe(n)
  })

  it('knows the weekday: 3 August 2026 is a Monday, 20 September 2026 a Sunday', () => {
    expect([weekdayOf('2026-08-03'), weekdayOf('2026-09-20')]).toEqual([1, 0])
  })

  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '20260101', '', '2026-01-01T00:00', '0026-01-01'])(
    '%o is no civil date',
    (text) => {
      expect(isCivilDate(text)).toBe(false)
      expect(() => addDays(text, 1)).toThrow(RangeError)
    },
  )

  it('29 February of a leap year is a civil date', () => {
    expect(isCivilDate('2028-02-29')).toBe(true)
  })
})
