import { addDays, daysBetween, weekdayOf } from './civil-date.ts'

/** The Monday of the week in which the civil date `on` lies. Throws RangeError when `on` is no civil date. */
export function mondayOf(on: string): string {
  return addDays(on, -((weekdayOf(on) + 6) % 7))
}

/** `2026-W32`, by ISO 8601: a week belongs to the year in which its Thursday lies. */
export function weekNameOf(on: string): string {
  const monday = mondayOf(on)
  const year = addDays(monday, 3).slice(0, 4)
  // 4 January is in the first week of its year, always.
  const week = 1 + daysBetween(mondayOf(`${year}-01-04`), monday) / 7
  return `${year}-W${String(week).padStart(2, '0')}`
}
