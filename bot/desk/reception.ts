import { randomUUID } from 'node:crypto'
import { DomainError } from '../../domain/errors.ts'
import { listVisits, type VisitView, viewSlip } from '../../domain/reception/booking-view.ts'
import { bookSeat } from '../../domain/reception/bookings.ts'
import { closeReceptionDay, reopenReceptionDay } from '../../domain/reception/closings.ts'
import { listReceptionDays, type ReceptionDayView } from '../../domain/reception/days.ts'
import { callNext, checkIn, markAbsent } from '../../domain/reception/door.ts'
import { moveReceptionDay } from '../../domain/reception/moves.ts'
import { keepPromise, listOpenPromises, listPromises } from '../../domain/reception/promises.ts'
import { swapDirectors } from '../../domain/reception/rota.ts'
import { addTour } from '../../domain/reception/tours.ts'
import { finishVisit } from '../../domain/reception/visit-outcomes.ts'
import { isDomestic } from '../../domain/rules/borders.ts'
import { addDays, civilDateOf } from '../../domain/rules/civil-date.ts'
import { normalizePhone } from '../../domain/rules/phone.ts'
import { findTicketByNumber } from '../../domain/tickets.ts'
import { type Say, say } from '../text/sentences.ts'
import { findNumber } from './find-number.ts'
import { type ReceptionWish, readOutcome, readReceptionWish, readVisitor } from './reception-wish.ts'
import { type ActOutcome, type DeskTurn, seesSealed } from './turn.ts'

/** Answers words about reception days; undefined for anything else. Throws DomainError when it may not be done. */
export async function answerReception(turn: DeskTurn, text: string): Promise<ActOutcome | undefined> {
  if (turn.repliedTicketId !== undefined) return undefined
  const wish = readReceptionWish(text, civilDateOf(turn.work.at))
  const { pending } = turn
  if (!wish && pending?.kind === 'visitor' && !turn.room) return goOnBooking(turn, pending, text)
  return wish && (await obey(turn, wish))
}

async function obey(turn: DeskTurn, wish: ReceptionWish): Promise<ActOutcome> {
  const { work, officer } = turn
  switch (wish.kind) {
    case 'days':
      return { says: [await coming(turn)] }
    case 'move': {
      const { day, told, toCall } = await moveReceptionDay(
        work,
        officer,
        await idOf(turn, wish.on),
        wish.to,
        wish.reason,
      )
      return changed({ what: 'moved', on: wish.on, to: day.on, told, toCall })
    }
    case 'close': {
      const { told, toCall } = await closeReceptionDay(work, officer, await idOf(turn, wish.on), wish.reason)
      return changed({ what: 'closed', on: wish.on, told, toCall })
    }
    case 'reopen': {
      const { told, toCall } = await reopenReceptionDay(work, officer, await idOf(turn, wish.on), wish.reason)
      return changed({ what: 'reopened', on: wish.on, told, toCall })
    }
    case 'swap': {
      const [a, b] = [await idOf(turn, wish.on), await idOf(turn, wish.other)]
      await swapDirectors(work, officer, a, b, wish.reason)
      return changed({ what: 'swapped', on: wish.on, to: wish.other })
    }
    case 'tour': {
      const { township, on, place, reason } = wish
      const known = work.office.townships.find(({ id, name }) => id === township || name === township)
      await addTour(work, officer, { township: known?.id ?? township, on, place }, reason)
      return changed({ what: 'added', on })
    }
    case 'list':
      return visitList(turn, wish.on)
    case 'book':
      return beginBooking(turn, wish.on, wish.visitor)
    case 'checkIn':
      return arrive(turn, wish.code)
    case 'call':
      return call(turn)
    case 'absent':
      return absent(turn, wish.who)
    case 'finish':
      return finish(turn, wish.who, wish.text)
    case 'promises':
      return { says: [await promises(turn, wish.number)] }
    case 'keep':
      return keep(turn, wish)
    case 'unclear':
      return wrong('words')
  }
}

/** So far ahead days are shown. */
const daysAhead = 120

