import { expect, it } from 'vitest'
import { dayOf, daysBefore, timeOf, writeDay } from '../../../../../bot/channels/web/pages/dates.ts'

it('tells day and time in Shanghai', () => {
  expect(dayOf('2026-08-03T16:00:00Z')).toBe('2026-08-04')
  expect(timeOf('2026-08-03T15:59:00Z')).toBe('23:59')
  expect(dayOf('not a date')).toBe('')
})

it('counts days over a month and a leap day', () => {
  expect(daysBefore('2028-02-28', '2028-03-01')).toBe(2)
})

it('names the year only when it is another one', () => {
  expect(writeDay('2026-08-03', '2026-09-01', 'zh')).toBe('8月3日星期一')
  expect(writeDay('2026-08-03', '2027-01-01', 'zh')).toBe('2026年8月3日星期一')
  expect(writeDay('2026-08-03', '2026-09-01', 'en')).toMatch(/^Monday,? 3 August$/)
})
