import { noteArrival } from './arrivals.ts'
import { showTicket } from './cards.ts'
import { type Context, type Work, withWork } from './context.ts'
import { appendEvent, type EventPayloads, openEvent } from './events.ts'
import { copyToNext, lockCopies, mayBeCopied, type NoticeCopies, takeBack, withdrawOthers } from './notice-copies.ts'
import { markUnreachable } from './outbox.ts'
import { hasSpokenSince } from './reply-windows.ts'
import { externalIdOfRoom, moveRoom } from './rooms.ts'
import { findSend, mostRepeats, type OutboxRow, pauseTarget, repeatDelayMs, retryDelayMs } from './sends.ts'
import { lockTicket } from './tickets.ts'

/** What a channel made of a send; see `Outcome` in bot/message.ts. */
export type SendResult =
  | { kind: 'sent'; messageId: string; delivered: boolean; parts?: string[]; threadGone?: true }
  | { kind: 'moved'; room: string }
  | { kind: 'retry'; afterMs: number; reason: string }
  | { kind: 'closed'; reason: string; pointed?: true }
  | { kind: 'refused'; reason: string }
  | { kind: 'unreachable'; reason: string }
  | { kind: 'uncertain'; reason: string }

/** Where it was sent, and whether sending twice shows it once there, so that not knowing is no harm. */
export interface SentOn {
  name: string
  repeatsSafely: boolean
}

/**
 * Writes down what became of a send, and what follows from it for the ticket, in a transaction of its own at the instant
 * `at`, that of the outcome. Written a second time it changes nothing.
 */
export async function recordOutcome(
  context: Context,
  row: OutboxRow,
  result: SendResult,
  channel: SentOn,
  at: Date,
): Promise<void> {
  if (isPlain(row, result)) return recordPlainSends(context, [{ row, sent: result, at }])
  await withWork(context, at, (work) => settleOutcome(work, row, result, channel))
}

/** Whether nothing follows from a result but that the message went out: most of what is said is no reply to a matter. */
export function isPlain(row: OutboxRow, result: SendResult): result is Sent {
  return result.kind === 'sent' && row.eventSeq === null && !result.threadGone && !mayBeCopied(row)
}

/** One that went out, and when that was known. */
export interface PlainSend {
  row: OutboxRow
  sent: Sent
  at: Date
}

/** Writes down that messages went out from which nothing follows: one statement for all of them. */
export async function recordPlainSends(context: Pick<Context, 'sql' | 'vault'>, sends: PlainSend[]): Promise<void> {
  await context.sql(markSent, [JSON.stringify(sends.map(({ row, sent, at }) => toSent(context, row, sent, at)))])
}

/** The same within a transaction that is open. */
export async function settleOutcome(work: Work, row: OutboxRow, result: SendResult, channel: SentOn): Promise<void> {
  const copies = await lockCopies(work, row)
  // Its account has parted from the one it is for: whatever became of it there, it was not told.
  if (copies?.strayed) return takeBack(work, copies.key, row)
  if ('reason' in result && (await wasRead(work, row))) return
  // Read elsewhere meanwhile: it need not go here any more.
  if (copies?.arrived && 'reason' in result) return settle(work, row, 'superseded', result.reason)
  switch (result.kind) {
    case 'sent':
      return recordSent(work, row, result, channel.name, copies)
    case 'moved':
      await followRoom(work, row, result.room)
      return settle(work, row, 'waiting', 'The group moved', work.at)
    case 'retry': {
      const again = new Date(work.at.getTime() + result.afterMs)
      await pauseTarget(work, row.target, again)
      return settle(work, row, 'waiting', result.reason, again)
    }
    case 'uncertain':
      return recordUncertain(work, row, result.reason, channel.repeatsSafely, copies)
    case 'unreachable':
      if (row.accountId) {
        await markUnreachable(work, { id: row.accountId })
      }
      return recordFailure(work, row, 'unreachable', result.reason, copies)
    case 'closed':
      if (result.pointed) {
        await work.sql(`UPDATE "Outbox" SET "pointedAt" = $2::timestamptz WHERE id = $1::bigint`, [row.id, work.at])
      }
      // They spoke while it was found closed: the turn that let the others out did not see this one.
      if (await isHeardMeanwhile(work, row)) return settle(work, row, 'waiting', result.reason, work.at)
      return recordFailure(work, row, 'closed', result.reason, copies)
    case 'refused':
      return recordFailure(work, row, 'refused', result.reason, copies)
  }
}

