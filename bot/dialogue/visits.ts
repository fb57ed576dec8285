import type { Work } from '../../domain/context.ts'
import { type BookingView, listBookings } from '../../domain/reception/booking-view.ts'
import { positionOf } from '../../domain/reception/visit-queues.ts'
import { civilDateOf } from '../../domain/rules/civil-date.ts'
import type { OwnVisit, VisitLine } from '../text/reception-sentences.ts'
import { type Say, say } from '../text/sentences.ts'
import type { Turn } from './turn.ts'

/** A booking of the person's own as it stands, with how many are before them on the day. */
export async function toOwnVisit(work: Work, view: BookingView): Promise<OwnVisit> {
  const { id, on, place, video, director, number, category, code, state, seat, waitingPlace, queueNumber } = view
  const isHere = state === 'arrived' && on === civilDateOf(work.at)
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
    state,
    waitingPlace,
    offeredUntil: view.offeredUntil?.toISOString() ?? null,
    queueNumber,
    ahead: isHere ? (await positionOf(work, id)).ahead : null,
  }
}

/** What the person has booked; undefined when there is nothing. */
export async function ownVisits({ work, account }: Turn): Promise<Say | undefined> {
  const views = await listBookings(work, account)
  const [only, ...more] = views
  if (!only) return undefined
  return more.length === 0 ? say('visit', await toOwnVisit(work, only)) : say('visits', { visits: views.map(toLine) })
}

/** The same in one line each, to stand in a list. */
export async function visitLines({ work, account }: Turn): Promise<VisitLine[]> {
  return (await listBookings(work, account)).map(toLine)
}

function toLine({ id, on, seat, state, waitingPlace }: BookingView): VisitLine {
  return { bookingId: id, on, startsAt: seat?.startsAt ?? null, state, waitingPlace }
}
