import { randomUUID } from 'node:crypto'
import type { Officer, ReceptionPromise, Ticket } from '../../prisma/generated/client.ts'
import { hasDeclined } from '../after-care.ts'
import { showTicket } from '../cards.ts'
import type { Work } from '../context.ts'
import { DomainError } from '../errors.ts'
import { appendEvent } from '../events.ts'
import { maySee, supervisorAccounts } from '../officers.ts'
import { post } from '../outbox.ts'
import { isOwnTicket } from '../ownership.ts'
import { civilDateOf, daysBetween, isCivilDate } from '../rules/civil-date.ts'
import { isOfficeOpen } from '../rules/office-hours.ts'
import { findUnit } from '../rules/routing.ts'
import { lockTicket, lockTicketFor, numberOf } from '../tickets.ts'
import { actorOf, type BookedBy } from './booking-rows.ts'
import { readPromiseClocks, resumePromiseClock, startPromiseClock, stopPromiseClock } from './promise-clocks.ts'

/** What is promised: what, by which unit, by which civil date. */
export interface PromiseWords {
  text: string
  unit: string
  dueOn: string
}

/** A promise as it stands. */
export interface PromiseView extends PromiseWords {
  id: string
  ticketId: string
  /** The day that was named; `dueOn` is the first working day on or after it. */
  saidOn: string
  provisional: boolean
  /** How many days the office is late with it; 0 while it is not, and once it is done. */
  daysLate: number
  madeAt: Date
  /** When the office said that it is done. */
  doneAt: Date | null
  /** What the visitor said of it; null while they have not been asked, or have not answered. */
  confirmed: boolean | null
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

/** The promises of matters, those that are open first, then by their dates. */
export async function listPromises(work: Work, ticketIds: string[]): Promise<PromiseView[]> {
  if (ticketIds.length === 0) return []
  return viewPromises(work, await work.tx.receptionPromise.findMany({ where: { ticketId: { in: ticketIds } } }))
}

/** What was promised and is not done yet, the nearest first, as far as the officer may know of it. */
export async function listOpenPromises(work: Work, officer: Officer): Promise<(PromiseView & { number: string })[]> {
  const open = await viewPromises(work, await work.tx.receptionPromise.findMany({ where: { doneAt: null } }))
  const tickets = await work.tx.ticket.findMany({ where: { id: { in: open.map(({ ticketId }) => ticketId) } } })
  return open.flatMap((promise) => {
    const ticket = tickets.find(({ id }) => id === promise.ticketId)
    const isShown = ticket && ticket.state !== 'withdrawn' && maySee(work, officer, ticket)
    return isShown ? [{ ...promise, number: numberOf(ticket) }] : []
  })
}

async function viewPromises(work: Work, rows: ReceptionPromise[]): Promise<PromiseView[]> {
  const clocks = await readPromiseClocks(work, rows)
  const on = civilDateOf(work.at)
  return rows
    .map((row): PromiseView => {
      const { id, ticketId, unit, dueOn: saidOn, madeAt, doneAt, confirmed } = row
      const clock = clocks.get(id)
      const dueOn = clock?.dueOn ?? saidOn
      const daysLate = doneAt === null ? Math.max(0, daysBetween(dueOn, on)) : 0
      const provisional = clock?.provisional ?? false
      return {
        id,
        ticketId,
        text: textOf(work, row),
        unit,
        saidOn,
        dueOn,
        provisional,
        daysLate,
        madeAt,
        doneAt,
        confirmed,
      }
    })
    .toSorted(
      (a, b) =>
        Number(a.doneAt !== null) - Number(b.doneAt !== null) ||
        a.dueOn.localeCompare(b.dueOn) ||
        a.id.localeCompare(b.id),
    )
}

/** Locks the matter of a promise. Throws `promise-not-found` for who may not know of it. */
async function lockPromise(
  work: Work,
  by: BookedBy | { officer: Officer } | 'system',
  promiseId: string,
): Promise<{ promise: ReceptionPromise; ticket: Ticket }> {
  const found = isId(promiseId) ? await work.tx.receptionPromise.findUnique({ where: { id: promiseId } }) : null
  if (!found) throw new DomainError('promise-not-found')
  const ticket = await lockTicket(work, found.ticketId)
  const isTheirs =
    by === 'system' ||
    ('account' in by ? await isOwnTicket(work, ticket, by.account) : maySee(work, by.officer, ticket))
  if (!isTheirs) throw new DomainError('promise-not-found')
  return { promise: await work.tx.receptionPromise.findUniqueOrThrow({ where: { id: promiseId } }), ticket }
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

function aboutPromise(work: Work, ticket: Ticket, promise: ReceptionPromise) {
  return { ticketId: ticket.id, number: numberOf(ticket), promiseId: promise.id, text: textOf(work, promise) }
}

function textOf(work: Work, { id, textEnc }: Pick<ReceptionPromise, 'id' | 'textEnc'>): string {
  return work.vault.open('ReceptionPromise', 'textEnc', id, textEnc)
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
