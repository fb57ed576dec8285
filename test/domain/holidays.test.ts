import { describe, expect, it } from 'vitest'
import { loadCalendar } from '../../domain/holidays.ts'
import { addDays, weekdayOf } from '../../domain/rules/civil-date.ts'
import official from '../fixtures/holiday-notices.json' with { type: 'json' }

const calendar = loadCalendar()

describe('the calendar of the holiday notices', () => {
  it.each(official.notices)('has every day of the notice for $year, and no other', ({ year, days }) => {
    const notice = new Map(days.map((day) => [day.on, day.isOffDay]))
    for (let on = `${year}-01-01`; on.startsWith(String(year)); on = addDays(on, 1)) {
      const weekend = [0, 6].includes(weekdayOf(on))
      expect([on, calendar.isWorkingDay(on)]).toEqual([on, notice.has(on) ? !notice.get(on) : !weekend])
    }
  })

  it.each(official.notices)('names the holidays of $year as the notice does', ({ days }) => {
    for (const { on, name, isOffDay } of days) {
      // In 2025 the notice calls the eight days 国庆节、中秋节; the calendar gives each day one of the names.
      const names = isOffDay ? name.split('、') : ['调休上班']
      expect(names).toContain(calendar.nameOf(on))
    }
  })

  it('knows 2025 and 2026, whose notices are out, but not yet the far future', () => {
    expect([calendar.isKnown('2025-06-01'), calendar.isKnown('2026-12-31')]).toEqual([true, true])
    expect(calendar.isKnown('2098-01-04')).toBe(false)
  })

  it('in a year without a notice only weekends are rest days', () => {
    // 1 October 2098 is a Wednesday.
    expect(calendar.isWorkingDay('2098-10-01')).toBe(true)
    expect(calendar.isWorkingDay('2098-10-04')).toBe(false)
  })
})
