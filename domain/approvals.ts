import type { Officer, Ticket } from '../prisma/generated/client.ts'
import { showTicket } from './cards.ts'
import type { Work } from './context.ts'
import { DomainError } from './errors.ts'
import { appendEvent } from './events.ts'
import { grantExtension } from './extensions.ts'
import { type Family, lockFamilyFor } from './family.ts'
import { findOpenProposal, type ProposalKind, type ReadProposal } from './open-proposals.ts'
import { issueOpinion } from './opinions.ts'
import { approversOf, settleProposal } from './proposals.ts'
import { issueDecision } from './review-decisions.ts'
import { lockTicketFor, numberOf } from './tickets.ts'

export interface Approved {
  ticket: Ticket
  kind: ProposalKind
  /** What goes to the resident is held until then. */
  sendsAt?: Date
  /** The new last day of a period that was lengthened. */
  dueOn?: string
}

/**
 * Another officer than who proposed it says yes to what waits on a ticket, and it happens. Throws `no-proposal`,
 * `own-proposal`, `not-the-approver`, and whatever forbids it by now.
 */
export async function approveProposal(work: Work, officer: Officer, number: string): Promise<Approved> {
  const family = await lockFamilyFor(work, officer, number)
  const { ticket } = family
  const proposal = await requireDecidable(work, officer, ticket)
  const came = await carry(work, officer, family, proposal)
  await settleProposal(work, ticket, proposal, officer, 'approved')
  await showTicket(work, ticket, 'added')
  return { ticket, kind: proposal.kind, ...came }
}

/** Says no, with the reason for who proposed it. Throws `words-missing` besides. */
export async function returnProposal(
  work: Work,
  officer: Officer,
  number: string,
  reason: string,
): Promise<{ ticket: Ticket; kind: ProposalKind }> {
  const ticket = await lockTicketFor(work, officer, number)
  const proposal = await requireDecidable(work, officer, ticket)
  if (reason.trim() === '') throw new DomainError('words-missing')
  await settleProposal(work, ticket, proposal, officer, 'returned', reason)
  const payload = { proposal: proposal.id, reason }
  await appendEvent(work, ticket, 'proposal-returned', { kind: 'officer', id: officer.id }, payload)
  await showTicket(work, ticket, 'added')
  return { ticket, kind: proposal.kind }
}

/** Who proposed it takes it back before it is decided. Throws `no-proposal` and `not-the-proposer`. */
export async function takeBackProposal(
  work: Work,
  officer: Officer,
  number: string,
): Promise<{ ticket: Ticket; kind: ProposalKind }> {
  const ticket = await lockTicketFor(work, officer, number)
  const proposal = await requireProposal(work, ticket)
  if (proposal.by !== officer.id) throw new DomainError('not-the-proposer', { number: numberOf(ticket) })
  await settleProposal(work, ticket, proposal, officer, 'taken-back')
  const actor = { kind: 'officer', id: officer.id } as const
  await appendEvent(work, ticket, 'proposal-taken-back', actor, { proposal: proposal.id })
  await showTicket(work, ticket, 'added')
  return { ticket, kind: proposal.kind }
}

function carry(
  work: Work,
  officer: Officer,
  family: Family,
  proposal: ReadProposal,
): Promise<{ sendsAt: Date } | { dueOn: string }> {
  switch (proposal.kind) {
    case 'opinion':
      return issueOpinion(work, officer, family, proposal.payload)
    case 'extension':
      return grantExtension(work, officer, family, proposal.payload)
    case 'review':
    case 'recheck':
      return issueDecision(work, officer, family.ticket, proposal.kind, proposal.payload)
  }
}

async function requireProposal(work: Work, ticket: Ticket): Promise<ReadProposal> {
  const proposal = await findOpenProposal(work, ticket.id)
  if (!proposal) throw new DomainError('no-proposal', { number: numberOf(ticket) })
  return proposal
}

async function requireDecidable(work: Work, officer: Officer, ticket: Ticket): Promise<ReadProposal> {
  const proposal = await requireProposal(work, ticket)
  const number = numberOf(ticket)
  if (proposal.by === officer.id) throw new DomainError('own-proposal', { number })
  const { officers } = await approversOf(work, ticket, proposal.kind, proposal.by)
  if (officers.some((approver) => approver.id === officer.id)) return proposal
  throw new DomainError('not-the-approver', { number, kind: proposal.kind })
}
