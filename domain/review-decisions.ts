import type { Officer, Ticket } from '../prisma/generated/client.ts'
import type { Work } from './context.ts'
import { DomainError } from './errors.ts'
import { appendEvent } from './events.ts'
import type { Decision } from './open-proposals.ts'
import { propose } from './proposals.ts'
import { notifyResident, undoUntil } from './resident-notices.ts'
import { civilDateOf } from './rules/civil-date.ts'
import type { ReviewStage } from './rules/review-rights.ts'
import { lockTicketFor, requireMove } from './tickets.ts'

/**
 * Proposes what a review (条例 35) or a recheck (条例 36) came to: the opinion stands or is changed, why, and on what
 * ground. Another officer approves it before it goes out. Returns the names of those whose word it needs, none when it is
 * any colleague's. Throws `slot-missing`.
 */
export async function proposeDecision(
  work: Work,
  officer: Officer,
  number: string,
  stage: ReviewStage,
  decision: Decision,
): Promise<{ ticket: Ticket; approvers: string[] }> {
  const ticket = await lockTicketFor(work, officer, number)
  requireMove(ticket, moveOf(stage))
  for (const slot of ['text', 'ground'] as const) {
    if (decision[slot].trim() === '') throw new DomainError('slot-missing', { slot })
  }
  const { upheld, text, ground } = decision
  return { ticket, approvers: await propose(work, officer, ticket, stage, { upheld, text, ground }) }
}

/** Sends a decision that was approved to the resident, after the undo time. It counts when it has arrived. */
export async function issueDecision(
  work: Work,
  officer: Officer,
  ticket: Ticket,
  stage: ReviewStage,
  decision: Decision,
): Promise<{ sendsAt: Date }> {
  requireMove(ticket, moveOf(stage))
  const sendsAt = undoUntil(work)
  const payload = { ...decision, stage }
  const seq = await appendEvent(work, ticket, 'review-decided', { kind: 'officer', id: officer.id }, payload)
  const told = { ...payload, on: civilDateOf(work.at) }
  await notifyResident(work, ticket, 'reviewDecision', seq, told, sendsAt)
  return { sendsAt }
}

function moveOf(stage: ReviewStage) {
  return stage === 'review' ? 'proposeReview' : 'proposeRecheck'
}
