import type { Booking, ReceptionDay, Seat } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'
import { civilDateOf } from '../rules/civil-date.ts'
import { dealSeats, givingFrom, type Offer, offerAt } from '../rules/reception/seat-offers.ts'
import { firstTime, lockDay, lockVisit, offerTerms } from './booking-days.ts'
import { type Told, tellBooked } from './booking-notices.ts'
import { type BookedBy, liveStates, seatedStates } from './booking-rows.ts'
import { type BookingView, requireOwn, viewBooking } from './booking-view.ts'
import { raiseDeskCall } from './desk-calls.ts'
import { noteVisits, timeOf, type VisitNote } from './visit-events.ts'

/** What a run of the waiting list came to. */
export interface Dealt {
  /** Offers that ran out. */
  expired: number
  offered: number
  /** Given at once, because the day is near. */
  given: number
}

/**
 * Gives the free seats of a day to those who wait, in the order in which they came: each is offered theirs for a while
 * and the next one only when that time is over; near the day the seat is theirs at once. Run again, late, or by two
 * instances at once, each seat is passed on once. Throws `day-not-found`.
 */
export async function offerFreeSeats(work: Work, dayId: string): Promise<Dealt> {
  return dealFreeSeats(work, await lockDay(work, dayId))
}

/** The same for a day that is locked; `notes` is what the caller has to write into histories itself. */
export async function dealFreeSeats(work: Work, day: ReceptionDay, notes: readonly VisitNote[] = []): Promise<Dealt> {
  if (day.state === 'closed' || day.on < civilDateOf(work.at)) {
    await noteVisits(work, notes)
    return { expired: 0, offered: 0, given: 0 }
  }
  const expired = await expireOffers(work, day)
  const offer = offerAt(work.at, offerTerms(work, day), work.calendar)
  const dealt = await deal(work, day, offer)
  await noteVisits(work, [...notes, ...dealt.filter(isGiven).map((row) => given(day, row))])
  await tell(work, dealt)
  const count = dealt.filter(isGiven).length
  return { expired, offered: dealt.length - count, given: count }
}

export type OfferOutcome =
  | { kind: 'booked'; booking: BookingView }
  | { kind: 'declined'; booking: BookingView }
  /** The offer has run out, or there never was one. */
  | { kind: 'over'; booking: BookingView }

/** Takes the seat that was offered. Taken twice it is the same seat. Throws `booking-not-found`. */
export async function acceptOffer(work: Work, by: BookedBy, bookingId: string): Promise<OfferOutcome> {
  const booking = await lockVisit(work, bookingId)
  await requireOwn(work, booking, by)
  const [accepted] = await work.sql(
    `UPDATE "Booking" SET state = 'booked'
    WHERE id = $1::uuid AND state = 'offered' AND "offeredUntil" > $2::timestamptz RETURNING 1`,
    [booking.id, work.at],
  )
  const { day, seat, ticketId, accountId } = booking
  if (!accepted) {
    // Too late by a moment: it goes on to the next at once.
    await dealFreeSeats(work, day)
    const now = await viewBooking(work, booking.id)
    return { kind: now.state === 'booked' ? 'booked' : 'over', booking: now }
  }
  const now = await viewBooking(work, booking.id)
  await noteVisits(work, [{ kind: 'visit-booked', ticketId, by, payload: timeOf(day, seat) }])
  await tellBooked(work, [{ kind: 'bookingConfirmed', view: now, accountId, by, occasion: booking.seatId ?? '' }])
  return { kind: 'booked', booking: now }
}

/** Lets the seat that was offered go to the next who waits, at once. Throws `booking-not-found`. */
export async function declineOffer(work: Work, by: BookedBy, bookingId: string): Promise<OfferOutcome> {
  const booking = await lockVisit(work, bookingId)
  await requireOwn(work, booking, by)
  const [declined] = await work.sql(
    `UPDATE "Booking" SET state = 'cancelled', "endedAt" = $2::timestamptz
    WHERE id = $1::uuid AND state = 'offered' RETURNING 1`,
    [booking.id, work.at],
  )
  const { day, ticketId } = booking
  if (declined) {
    const payload = { on: day.on, reason: '' }
    await dealFreeSeats(work, day, [{ kind: 'visit-cancelled', ticketId, by, payload }])
  }
  return { kind: declined ? 'declined' : 'over', booking: await viewBooking(work, booking.id) }
}

/** The days on which something is to be done about who waits: an offer has run out, a seat is free, the day is over. */
export async function findDaysToDeal(work: Work): Promise<string[]> {
  const rows = await work.sql<{ id: string }>(
    `SELECT d.id FROM "ReceptionDay" d WHERE EXISTS (
      SELECT 1 FROM "Booking" b WHERE b."dayId" = d.id AND CASE
        WHEN d."on" < $1 THEN b.state IN ${liveStates}
        ELSE b.state = 'waiting' OR (b.state = 'offered' AND b."offeredUntil" <= $2::timestamptz) END)
    ORDER BY d.id`,
    [civilDateOf(work.at), work.at],
  )
  return rows.map((row) => row.id)
}

/**
 * Ends what was open on a day that is over: who waited has no place there any more, who did not come was not there, who
 * was called was seen, though nobody has written down yet what came of it. Returns how many.
 */