async function coming({ work }: DeskTurn): Promise<Say> {
  const today = civilDateOf(work.at)
  const days = (await listReceptionDays(work, today, addDays(today, daysAhead))).filter(({ on }) => on >= today)
  const ids = days.flatMap(({ id }) => id ?? [])
  const counts = await work.tx.booking.groupBy({
    by: ['dayId', 'state'],
    where: {
      dayId: { in: ids },
      state: { in: ['waiting', 'offered', 'booked', 'arrived', 'called', 'seen', 'noShow'] },
    },
    _count: true,
  })
  const countOf = (id: string | null, waiting: boolean) =>
    counts
      .filter(({ dayId, state }) => dayId === id && (state === 'waiting') === waiting)
      .reduce((sum, { _count }) => sum + _count, 0)
  return say('receptionList', {
    days: days.slice(0, 8).map(({ id, on, township, director, published, reason, free, provisional }) => ({
      on,
      township,
      director,
      state: reason === 'closed' ? ('closed' as const) : published ? ('open' as const) : ('planned' as const),
      provisional,
      booked: countOf(id, false),
      waiting: countOf(id, true),
      free,
    })),
  })
}

/** The day that is held on a date; where a tour is on the same one, the office's. Throws `day-not-found`. */
async function dayOn({ work }: DeskTurn, on: string): Promise<ReceptionDayView & { id: string }> {
  const held = (await listReceptionDays(work, on, on)).filter((day) => day.on === on && day.id !== null)
  const day = held.find(({ kind }) => kind === 'office') ?? held[0]
  if (!day || day.id === null) throw new DomainError('day-not-found', { on })
  return { ...day, id: day.id }
}

async function idOf(turn: DeskTurn, on: string): Promise<string> {
  return (await dayOn(turn, on)).id
}

/** The day that is held today; undefined when there is none. */
async function today(turn: DeskTurn): Promise<string | undefined> {
  const on = civilDateOf(turn.work.at)
  const held = (await listReceptionDays(turn.work, on, on)).filter((day) => day.on === on && day.reason !== 'closed')
  return (
    (held.find(({ kind, id }) => kind === 'office' && id !== null) ?? held.find(({ id }) => id !== null))?.id ??
    undefined
  )
}

/** Names, phones and words are for private talks that stay in the country. */
function showsPersonal({ account }: DeskTurn): boolean {
  return isDomestic(account.channel)
}

function onPage({ work }: DeskTurn): Say {
  return say('receptionOnPage', { page: `${work.publicUrl}/desk` })
}

async function visitList(turn: DeskTurn, wanted: string | undefined): Promise<ActOutcome> {
  const { work, officer, room } = turn
  const from = civilDateOf(work.at)
  const next = (await listReceptionDays(work, from, addDays(from, daysAhead))).find(
    ({ id, on, reason }) => id !== null && on >= from && reason !== 'closed',
  )
  const on = wanted ?? next?.on
  if (on === undefined) throw new DomainError('day-not-found')
  const visits = await withoutSealed(turn, await listVisits(work, officer, await idOf(turn, on)))
  const isPersonal = !room && showsPersonal(turn)
  return {
    says: [say('visitList', { on, visits: visits.map((visit) => toLine(visit, isPersonal)), personal: isPersonal })],
  }
}

/** That a visit is about a sealed matter is said where sealed matters are, and nowhere else. */
async function withoutSealed(turn: DeskTurn, visits: VisitView[]): Promise<VisitView[]> {
  const sealed = await sealedAmong(turn, visits)
  return visits.map((visit) =>
    visit.ticketId !== null && sealed.has(visit.ticketId)
      ? { ...visit, number: null, category: null, words: null }
      : visit,
  )
}

/** The sealed matters among these that may not be shown where the officer is. */
async function sealedAmong(turn: DeskTurn, rows: { ticketId: string | null }[]): Promise<Set<string>> {
  if (seesSealed(turn)) return new Set()
  const ids = rows.flatMap(({ ticketId }) => ticketId ?? [])
  const tickets = await turn.work.tx.ticket.findMany({ where: { id: { in: ids }, sealed: true }, select: { id: true } })
  return new Set(tickets.map(({ id }) => id))
}

