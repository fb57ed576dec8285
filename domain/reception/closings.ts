import type { Officer, ReceptionDay } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'
import { DomainError } from '../errors.ts'
import { findNextDay, lockDayFor } from './days.ts'
import { withChange } from './history.ts'
import { requireReason } from './moves.ts'
import { type LiveBooking, readLiveBookings, tellOffice, tellVisitors } from './news.ts'
import { noteVisits } from './visit-events.ts'
import { dealFreeSeats } from './waiting-list.ts'

/** A day closed or opened again, and how many of those who booked were told or have to be called. */
export interface ClosedDay {
  day: ReceptionDay
  told: number
  toCall: number
}

/**
 * An officer calls a day off. Whoever booked it or waited for a seat hears so, with the next day that can be booked; their
 * bookings end and stand in nobody's way. Throws `reception-not-yours`, `day-not-found`, `reception-day-over`,
 * and `slot-missing` without a reason.
 */
export async function closeReceptionDay(
  work: Work,
  officer: Officer,
  dayId: string,
  reason: string,
): Promise<ClosedDay> {
  const before = await lockDayFor(work, officer, dayId)
  const words = requireReason(reason)
  const bookings = await readLiveBookings(work, dayId)
  // The seat stays with the booking, so that opening the day again gives it back.
  await work.sql(
    `UPDATE "Booking" b SET state = 'cancelled', "endedAt" = $2::timestamptz, "outcomeEnc" = e.words
    FROM jsonb_to_recordset($1::jsonb) AS e(id uuid, words text) WHERE b.id = e.id`,
    [
      JSON.stringify(bookings.map(({ id }) => ({ id, words: work.vault.seal('Booking', 'outcomeEnc', id, words) }))),
      work.at,
    ],
  )
  const change = { what: 'closed' as const, words, fields: [] }
  const day = await work.tx.receptionDay.update({
    where: { id: dayId },
    data: { state: 'closed', closedAt: work.at, reasonWords: withChange(work, before, officer, change) },
  })
  const next = await findNextDay(work, day.on)
  const counts = await tellVisitors(work, day, 'receptionDayClosed', bookings, ({ startsAt }) => ({
    on: day.on,
    time: startsAt,
    words,
    next: next ? { dayId: next.published ? next.id : null, on: next.on, director: next.director } : null,
  }))
  await tellOffice(work, day, { what: 'closed', words, ...counts }, { by: officer })
  await noteVisits(
    work,
    bookings.map(({ ticketId }) => {
      return { kind: 'visit-cancelled', ticketId, by: { officer }, payload: { on: day.on, reason: words } }
    }),
  )
  return { day, ...counts }
}

/**
 * The step back: the day is held after all. Whoever was on it when it was closed has their place again, unless they have
 * booked another day meanwhile, and hears so. Throws as closing does, and `reception-day-over` for one that is not closed.
 */
export async function reopenReceptionDay(
  work: Work,
  officer: Officer,
  dayId: string,
  reason: string,
): Promise<ClosedDay> {
  const before = await lockDayFor(work, officer, dayId, { closedToo: true })
  if (before.state !== 'closed') throw new DomainError('reception-day-over', { on: before.on, why: 'open' })
  const words = requireReason(reason)
  const change = { what: 'reopened' as const, words, fields: [] }
  const day = await work.tx.receptionDay.update({
    where: { id: dayId },
    data: {
      state: before.publishedAt === null ? 'planned' : 'published',
      closedAt: null,
      reasonWords: withChange(work, before, officer, change),
    },
  })
  const back = await restoreBookings(work, before)
  const live = (await readLiveBookings(work, dayId)).filter(({ id }) => back.has(id))
  const counts = await tellVisitors(work, day, 'receptionDayReopened', live, ({ startsAt }: LiveBooking) => ({
    on: day.on,
    time: startsAt,
    place: day.place,
    words,
  }))
  await tellOffice(work, day, { what: 'reopened', words, ...counts }, { by: officer })
  const seated = live.filter(({ startsAt }) => startsAt !== null)
  await dealFreeSeats(
    work,
    day,
    seated.map(({ ticketId, startsAt }) => {
      const payload = { on: day.on, startsAt: startsAt ?? '' }
      return { kind: 'visit-booked', ticketId, by: { officer }, payload }
    }),
  )
  return { day, ...counts }
}

/** The ids of the bookings that closing had ended and that live again. A seat that was only offered is offered anew later. */
async function restoreBookings(work: Work, { id, closedAt }: ReceptionDay): Promise<Set<string>> {
  const rows = await work.sql<{ id: string }>(
    `UPDATE "Booking" b SET "endedAt" = NULL, "outcomeEnc" = NULL, "queueNumber" = NULL, "arrivedAt" = NULL,
      state = (CASE WHEN b."seatId" IS NULL OR b."offeredUntil" IS NOT NULL THEN 'waiting' ELSE 'booked' END)::"BookingState",
      "seatId" = CASE WHEN b."offeredUntil" IS NULL THEN b."seatId" END, "offeredUntil" = NULL
    WHERE b."dayId" = $1::uuid AND b.state = 'cancelled' AND b."endedAt" = $2::timestamptz AND NOT EXISTS (
      SELECT 1 FROM "Booking" o WHERE o.state IN ('waiting', 'offered', 'booked', 'arrived', 'called')
        AND (o."personHash" = b."personHash" OR o."ticketId" = b."ticketId"))
    RETURNING b.id`,
    [id, closedAt],
  )
  return new Set(rows.map((row) => row.id))
}