export async function settleDay(work: Work, dayId: string): Promise<number> {
  const day = await lockDay(work, dayId)
  if (day.on >= civilDateOf(work.at)) return 0
  const ended = await work.sql<Pick<Booking, 'id' | 'state' | 'accountId' | 'arrivedAt'>>(
    `UPDATE "Booking" SET "endedAt" = $2::timestamptz, state = (CASE state
      WHEN 'booked' THEN 'noShow' WHEN 'called' THEN 'seen' ELSE 'expired' END)::"BookingState"
    WHERE "dayId" = $1::uuid AND state IN ${liveStates} RETURNING id, state, "accountId", "arrivedAt"`,
    [dayId, work.at],
  )
  const left = ended.filter((row) => row.state === 'expired')
  await tellBooked(work, await overNotices(work, left, (row) => (row.arrivedAt === null ? 'dayOver' : 'notReached')))
  return ended.length
}

/** Offers whose time is over. Their seats are free again. */
async function expireOffers(work: Work, day: ReceptionDay): Promise<number> {
  const expired = await work.sql<Pick<Booking, 'id' | 'accountId'>>(
    `UPDATE "Booking" SET state = 'expired', "endedAt" = $2::timestamptz
    WHERE "dayId" = $1::uuid AND state = 'offered' AND "offeredUntil" <= $2::timestamptz RETURNING id, "accountId"`,
    [day.id, work.at],
  )
  await tellBooked(work, await overNotices(work, expired, () => 'ranOut'))
  return expired.length
}

type Over = 'ranOut' | 'dayOver' | 'notReached'

async function overNotices<Row extends Pick<Booking, 'id' | 'accountId'>>(
  work: Work,
  rows: Row[],
  whyOf: (row: Row) => Over,
): Promise<Told[]> {
  const told: Told[] = []
  for (const row of rows) {
    const seen = await viewBooking(work, row.id)
    const params = { why: whyOf(row) }
    told.push({ kind: 'seatOfferOver', view: seen, accountId: row.accountId, params, inTheMorning: true })
  }
  return told
}

type DealtRow = Pick<Booking, 'id' | 'state' | 'accountId' | 'ticketId' | 'offeredUntil'> & { seat: Seat }

/** Who gets which seat, written down in one statement. Whoever is told nothing in chat is called, and has it at once. */
async function deal(work: Work, day: ReceptionDay, offer: Offer): Promise<DealtRow[]> {
  const waiting = await work.sql<Pick<Booking, 'id' | 'priority' | 'accountId'>>(
    `SELECT id, priority, "accountId" FROM "Booking" WHERE "dayId" = $1::uuid AND state = 'waiting' ORDER BY sequence`,
    [day.id],
  )
  if (waiting.length === 0) return []
  const free = await work.sql<Seat>(
    `SELECT s.* FROM "Seat" s WHERE s."dayId" = $1::uuid AND s."startsAt" > $2
      AND NOT EXISTS (SELECT 1 FROM "Booking" t WHERE t."seatId" = s.id AND t.state IN ${seatedStates})`,
    [day.id, firstTime(work, day)],
  )
  const reservedOpen = work.at >= givingFrom(offerTerms(work, day), work.calendar)
  const deals = dealSeats(free, waiting, reservedOpen)
  const rows = await work.sql<Omit<DealtRow, 'seat'> & { seatId: string }>(
    `UPDATE "Booking" b SET "seatId" = d."seatId", state = d.state::"BookingState", "offeredUntil" = d.until::timestamptz
    FROM jsonb_to_recordset($1::jsonb) AS d(id uuid, "seatId" uuid, state text, until text)
    WHERE b.id = d.id AND b.state = 'waiting'
    RETURNING b.id, b.state, b."accountId", b."ticketId", b."offeredUntil", b."seatId"`,
    [
      JSON.stringify(
        deals.map(({ seat, to }) =>
          offer.kind === 'give' || to.accountId === null
            ? { id: to.id, seatId: seat.id, state: 'booked', until: work.at }
            : { id: to.id, seatId: seat.id, state: 'offered', until: offer.until },
        ),
      ),
    ],
  )
  return rows.flatMap(({ seatId, ...row }) => {
    const seat = free.find(({ id }) => id === seatId)
    return seat ? [{ ...row, seat }] : []
  })
}

function isGiven({ state }: DealtRow): boolean {
  return state === 'booked'
}

function given(day: ReceptionDay, { ticketId, seat }: DealtRow): VisitNote {
  return { kind: 'visit-booked', ticketId, by: 'system', payload: timeOf(day, seat) }
}

async function tell(work: Work, dealt: DealtRow[]): Promise<void> {
  const told: Told[] = []
  for (const { id, accountId, seat, offeredUntil, state } of dealt) {
    const seen = await viewBooking(work, id)
    if (accountId === null) await raiseDeskCall(work, seen)
    const common = { view: seen, accountId, occasion: seat.id, inTheMorning: true }
    told.push(
      state === 'booked'
        ? { ...common, kind: 'bookingConfirmed', params: { given: true } }
        : { ...common, kind: 'seatOffered', params: { until: offeredUntil } },
    )
  }
  await tellBooked(work, told)
}
