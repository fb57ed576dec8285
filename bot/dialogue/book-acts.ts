import { calendarLinkDays, sealVisitLink } from '../../domain/calendar-links.ts'
import { viewOwnBooking } from '../../domain/reception/booking-view.ts'
import { cancelBooking } from '../../domain/reception/bookings.ts'
import { sayPromise } from '../../domain/reception/promise-answers.ts'
import { acceptOffer, declineOffer } from '../../domain/reception/waiting-list.ts'
import { numberOf } from '../../domain/tickets.ts'
import type { BookingVerb } from '../text/booking-choices.ts'
import { say } from '../text/sentences.ts'
import { beginBooking } from './book.ts'
import { beginMoving } from './book-move.ts'
import { type Act, type ActResult, isId, splitOnce } from './own-matter.ts'
import { languageOf, type Turn } from './turn.ts'
import { ownVisits, toOwnVisit } from './visits.ts'

/** The reception day: what the person has booked, with their place on the day, else the way to a booking. */
export const reception: Act = async (turn) => {
  const own = await ownVisits(turn)
  return own ? { says: [own] } : beginBooking(turn)
}

/** What can be done with a booking or a promise of the person's own: `accept:<id>`. */
export const bookingAct: Act = async (turn, argument) => {
  const [verb, id] = splitOnce(argument)
  if (verb === 'book') return reception(turn, '')
  if (verb === 'new') return beginBooking(turn)
  const act = Object.hasOwn(acts, verb) ? acts[verb as keyof typeof acts] : undefined
  if (!act || !isId(id)) return { says: [say('bookingGone', {})] }
  return act(turn, id)
}

/** Acts that answer what was asked, whatever else is being talked about. */
export const passingActs = /^bk:(?:accept|decline|kept|unkept):/

const acts: Record<Exclude<BookingVerb, 'book' | 'new'>, (turn: Turn, id: string) => Promise<ActResult>> = {
  async see({ work, account }, id) {
    return { says: [say('visit', await toOwnVisit(work, await viewOwnBooking(work, account, id)))] }
  },
  async accept({ work, account }, id) {
    const before = await viewOwnBooking(work, account, id)
    const { kind, booking } = await acceptOffer(work, { account }, id)
    if (kind !== 'booked') return { says: [say('offerOver', { on: booking.on })] }
    // That it is theirs now is told by its own notice.
    return { says: before.state === 'offered' ? [] : [say('visit', await toOwnVisit(work, booking))] }
  },
  async decline({ work, account }, id) {
    await viewOwnBooking(work, account, id)
    const { kind, booking } = await declineOffer(work, { account }, id)
    return { says: [kind === 'declined' ? say('offerDeclined', {}) : say('offerOver', { on: booking.on })] }
  },
  async move(turn, id) {
    await viewOwnBooking(turn.work, turn.account, id)
    return beginMoving(turn, id)
  },
  async cancel({ work, account }, id) {
    const view = await viewOwnBooking(work, account, id)
    if (!endable.has(view.state)) return { says: [say('visitOver', { on: view.on })] }
    const { on, seat, state } = view
    const waits = state === 'waiting'
    return { says: [say('cancelVisitConfirm', { bookingId: id, on, startsAt: seat?.startsAt ?? null, waits })] }
  },
  async cancelYes({ work, account }, id) {
    const { kind, booking } = await cancelBooking(work, { bookingId: id, by: { account } })
    const isOff = kind === 'cancelled' || booking.state === 'cancelled'
    return { says: [isOff ? say('visitCancelled', { on: booking.on }) : say('visitOver', { on: booking.on })] }
  },
  async calendar(turn, id) {
    const { work, account } = turn
    const view = await viewOwnBooking(work, account, id)
    if (!view.seat || !endable.has(view.state)) return { says: [say('visit', await toOwnVisit(work, view))] }
    const token = sealVisitLink(work.vault, { bookingId: id, language: languageOf(turn) }, work.at)
    const link = `${work.publicUrl}/calendar/${token}.ics`
    return { says: [say('visitCalendar', { bookingId: id, link, days: calendarLinkDays })] }
  },
  kept: (turn, id) => sayOfPromise(turn, id, true),
  unkept: (turn, id) => sayOfPromise(turn, id, false),
}

const endable: ReadonlySet<string> = new Set(['waiting', 'offered', 'booked', 'arrived'])

async function sayOfPromise({ work, account }: Turn, id: string, done: boolean): Promise<ActResult> {
  const { kind, ticket } = await sayPromise(work, { account }, id, done)
  const number = numberOf(ticket)
  switch (kind) {
    case 'confirmed':
      return { says: [say('doneNoted', { number })] }
    case 'reopened':
      return { says: [say('promiseReopened', { number, ticketId: ticket.id })] }
    case 'open':
      return { says: [say('promiseStillOpen', { number, ticketId: ticket.id })] }
  }
}