function toLine(visit: VisitView, isPersonal: boolean) {
  const { state, seat, queueNumber, number, name, phone, words, people, needs } = visit
  return {
    state,
    startsAt: seat?.startsAt ?? null,
    queueNumber,
    number,
    ...(isPersonal && { name, phone, words, people, needs }),
  }
}

/** Somebody without a phone: asked in private, where nobody else reads it. */
async function beginBooking(turn: DeskTurn, on: string, visitor: string): Promise<ActOutcome> {
  if (turn.room) return { says: [say('receptionInPrivate', {})] }
  if (!showsPersonal(turn)) return { says: [onPage(turn)] }
  const dayId = await idOf(turn, on)
  const pending = { kind: 'visitor' as const, number: '' as const, dayId, on, draft: randomUUID() }
  if (visitor === '') return { says: [say('askVisitor', { on })], pending }
  return goOnBooking(turn, pending, visitor)
}

async function goOnBooking(
  turn: DeskTurn,
  pending: Extract<NonNullable<DeskTurn['pending']>, { kind: 'visitor' }>,
  text: string,
): Promise<ActOutcome> {
  const { work, officer } = turn
  if (/^(取消|算了|cancel)$/iu.test(text.trim())) return { says: [say('visitorDropped', {})] }
  const { name, phone, words, needs } = readVisitor(text, (part) => normalizePhone(part) !== undefined)
  if (name === undefined) return { says: [say('askVisitor', { on: pending.on })], pending }
  const outcome = await bookSeat(work, {
    draftId: pending.draft,
    dayId: pending.dayId,
    by: { officer },
    name,
    ...(phone !== undefined && { phone }),
    ...(words !== undefined && { words }),
    ...(needs !== undefined && { needs: { words: needs } }),
  })
  switch (outcome.kind) {
    case 'booked':
    case 'waiting':
    case 'already':
      return { says: [await slip(turn, outcome.booking.id, outcome.kind === 'already')] }
    default:
      throw new DomainError('reception-day-over', { on: pending.on, why: 'closed' })
  }
}

async function slip({ work, officer }: DeskTurn, id: string, already: boolean): Promise<Say> {
  const { on, seat, place, director, code, name, waitingPlace, category } = await viewSlip(work, officer, id)
  const startsAt = seat?.startsAt ?? null
  return say('visitSlip', { already, on, startsAt, place, director, doorCode: code, name, waitingPlace, category })
}

async function arrive(turn: DeskTurn, code: string): Promise<ActOutcome> {
  const dayId = await today(turn)
  if (dayId === undefined) return wrong('not-today')
  const came = await checkIn(turn.work, { dayId, code, tries: turn.officer.id })
  switch (came.kind) {
    case 'arrived': {
      const { again, ahead, timing, visit } = came
      return { says: [say('visitArrived', { queueNumber: visit.queueNumber, ahead, timing, again })] }
    }
    case 'not-today':
      return { says: [say('visitOtherDay', { on: came.on })] }
    case 'ended':
      return wrong('ended')
    case 'wrong':
      return wrong('code')
    case 'wait':
      return wrong('tries')
  }
}

async function call(turn: DeskTurn): Promise<ActOutcome> {
  const dayId = await today(turn)
  if (dayId === undefined) return wrong('not-today')
  const next = await callNext(turn.work, turn.officer, dayId)
  if (next.kind === 'not-today') return wrong('not-today')
  if (next.kind === 'nobody') return { says: [say('nobodyToCall', { toCome: next.toCome })] }
  const { visit, waiting } = next
  const [shown = visit] = await withoutSealed(turn, [visit])
  const bare = say('visitCalled', { ...toLine(shown, false), waiting })
  if (!showsPersonal(turn)) return { says: [bare] }
  const whole = say('visitCalled', { ...toLine(visit, true), waiting })
  return turn.room ? { says: [bare], privately: [whole] } : { says: [whole] }
}

