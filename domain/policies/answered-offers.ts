import type { Ticket } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'
import { post, type Recipient } from '../outbox.ts'
import { numberOf } from '../tickets.ts'

/**
 * Asks whoever has just answered a consultation what the answer stands on, once it is out (`at`). Once for a matter, not
 * when something is kept of it, and not where there is nothing to quote from.
 */
export async function offerAnswered(work: Work, ticket: Ticket, seq: number, to: Recipient, at: Date): Promise<void> {
  if (ticket.kind !== 'consultation' || ticket.sealed) return
  if (work.policies.size === 0 && (await work.tx.policyAsk.count({ where: { ticketId: ticket.id } })) === 0) return
  const kept = await work.tx.answeredQuestion.count({ where: { ticketId: ticket.id } })
  const offered = await work.tx.outbox.count({
    where: { dedupeKey: { startsWith: offerKey(ticket.id) }, status: { not: 'cancelled' } },
  })
  if (kept + offered > 0) return
  await post(work, [
    {
      dedupeKey: `${offerKey(ticket.id)}${seq}`,
      lane: 'alarm',
      kind: 'answeredOffer',
      params: { number: numberOf(ticket) },
      to,
      // Without the ticket: who answers it says something to us, and nothing to the resident.
      notBefore: at,
    },
  ])
}

/** The answer was taken back before it went out: there is nothing to ask about. */
export async function dropOffer(work: Work, ticketId: string): Promise<void> {
  await work.tx.outbox.updateMany({
    where: { dedupeKey: { startsWith: offerKey(ticketId) }, status: 'waiting' },
    data: { status: 'cancelled' },
  })
}

/** The matter that a message asks about, by the message's key; undefined when it is no such message. */
export function offeredFor(key: string): string | undefined {
  return /^answeredOffer:([0-9a-f-]{36}):/.exec(key)?.[1]
}

function offerKey(ticketId: string): string {
  return `answeredOffer:${ticketId}:`
}
