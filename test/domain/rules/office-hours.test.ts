import { expect, it } from 'vitest'
import { officeInstant } from '../../../domain/rules/civil-date.ts'
import { isOfficeOpen } from '../../../domain/rules/office-hours.ts'
import { noticeCalendar } from './notice-calendar.ts'

const hours: [string, string][] = [
  ['08:30', '12:00'],
  ['14:30', '17:30'],
]

it.each([
  ['Monday, a minute before opening', '2026-08-03', '08:29', false],
  ['Monday, on opening', '2026-08-03', '08:30', true],
  ['Monday, a minute before the break', '2026-08-03', '11:59', true],
  ['Monday, when the break begins', '2026-08-03', '12:00', false],
  ['Monday afternoon', '2026-08-03', '14:30', true],
  ['Monday, when it closes', '2026-08-03', '17:30', false],
  ['Saturday', '2026-08-08', '09:00', false],
  ['National Day, a Thursday', '2026-10-01', '09:00', false],
  ['a Saturday worked for National Day', '2026-10-10', '09:00', true],
])('%s', (_, on, time, open) => {
  expect(isOfficeOpen(officeInstant(on, time), hours, noticeCalendar)).toBe(open)
})
