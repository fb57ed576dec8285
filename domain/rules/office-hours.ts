import type { Calendar } from './calendar.ts'
import { civilDateOf, timeOfDay } from './civil-date.ts'

/** Is the office at work at the instant `at`: on a working day, within one of its `hours` ([from, to), 'HH:MM')? */
export function isOfficeOpen(at: Date, hours: readonly (readonly [string, string])[], calendar: Calendar): boolean {
  const time = timeOfDay(at)
  return calendar.isWorkingDay(civilDateOf(at)) && hours.some(([from, to]) => from <= time && time < to)
}
