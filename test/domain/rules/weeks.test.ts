import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../../../domain/rules/civil-date.ts'
import { mondayOf, weekNameOf } from '../../../domain/rules/weeks.ts'

test.each([
  ['2026-08-03', '2026-08-03', '2026-W32'],
  ['2026-08-09', '2026-08-03', '2026-W32'],
  ['2026-01-01', '2025-12-29', '2026-W01'],
  ['2027-01-03', '2026-12-28', '2026-W53'],
  ['2024-12-30', '2024-12-30', '2025-W01'],
  ['2028-02-29', '2028-02-28', '2028-W09'],
])('%s lies in the week of %s, %s', (on, monday, name) => {
  expect([mondayOf(on), weekNameOf(on)]).toEqual([monday, name])
})

test('all seven days of a week bear its name, and the next one another', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000 }), (days) => {
      const monday = mondayOf(addDays('1950-01-02', days))
      const names = Array.from({ length: 8 }, (_, day) => weekNameOf(addDays(monday, day)))
      expect(new Set(names.slice(0, 7)).size).toBe(1)
      expect(names[7]).not.toBe(names[0])
    }),
    { numRuns: 500 },
  )
})
