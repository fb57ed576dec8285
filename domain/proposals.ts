import { randomUUID } from 'node:crypto'
import type { Officer, Ticket } from '../prisma/generated/client.ts'
import { showTicket } from './cards.ts'
import type { Work } from './context.ts'
import { DomainError } from './errors.ts'
import { appendEvent, type EventKind, type EventPayloads } from './events.ts'
import { maySee, officerName } from './officers.ts'
import { findOpenProposal, type ProposalKind, type ProposalPayloads, type ReadProposal } from './open-proposals.ts'
import { post, type Recipient } from './outbox.ts'
import { isDomestic } from './rules/borders.ts'
import { insertRow } from './store/sql.ts'
import { numberOf } from './tickets.ts'

/**
 * Writes down what an officer proposes for a locked ticket, and tells those whose word it needs, where that is not
 * everybody's. Returns their names. Throws `proposal-waits` when another one does, and `no-approver` when nobody is there
 * to decide.
 */
export async function propose<K extends ProposalKind>(
  work: Work,
  officer: Officer,
  ticket: Ticket,
  kind: K,
  payload: ProposalPayloads[K],
): Promise<string[]> {
  const number = numberOf(ticket)
  if (await findOpenProposal(work, ticket.id)) throw new DomainError('proposal-waits', { number })
  const { officers, byRole } = await approversOf(work, ticket, kind, officer.id)
  if (officers.length === 0) throw new DomainError('no-approver', { number, kind })
  const id = randomUUID()
  await insertRow(work.sql, 'Proposal', {
    id,
    ticketId: ticket.id,
    kind,
    payloadEnc: work.vault.seal('Proposal', 'payloadEnc', id, JSON.stringify(payload)),
    proposedBy: officer.id,
    proposedAt: work.at,
  })
  const [event, told] = eventOf(id, kind, payload)
  await appendEvent(work, ticket, event, { kind: 'officer', id: officer.id }, told)
  await showTicket(work, ticket, 'added')
  if (byRole) {
    const params = { number, what: kind, by: officerName(work, officer) }
    for (const approver of officers) {
      await tellOfficer(work, ticket, approver.id, `approvalAsked:${id}`, 'approvalAsked', params)
    }
  }
  return byRole ? officers.map((approver) => officerName(work, approver)) : []
}

function eventOf(id: string, kind: ProposalKind, payload: object): [EventKind, EventPayloads[EventKind]] {
  switch (kind) {
    case 'opinion':
      return ['opinion-proposed', { proposal: id }]
    case 'extension':
      return ['extension-asked', { proposal: id, ...(payload as ProposalPayloads['extension']) }]
    case 'review':
    case 'recheck':
      return ['review-proposed', { proposal: id, stage: kind }]
  }
}

/** The officers who may decide on what `proposedBy` proposes; `byRole` when it is not just any colleague. */
export async function approversOf(
  work: Work,
  ticket: Ticket,
  kind: ProposalKind,
  proposedBy: string,
): Promise<{ officers: Officer[]; byRole: boolean }> {
  const colleagues = await work.tx.officer.findMany({
    // Who was invited and has never come in can decide nothing.
    where: { leftAt: null, id: { not: proposedBy }, accounts: { some: {} } },
    orderBy: { createdAt: 'asc' },
  })
  const others = colleagues.filter((officer) => maySee(work, officer, ticket))
  if (kind === 'extension') {
    // 条例 34: approved by the head.
    const heads = others.filter((officer) => officer.role === 'director')
    const chiefs = heads.length > 0 ? heads : others.filter((officer) => officer.role === 'supervisor')
    return { officers: chiefs, byRole: true }
  }
  const chiefs = others.filter((officer) => officer.role === 'supervisor' || officer.role === 'director')
  const needsChief = ticket.kind === 'claim' && chiefs.length > 0
  return { officers: needsChief ? chiefs : others, byRole: needsChief }
}

/** Writes down how a proposal was decided, and tells who made it. */
export async function settleProposal(
  work: Work,
  ticket: Ticket,
  proposal: ReadProposal,
  officer: Officer,
  decision: 'approved' | 'returned' | 'taken-back',
  reason?: string,
): Promise<void> {
  await work.tx.proposal.update({
    where: { id: proposal.id },
    data: {
      decidedBy: officer.id,
      decidedAt: work.at,
      decision,
      reasonEnc: reason === undefined ? null : work.vault.seal('Proposal', 'reasonEnc', proposal.id, reason),
    },
  })
  if (decision === 'taken-back') return
  await tellOfficer(work, ticket, proposal.by, `proposalDecided:${proposal.id}`, 'proposalDecided', {
    number: numberOf(ticket),
    what: proposal.kind,
    approved: decision === 'approved',
    by: officerName(work, officer),
    ...(reason !== undefined && { reason }),
  })
}

/** Says something to an officer in private. Nothing of a sealed ticket leaves the country. */
async function tellOfficer(
  work: Work,
  ticket: Ticket,
  officerId: string,
  dedupeKey: string,
  kind: 'approvalAsked' | 'proposalDecided',
  params: Record<string, unknown>,
): Promise<void> {
  const accounts = await work.tx.account.findMany({ where: { officerId }, orderBy: { createdAt: 'asc' } })
  await post(
    work,
    accounts
      .filter((account) => !ticket.sealed || isDomestic(account.channel))
      .map((account) => {
        const to: Recipient = { account: account.id }
        return {
          dedupeKey: `${dedupeKey}:${account.id}`,
          lane: 'alarm' as const,
          kind,
          params,
          to,
          ticketId: ticket.id,
        }
      }),
  )
}
