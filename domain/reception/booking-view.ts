import type { Booking, Officer, ReceptionDay, Seat, Ticket } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'
import { DomainError } from '../errors.ts'
import { maySee } from '../officers.ts'
import { isOwnBooking, type Owner, ownAccountIds, ownBookings } from '../ownership.ts'
import { numberOf } from '../tickets.ts'
import { type BookedBy, type Needs, openCode, openVisitor } from './booking-rows.ts'

/** A booking as whoever made it sees it, without what is personal. */
export interface BookingView {
  id: string
  dayId: string
  /** The civil date. */
  on: string
  place: string
  video: boolean
  director: string | null
  state: Booking['state']
  /** Null for who waits, and who came without one. */
  seat: { id: string; startsAt: string; minutes: number } | null
  /** The place on the waiting list, from 1; null for who is not on it. */
  waitingPlace: number | null
  offeredUntil: Date | null
  /** For the door. */
  code: string
  /** Given at the door. */
  queueNumber: number | null
  /** The matter it is about, when it is about one. */
  ticketId: string | null
  number: string | null
  category: string | null
}

/** The same with who comes, for the office and for the slip that is printed. */
export interface VisitView extends BookingView {
  name: string | null
  phone: string | null
  words: string | null
  people: string[]
  needs: Needs
  walkIn: boolean
  priority: boolean
  /** Nobody can be told anything but on paper or by phone. */
  withoutAccount: boolean
  arrivedAt: Date | null
  calledAt: Date | null
  /** What came of it, or why it was called off, once it has ended. */
  outcome: string | null
}

export type BookingRow = Booking & { day: ReceptionDay; seat: Seat | null }

type Matter = Pick<Ticket, 'id' | 'year' | 'sequence' | 'category'>

/** Makes the view of a booking that was read with its day and seat. */
export function toBookingView(
  work: Pick<Work, 'vault'>,
  booking: Omit<Booking, 'sequence'>,
  day: ReceptionDay,
  seat: Pick<Seat, 'id' | 'startsAt' | 'minutes'> | null,
  more: { waitingPlace: number | null; matter?: Matter | undefined },
): BookingView {
  const { matter, waitingPlace } = more
  return {
    id: booking.id,
    dayId: day.id,
    on: day.on,
    place: day.place,
    video: day.video,
    director: day.director,
    state: booking.state,
    seat: seat && { id: seat.id, startsAt: seat.startsAt, minutes: seat.minutes },
    waitingPlace,
    offeredUntil: booking.state === 'offered' ? booking.offeredUntil : null,
    code: openCode(work, booking),
    queueNumber: booking.queueNumber,
    ticketId: booking.ticketId,
    number: matter ? numberOf(matter) : null,
    category: matter?.category ?? null,
  }
}

/** Bookings as they stand now, in the order in which they are given. */
export async function viewBookings(work: Work, rows: BookingRow[]): Promise<BookingView[]> {
  const matters = await readMatters(work, rows)
  const places = await waitingPlaces(work, rows)
  return rows.map((row) =>
    toBookingView(work, row, row.day, row.seat, {
      waitingPlace: places.get(row.id) ?? null,
      matter: matters.get(row.ticketId ?? ''),
    }),
  )
}

/** The bookings of an account, and of others of its person, that are still to come to something, the nearest day first. */
export async function listBookings(work: Work, account: Owner): Promise<BookingView[]> {
  const accountId = { in: await ownAccountIds(work, account) }
  const rows = await work.tx.booking.findMany({
    where: { accountId, state: { in: ['waiting', 'offered', 'booked', 'arrived', 'called'] } },
    include: { day: true, seat: true },
  })
  const own = await ownBookings(work, rows, account)
  return viewBookings(
    work,
    own.toSorted((a, b) => a.day.on.localeCompare(b.day.on) || Number(a.sequence - b.sequence)),
  )
}

/** One booking, in whatever state. Throws `booking-not-found`. */
export async function viewBooking(work: Work, bookingId: string): Promise<BookingView> {
  const [view] = await viewBookings(work, [await readBooking(work, bookingId)])
  if (!view) throw new DomainError('booking-not-found')
  return view
}

/** One booking of an account's own, in whatever state. Throws `booking-not-found`, for another's too. */
export async function viewOwnBooking(work: Work, account: Owner, bookingId: string): Promise<BookingView> {
  const row = await readBooking(work, bookingId)
  if (!(await isOwnBooking(work, row, account))) throw new DomainError('booking-not-found')
  return viewBooking(work, bookingId)
}

