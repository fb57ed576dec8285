import type { Officer, Ticket } from '../prisma/generated/client.ts'
import { showTicket } from './cards.ts'
import { requireFree } from './claims.ts'
import type { Work } from './context.ts'
import { DomainError } from './errors.ts'
import { appendEvent } from './events.ts'
import { type Family, joinedFor } from './family.ts'
import type { Opinion } from './open-proposals.ts'
import { propose } from './proposals.ts'
import { notifyResident, undoUntil } from './resident-notices.ts'
import { civilDateOf, isCivilDate } from './rules/civil-date.ts'
import { lockTicketFor, moveTicket, numberOf, requireMove } from './tickets.ts'

/**
 * Proposes the office's opinion (条例 32): what it came to, facts and reasons, legal ground, remedy, and by when it is
 * carried out when it is supported. It goes nowhere before another officer has approved it. Who proposes holds the ticket
 * from then on. Returns the names of those whose word it needs, none when it is any colleague's. Throws `slot-missing`
 * and `date-wrong`.
 */
export async function proposeOpinion(
  work: Work,
  officer: Officer,
  number: string,
  opinion: Opinion,
): Promise<{ ticket: Ticket; approvers: string[] }> {
  const ticket = await lockTicketFor(work, officer, number)
  requireMove(ticket, 'proposeOpinion')
  await requireFree(work, officer, ticket)
  const whole = requireWhole(work, opinion)
  const approvers = await propose(work, officer, ticket, 'opinion', whole)
  if (ticket.holderId !== officer.id) {
    await moveTicket(work, ticket, 'claim', { holderId: officer.id, claimUntil: null })
  }
  return { ticket, approvers }
}

/**
 * Sends an opinion that was approved to the resident, and to those whose matters are handled with this one, after the
 * undo time. For each it counts when it has arrived there: see `noteArrival`.
 */
export async function issueOpinion(
  work: Work,
  officer: Officer,
  family: Family,
  opinion: Opinion,
): Promise<{ sendsAt: Date }> {
  requireMove(family.ticket, 'proposeOpinion')
  const whole = requireWhole(work, opinion)
  const sendsAt = undoUntil(work)
  for (const ticket of [family.ticket, ...joinedFor(family, 'proposeOpinion')]) {
    const seq = await appendEvent(work, ticket, 'opinion', { kind: 'officer', id: officer.id }, whole)
    await notifyResident(work, ticket, 'opinion', seq, { ...whole, ...opinionContext(work, ticket) }, sendsAt)
    if (ticket.id !== family.ticket.id) await showTicket(work, ticket, 'moved')
  }
  return { sendsAt }
}

/** What its words depend on besides the opinion itself. */
export function opinionContext(
  work: Work,
  ticket: Ticket,
): { number: string; unit: string | null; claim: boolean; on: string } {
  const unit = ticket.sealed ? null : ticket.unit
  return { number: numberOf(ticket), unit, claim: ticket.kind === 'claim', on: civilDateOf(work.at) }
}

/** Every part is there; the day is one to come, or none where nothing is to be carried out. */
function requireWhole(work: Work, { outcome, text, ground, remedy, remedyOn }: Opinion): Opinion {
  for (const [slot, words] of Object.entries({ text, ground, remedy })) {
    if (words.trim() === '') throw new DomainError('slot-missing', { slot })
  }
  const written = { outcome, text, ground, remedy }
  if (outcome !== 'supported') return written
  if (remedyOn === undefined) throw new DomainError('slot-missing', { slot: 'remedyOn' })
  if (!isCivilDate(remedyOn) || remedyOn < civilDateOf(work.at)) throw new DomainError('date-wrong')
  return { ...written, remedyOn }
}
