import { addWorkingDays, type Calendar, lastWorkingDayOnOrBefore, nextWorkingDayOnOrAfter } from './calendar.ts'
import { addDays, daysBetween } from './civil-date.ts'

export interface Deadline {
  /** The last day by the count alone. A resident's own right is reminded against it. */
  rawLastDay: string
  /** The last day in law: overdue begins the day after. */
  dueOn: string
  /** The last day on which an office that rests on rest days can still be in time. */
  remindOn: string
  /** Hangs on a year whose holiday notice is not out. */
  provisional: boolean
  /** The rest days that moved the date, so that anyone can see why it is what it is. */
  skipped: { on: string; name: string }[]
}

/**
 * The last day of a period that began on the civil date `startedOn`.
 *
 * 《信访工作条例》 has no rule of counting, so 民法典 201 and 203 are followed: the first day is not counted; when the last
 * day is a rest day, the period ends on the first working day after it, and make-up Saturdays and Sundays are working
 * days. Article 23 sets "15日" beside "5个工作日", so a plain 日 is a calendar day.
 *
 * `extendedDays` lengthen the period in its own unit, as one span that is shifted once (article 34). `pausedDays` are
 * calendar days that do not count (a hearing, article 36). Throws RangeError for days that cannot be counted.
 */
export function countDeadline(
  rule: { days: number; unit: 'calendar' | 'working' },
  startedOn: string,
  calendar: Calendar,
  options: { extendedDays?: number; pausedDays?: number } = {},
): Deadline {
  const span = rule.days + wholeDays(options.extendedDays ?? 0)
  const paused = wholeDays(options.pausedDays ?? 0)
  const counted =
    rule.unit === 'working' ? addWorkingDays(startedOn, span, calendar) : addDays(startedOn, wholeDays(span))
  const rawLastDay = addDays(counted, paused)
  // Rest days matter all the way when working days are counted, and only at the end when calendar days are.
  return settleLastDay(rawLastDay, calendar, rule.unit === 'working' ? addDays(startedOn, 1) : rawLastDay)
}

/**
 * The dates that follow from a last day which was counted, or named by whoever promised something by then: a rest day
 * gives way to the first working day after it (民法典 203). `from` is the first day that mattered to the count.
 * Throws RangeError for what is no civil date.
 */
export function settleLastDay(rawLastDay: string, calendar: Calendar, from = rawLastDay): Deadline {
  const dueOn = nextWorkingDayOnOrAfter(rawLastDay, calendar)
  const remindOn = lastWorkingDayOnOrBefore(rawLastDay, calendar)
  const movedBy = daysFrom(from, dueOn)
  return {
    rawLastDay,
    dueOn,
    remindOn,
    provisional: [remindOn, ...movedBy].some((on) => !calendar.isKnown(on)),
    skipped: movedBy.filter((on) => !calendar.isWorkingDay(on)).map((on) => ({ on, name: calendar.nameOf(on) ?? '' })),
  }
}

function wholeDays(n: number): number {
  if (!Number.isInteger(n) || n < 0 || n > 3660) throw new RangeError(`Cannot count ${n} days.`)
  return n
}

function daysFrom(first: string, last: string): string[] {
  return Array.from({ length: daysBetween(first, last) + 1 }, (_, i) => addDays(first, i))
}
