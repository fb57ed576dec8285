import type { Officer, Ticket } from '../prisma/generated/client.ts'
import { showTicket } from './cards.ts'
import { satisfyClocks } from './clocks.ts'
import type { Work } from './context.ts'
import { DomainError } from './errors.ts'
import { type Actor, appendEvent } from './events.ts'
import { officerName } from './officers.ts'
import { lockTicket, lockTicketFor, moveTicket, numberOf, requireMove } from './tickets.ts'

/**
 * Takes a ticket in hand for the claim time of the office file, so that no two officers work on it unawares. Claimed by
 * oneself again, the time begins anew. Returns who holds it: `taken` names the colleague when it is not free.
 */
export async function claimTicket(
  work: Work,
  officer: Officer,
  number: string,
): Promise<{ kind: 'claimed'; ticket: Ticket; until: Date } | { kind: 'taken'; ticket: Ticket; by: string }> {
  const ticket = await lockTicketFor(work, officer, number)
  requireMove(ticket, 'claim')
  const other = await otherHolder(work, officer, ticket)
  if (other) return { kind: 'taken', ticket, by: other }
  const until = new Date(work.at.getTime() + work.office.claimMinutes * 60_000)
  await moveTicket(work, ticket, 'claim', {
    holderId: officer.id,
    claimUntil: ticket.state === 'received' ? until : null,
  })
  await appendEvent(work, ticket, 'claimed', by(officer), { until: until.toISOString() })
  // One that was accepted elsewhere is taken over by claiming it: there is nothing left to object to.
  if (ticket.state !== 'received' && officer.unit === ticket.unit) {
    await satisfyClocks(work, ticket.id, ['OBJECT_5WD'], 'claimed')
  }
  await showTicket(work, ticket, 'moved')
  return { kind: 'claimed', ticket, until }
}

/** Lets a ticket go again. Throws `not-the-holder`. */
export async function releaseTicket(work: Work, officer: Officer, number: string): Promise<Ticket> {
  const ticket = await lockTicketFor(work, officer, number)
  requireHolder(officer, ticket)
  await moveTicket(work, ticket, 'claim', { holderId: null, claimUntil: null })
  await appendEvent(work, ticket, 'released', by(officer), { why: 'let-go' })
  await showTicket(work, ticket, 'moved')
  return ticket
}

/** Gives back the tickets whose claim has run out by `work.at`. Returns how many. */
export async function releaseStaleClaims(work: Work): Promise<number> {
  const stale = await work.tx.ticket.findMany({
    where: { claimUntil: { lte: work.at } },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: 200,
  })
  let released = 0
  for (const { id } of stale) {
    const ticket = await lockTicket(work, id)
    // Accepted, or claimed anew, while it was being looked for.
    if (ticket.claimUntil === null || ticket.claimUntil > work.at) continue
    await freeTicket(work, ticket, 'ran-out')
    released += 1
  }
  return released
}

/** Takes a locked ticket out of its holder's hands. */
export async function freeTicket(work: Work, ticket: Ticket, why: 'ran-out' | 'left'): Promise<void> {
  const free = { holderId: null, claimUntil: null }
  await work.tx.ticket.update({ where: { id: ticket.id }, data: free })
  Object.assign(ticket, free)
  await appendEvent(work, ticket, 'released', { kind: 'system' }, { why })
  await showTicket(work, ticket, 'moved')
}

/** Throws `not-the-holder`, with the colleague's name, when somebody else holds the ticket. */
export async function requireFree(work: Work, officer: Officer, ticket: Ticket): Promise<void> {
  const other = await otherHolder(work, officer, ticket)
  if (other) throw new DomainError('not-the-holder', { number: numberOf(ticket), holder: other })
}

/** The name of a colleague who holds the ticket and whose claim still runs. */
export async function otherHolder(work: Work, officer: Officer, ticket: Ticket): Promise<string | undefined> {
  if (ticket.holderId === null || ticket.holderId === officer.id) return undefined
  if (ticket.claimUntil !== null && ticket.claimUntil <= work.at) return undefined
  const holder = await work.tx.officer.findUnique({ where: { id: ticket.holderId } })
  return holder && holder.leftAt === null ? officerName(work, holder) : undefined
}

function by(officer: Officer): Actor {
  return { kind: 'officer', id: officer.id }
}

/** Throws `not-the-holder` when the ticket is not in this officer's hands. */
export function requireHolder(officer: Officer, ticket: Ticket): void {
  if (ticket.holderId !== officer.id) throw new DomainError('not-the-holder', { number: numberOf(ticket) })
}
