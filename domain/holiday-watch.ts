import { raiseAlarm } from './alarms.ts'
import type { Work } from './context.ts'
import { addDays, civilDateOf, weekdayOf } from './rules/civil-date.ts'

/**
 * Alarms once a week for every year whose holiday notice should be in and is not: the current one, and from November,
 * when the State Council publishes it, the next. Until it is in, dates in that year are provisional. Returns the years.
 */
export async function watchHolidays(work: Work): Promise<number[]> {
  const on = civilDateOf(work.at)
  const year = Number(on.slice(0, 4))
  const wanted = Number(on.slice(5, 7)) >= 11 ? [year, year + 1] : [year]
  const missing = wanted.filter((candidate) => !work.calendar.isKnown(`${candidate}-01-01`))
  const monday = addDays(on, -((weekdayOf(on) + 6) % 7))
  for (const candidate of missing) await raiseAlarm(work, 'years', candidate, `${candidate}:${monday}`)
  return missing
}
