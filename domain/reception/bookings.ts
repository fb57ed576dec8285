import type { ReceptionDay, Seat, Ticket } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'
import { DomainError } from '../errors.ts'
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
  fillBooking,
  liveStates,
  mostTries,
  type NewBooking,
  personHashes,
  type Visitor,
} from './booking-rows.ts'
import { type BookingView, requireOwn, toBookingView, viewBooking } from './booking-view.ts'
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
  await requireOwn(work, booking, by)
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
      ? { kind: 'bookingWaiting', view: seen, accountId: booking.accountId, by, params: { waitingPlace: place } }
      : { kind: 'bookingConfirmed', view: seen, accountId: booking.accountId, by, occasion: seat.id },
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
