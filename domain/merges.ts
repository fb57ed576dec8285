import type { Officer, Ticket } from '../prisma/generated/client.ts'
import { showTicket } from './cards.ts'
import { satisfyClocks, startHandling } from './clocks.ts'
import type { Work } from './context.ts'
import { DomainError } from './errors.ts'
import { appendEvent } from './events.ts'
import { maySee } from './officers.ts'
import { notifyResident } from './resident-notices.ts'
import { civilDateOf } from './rules/civil-date.ts'
import { mayMove } from './rules/moves.ts'
import { findTicketByNumber, moveTicket, numberOf } from './tickets.ts'

/**
 * Handles a ticket together with another one about the same thing, for a reason that stands in its history. Its resident
 * keeps number and code and hears who answers. From then on what is said of the main one is said to them too, under their
 * own number; nobody hears of the other. One that was not accepted yet is accepted by it. It stands by itself again when
 * it is opened anew. Throws `merge-refused` with `why`, and `words-missing`.
 */
export async function mergeTicket(
  work: Work,
  officer: Officer,
  number: string,
  mainNumber: string,
  reason: string,
): Promise<{ ticket: Ticket; main: Ticket }> {
  const [ticket, main] = await lockBoth(work, officer, number, mainNumber)
  await requireMergeable(work, ticket, main)
  if (reason.trim() === '') throw new DomainError('words-missing')
  const actor = { kind: 'officer', id: officer.id } as const
  const { unit, holderId } = main
  await moveTicket(work, ticket, 'merge', { mergedIntoId: main.id, unit, holderId, claimUntil: null })
  const seq = await appendEvent(work, ticket, 'merged', actor, { into: main.id, reason })
  await appendEvent(work, main, 'joined-by', actor, { ticketId: ticket.id })
  if (ticket.state === 'received') await takeOn(work, ticket, officer)
  await notifyResident(work, ticket, 'merged', seq, { unit })
  await showTicket(work, ticket, 'moved')
  await showTicket(work, main, 'moved')
  return { ticket, main }
}

/** The notice that it is handled with another one is the written notice too (条例 23). */
async function takeOn(work: Work, ticket: Ticket, officer: Officer): Promise<void> {
  const acceptedOn = civilDateOf(work.at)
  await moveTicket(work, ticket, 'accept', { acceptedOn })
  await appendEvent(work, ticket, 'accepted', { kind: 'officer', id: officer.id }, { unit: ticket.unit })
  await satisfyClocks(work, ticket.id, ['NOTICE_15D', 'OBJECT_5WD'], 'accepted')
  await startHandling(work, ticket, acceptedOn)
}

async function lockBoth(work: Work, officer: Officer, number: string, mainNumber: string): Promise<[Ticket, Ticket]> {
  const found = await Promise.all([number, mainNumber].map((typed) => findVisible(work, officer, typed)))
  const ids = found.map(({ id }) => id)
  await work.sql(`SELECT id FROM "Ticket" WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`, [ids])
  const [ticket, main] = await Promise.all(ids.map((id) => work.tx.ticket.findUniqueOrThrow({ where: { id } })))
  if (!ticket || !main) throw new Error('Two tickets were looked for')
  return [ticket, main]
}

async function findVisible(work: Work, officer: Officer, number: string): Promise<Ticket> {
  const ticket = await findTicketByNumber(work, number)
  if (!ticket || !maySee(work, officer, ticket)) throw new DomainError('ticket-not-found', { number })
  return ticket
}

async function requireMergeable(work: Work, ticket: Ticket, main: Ticket): Promise<void> {
  const refuse = (why: string) => new DomainError('merge-refused', { number: numberOf(ticket), why })
  if (ticket.id === main.id) throw refuse('same')
  if (ticket.sealed || main.sealed) throw refuse('sealed')
  if (ticket.kind !== main.kind) throw refuse('kind')
  // Both open, and the main one taken on: else nobody would answer.
  if (!mayMove(ticket.state, 'merge') || !mayMove(main.state, 'merge') || main.state === 'received')
    throw refuse('state')
  const joined = await work.tx.ticket.count({ where: { mergedIntoId: ticket.id } })
  if (ticket.mergedIntoId !== null || main.mergedIntoId !== null || joined > 0) throw refuse('merged')
}
