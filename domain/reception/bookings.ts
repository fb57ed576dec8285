import { randomBytes } from 'node:crypto'
import type { ReceptionDay, Seat, Ticket } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'
import { DomainError } from '../errors.ts'
import { createDoorCode } from '../rules/reception/door-codes.ts'
import {
  type ClosedWhy,
  closedWhy,
  freeSeatValues,
  listFreeSeats,
  lockDay,
  lockVisit,
  withChosenSeat,
} from './booking-days.ts'
import { tellBooked } from './booking-notices.ts'
import {
  type BookedBy,
  codeHash,
  fillBooking,
  liveStates,
  type NewBooking,
  personHashes,
  type Visitor,
} from './booking-rows.ts'
import {
  type BookingRow,
  type BookingView,
  readBooking,
  requireOwn,
  toBookingView,
  viewBooking,
} from './booking-view.ts'
import { lockMatter, noteVisits, timeOf } from './visit-events.ts'
import { tellQueue } from './visit-queues.ts'
import { dealFreeSeats } from './waiting-list.ts'

/** A filled form for a reception day. */
export interface BookingRequest extends Visitor {
  /** The form's own id: a form becomes one booking, however often it is submitted. */
  draftId: string
  dayId: string
  /** Absent: the first seat that is free. */
  seatId?: string
  by: BookedBy
}

export type BookingOutcome =
  /** `isNew` is false when the same form was submitted before. */
  | { kind: 'booked' | 'waiting'; booking: BookingView; isNew: boolean }
  /**
   * The person, or the matter, has a booking that is still to come to something. It may be another account's, for a phone
   * can be anybody's: to a resident it is shown only by `viewOwnBooking`.
   */
  | { kind: 'already'; booking: BookingView }
  /** Somebody else has just got that seat; these are free. */
  | { kind: 'gone'; free: Seat[] }
  | { kind: 'closed'; why: ClosedWhy }

/**
 * Gives somebody a seat of a reception day, or the next place on its waiting list when none is free for them. Nobody has
 * to agree to it. The seat is taken by one statement, and the index on it lets nobody else have it. Throws
 * `day-not-found`, `ticket-not-found` and `too-many-people`.
 */
export async function bookSeat(work: Work, request: BookingRequest): Promise<BookingOutcome> {
  const day = await lockDay(work, request.dayId)
  const closed = closedWhy(work, day, request.by)
  if (closed) return (await findSubmitted(work, request.draftId)) ?? { kind: 'closed', why: closed }
  for (let tries = 0; tries < mostTries; tries += 1) {
    const booking = await fillBooking(work, request)
    const taken = await takeSeat(work, day, booking, request)
    if (taken) return enter(work, request.by, day, { ...booking, ...taken.row }, taken)
    const known = await findKnown(work, booking, request)
    if (known) return known
    const free = await listFreeSeats(work, day, booking.priority)
    if (request.seatId !== undefined && free.length > 0) return { kind: 'gone', free }
    // The code of the door was another visitor's.
  }
  throw new Error(`No code of the door was free in ${mostTries} tries`)
}

const mostTries = 8

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

/**
 * Calls a booking off: by whoever made it, or by an officer with the reason, which they are told. The seat goes to who
 * waits for it, in the same transaction. Called off twice it changes nothing. Throws `booking-not-found` and
 * `words-missing`.
 */
export async function cancelBooking(
  work: Work,
  { bookingId, by, reason = '' }: { bookingId: string; by: BookedBy; reason?: string },
): Promise<{ kind: 'cancelled' | 'ended'; booking: BookingView }> {
  const booking = await lockVisit(work, bookingId)
  requireOwn(booking, by)
  if ('officer' in by && reason.trim() === '') throw new DomainError('words-missing')
  const [cancelled] = await work.sql(
    `UPDATE "Booking" SET state = 'cancelled', "endedAt" = $2::timestamptz, "outcomeEnc" = $3
    WHERE id = $1::uuid AND state IN ('waiting', 'offered', 'booked', 'arrived') RETURNING 1`,
    [booking.id, work.at, reason === '' ? null : work.vault.seal('Booking', 'outcomeEnc', booking.id, reason)],
  )
  const now = await viewBooking(work, booking.id)
  if (!cancelled) return { kind: 'ended', booking: now }
  if ('officer' in by) {
    await tellBooked(work, [{ kind: 'bookingCancelled', view: now, accountId: booking.accountId, params: { reason } }])
  }
  const { ticketId, day } = booking
  await dealFreeSeats(work, day, [{ kind: 'visit-cancelled', ticketId, by, payload: { on: day.on, reason } }])
  await tellQueue(work, booking.day)
  return { kind: 'cancelled', booking: now }
}

interface Taken {
  row: Pick<NewBooking, 'seatId' | 'state'>
  seat: Pick<Seat, 'id' | 'startsAt' | 'minutes'> | null
  waitingPlace: number
}

