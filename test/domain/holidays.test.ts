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

describe('an imported notice', () => {
  const off = (on: string, name = '国庆节') => ({ on, name, isOffDay: true })
  const notice = (year: number, ...days: ReturnType<typeof off>[]) => ({ year, source: 'x', days })

  it('makes a year known', () => {
    const with2098 = loadCalendar([notice(2098, off('2098-10-01'))])
    expect([with2098.isKnown('2098-01-04'), with2098.isWorkingDay('2098-10-01')]).toEqual([true, false])
  })

  it('wins over the package for its whole year, and leaves the others alone', () => {
    const other = loadCalendar([notice(2026, off('2026-10-01'), off('2026-10-09', '补休'))])
    expect([other.isWorkingDay('2026-10-02'), other.nameOf('2026-10-09')]).toEqual([true, '补休'])
    expect(other.isWorkingDay('2026-10-10')).toBe(false)
    expect(other.nameOf('2025-10-02')).toBe(calendar.nameOf('2025-10-02'))
  })

  it('changes the last days of the year before, whatever that year’s own notice says', () => {
    const edge = loadCalendar([
      notice(2098, off('2098-10-01'), { on: '2098-12-31', name: '元旦', isOffDay: false }),
      notice(2099, off('2098-12-31', '元旦'), off('2099-10-01')),
    ])
    expect(edge.isWorkingDay('2098-12-31')).toBe(false)
  })

  it('does not take from the package what the next year’s notice said of December', () => {
    // 2018-12-31 was a day off by the notice for 2019.
    expect(calendar.isWorkingDay('2018-12-31')).toBe(false)
    expect(loadCalendar([notice(2018, off('2018-10-01'))]).isWorkingDay('2018-12-31')).toBe(false)
  })

  it('of a year alone, about New Year, makes nothing known', () => {
    expect(loadCalendar([notice(2098, off('2097-12-31', '元旦'), off('2098-10-01'))]).isKnown('2097-12-31')).toBe(false)
  })
})
