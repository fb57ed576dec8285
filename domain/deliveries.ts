import type { Outbox } from '../prisma/generated/client.ts'
import { showTicket } from './cards.ts'
import { satisfyClocks, startHandling } from './clocks.ts'
import type { Work } from './context.ts'
import { appendEvent } from './events.ts'
import { markUnreachable, retryDelayMs } from './outbox.ts'
import { civilDateOf } from './rules/civil-date.ts'
import { lockTicket, moveTicket } from './tickets.ts'

/** What a channel made of a send; see `Outcome` in bot/message.ts. */
export type SendResult =
  | { kind: 'sent'; messageId: string; delivered: boolean }
  | { kind: 'retry'; afterMs: number; reason: string }
  | { kind: 'closed'; reason: string }
  | { kind: 'refused'; reason: string }
  | { kind: 'unreachable'; reason: string }
  | { kind: 'uncertain'; reason: string }

/**
 * Writes down what became of a send, and what follows from it for the ticket. `again` says that sending twice shows it
 * once on this channel, so that not knowing is no harm. Written a second time it changes nothing.
 */
export async function recordOutcome(
  work: Work,
  row: Outbox,
  result: SendResult,
  channel: { name: string; repeatsSafely: boolean },
): Promise<void> {
  switch (result.kind) {
    case 'sent':
      return recordSent(work, row, result.messageId, result.delivered, channel.name)
    case 'retry':
      return settle(work, row, 'waiting', result.reason, new Date(work.at.getTime() + result.afterMs))
    case 'uncertain':
      return recordUncertain(work, row, result.reason, channel.repeatsSafely)
    case 'unreachable':
      if (row.accountId) {
        await markUnreachable(work, { id: row.accountId })
      }
      return recordFailure(work, row, 'unreachable', result.reason)
    case 'closed':
    case 'refused':
      return recordFailure(work, row, result.kind, result.reason)
  }
}

/**
 * A person has the message that was posted under this key. It may be told before the send has been written down: the
 * page can be quicker than we are.
 */
export async function recordDelivery(work: Work, channel: string, dedupeKey: string): Promise<void> {
  const row = await work.tx.outbox.findUnique({ where: { dedupeKey } })
  if (row) await markDelivered(work, row, channel)
}

async function recordSent(work: Work, row: Outbox, messageId: string, delivered: boolean, channel: string) {
  await work.tx.outbox.update({
    where: { id: row.id },
    data: {
      status: 'sent',
      messageId,
      sentAt: work.at,
      leaseOwner: null,
      leaseUntil: null,
      failure: null,
      ...blank(work, row),
    },
  })
  if (row.kind === 'card' && row.ticketId && row.roomId) {
    await work.tx.card.update({
      where: { ticketId_roomId: { ticketId: row.ticketId, roomId: row.roomId } },
      data: { messageId },
    })
  }
  if (delivered) return markDelivered(work, row, channel)
  // The undo time is over: the card says that the reply is on its way.
  if (row.ticketId && row.eventSeq !== null) await showTicket(work, await lockTicket(work, row.ticketId), 'moved')
}

/**
 * Written into the history, once: a reply moves the ticket to answered (promise 3). It is the written word that the
 * notice period asks for; the sixty days of a claim run on until the matter is closed or sent elsewhere, for a reply
 * alone need not be the opinion (条例 32, 34).
 */
async function markDelivered(work: Work, row: Outbox, channel: string): Promise<void> {
  const first = await work.tx.outbox.updateMany({
    where: { id: row.id, deliveredAt: null },
    data: { deliveredAt: work.at },
  })
  if (first.count === 0 || row.ticketId === null || row.eventSeq === null) return
  const ticket = await lockTicket(work, row.ticketId)
  await appendEvent(work, ticket, 'reply-delivered', { kind: 'system' }, { of: row.eventSeq, channel })
  if (row.kind === 'answer' && ['received', 'accepted', 'answered'].includes(ticket.state)) {
    await moveTicket(work, ticket, 'deliverReply', { answeredAt: ticket.answeredAt ?? work.at })
    await satisfyClocks(work, ticket.id, ['NOTICE_15D'], 'reply-delivered')
    await startHandling(work, ticket, civilDateOf(work.at))
  }
  await showTicket(work, ticket, 'moved')
}

async function recordUncertain(work: Work, row: Outbox, reason: string, repeatsSafely: boolean): Promise<void> {
  const again = new Date(work.at.getTime() + retryDelayMs(row.attempts))
  if (repeatsSafely) return settle(work, row, 'waiting', reason, again)
  if (!row.statutory) return settle(work, row, 'uncertain', reason)
  await work.tx.outbox.update({ where: { id: row.id }, data: { repeats: { increment: 1 } } })
  return settle(work, row, 'waiting', reason, again)
}

/** The history and the card say that it cannot arrive, and somebody has to see to it. */
async function recordFailure(work: Work, row: Outbox, status: 'closed' | 'refused' | 'unreachable', reason: string) {
  await settle(work, row, status, reason)
  if (row.ticketId === null || row.eventSeq === null) return
  const ticket = await lockTicket(work, row.ticketId)
  await appendEvent(work, ticket, 'reply-undeliverable', { kind: 'system' }, { of: row.eventSeq, why: status })
  // Of a sealed ticket the custodians hear only what is new, and this is.
  await showTicket(work, ticket, 'added')
}

async function settle(
  work: Work,
  row: Outbox,
  status: 'waiting' | 'uncertain' | 'closed' | 'refused' | 'unreachable',
  failure: string,
  notBefore: Date = row.notBefore,
): Promise<void> {
  await work.tx.outbox.update({
    where: { id: row.id },
    data: { status, failure: failure.slice(0, 200), notBefore, leaseOwner: null, leaseUntil: null },
  })
}

/** A query code is kept only until it has been sent: from then on the keyed hash is all there is. */
function blank(work: Work, row: Outbox): { paramsEnc?: string } {
  const params = JSON.parse(work.vault.open('Outbox', 'paramsEnc', row.dedupeKey, row.paramsEnc))
  if (typeof params !== 'object' || params === null || !('code' in params)) return {}
  const { code: _, ...rest } = params
  return { paramsEnc: work.vault.seal('Outbox', 'paramsEnc', row.dedupeKey, JSON.stringify(rest)) }
}
