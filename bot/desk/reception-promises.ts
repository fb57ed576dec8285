import { DomainError } from '../../domain/errors.ts'
import { listOpenPromises, listPromises } from '../../domain/reception/promise-view.ts'
import { keepPromise } from '../../domain/reception/promises.ts'
import { findTicketByNumber } from '../../domain/tickets.ts'
import { type Say, say } from '../text/sentences.ts'
import { findNumber } from './find-number.ts'
import { sealedAmong } from './reception-visits.ts'
import type { ReceptionWish } from './reception-wish.ts'
import type { ActOutcome, DeskTurn } from './turn.ts'

/** The promises of a matter, or all that are open. Throws `ticket-not-found`. */
export async function promises(turn: DeskTurn, typed: string | undefined): Promise<Say> {
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

/** A promise was kept. Throws `ticket-not-found`. */
export async function keep(
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
