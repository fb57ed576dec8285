import { randomBytes } from 'node:crypto'
import type { ReceptionDay, Seat } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'
import { DomainError } from '../errors.ts'
import { createDoorCode } from '../rules/reception/door-codes.ts'
import { type ClosedWhy, closedWhy, freeSeatValues, listFreeSeats, lockDay, withChosenSeat } from './booking-days.ts'
import { tellBooked } from './booking-notices.ts'
import { type BookedBy, codeHash, mostTries } from './booking-rows.ts'
import { type BookingRow, type BookingView, readBooking, requireOwn, viewBooking } from './booking-view.ts'
import { dealFreeSeats } from './waiting-list.ts'

export type MoveOutcome =
  | { kind: 'moved'; booking: BookingView }
  | { kind: 'gone'; free: Seat[] }
  /** No seat of that day is free for them. */
  | { kind: 'full' }
  | { kind: 'closed'; why: ClosedWhy }
  /** It has come to something already, or was cancelled. */
  | { kind: 'ended'; booking: BookingView }

/**
 * Moves a booking to another seat or day. The old seat is theirs until the new one is, and then goes to who waits for it.
 * Throws `booking-not-found` and `day-not-found`.
 */
export async function moveBooking(
  work: Work,
  {
    bookingId,
    dayId,
    seatId,
    by,
    reason,
  }: { bookingId: string; dayId: string; seatId?: string; by: BookedBy; reason?: string },
): Promise<MoveOutcome> {
  const { booking, from, to } = await lockForMove(work, by, bookingId, dayId)
  const closed = closedWhy(work, to, by)
  if (closed) return { kind: 'closed', why: closed }
  if (!['waiting', 'offered', 'booked'].includes(booking.state))
    return { kind: 'ended', booking: await viewBooking(work, booking.id) }
  if (seatId !== undefined && seatId === booking.seatId && booking.state === 'booked') {
    return { kind: 'moved', booking: await viewBooking(work, booking.id) }
  }
  const [moved] = await work.sql(moveTo, [
    ...freeSeatValues(work, to, booking.priority),
    seatId ?? null,
    booking.id,
    ...(await codeOn(work, booking, to)),
  ])
  if (!moved) {
    const free = await listFreeSeats(work, to, booking.priority)
    return free.length > 0 ? { kind: 'gone', free } : { kind: 'full' }
  }
  const now = await readBooking(work, booking.id)
  const seen = await viewBooking(work, now.id)
  await tellBooked(work, [
    {
      kind: 'bookingMoved',
      view: seen,
      accountId: now.accountId,
      occasion: `${now.seatId}:${work.at.getTime()}`,
      by,
      params: { fromOn: from.on, fromStartsAt: booking.seat?.startsAt ?? null, ...(reason && { reason }) },
    },
  ])
  const payload = { on: to.on, startsAt: now.seat?.startsAt ?? '' }
  await dealFreeSeats(work, from, [{ kind: 'visit-moved', ticketId: now.ticketId, by, payload }])
  return { kind: 'moved', booking: seen }
}

const moveTo = `${withChosenSeat}
  UPDATE "Booking" b SET "dayId" = $1::uuid, "seatId" = chosen.id, state = 'booked',
    "codeEnc" = $7, "codeHash" = $8
  FROM chosen WHERE b.id = $6::uuid AND b.state IN ('waiting', 'offered', 'booked') RETURNING 1`

/** Both days are locked in the order of their ids, whichever is the old one. */
async function lockForMove(
  work: Work,
  by: BookedBy,
  bookingId: string,
  dayId: string,
): Promise<{ booking: BookingRow; from: ReceptionDay; to: ReceptionDay }> {
  const before = await readBooking(work, bookingId)
  await requireOwn(work, before, by)
  const days = new Map<string, ReceptionDay>()
  for (const id of [...new Set([before.dayId, dayId])].sort()) days.set(id, await lockDay(work, id))
  const booking = await readBooking(work, bookingId)
  const [from, to] = [days.get(booking.dayId), days.get(dayId)]
  // Moved to a third day meanwhile: by the same person, who sees where it is now.
  if (!from || !to) throw new DomainError('booking-not-found')
  return { booking, from, to }
}

/** The code and its hash as they are on another day: the same, unless somebody has it there. */
async function codeOn(work: Work, booking: BookingRow, { id: dayId }: ReceptionDay): Promise<[string, string]> {
  for (let { codeEnc, codeHash: hash } = booking, tries = 0; tries < mostTries; tries += 1) {
    const other = await work.tx.booking.count({ where: { dayId, codeHash: hash, id: { not: booking.id } } })
    if (other === 0) return [codeEnc, hash]
    const code = createDoorCode(randomBytes)
    codeEnc = work.vault.seal('Booking', 'codeEnc', booking.id, code)
    hash = codeHash(work, code)
  }
  throw new Error(`No code of the door was free in ${mostTries} tries`)
}
