import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { addDays } from '../../../domain/rules/civil-date.ts'
import { readDay } from '../../../domain/rules/typed-day.ts'

const today = '2026-08-03'

test.each([
  ['2026-10-01', '2026-10-01'],
  ['2026/10/1', '2026-10-01'],
  ['２０２６－１０－０１', '2026-10-01'],
  ['2026年10月1日', '2026-10-01'],
  ['2026年10月1日前', '2026-10-01'],
  ['10月1日', '2026-10-01'],
  ['10月1号之前', '2026-10-01'],
  ['8月3日', '2026-08-03'],
  ['8月2日', '2027-08-02'],
  ['2月29日', '2028-02-29'],
  ['30天', '2026-09-02'],
  ['30 天内', '2026-09-02'],
  ['30 days', '2026-09-02'],
  ['in 1 day', '2026-08-04'],
])('%s is %s', (typed, on) => {
  expect(readDay(typed, today)).toBe(on)
})

test.each(['', '上个月', '尽快', '2026-08-02', '2025年10月1日', '2026-02-30', '13月1日', '99999天', '30', '1.5天'])(
  '%s is no day to come',
  (typed) => {
    expect(readDay(typed, today)).toBeUndefined()
  },
)

it('any day to come is read back as it was, in each way of writing it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3000 }), (days) => {
      const on = addDays(today, days)
      const [year, month, day] = on.split('-').map(Number)
      for (const typed of [on, `${year}年${month}月${day}日`, `${year}/${month}/${day}`, `${days}天`]) {
        expect(readDay(typed, today)).toBe(on)
      }
    }),
    { numRuns: 300 },
  )
})

it('anything at all is read without an error, and never as a day that has passed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (typed) => {
      const on = readDay(typed, today)
      expect(on === undefined || on >= today).toBe(true)
    }),
  )
})
