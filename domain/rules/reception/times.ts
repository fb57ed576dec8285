import { addDays, officeInstant } from '../civil-date.ts'

/** The instant at which a day is announced: so many days before it, when the office opens ('HH:MM'). From then on it can be booked. */
export function publishesAt(on: string, publishDaysAhead: number, opensAt: string): Date {
  return officeInstant(addDays(on, -publishDaysAhead), opensAt)
}