export type Sent = Extract<SendResult, { kind: 'sent' }>

/**
 * A person has the message that was posted under this key. It may be told before the send has been written down: the
 * page can be quicker than we are.
 */
export async function recordDelivery(work: Work, channel: string, dedupeKey: string): Promise<void> {
  const row = await findSend(work, dedupeKey)
  if (row) await markDelivered(work, row, channel, await lockCopies(work, row))
}

async function recordSent(work: Work, row: OutboxRow, sent: Sent, channel: string, copies?: NoticeCopies) {
  await work.sql(markSent, [JSON.stringify([toSent(work, row, { ...sent, delivered: false }, work.at)])])
  if (sent.threadGone && row.roomId !== null) {
    await work.sql(`UPDATE "Room" SET thread = NULL WHERE id = $1::uuid`, [row.roomId])
  }
  if (sent.delivered) return markDelivered(work, row, channel, copies)
  // The undo time is over: the card says that the reply is on its way.
  if (row.ticketId && row.eventSeq !== null) await showTicket(work, await lockTicket(work, row.ticketId), 'moved')
}

const markSent = `
  WITH sent AS (
    UPDATE "Outbox" o SET status = 'sent', "messageId" = s->>'messageId',
      "partIds" = ARRAY(SELECT jsonb_array_elements_text(s->'parts')), "sentAt" = (s->>'at')::timestamptz,
      "deliveredAt" = CASE WHEN (s->>'delivered')::boolean THEN coalesce(o."deliveredAt", (s->>'at')::timestamptz)
        ELSE o."deliveredAt" END,
      "paramsEnc" = coalesce(s->>'params', o."paramsEnc"), "leaseOwner" = NULL, "leaseUntil" = NULL, failure = NULL
    FROM jsonb_array_elements($1::jsonb) AS given(s)
    WHERE o.id = (s->>'id')::bigint RETURNING o.kind, o."ticketId", o."roomId", o."messageId")
  UPDATE "Card" SET "messageId" = sent."messageId" FROM sent
  WHERE sent.kind = 'card' AND "Card"."ticketId" = sent."ticketId" AND "Card"."roomId" = sent."roomId"`

function toSent(context: Pick<Context, 'vault'>, row: OutboxRow, sent: Sent, at: Date) {
  const { messageId, delivered, parts = [] } = sent
  return { id: row.id, messageId, parts, at, delivered, params: withoutCode(context, row) ?? null }
}

/** Written into the history, once, with what follows from it (promise 3). */
async function markDelivered(work: Work, row: OutboxRow, channel: string, copies?: NoticeCopies): Promise<void> {
  // Once they have parted, what lies on the page of the one tells the other nothing.
  if (copies?.strayed) return
  // What waited for a window may have been read elsewhere: it does not go again.
  const first = await work.sql(
    `UPDATE "Outbox" SET "deliveredAt" = $2::timestamptz, "sentAt" = coalesce("sentAt", $2::timestamptz),
      status = CASE WHEN status IN ('closed', 'refused', 'unreachable', 'uncertain') THEN 'sent' ELSE status END,
      "paramsEnc" = coalesce($3, "paramsEnc")
    WHERE id = $1::bigint AND "deliveredAt" IS NULL AND status <> 'superseded' RETURNING 1`,
    [row.id, work.at, withoutCode(work, row) ?? null],
  )
  if (first.length === 0) return
  if (copies) await withdrawOthers(work, row, copies)
  if (copies?.arrived || row.ticketId === null || row.eventSeq === null) return
  const ticket = await lockTicket(work, row.ticketId)
  await appendEvent(work, ticket, 'reply-delivered', { kind: 'system' }, { of: row.eventSeq, channel })
  await noteArrival(work, ticket, row.kind, row.eventSeq)
  await showTicket(work, ticket, 'moved')
}

async function isHeardMeanwhile(work: Work, { accountId, heardAt }: OutboxRow): Promise<boolean> {
  return accountId !== null && heardAt !== undefined && (await hasSpokenSince(work, accountId, heardAt))
}

/**
 * What has to arrive goes again, and a card too: two of them do no harm, and without one a matter is not in its room.
 * When nobody has known of any repeat whether it arrived, somebody has to see to it.
 */
