import { DomainError } from '../../domain/errors.ts'
import { listVisits, type VisitView } from '../../domain/reception/booking-view.ts'
import { listReceptionDays } from '../../domain/reception/days.ts'
import { addDays, civilDateOf } from '../../domain/rules/civil-date.ts'
import { say } from '../text/sentences.ts'
import { daysAhead, idOf } from './reception-days.ts'
import { showsPersonal } from './reception-says.ts'
import { type ActOutcome, type DeskTurn, seesSealed } from './turn.ts'

/** Who comes on a day; the next one where none is named. Throws `day-not-found`. */
export async function visitList(turn: DeskTurn, wanted: string | undefined): Promise<ActOutcome> {
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
export async function withoutSealed(turn: DeskTurn, visits: VisitView[]): Promise<VisitView[]> {
  const sealed = await sealedAmong(turn, visits)
  return visits.map((visit) =>
    visit.ticketId !== null && sealed.has(visit.ticketId)
      ? { ...visit, number: null, category: null, words: null }
      : visit,
  )
}

/** The sealed matters among these that may not be shown where the officer is. */
export async function sealedAmong(turn: DeskTurn, rows: { ticketId: string | null }[]): Promise<Set<string>> {
  if (seesSealed(turn)) return new Set()
  const ids = rows.flatMap(({ ticketId }) => ticketId ?? [])
  const tickets = await turn.work.tx.ticket.findMany({ where: { id: { in: ids }, sealed: true }, select: { id: true } })
  return new Set(tickets.map(({ id }) => id))
}

/** A visit as the desk tells of it. */
export function toLine(visit: VisitView, isPersonal: boolean) {
  const { state, seat, queueNumber, number, name, phone, words, people, needs } = visit
  return {
    state,
    startsAt: seat?.startsAt ?? null,
    queueNumber,
    number,
    ...(isPersonal && { name, phone, words, people, needs }),
  }
}
