import { addDays, weekdayOf } from './civil-date.ts'

/** The working days of state organs. */
export interface Calendar {
  isWorkingDay(on: string): boolean
  /** Why the day is not an ordinary working day: 国庆节, 周末, 调休上班. Undefined on an ordinary one. */
  nameOf(on: string): string | undefined
  /** Is the holiday notice of that year in? If not, only weekends are known and every answer is provisional. */
  isKnown(on: string): boolean
}

/** One day of a holiday notice: a holiday, or a Saturday or Sunday that is worked instead. */
export interface NoticeDay {
  on: string
  name: string
  isOffDay: boolean
}

/**
 * A calendar of the weekly rest days (国务院关于职工工作时间的规定 7) and what the yearly notices change.
 * `knownYears` are the years whose notice is in `days`.
 */
export function createCalendar(days: readonly NoticeDay[], knownYears: readonly number[]): Calendar {
  const notices = new Map(days.map((day) => [day.on, day]))
  const years = new Set(knownYears)
  return {
    isWorkingDay(on) {
      const notice = notices.get(on)
      return notice ? !notice.isOffDay : !isWeekend(on)
    },
    nameOf(on) {
      const notice = notices.get(on)
      if (notice) return notice.isOffDay ? notice.name : '调休上班'
      return isWeekend(on) ? '周末' : undefined
    },
    isKnown: (on) => years.has(Number(on.slice(0, 4))),
  }
}

/** The first working day on or after `on`. */
export function nextWorkingDayOnOrAfter(on: string, calendar: Calendar): string {
  return findWorkingDay(on, 1, calendar)
}

/** The last working day on or before `on`. */
export function lastWorkingDayOnOrBefore(on: string, calendar: Calendar): string {
  return findWorkingDay(on, -1, calendar)
}

/** The `n`th working day after `on`; `on` itself is not counted (民法典 201). `n` is a whole number from 1 to 1000. */
export function addWorkingDays(on: string, n: number, calendar: Calendar): string {
  if (!Number.isInteger(n) || n < 1 || n > 1000) throw new RangeError(`Cannot count ${n} working days.`)
  let day = on
  for (let counted = 0; counted < n; counted += 1) day = findWorkingDay(addDays(day, 1), 1, calendar)
  return day
}

// No holiday comes near this; a calendar without working days is a bug and must not spin for ever.
const longestRest = 366

function findWorkingDay(on: string, step: 1 | -1, calendar: Calendar): string {
  for (let i = 0; i <= longestRest; i += 1) {
    const day = addDays(on, i * step)
    if (calendar.isWorkingDay(day)) return day
  }
  throw new RangeError(`No working day within ${longestRest} days of ${on}.`)
}

function isWeekend(on: string): boolean {
  const weekday = weekdayOf(on)
  return weekday === 0 || weekday === 6
}
