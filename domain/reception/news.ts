import type { Officer, ReceptionDay, Room } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'
import { officerName } from '../officers.ts'
import { type Posting, post } from '../outbox.ts'
import { openRooms } from '../rooms.ts'
import { wakingFrom } from '../rules/reception/seat-offers.ts'
import { readChanges } from './history.ts'

/** A booking whose visit is still to come, and the time of its seat. */
export interface LiveBooking {
  id: string
  accountId: string | null
  ticketId: string | null
  state: 'waiting' | 'offered' | 'booked' | 'arrived'
  startsAt: string | null
}

/** What the office hears of a day; the words for each are in bot/text. */
export interface DayNews {
  what: 'published' | 'added' | 'moved' | 'holiday' | 'rest-day' | 'changed' | 'swapped' | 'closed' | 'reopened'
  kind: 'office' | 'tour'
  on: string
  /** Where it was before it was moved. */
  from?: string
  township: string
  director: string | null
  place: string
  video: boolean
  provisional: boolean
  seats: number
  reserved: number
  /** When the first visit begins and the last one ends, `08:30`. */
  hours: [string, string] | null
  /** How many were told of it, and how many have no account and must be called. */
  told: number
  toCall: number
  /** Who changed it, and why. */
  by?: string
  words?: string
}

/** What a resident hears of the day they have booked. Parameters are worded in bot/text. */
export type VisitorNotice = 'receptionDayMoved' | 'receptionDayChanged' | 'receptionDayClosed' | 'receptionDayReopened'

/** The bookings of a day whose visit is still to come, in the order of arrival. */
export function readLiveBookings(work: Work, dayId: string): Promise<LiveBooking[]> {
  return work.sql<LiveBooking>(
    `SELECT b.id, b."accountId", b."ticketId", b.state::text AS state, s."startsAt"
    FROM "Booking" b LEFT JOIN "Seat" s ON s.id = b."seatId"
    WHERE b."dayId" = $1::uuid AND b.state IN ('waiting', 'offered', 'booked', 'arrived') ORDER BY b.sequence`,
    [dayId],
  )
}

/**
 * Tells those who booked, each once for each change of the day: `paramsOf` says what, or nothing for whom it does not
 * concern. Returns how many were told, and how many have no account, so that somebody has to call them.
 */
export async function tellVisitors(
  work: Work,
  day: ReceptionDay,
  kind: VisitorNotice,
  bookings: readonly LiveBooking[],
  paramsOf: (booking: LiveBooking) => object | undefined,
): Promise<{ told: number; toCall: number }> {
  const concerned = bookings.flatMap((booking) => {
    const params = paramsOf(booking)
    return params ? [{ booking, params: { bookingId: booking.id, waits: booking.state === 'waiting', ...params } }] : []
  })
  const postings = concerned.flatMap(({ booking, params }): Posting[] =>
    booking.accountId === null
      ? []
      : [
          {
            dedupeKey: `${kind}:${day.id}:${readChanges(day).length}:${booking.id}`,
            lane: 'answer',
            kind,
            params,
            to: { account: booking.accountId },
            ...(booking.ticketId !== null && { ticketId: booking.ticketId }),
            statutory: true,
            notBefore: wakingFrom(work.at),
          },
        ],
  )
  await post(work, postings)
  return { told: postings.length, toCall: concerned.length - postings.length }
}

/**
 * Tells the rooms of the whole office, and the directors it concerns in private: the day's own and `also`. The same
 * change of a day is told once.
 */
export async function tellOffice(
  work: Work,
  day: ReceptionDay,
  news: Pick<DayNews, 'what'> & Partial<Pick<DayNews, 'from' | 'told' | 'toCall' | 'words'>>,
  { by, also = [] }: { by?: Officer; also?: readonly (string | null)[] } = {},
): Promise<void> {
  const params: DayNews = {
    ...(await describeDay(work, day)),
    told: 0,
    toCall: 0,
    ...news,
    ...(by && { by: officerName(work, by) }),
  }
  const rooms = await roomsOfAll(work)
  const directors = news.what === 'published' ? [] : [day.directorId, ...also]
  const accounts = await work.tx.account.findMany({
    where: { officer: { id: { in: directors.flatMap((id) => id ?? []) }, leftAt: null } },
    select: { id: true },
    orderBy: { createdAt: 'asc' },
  })
  // A day that stays where it lies on a rest day is told once for that date, whatever else was changed meanwhile.
  const occasion = news.what === 'rest-day' ? day.on : readChanges(day).length
  await post(
    work,
    [...rooms.map(({ id }) => ({ room: id })), ...accounts.map(({ id }) => ({ account: id }))].map((to) => ({
      dedupeKey: `receptionNews:${day.id}:${news.what}:${occasion}:${'room' in to ? to.room : to.account}`,
      lane: 'alarm' as const,
      kind: 'receptionNews',
      params,
      to,
    })),
  )
}

/** A day as the office reads of it. */
export async function describeDay(work: Work, day: ReceptionDay): Promise<Omit<DayNews, 'what' | 'told' | 'toCall'>> {
  const seats = await work.tx.seat.findMany({ where: { dayId: day.id }, orderBy: { position: 'asc' } })
  const [first, last] = [seats[0], seats.at(-1)]
  return {
    kind: day.kind === 'tour' ? 'tour' : 'office',
    on: day.on,
    township: day.township,
    director: day.director,
    place: day.place,
    video: day.video,
    provisional: day.provisional,
    seats: seats.length,
    reserved: seats.filter(({ reserved }) => reserved).length,
    hours: first && last ? [first.startsAt, endOf(last)] : null,
  }
}

function endOf({ startsAt, minutes }: { startsAt: string; minutes: number }): string {
  const end = Number(startsAt.slice(0, 2)) * 60 + Number(startsAt.slice(3)) + minutes
  return `${String(Math.floor(end / 60)).padStart(2, '0')}:${String(end % 60).padStart(2, '0')}`
}

/** Where there are none of the whole office, all rooms. */
export async function roomsOfAll(work: Work): Promise<Room[]> {
  const open = await openRooms(work)
  const ofAll = open.filter((room) => room.unit === '')
  return ofAll.length > 0 ? ofAll : open
}
