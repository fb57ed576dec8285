/**
 * Civil dates of the office: 'YYYY-MM-DD' strings in Asia/Shanghai. They are counted without any clock, so no time zone
 * of any computer can shift a deadline.
 */

// Shanghai has kept UTC+8 without summer time since 1992 (it had summer time in 1986–91). No matter is that old, and a
// fixed offset cannot change with the zone tables of a computer.
const officeOffsetMs = 8 * 60 * 60 * 1000
const dayMs = 24 * 60 * 60 * 1000

/** The civil date in the office at the instant `at`. */
export function civilDateOf(at: Date): string {
  return new Date(at.getTime() + officeOffsetMs).toISOString().slice(0, 10)
}

/** The time of day in the office at the instant `at`, as 'HH:MM'. */
export function timeOfDay(at: Date): string {
  return new Date(at.getTime() + officeOffsetMs).toISOString().slice(11, 16)
}

/** The instant at which it is `time` ('HH:MM') in the office on the civil date `on`. Throws RangeError for anything else. */
export function officeInstant(on: string, time: string): Date {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time)
  if (!match) throw new RangeError(`Not a time of day: ${time}. Write it like 08:30.`)
  const minutes = Number(match[1]) * 60 + Number(match[2])
  return new Date(startOfDay(on) + minutes * 60_000 - officeOffsetMs)
}

/** Is `text` a date that exists, written 'YYYY-MM-DD', of the years 1900 to 2999? */
export function isCivilDate(text: string): boolean {
  if (!/^(19|2\d)\d{2}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** The civil date `n` days after `on`, before it when `n` is negative. Throws RangeError when `on` is no civil date. */
export function addDays(on: string, n: number): string {
  return new Date(startOfDay(on) + n * dayMs).toISOString().slice(0, 10)
}

/** Days from `from` to `to`; negative when `to` is earlier. Throws RangeError when either is no civil date. */
export function daysBetween(from: string, to: string): number {
  return Math.round((startOfDay(to) - startOfDay(from)) / dayMs)
}

/** 0 for Sunday to 6 for Saturday. Throws RangeError when `on` is no civil date. */
export function weekdayOf(on: string): number {
  return new Date(startOfDay(on)).getUTCDay()
}

function startOfDay(on: string): number {
  if (!isCivilDate(on)) throw new RangeError(`Not a civil date: ${on}. Write it like 2026-08-03.`)
  return Date.parse(`${on}T00:00:00Z`)
}
