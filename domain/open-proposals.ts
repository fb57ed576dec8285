import type { Officer, Proposal } from '../prisma/generated/client.ts'
import type { Work } from './context.ts'
import type { EventPayloads } from './events.ts'

/** The office's opinion on a matter (条例 32). `remedyOn`, a civil date, only when it is supported. */
export type Opinion = EventPayloads['opinion']

/** What a review or recheck came to. */
export type Decision = Omit<EventPayloads['review-decided'], 'stage'>

/** What one officer proposes and another decides. */
export interface ProposalPayloads {
  opinion: Opinion
  extension: { days: number; reason: string }
  review: Decision
  recheck: Decision
}

export type ProposalKind = keyof ProposalPayloads

export type ReadProposal = {
  [K in ProposalKind]: { id: string; kind: K; payload: ProposalPayloads[K]; by: string; at: Date }
}[ProposalKind]

/** The proposal of a ticket that waits to be decided. */
export async function findOpenProposal(work: Work, ticketId: string): Promise<ReadProposal | undefined> {
  const row = await work.tx.proposal.findFirst({ where: { ticketId, decision: null }, orderBy: { proposedAt: 'desc' } })
  return row ? openProposal(work, row) : undefined
}

/** What an officer proposed last of a kind and did not get through, so that it need not be written again. */
export async function findUnusedProposal<K extends ProposalKind>(
  work: Work,
  officer: Officer,
  ticketId: string,
  kind: K,
): Promise<ProposalPayloads[K] | undefined> {
  const row = await work.tx.proposal.findFirst({
    where: { ticketId, kind, proposedBy: officer.id },
    orderBy: { proposedAt: 'desc' },
  })
  if (!row || row.decision === null || row.decision === 'approved') return undefined
  return openProposal(work, row).payload as ProposalPayloads[K]
}

function openProposal(work: Work, row: Proposal): ReadProposal {
  const payload = JSON.parse(work.vault.open('Proposal', 'payloadEnc', row.id, row.payloadEnc))
  return { id: row.id, kind: row.kind as ProposalKind, payload, by: row.proposedBy, at: row.proposedAt } as ReadProposal
}
