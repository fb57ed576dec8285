import { randomUUID } from 'node:crypto'
import type { Officer, Ticket } from '../../prisma/generated/client.ts'
import { showTicket } from '../cards.ts'
import type { Work } from '../context.ts'
import { DomainError } from '../errors.ts'
import { appendEvent } from '../events.ts'
import { post } from '../outbox.ts'
import { civilDateOf, isCivilDate } from '../rules/civil-date.ts'
import { findUnit } from '../rules/routing.ts'
import { lockTicketFor, numberOf } from '../tickets.ts'
import { startPromiseClock, stopPromiseClock } from './promise-clocks.ts'
import { aboutPromise, lockPromise } from './promise-rows.ts'

/** What is promised: what, by which unit, by which civil date. */
export interface PromiseWords {
  text: string
  unit: string
  dueOn: string
}

/** What a notice says of a promise. */
export type PromiseLine = PromiseWords & { id: string; provisional: boolean }

/** Throws `words-missing`, `unknown-unit` and `date-wrong` for what cannot be promised. */
export function checkPromises(work: Work, promises: readonly PromiseWords[]): void {
  for (const { text, unit, dueOn } of promises) {
    if (text.trim() === '') throw new DomainError('words-missing')
    if (!findUnit(work.office, unit)) throw new DomainError('unknown-unit', { unit })
    if (!isCivilDate(dueOn) || dueOn < civilDateOf(work.at)) throw new DomainError('date-wrong')
  }
}

/**
 * Writes down what is promised on a locked matter: each a dated task of the office's with a clock of its own. The caller
 * has checked them and tells the visitor.
 */
export async function enterPromises(
  work: Work,
  officer: Officer,
  ticket: Ticket,
  bookingId: string | null,
  promises: readonly PromiseWords[],
): Promise<PromiseLine[]> {
  const lines: PromiseLine[] = []
  for (const { text, unit, dueOn: saidOn } of promises) {
    const id = randomUUID()
    const textEnc = work.vault.seal('ReceptionPromise', 'textEnc', id, text)
    await work.tx.receptionPromise.create({
      data: { id, ticketId: ticket.id, bookingId, textEnc, unit, dueOn: saidOn, madeBy: officer.id, madeAt: work.at },
    })
    const { dueOn, provisional } = await startPromiseClock(work, ticket.id, id, saidOn)
    await appendEvent(work, ticket, 'promised', { kind: 'officer', id: officer.id }, { promise: id, text, unit, dueOn })
    lines.push({ id, text, unit, dueOn, provisional })
  }
  return lines
}

/**
 * Something is promised to the resident of a matter beside a visit; they have it in writing. Throws like `checkPromises`,
 * and `ticket-not-found`.
 */
export async function addPromise(
  work: Work,
  officer: Officer,
  number: string,
  promise: PromiseWords,
): Promise<{ ticket: Ticket; promise: PromiseLine }> {
  checkPromises(work, [promise])
  const ticket = await lockTicketFor(work, officer, number)
  const [line] = await enterPromises(work, officer, ticket, null, [promise])
  if (!line) throw new Error('A promise was made and not written down')
  await post(work, [
    {
      dedupeKey: `promiseMade:${line.id}`,
      lane: 'answer',
      kind: 'promiseMade',
      params: { ticketId: ticket.id, number: numberOf(ticket), promises: [line] },
      to: { account: ticket.accountId },
      ticketId: ticket.id,
      eventSeq: ticket.eventCount,
      statutory: true,
    },
  ])
  await showTicket(work, ticket, 'moved')
  return { ticket, promise: line }
}

/**
 * The office says that what was promised is done, and how: its clock stops, and the visitor is told. Said again it
 * changes nothing. Throws `promise-not-found` and `words-missing`.
 */
export async function keepPromise(
  work: Work,
  officer: Officer,
  promiseId: string,
  text: string,
): Promise<{ ticket: Ticket; isNew: boolean }> {
  if (text.trim() === '') throw new DomainError('words-missing')
  const { promise, ticket } = await lockPromise(work, { officer }, promiseId)
  if (promise.doneAt !== null) return { ticket, isNew: false }
  await work.tx.receptionPromise.update({
    where: { id: promise.id },
    data: { doneAt: work.at, doneBy: officer.id, confirmed: null, askedAt: null },
  })
  const actor = { kind: 'officer', id: officer.id } as const
  const seq = await appendEvent(work, ticket, 'promise-done', actor, { promise: promise.id, text })
  await stopPromiseClock(work, ticket.id, promise.id, 'promise-done')
  await post(work, [
    {
      dedupeKey: `promiseDone:${promise.id}:${seq}`,
      lane: 'answer',
      kind: 'promiseDone',
      params: {
        ...aboutPromise(work, ticket, promise),
        unit: promise.unit,
        how: text,
      },
      to: { account: ticket.accountId },
      ticketId: ticket.id,
      eventSeq: seq,
      statutory: true,
    },
  ])
  await showTicket(work, ticket, 'moved')
  return { ticket, isNew: true }
}
