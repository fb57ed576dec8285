import type { Work } from '../context.ts'
import { type Lane, type Posting, post } from '../outbox.ts'
import { wakingFrom } from '../rules/reception/seat-offers.ts'
import type { BookedBy } from './booking-rows.ts'
import type { BookingView } from './booking-view.ts'

/** What whoever booked is told. */
export type BookingNotice =
  | 'bookingConfirmed'
  | 'bookingWaiting'
  | 'seatOffered'
  | 'seatOfferOver'
  | 'bookingCancelled'
  | 'bookingMoved'
  | 'yourTurnSoon'
  | 'yourTurn'

/** One notice: of which booking, to which account, and what else it says. Nobody is told where there is no account. */
export interface Told {
  kind: BookingNotice
  view: BookingView
  accountId: string | null
  /** Tells two of a kind about the same booking apart. */
  occasion?: string
  params?: Record<string, unknown>
  /** Who asked for it: an account hears of it where it spoke. */
  by?: BookedBy
  /** Not in the night: it was not they who just did something. */
  inTheMorning?: boolean
}

/** Posts notices about bookings. */
export function tellBooked(work: Work, told: readonly Told[]): Promise<void> {
  return post(
    work,
    told.flatMap((each) => (each.accountId === null ? [] : [toPosting(work, each, each.accountId)])),
  )
}

const lanes: Record<BookingNotice, Lane> = {
  bookingConfirmed: 'receipt',
  bookingWaiting: 'receipt',
  seatOffered: 'answer',
  seatOfferOver: 'answer',
  bookingCancelled: 'answer',
  bookingMoved: 'receipt',
  yourTurnSoon: 'answer',
  // They may be across the street.
  yourTurn: 'receipt',
}

/** What is stale when it comes late goes once; who has a seat, and who has none, has to know it. */
const passing: ReadonlySet<BookingNotice> = new Set(['yourTurnSoon', 'yourTurn'])

function toPosting(work: Work, told: Told, account: string): Posting {
  const { kind, view, occasion, params, by, inTheMorning } = told
  const here = by && 'account' in by ? by.account.id : undefined
  return {
    dedupeKey: [kind, view.id, ...(occasion === undefined ? [] : [occasion])].join(':'),
    lane: lanes[kind],
    kind,
    params: { ...paramsOf(view), ...params },
    to: { account: here ?? account },
    ...(here !== undefined && { stays: true }),
    ...(view.ticketId !== null && { ticketId: view.ticketId }),
    ...(!passing.has(kind) && { statutory: true }),
    ...(inTheMorning && { notBefore: wakingFrom(work.at) }),
  }
}

/** What every notice about a visit says of it. */
export function paramsOf({ id, on, seat, place, video, director, number, category, code }: BookingView) {
  return {
    bookingId: id,
    on,
    startsAt: seat?.startsAt ?? null,
    place,
    video,
    director,
    number,
    category,
    doorCode: code,
  }
}
