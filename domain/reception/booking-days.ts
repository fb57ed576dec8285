import type { ReceptionDay, Seat } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'
import { DomainError } from '../errors.ts'
import { civilDateOf, timeOfDay } from '../rules/civil-date.ts'
import { bookableUntil, givingFrom, type OfferTerms } from '../rules/reception/seat-offers.ts'
import { type BookedBy, seatedStates } from './booking-rows.ts'
import { type BookingRow, readBooking } from './booking-view.ts'

/** Why a day takes no booking. `too-late`: an officer still can. */
export type ClosedWhy = 'not-announced' | 'called-off' | 'too-late' | 'over'

/**
 * Locks a reception day until the transaction ends and returns it as it is now. Whoever gives out seats or numbers holds
 * it: then nobody is put on the waiting list while a seat becomes free. Tickets are locked after days, and several days in
 * the order of their ids. Throws `day-not-found`.
 */
export async function lockDay(work: Work, id: string): Promise<ReceptionDay> {
  const [day] = await work.sql<ReceptionDay>(`SELECT * FROM "ReceptionDay" WHERE id = $1::uuid FOR UPDATE`, [id])
  if (!day) throw new DomainError('day-not-found')
  return day
}

/** Why nobody, or only an officer, can book a day at `work.at`; undefined when it can be booked. */
export function closedWhy(work: Work, day: ReceptionDay, by: BookedBy): ClosedWhy | undefined {
  if (day.state === 'closed') return 'called-off'
  if (day.on < civilDateOf(work.at)) return 'over'
  if ('officer' in by) return undefined
  if (day.state === 'planned') return 'not-announced'
  const { closesBefore } = work.office.reception ?? withoutSettings
  return work.at >= bookableUntil(day.on, closesBefore) ? 'too-late' : undefined
}

/** What offers of a day are counted with. */
export function offerTerms({ office }: Pick<Work, 'office'>, { on }: Pick<ReceptionDay, 'on'>): OfferTerms {
  const { offerHours } = office.reception ?? withoutSettings
  return { on, offerHours, hours: office.hours }
}

/** For days that were announced before the section was taken out of the office file. */
const withoutSettings = { closesBefore: 8, offerHours: 24 }

/**
 * The seats of the day `$1` that can be given to somebody now: `$2` whether they may have a reserved one, `$3` whether
 * those are open to all, `$4` after which time of the day. What somebody on the waiting list may have is kept for them.
 */
export const selectFreeSeats = `
  SELECT s.* FROM "Seat" s
  WHERE s."dayId" = $1::uuid AND (NOT s.reserved OR $2::boolean OR $3::boolean) AND s."startsAt" > $4
    AND NOT EXISTS (SELECT 1 FROM "Booking" t WHERE t."seatId" = s.id AND t.state IN ${seatedStates})
    AND NOT EXISTS (
      SELECT 1 FROM "Booking" w
      WHERE w."dayId" = s."dayId" AND w.state = 'waiting' AND (NOT s.reserved OR w.priority OR $3::boolean))`

/** The same as `free`, and the one that somebody gets as `chosen`: `$5`, or the best for them. */
export const withChosenSeat = `
  WITH free AS (${selectFreeSeats}),
  chosen AS (
    SELECT * FROM free WHERE $5::uuid IS NULL OR id = $5::uuid ORDER BY reserved <> $2::boolean, position LIMIT 1)`

/** The first four values of `selectFreeSeats`. */
export function freeSeatValues(work: Work, day: ReceptionDay, priority: boolean): [string, boolean, boolean, string] {
  const reservedOpen = work.at >= givingFrom(offerTerms(work, day), work.calendar)
  return [day.id, priority, reservedOpen, firstTime(work, day)]
}

/** On the day itself a seat whose time has come is nobody's any more. */
export function firstTime(work: Pick<Work, 'at'>, day: Pick<ReceptionDay, 'on'>): string {
  return day.on === civilDateOf(work.at) ? timeOfDay(work.at) : ''
}

/** The seats of a day that somebody can choose from. */
export function listFreeSeats(work: Work, day: ReceptionDay, priority: boolean): Promise<Seat[]> {
  return work.sql<Seat>(
    `SELECT * FROM (${selectFreeSeats}) free ORDER BY position`,
    freeSeatValues(work, day, priority),
  )
}

/** Locks the day of a booking and reads the booking as it is under the lock. Throws `booking-not-found`. */
export async function lockVisit(work: Work, bookingId: string): Promise<BookingRow> {
  let { dayId } = await readBooking(work, bookingId)
  for (;;) {
    await lockDay(work, dayId)
    const booking = await readBooking(work, bookingId)
    // Moved to another day while its own was being locked.
    if (booking.dayId === dayId) return booking
    dayId = booking.dayId
  }
}