/** One statement. Undefined when the form, the person or the matter has a booking, or only other seats are free. */
async function takeSeat(
  work: Work,
  day: ReceptionDay,
  booking: NewBooking,
  { seatId, by, phone }: BookingRequest,
): Promise<Taken | undefined> {
  const [row] = await work.sql<{
    seatId: string | null
    state: NewBooking['state']
    startsAt: string | null
    minutes: number | null
    waiting: number
  }>(insertBooking, [
    ...freeSeatValues(work, day, booking.priority),
    seatId ?? null,
    JSON.stringify(booking),
    await personHashes(work, { by, accountId: booking.accountId, phone, id: booking.id }),
  ])
  if (!row) return undefined
  const { state, startsAt, minutes, waiting } = row
  const seat = row.seatId === null ? null : { id: row.seatId, startsAt: startsAt ?? '', minutes: minutes ?? 0 }
  return { row: { seatId: row.seatId, state }, seat, waitingPlace: waiting + 1 }
}

const columns = [
  'id',
  'draftId',
  'dayId',
  'accountId',
  'ticketId',
  'personHash',
  'codeEnc',
  'codeHash',
  'nameEnc',
  'phoneEnc',
  'wordsEnc',
  'peopleEnc',
  'needsEnc',
  'madeBy',
  'walkIn',
  'priority',
  'createdAt',
] as const satisfies (keyof NewBooking)[]

const insertBooking = `${withChosenSeat},
  taken AS (
    INSERT INTO "Booking" (${columns.map((name) => `"${name}"`).join(', ')}, "seatId", state)
    SELECT ${columns.map((name) => `b."${name}"`).join(', ')}, chosen.id,
      (CASE WHEN chosen.id IS NULL THEN 'waiting' ELSE 'booked' END)::"BookingState"
    FROM jsonb_populate_record(NULL::"Booking", $6::jsonb) b LEFT JOIN chosen ON true
    WHERE (chosen.id IS NOT NULL OR NOT EXISTS (SELECT 1 FROM free))
      AND NOT EXISTS (SELECT 1 FROM "Booking" k WHERE k."personHash" = ANY($7::text[]) AND k.state IN ${liveStates})
    ON CONFLICT DO NOTHING
    RETURNING "seatId", state)
  SELECT taken."seatId", taken.state, chosen."startsAt", chosen.minutes, (
    SELECT count(*)::int FROM "Booking" w WHERE w."dayId" = $1::uuid AND w.state = 'waiting') AS waiting
  FROM taken LEFT JOIN chosen ON true`

/** What follows from a new booking: the matter's history, and the word to whoever made it. */
async function enter(
  work: Work,
  by: BookedBy,
  day: ReceptionDay,
  booking: NewBooking,
  { seat, waitingPlace }: Taken,
): Promise<BookingOutcome> {
  const matter = booking.ticketId === null ? undefined : await enterMatter(work, by, booking.ticketId, day, seat)
  const place = seat === null ? waitingPlace : null
  const seen = toBookingView(work, booking, day, seat, { waitingPlace: place, matter })
  await tellBooked(work, [
    seat === null
      ? { kind: 'bookingWaiting', view: seen, accountId: booking.accountId, params: { waitingPlace: place } }
      : { kind: 'bookingConfirmed', view: seen, accountId: booking.accountId, occasion: seat.id },
  ])
  return { kind: seat === null ? 'waiting' : 'booked', booking: seen, isNew: true }
}

async function enterMatter(
  work: Work,
  by: BookedBy,
  ticketId: string,
  day: ReceptionDay,
  seat: Taken['seat'],
): Promise<Ticket> {
  const matter = await lockMatter(work, by, ticketId)
  await noteVisits(work, [{ kind: 'visit-booked', ticketId, by, payload: timeOf(day, seat) }])
  return matter
}

/** The booking that is in the way of a new one, if there is any. */
async function findKnown(
  work: Work,
  booking: NewBooking,
  { by, phone, draftId }: BookingRequest,
): Promise<BookingOutcome | undefined> {
  const submitted = await findSubmitted(work, draftId)
  if (submitted) return submitted
  const [known] = await work.sql<{ id: string }>(
    `SELECT id FROM "Booking" WHERE ("personHash" = ANY($1::text[]) OR "ticketId" = $2::uuid) AND state IN ${liveStates}
    ORDER BY sequence LIMIT 1`,
    [await personHashes(work, { by, accountId: booking.accountId, phone, id: booking.id }), booking.ticketId],
  )
  return known && { kind: 'already', booking: await viewBooking(work, known.id) }
}

/** What the same form became before. */
async function findSubmitted(work: Work, draftId: string): Promise<BookingOutcome | undefined> {
  const known = await work.tx.booking.findUnique({ where: { draftId }, include: { day: true, seat: true } })
  if (!known) return undefined
  const booking = await viewBooking(work, known.id)
  if (booking.state === 'cancelled' || booking.state === 'expired') return { kind: 'already', booking }
  return { kind: booking.state === 'waiting' ? 'waiting' : 'booked', booking, isNew: false }
}

/** Both days are locked in the order of their ids, whichever is the old one. */
async function lockForMove(
  work: Work,
  by: BookedBy,
  bookingId: string,
  dayId: string,
): Promise<{ booking: BookingRow; from: ReceptionDay; to: ReceptionDay }> {
  const before = await readBooking(work, bookingId)
  requireOwn(before, by)
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
