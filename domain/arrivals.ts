import type { Ticket } from '../prisma/generated/client.ts'
import { restartClock, satisfyClocks, startHandling, stopOfficeClocks } from './clocks.ts'
import type { Work } from './context.ts'
import type { EventKind, EventPayloads } from './events.ts'
import { civilDateOf } from './rules/civil-date.ts'
import { type MoveName, mayMove, stateAfter } from './rules/moves.ts'
import { moveTicket } from './tickets.ts'

/** What follows for a locked ticket from a notice of this kind having arrived, the one of its event `seq`; once. */
export async function noteArrival(work: Work, ticket: Ticket, kind: string, seq: number): Promise<void> {
  if (kind === 'answer') return noteAnswer(work, ticket)
  if (kind === 'opinion') return noteOpinion(work, ticket, await readPayload(work, ticket, seq, 'opinion'))
  if (kind === 'reviewDecision') {
    return noteDecision(work, ticket, await readPayload(work, ticket, seq, 'review-decided'))
  }
}

/**
 * A reply moves the ticket to answered (promise 3). It is the written word that the notice period asks for; the sixty
 * days of a claim run on, for a reply alone need not be the opinion (条例 32, 34).
 */
async function noteAnswer(work: Work, ticket: Ticket): Promise<void> {
  if (!['received', 'accepted', 'answered'].includes(ticket.state)) return
  await moveTicket(work, ticket, 'deliverReply', { answeredAt: ticket.answeredAt ?? work.at })
  await satisfyClocks(work, ticket.id, ['NOTICE_15D'], 'reply-delivered')
  await startHandling(work, ticket, civilDateOf(work.at))
}

/** The office has done what the sixty days ask for; on the day it arrived the resident's right of review begins (条例 35). */
async function noteOpinion(work: Work, ticket: Ticket, opinion: EventPayloads['opinion']): Promise<void> {
  const { outcome, remedyOn = null } = opinion
  const move = outcome === 'supported' ? 'deliverSupport' : 'deliverOpinion'
  await follow(work, ticket, move, { outcome, remedyOn, answeredAt: ticket.answeredAt ?? work.at })
  await satisfyClocks(work, ticket.id, ['NOTICE_15D', 'OBJECT_5WD', 'HANDLE_60D'], 'opinion')
  if (ticket.kind === 'claim') await restartClock(work, ticket.id, 'REVIEW_REQUEST_30D', civilDateOf(work.at))
}

async function noteDecision(work: Work, ticket: Ticket, { stage }: EventPayloads['review-decided']): Promise<void> {
  if (stage === 'recheck') {
    // 条例 36(3): the last word on these facts and reasons.
    await follow(work, ticket, 'deliverRecheck', { closedAt: work.at })
    return stopOfficeClocks(work, ticket.id, 'review-decided')
  }
  await follow(work, ticket, 'deliverReview', {})
  await satisfyClocks(work, ticket.id, ['REVIEW_DECIDE_30D'], 'review-decided')
  await restartClock(work, ticket.id, 'RECHECK_REQUEST_30D', civilDateOf(work.at))
}

/**
 * Moves the ticket where the move is allowed. One that has gone on meanwhile stays where it is; a withdrawn one comes
 * back to where it would be by now.
 */
async function follow(
  work: Work,
  ticket: Ticket,
  move: MoveName,
  more: Partial<Pick<Ticket, 'outcome' | 'remedyOn' | 'answeredAt' | 'closedAt'>>,
): Promise<void> {
  if (mayMove(ticket.state, move)) return moveTicket(work, ticket, move, more)
  const before = ticket.state === 'withdrawn' ? ticket.stateBefore : null
  const { closedAt: _, ...known } = more
  const changed = { ...known, ...(before && mayMove(before, move) && { stateBefore: stateAfter(before, move) }) }
  await work.tx.ticket.update({ where: { id: ticket.id }, data: changed })
  Object.assign(ticket, changed)
}

async function readPayload<K extends EventKind>(
  work: Work,
  ticket: Ticket,
  seq: number,
  kind: K,
): Promise<EventPayloads[K]> {
  const event = await work.tx.ticketEvent.findUniqueOrThrow({ where: { ticketId_seq: { ticketId: ticket.id, seq } } })
  if (event.kind !== kind) throw new Error(`Event ${seq} is ${event.kind}, not ${kind}`)
  return JSON.parse(work.vault.open('TicketEvent', 'payloadEnc', `${ticket.id}:${seq}`, event.payloadEnc ?? ''))
}
