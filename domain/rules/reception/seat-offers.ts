import { type Calendar, lastWorkingDayOnOrBefore } from '../calendar.ts'
import { addDays, civilDateOf, officeInstant, timeOfDay } from '../civil-date.ts'

/** What becomes of a free seat for the next who waits: kept for them until an instant, or theirs at once. */
export type Offer = { kind: 'offer'; until: Date } | { kind: 'give' }

/** What offers are counted with. */
export interface OfferTerms {
  /** The civil date of the reception day. */
  on: string
  offerHours: number
  /** The office's hours of a working day. */
  hours: readonly (readonly [string, string])[]
}

/** Nobody is asked, and nobody has to answer, in the night. */
const morning = '08:00'
const evening = '21:00'

/** An offer shorter than this would be missed by who is in the field. */
const shortestMs = 3600_000

/**
 * The offer of a seat that is free at the instant `at`. It never begins or ends in the night, and ends at the latest on
 * the last working afternoon before the day; from then on, and when there is less than an hour left to it, the seat is
 * given at once, for nobody could pass it on in time. Who does not want it says so.
 */
export function offerAt(at: Date, terms: OfferTerms, calendar: Calendar): Offer {
  const last = givingFrom(terms, calendar)
  const from = wakingFrom(at)
  const full = notAtNight(new Date(from.getTime() + terms.offerHours * 3600_000))
  const until = full < last ? full : last
  return until.getTime() - from.getTime() < shortestMs ? { kind: 'give' } : { kind: 'offer', until }
}

/**
 * The last working afternoon before the day: from then on seats are given at once, and those that were reserved are
 * open to everybody who waits.
 */
export function givingFrom({ on, hours }: Pick<OfferTerms, 'on' | 'hours'>, calendar: Calendar): Date {
  const afternoon = hours.map(([from]) => from).findLast((from) => from >= noon) ?? noon
  return officeInstant(lastWorkingDayOnOrBefore(addDays(on, -1), calendar), afternoon)
}

const noon = '12:00'

/** When somebody can be told who is not woken up: at once, or in the morning. */
export function wakingFrom(at: Date): Date {
  const time = timeOfDay(at)
  if (time >= evening) return officeInstant(addDays(civilDateOf(at), 1), morning)
  return time < morning ? officeInstant(civilDateOf(at), morning) : at
}

/** Whoever has until an hour of the night has until the morning has begun. */
function notAtNight(at: Date): Date {
  const next = wakingFrom(at)
  return next === at ? at : new Date(next.getTime() + shortestMs)
}

/** When booking in the chat ends: so many hours before the day begins at midnight. */
export function bookableUntil(on: string, closesBefore: number): Date {
  return new Date(officeInstant(on, '00:00').getTime() - closesBefore * 3600_000)
}

export interface FreeSeat {
  id: string
  position: number
  reserved: boolean
}

/** Somebody on the waiting list. */
export interface Waiting {
  id: string
  /** May have a reserved seat. */
  priority: boolean
}

/**
 * Who gets which of the free seats: those who wait, in the order in which they came, each the best seat they may have.
 * Reserved ones are for those with priority, until they are open to all; and who may have one takes it first, so that
 * the others are left to the others.
 */
export function dealSeats<S extends FreeSeat, W extends Waiting>(
  free: readonly S[],
  waiting: readonly W[],
  reservedOpen: boolean,
): { seat: S; to: W }[] {
  const left = free.toSorted((a, b) => a.position - b.position)
  return waiting.flatMap((to) => {
    const may = left.filter((seat) => !seat.reserved || to.priority || reservedOpen)
    const seat = may.find((one) => one.reserved === to.priority) ?? may[0]
    if (!seat) return []
    left.splice(left.indexOf(seat), 1)
    return [{ seat, to }]
  })
}