/** Throws `booking-not-found` when it is neither theirs nor they an officer. */
export async function requireOwn(
  work: Work,
  booking: Pick<Booking, 'accountId' | 'ticketId'>,
  by: BookedBy,
): Promise<void> {
  if ('account' in by && !(await isOwnBooking(work, booking, by.account))) throw new DomainError('booking-not-found')
}

/** The visit of a matter that is still to come to something. */
export async function findVisit(work: Work, ticketId: string): Promise<BookingView | undefined> {
  const rows = await work.tx.booking.findMany({
    where: { ticketId, state: { in: ['waiting', 'offered', 'booked', 'arrived', 'called'] } },
    include: { day: true, seat: true },
  })
  return (await viewBookings(work, rows))[0]
}

/**
 * The visits of a day that stand or stood, for the office: by their time, then by number, then in the order in which they
 * wait. What a visit is about is left out where the officer may not know of the matter.
 */
export async function listVisits(work: Work, officer: Officer, dayId: string): Promise<VisitView[]> {
  const rows = await work.tx.booking.findMany({
    where: { dayId, state: { notIn: ['cancelled', 'expired'] } },
    include: { day: true, seat: true },
  })
  return viewVisits(
    work,
    officer,
    rows.toSorted(
      (a, b) =>
        (a.seat?.startsAt ?? '99').localeCompare(b.seat?.startsAt ?? '99') ||
        (a.queueNumber ?? Infinity) - (b.queueNumber ?? Infinity) ||
        Number(a.sequence - b.sequence),
    ),
  )
}

/** What stands on the slip for somebody without a phone, and what the desk sees of a visit. Throws `booking-not-found`. */
export async function viewSlip(work: Work, officer: Officer, bookingId: string): Promise<VisitView> {
  const [view] = await viewVisits(work, officer, [await readBooking(work, bookingId)])
  if (!view) throw new DomainError('booking-not-found')
  return view
}

/** A booking with its day and seat. Throws `booking-not-found`. */
export async function readBooking(work: Work, bookingId: string): Promise<BookingRow> {
  const row = isId(bookingId)
    ? await work.tx.booking.findUnique({ where: { id: bookingId }, include: { day: true, seat: true } })
    : null
  if (!row) throw new DomainError('booking-not-found')
  return row
}

async function viewVisits(work: Work, officer: Officer, rows: BookingRow[]): Promise<VisitView[]> {
  const views = await viewBookings(work, rows)
  const matters = await readMatters(work, rows)
  return rows.flatMap((row, index): VisitView[] => {
    const view = views[index]
    if (!view) return []
    const matter = matters.get(row.ticketId ?? '')
    const hidden = matter && !maySee(work, officer, matter) ? { ticketId: null, number: null, category: null } : {}
    const { words, ...visitor } = openVisitor(work, row)
    return [
      {
        ...view,
        ...visitor,
        words: 'number' in hidden ? null : words,
        ...hidden,
        walkIn: row.walkIn,
        priority: row.priority,
        withoutAccount: row.accountId === null,
        arrivedAt: row.arrivedAt,
        calledAt: row.calledAt,
        outcome: row.outcomeEnc === null ? null : work.vault.open('Booking', 'outcomeEnc', row.id, row.outcomeEnc),
      },
    ]
  })
}

async function readMatters(work: Work, rows: BookingRow[]): Promise<Map<string, Ticket>> {
  const ids = [...new Set(rows.flatMap((row) => row.ticketId ?? []))]
  const tickets = ids.length > 0 ? await work.tx.ticket.findMany({ where: { id: { in: ids } } }) : []
  return new Map(tickets.map((ticket) => [ticket.id, ticket]))
}

async function waitingPlaces(work: Work, rows: BookingRow[]): Promise<Map<string, number>> {
  const waiting = rows.filter((row) => row.state === 'waiting').map((row) => row.id)
  if (waiting.length === 0) return new Map()
  const places = await work.sql<{ id: string; place: number }>(
    `SELECT b.id, (
      SELECT count(*)::int FROM "Booking" w
      WHERE w."dayId" = b."dayId" AND w.state = 'waiting' AND w.sequence <= b.sequence) AS place
    FROM "Booking" b WHERE b.id = ANY($1::uuid[])`,
    [waiting],
  )
  return new Map(places.map(({ id, place }) => [id, place]))
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