async function recordUncertain(
  work: Work,
  row: OutboxRow,
  reason: string,
  repeatsSafely: boolean,
  copies: NoticeCopies | undefined,
): Promise<void> {
  const after = (ms: number) => new Date(work.at.getTime() + ms)
  if (repeatsSafely) return settle(work, row, 'waiting', reason, after(retryDelayMs(row.attempts)))
  if (!row.statutory && row.kind !== 'card') return settle(work, row, 'uncertain', reason)
  if (row.repeats >= mostRepeats) {
    return recordFailure(work, row, 'refused', `Unknown after ${mostRepeats} repeats: ${reason}`, copies)
  }
  await work.sql(`UPDATE "Outbox" SET repeats = repeats + 1 WHERE id = $1::bigint`, [row.id])
  return settle(work, row, 'waiting', reason, after(repeatDelayMs(row.repeats)))
}

/**
 * It goes to the next account of its person; when there is none, and nothing else is on its way, the history and the card
 * say that it cannot arrive, and somebody has to see to it. Said a second time it changes nothing.
 */
async function recordFailure(
  work: Work,
  row: OutboxRow,
  status: 'closed' | 'refused' | 'unreachable',
  reason: string,
  copies: NoticeCopies | undefined,
): Promise<void> {
  if (!(await settleOnce(work, row, status, reason))) return
  const goesOn = copies !== undefined && ((await copyToNext(work, row, copies)) || copies.pending)
  if (row.ticketId === null || row.eventSeq === null) return
  const ticket = await lockTicket(work, row.ticketId)
  if (goesOn || (await isToldAlready(work, ticket.id, row.eventSeq, status))) return showTicket(work, ticket, 'moved')
  await appendEvent(work, ticket, 'reply-undeliverable', { kind: 'system' }, { of: row.eventSeq, why: status })
  // Of a sealed ticket the custodians hear only what is new, and this is.
  await showTicket(work, ticket, 'added')
}

/** What waits for a window may be tried at every word of the resident: that it cannot arrive is news once. */
async function isToldAlready(work: Work, ticketId: string, of: number, why: string): Promise<boolean> {
  const rows = await work.tx.ticketEvent.findMany({
    where: { ticketId, kind: 'reply-undeliverable', payloadEnc: { not: null } },
  })
  return rows.some((row) => {
    const told = openEvent(work, row).payload as EventPayloads['reply-undeliverable']
    return told.of === of && told.why === why
  })
}

/** Whether it is known to have been read, whatever its channel says: then it has gone out. */
async function wasRead(work: Work, row: OutboxRow): Promise<boolean> {
  const read = await work.sql(
    `UPDATE "Outbox" SET status = 'sent', "leaseOwner" = NULL, "leaseUntil" = NULL
    WHERE id = $1::bigint AND "deliveredAt" IS NOT NULL AND status = 'sending' RETURNING 1`,
    [row.id],
  )
  return read.length === 1
}

type Settled = 'waiting' | 'uncertain' | 'closed' | 'refused' | 'unreachable' | 'superseded'

async function settle(work: Work, row: OutboxRow, status: Settled, failure: string, notBefore?: Date): Promise<void> {
  await work.sql(settled('true'), [row.id, status, failure.slice(0, 200), notBefore ?? row.notBefore])
}

/** False when its sender, or somebody in its stead, has done so before. */
async function settleOnce(work: Work, row: OutboxRow, status: Settled, failure: string): Promise<boolean> {
  const values = [row.id, status, failure.slice(0, 200), row.notBefore]
  return (await work.sql(settled(`status = 'sending'`), values)).length === 1
}

const settled = (onlyIf: string) => `
  UPDATE "Outbox" SET status = $2::"OutboxStatus", failure = $3, "notBefore" = $4::timestamptz, "leaseOwner" = NULL,
    "leaseUntil" = NULL
  WHERE id = $1::bigint AND ${onlyIf} RETURNING 1`

async function followRoom(work: Work, row: OutboxRow, to: string): Promise<void> {
  if (row.roomId === null) return
  const room = await work.tx.room.findUniqueOrThrow({ where: { id: row.roomId } })
  await moveRoom(work, room.channel, externalIdOfRoom(work, room), to)
}

/** A code is kept only until it has been sent, or read: from then on the keyed hash is all there is. Undefined where there is none. */
function withoutCode({ vault }: Pick<Context, 'vault'>, row: OutboxRow): string | undefined {
  const plain = vault.open('Outbox', 'paramsEnc', row.dedupeKey, row.paramsEnc)
  if (!plain.includes('"code"')) return undefined
  const { code: _, ...rest } = JSON.parse(plain)
  return vault.seal('Outbox', 'paramsEnc', row.dedupeKey, JSON.stringify(rest))
}