async function absent(turn: DeskTurn, who: string): Promise<ActOutcome> {
  const visit = await findVisit(turn, who)
  if (!visit) return wrong('number')
  await markAbsent(turn.work, turn.officer, visit.id)
  return { says: [say('visitAbsent', { who })] }
}

async function finish(turn: DeskTurn, who: string, words: string): Promise<ActOutcome> {
  const { work, officer, room } = turn
  if (room) return { says: [say('receptionInPrivate', {})] }
  if (!showsPersonal(turn)) return { says: [onPage(turn)] }
  const visit = await findVisit(turn, who)
  if (!visit) return wrong('number')
  const outcome = readOutcome(words, civilDateOf(work.at))
  if (outcome === 'unclear' || outcome.text === '') return { says: [say('howToFinish', { who })] }
  const promised = outcome.promises.map((promise) => {
    const unit = work.office.units.find(({ id, name }) => [id, name.zh, name.en].includes(promise.unit))
    return { ...promise, unit: unit?.id ?? promise.unit }
  })
  const done = await finishVisit(work, officer, visit.id, { text: outcome.text, promises: promised })
  return { says: [say('visitFinished', { who, promises: done.promises, onPaper: done.onPaper })] }
}

/** A visit of today by its number in the queue, or by the time of its seat. */
async function findVisit(turn: DeskTurn, who: string): Promise<VisitView | undefined> {
  const dayId = await today(turn)
  if (dayId === undefined) return undefined
  const visits = await listVisits(turn.work, turn.officer, dayId)
  return visits.find(({ queueNumber, seat }) =>
    who.includes(':') ? seat?.startsAt === who.padStart(5, '0') : queueNumber === Number(who),
  )
}

async function promises(turn: DeskTurn, typed: string | undefined): Promise<Say> {
  const { work, officer } = turn
  if (typed === undefined) {
    const all = await listOpenPromises(work, officer)
    const sealed = await sealedAmong(turn, all)
    const open = all.filter(({ ticketId }) => !sealed.has(ticketId))
    return say('promiseList', { promises: open.slice(0, 20).map((promise) => toPromise(promise, promise.number)) })
  }
  const { number, ticketId } = await ticketOf(turn, typed)
  const all = await listPromises(work, [ticketId])
  return say('promiseList', { number, promises: all.map((promise) => toPromise(promise, number)) })
}

async function keep(
  turn: DeskTurn,
  { number: typed, which, how }: Extract<ReceptionWish, { kind: 'keep' }>,
): Promise<ActOutcome> {
  const { number, ticketId } = await ticketOf(turn, typed)
  const all = await listPromises(turn.work, [ticketId])
  const open = all.filter(({ doneAt }) => doneAt === null)
  const promise = which === undefined ? (open.length === 1 ? open[0] : undefined) : all[which - 1]
  if (!promise || how === '') {
    const lines = all.map((one) => toPromise(one, number))
    return { says: [say('promiseList', { number, promises: lines, asks: true })] }
  }
  const { isNew } = await keepPromise(turn.work, turn.officer, promise.id, how)
  return { says: [say('promiseKept', { number, text: promise.text, isNew })] }
}

async function ticketOf(turn: DeskTurn, typed: string): Promise<{ number: string; ticketId: string }> {
  const number = await findNumber(turn, typed)
  const ticket = await findTicketByNumber(turn.work, number)
  if (!ticket) throw new DomainError('ticket-not-found', { number })
  return { number, ticketId: ticket.id }
}

function toPromise(
  { text, unit, dueOn, daysLate, doneAt }: Awaited<ReturnType<typeof listPromises>>[number],
  number: string,
) {
  return { number, text, unit, dueOn, daysLate, isDone: doneAt !== null }
}

function changed(params: {
  what: 'moved' | 'closed' | 'reopened' | 'swapped' | 'added'
  on: string
  to?: string
  told?: number
  toCall?: number
}): ActOutcome {
  return { says: [say('receptionChanged', params)] }
}

function wrong(why: 'words' | 'not-today' | 'code' | 'ended' | 'tries' | 'number'): ActOutcome {
  return { says: [say('receptionWrong', { why })] }
}
