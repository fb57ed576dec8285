import { type Calendar, lastWorkingDayOnOrBefore } from '../calendar.ts'
import { addDays, civilDateOf, daysBetween, officeInstant } from '../civil-date.ts'
import { isOfficeOpen } from '../office-hours.ts'
import { wakingFrom } from './seat-offers.ts'

/** What a visitor is reminded of a day with: three calendar days and one day before it. */
export type VisitStep = 'd3' | 'd1'

/** What the office gets of a day: the brief ahead of it, the final list just before it, how it went after it. */
export type OfficeStep = 'brief' | 'list' | 'summary'

const daysBefore: Record<VisitStep, number> = { d3: 3, d1: 1 }

/** The brief comes so many calendar days ahead, or on the last working day before. */
const briefDays = 5

/** So long after a day it is still told how it went, where nothing ran meanwhile. */
const summaryDays = 14

/**
 * The reminder whose time it is at `at` for the visitors of the day `on`, and since which morning: never at night, and a
 * run that comes late makes up for the last one alone. Whoever was told after that morning when their visit is needs none.
 */
export function visitStepAt(on: string, at: Date): { step: VisitStep; since: Date } | undefined {
  if (wakingFrom(at) > at) return undefined
  const left = daysBetween(civilDateOf(at), on)
  if (left < 0 || left > daysBefore.d3) return undefined
  const step = left > daysBefore.d1 ? 'd3' : 'd1'
  return { step, since: wakingFrom(officeInstant(addDays(on, -daysBefore[step]), '00:00')) }
}

/** What the office gets of the day `on` at `at`: in its hours, and late rather than never. */
export function officeStepAt(
  on: string,
  at: Date,
  hours: readonly (readonly [string, string])[],
  calendar: Calendar,
): OfficeStep | undefined {
  if (!isOfficeOpen(at, hours, calendar)) return undefined
  const today = civilDateOf(at)
  if (today > on) return daysBetween(on, today) <= summaryDays ? 'summary' : undefined
  if (today >= lastWorkingDayOnOrBefore(addDays(on, -1), calendar)) return 'list'
  return today >= lastWorkingDayOnOrBefore(addDays(on, -briefDays), calendar) ? 'brief' : undefined
}

/** The days of which anything could be told today: wide enough for the longest holiday before or after them. */
export function toldOf(today: string): { from: string; to: string } {
  return { from: addDays(today, -summaryDays), to: addDays(today, 25) }
}
