import { type Calendar, lastWorkingDayOnOrBefore } from './calendar.ts'
import { addDays } from './civil-date.ts'

export type CountdownStep = 'd10' | 'd3'

const daysBefore: [CountdownStep, number][] = [
  ['d10', 10],
  ['d3', 3],
]

/** A right that ends in more days than this is not due for a reminder yet, whatever days are rest days. */
export const countdownHorizon = 31

/**
 * The reminder of a resident's own right that has come on the civil date `on`, or none: 10 and 3 calendar days before the
 * last day by the bare count, on the working day on or before it, for the office speaks on working days. Of two that have
 * come only the later is left, and none once the last day is past.
 */
export function countdownDue(right: { rawLastDay: string }, on: string, calendar: Calendar): CountdownStep | undefined {
  if (on > right.rawLastDay) return undefined
  const come = daysBefore.filter(([, n]) => lastWorkingDayOnOrBefore(addDays(right.rawLastDay, -n), calendar) <= on)
  return come.at(-1)?.[0]
}
