import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadCalendar } from '../../../domain/holidays.ts'
import { addDays } from '../../../domain/rules/civil-date.ts'
import { countdownDue, countdownHorizon } from '../../../domain/rules/countdowns.ts'

const calendar = loadCalendar()
const due = (rawLastDay: string, on: string) => countdownDue({ rawLastDay }, on, calendar)

describe('the reminders of a right that ends', () => {
  it('come ten and three days before, and none after the last day', () => {
    // Wednesday 2 September: ten days before is a Sunday, three days before too.
    expect(due('2026-09-02', '2026-08-20')).toBeUndefined()
    expect(due('2026-09-02', '2026-08-21')).toBe('d10')
    expect(due('2026-09-02', '2026-08-27')).toBe('d10')
    expect(due('2026-09-02', '2026-08-28')).toBe('d3')
    expect(due('2026-09-02', '2026-09-02')).toBe('d3')
    expect(due('2026-09-02', '2026-09-03')).toBeUndefined()
  })

  it('come before a long holiday when the right ends in it', () => {
    // 1 to 7 October are rest days: the fourth is no day to tell anybody.
    expect(due('2026-10-07', '2026-09-30')).toBe('d3')
  })

  it('that a long holiday puts on the same day are one', () => {
    // Saturday 10 October: ten days before is the last working day before the holiday, and three days before is in it.
    expect(due('2026-10-10', '2026-09-29')).toBeUndefined()
    expect(due('2026-10-10', '2026-09-30')).toBe('d3')
  })

  it('always come on a working day that is not after their day, and within the horizon', () => {
    const lastDays = fc.integer({ min: 60, max: 330 }).map((n) => addDays('2026-01-01', n))
    fc.assert(
      fc.property(lastDays, (rawLastDay) => {
        const days = Array.from({ length: countdownHorizon + 1 }, (_, n) => addDays(rawLastDay, -n)).reverse()
        const steps = days.map((on) => due(rawLastDay, on))
        const [ten, three] = (['d10', 'd3'] as const).map((step) => days[steps.indexOf(step)])
        expect(steps[0]).toBeUndefined()
        const areOne = three !== undefined && three <= addDays(rawLastDay, -10)
        expect(areOne || (ten && ten <= addDays(rawLastDay, -10) && calendar.isWorkingDay(ten))).toBe(true)
        expect(three && three <= addDays(rawLastDay, -3) && calendar.isWorkingDay(three)).toBe(true)
        expect(steps.at(-1)).toBe('d3')
      }),
    )
  })
})
