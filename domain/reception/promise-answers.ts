import type { ReceptionPromise, Ticket } from '../../prisma/generated/client.ts'
import { hasDeclined } from '../after-care.ts'
import { showTicket } from '../cards.ts'
import type { Work } from '../context.ts'
import { appendEvent } from '../events.ts'
import { supervisorAccounts } from '../officers.ts'
import { post } from '../outbox.ts'
import { isOfficeOpen } from '../rules/office-hours.ts'
import { numberOf } from '../tickets.ts'
import { actorOf, type BookedBy } from './booking-rows.ts'
import { resumePromiseClock } from './promise-clocks.ts'
import { aboutPromise, lockPromise } from './promise-rows.ts'

/** So long after the office said that it is done the visitor is asked whether it was. */
const askAfterDays = 3

/**
 * Asks visitors whether what was promised to them and is said to be done was done: each once for each time it is said, in
 * office hours, up to `limit` of them, and nobody who wants to be asked no more. Returns whom it looked at, and the
 * numbers of the matters where they were asked.
 */
export async function askPromises(work: Work, limit: number): Promise<{ looked: number; asked: string[] }> {
  if (!isOfficeOpen(work.at, work.office.hours, work.calendar)) return { looked: 0, asked: [] }
  const before = new Date(work.at.getTime() - askAfterDays * 86_400_000)
  const due = await work.sql<{ id: string; ticketId: string }>(
    `SELECT id, "ticketId" FROM "ReceptionPromise"
    WHERE "doneAt" <= $1::timestamptz AND "askedAt" IS NULL AND confirmed IS NULL ORDER BY "doneAt", id LIMIT $2`,
    [before, limit],
  )
  const asked: string[] = []
  // Several matters are locked in the order in which others lock several.
  for (const { id } of due.toSorted((a, b) => a.ticketId.localeCompare(b.ticketId))) {
    const { promise, ticket } = await lockPromise(work, 'system', id)
    // Asked by another instance, or found to be open after all, while it was being looked for.
    if (promise.doneAt === null || promise.doneAt > before || promise.askedAt !== null || promise.confirmed !== null)
      continue
    await work.tx.receptionPromise.update({ where: { id }, data: { askedAt: work.at } })
    if (ticket.state === 'withdrawn' || (await hasDeclined(work, ticket))) continue
    const seq = await appendEvent(work, ticket, 'promise-asked', { kind: 'system' }, { promise: id })
    await post(work, [
      {
        dedupeKey: `promiseAsk:${id}:${seq}`,
        lane: 'answer',
        kind: 'promiseAsk',
        params: aboutPromise(work, ticket, promise),
        to: { account: ticket.accountId },
        ticketId: ticket.id,
      },
    ])
    asked.push(numberOf(ticket))
  }
  return { looked: due.length, asked }
}

export type PromiseSaid =
  | { kind: 'confirmed'; ticket: Ticket }
  /** The clock runs on, and a supervisor knows. */
  | { kind: 'reopened'; ticket: Ticket }
  /** The office has not said yet that it is done: it stands as it stood. */
  | { kind: 'open'; ticket: Ticket }

/**
 * The visitor says whether what was promised was done, themselves or to an officer. If not, it is open again with the
 * day it always had, and a supervisor is told. Said again it changes nothing. Throws `promise-not-found`.
 */
export async function sayPromise(work: Work, by: BookedBy, promiseId: string, done: boolean): Promise<PromiseSaid> {
  const { promise, ticket } = await lockPromise(work, by, promiseId)
  if (promise.doneAt === null) return { kind: 'open', ticket }
  if (done && promise.confirmed === true) return { kind: 'confirmed', ticket }
  await work.tx.receptionPromise.update({
    where: { id: promise.id },
    data: done ? { confirmed: true } : { confirmed: false, doneAt: null, doneBy: null, askedAt: null },
  })
  const seq = await appendEvent(work, ticket, 'promise-said', actorOf(by), { promise: promise.id, done })
  if (!done) {
    await resumePromiseClock(work, ticket.id, promise.id)
    await tellSupervisors(work, ticket, promise, seq)
  }
  await showTicket(work, ticket, done ? 'moved' : 'added')
  return { kind: done ? 'confirmed' : 'reopened', ticket }
}

async function tellSupervisors(work: Work, ticket: Ticket, promise: ReceptionPromise, seq: number): Promise<void> {
  const accounts = await supervisorAccounts(work, ticket, promise.unit)
  await post(
    work,
    accounts.map(({ id }) => ({
      dedupeKey: `promiseUnkept:${promise.id}:${seq}:${id}`,
      lane: 'alarm' as const,
      kind: 'promiseUnkept',
      params: { ...aboutPromise(work, ticket, promise), unit: promise.unit },
      to: { account: id },
      ticketId: ticket.id,
    })),
  )
}
