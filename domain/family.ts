import type { Officer, Ticket } from '../prisma/generated/client.ts'
import type { Work } from './context.ts'
import { DomainError } from './errors.ts'
import { maySee } from './officers.ts'
import { type MoveName, mayMove } from './rules/moves.ts'
import { findTicketByNumber } from './tickets.ts'

/** A ticket and those that are handled with it: see `mergeTicket`. What is said of it is said to each of their residents. */
export interface Family {
  ticket: Ticket
  joined: Ticket[]
}

/**
 * The ticket an officer means, with those that were merged into it, all locked, in the order in which others lock
 * several. Throws `ticket-not-found`, and just so when the officer may not see it.
 */
export async function lockFamilyFor(work: Work, officer: Officer, number: string): Promise<Family> {
  const meant = await findTicketByNumber(work, number)
  if (!meant || !maySee(work, officer, meant)) throw new DomainError('ticket-not-found', { number })
  const tickets = await lockAll(work, meant.id)
  const ticket = tickets.find(({ id }) => id === meant.id)
  if (!ticket) throw new Error('A ticket went away while it was being locked')
  return { ticket, joined: tickets.filter(({ mergedIntoId }) => mergedIntoId === ticket.id) }
}

/** Those of the joined tickets that may make the same move. */
export function joinedFor({ joined }: Family, move: MoveName): Ticket[] {
  return joined.filter((ticket) => mayMove(ticket.state, move))
}

async function lockAll(work: Work, id: string): Promise<Ticket[]> {
  const locked = await work.sql<{ id: string }>(
    `SELECT id FROM "Ticket" WHERE id = $1::uuid OR "mergedIntoId" = $1::uuid ORDER BY id FOR UPDATE`,
    [id],
  )
  return work.tx.ticket.findMany({
    where: { id: { in: locked.map((row) => row.id) } },
    orderBy: [{ year: 'asc' }, { sequence: 'asc' }],
  })
}
