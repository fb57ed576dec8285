import type { Ticket } from '../prisma/generated/client.ts'
import type { Work } from './context.ts'
import { post } from './outbox.ts'
import { mayAskForRating } from './ratings.ts'
import { numberOf } from './tickets.ts'

/** What the office must tell a resident of their matter. */
export type ResidentNotice =
  | 'accepted'
  | 'redirected'
  | 'closed'
  | 'reopenedByOffice'
  | 'opinion'
  | 'extended'
  | 'reviewDecision'
  | 'hearingHeld'
  | 'hearingEnded'
  | 'carriedOut'
  | 'merged'
  | 'dateMoved'

/**
 * Tells the resident of a step. Statutory: it goes again, marked, when its arrival is unknown. `heldUntil` leaves time to
 * take it back.
 */
export async function notifyResident(
  work: Work,
  ticket: Ticket,
  kind: ResidentNotice,
  eventSeq: number,
  params: Record<string, unknown>,
  heldUntil?: Date,
): Promise<void> {
  const isEnd = kind === 'closed' || kind === 'carriedOut'
  const asksRating = isEnd && (await mayAskForRating(work, ticket))
  await post(work, [
    {
      dedupeKey: noticeKey(kind, ticket.id, eventSeq),
      lane: 'answer',
      kind,
      params: { number: numberOf(ticket), ticketId: ticket.id, ...(asksRating && { asksRating }), ...params },
      to: { account: ticket.accountId },
      ticketId: ticket.id,
      eventSeq,
      statutory: true,
      ...(heldUntil && { notBefore: heldUntil }),
    },
  ])
}

export function noticeKey(kind: ResidentNotice, ticketId: string, eventSeq: number): string {
  return `${kind}:${ticketId}:${eventSeq}`
}

/** Until when words for a resident are held, so that they can be taken back. */
export function undoUntil(work: Work): Date {
  return new Date(work.at.getTime() + work.office.undoSeconds * 1000)
}
