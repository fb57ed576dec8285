import type { ReceptionDay } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'
import { civilDateOf } from '../rules/civil-date.ts'
import { aheadOf, callOrder, type QueuedVisit } from '../rules/reception/visit-queue.ts'
import { tellBooked } from './booking-notices.ts'
import { type BookingRow, readBooking, viewBookings } from './booking-view.ts'

/** Those who have come to a day and wait to be called, the next first. */
export async function readQueue(work: Work, dayId: string): Promise<QueuedVisit[]> {
  const rows = await work.sql<QueuedVisit>(
    `SELECT b.id, s."startsAt", s.minutes, b."arrivedAt", b."calledAt", b."queueNumber"
    FROM "Booking" b LEFT JOIN "Seat" s ON s.id = b."seatId"
    WHERE b."dayId" = $1::uuid AND b.state = 'arrived'`,
    [dayId],
  )
  return callOrder(rows)
}

/** Where a visit stands on its day. */
export interface QueuePosition {
  state: BookingRow['state']
  queueNumber: number | null
  /** How many are called before them; null for who has not come, was called, or is through. */
  ahead: number | null
}

/** How many are before somebody now. Throws `booking-not-found`. */
export async function positionOf(work: Work, bookingId: string): Promise<QueuePosition> {
  const { state, queueNumber, dayId } = await readBooking(work, bookingId)
  const ahead = state === 'arrived' ? aheadOf(await readQueue(work, dayId), bookingId) : undefined
  return { state, queueNumber, ahead: ahead ?? null }
}

/** With so many before them they are told, once each, so that nobody has to stay in the room. */
const toldAt = [2, 1]

/** Tells those whose turn comes soon, after the queue of a locked day has moved on. */
export async function tellQueue(work: Work, day: Pick<ReceptionDay, 'id' | 'on'>): Promise<void> {
  if (day.on !== civilDateOf(work.at)) return
  const queue = await readQueue(work, day.id)
  const soon = toldAt.flatMap((ahead) => {
    const visit = queue[ahead]
    return visit ? [{ id: visit.id, ahead }] : []
  })
  if (soon.length === 0) return
  const rows = await work.tx.booking.findMany({
    where: { id: { in: soon.map(({ id }) => id) }, accountId: { not: null } },
    include: { day: true, seat: true },
  })
  const views = await viewBookings(work, rows)
  await tellBooked(
    work,
    soon.flatMap(({ id, ahead }) => {
      const view = views.find((one) => one.id === id)
      const row = rows.find((one) => one.id === id)
      if (!view || !row) return []
      const { accountId, queueNumber } = row
      return [
        { kind: 'yourTurnSoon' as const, view, accountId, occasion: String(ahead), params: { ahead, queueNumber } },
      ]
    }),
  )
}
