import type { Account, Outbox } from '../prisma/generated/client.ts'
import type { Context, Work } from './context.ts'
import { storable } from './inbox.ts'
import { findVillage } from './rules/routing.ts'
import { formatTicketNumber } from './rules/ticket-number.ts'
import { nudge } from './store/nudges.ts'

/** What goes first when a channel's budget is short. */
export const lanes = { receipt: 0, answer: 1, alarm: 2, card: 3, digest: 4 } as const

export type Lane = keyof typeof lanes

export type Recipient = { account: string } | { room: string }

/** Something to be sent: what it is about (`dedupeKey`), to whom, and a kind with its parameters; never a sentence. */
export interface Posting {
  dedupeKey: string
  lane: Lane
  kind: string
  params: unknown
  to: Recipient
  ticketId?: string
  /** The event whose delivery this is. */
  eventSeq?: number
  /** Goes out again, marked as a repeat, when nobody knows whether it arrived. */
  statutory?: boolean
  /** Held back until then; until then it can be taken back. */
  notBefore?: Date
}

/** Writes what must be sent, in the same transaction as what caused it. The same dedupe key twice is sent once. */
export async function post(work: Work, postings: Posting[]): Promise<void> {
  if (postings.length === 0) return
  await work.tx.outbox.createMany({
    data: postings.map((posting) => ({
      dedupeKey: posting.dedupeKey,
      lane: lanes[posting.lane],
      kind: posting.kind,
      paramsEnc: work.vault.seal('Outbox', 'paramsEnc', posting.dedupeKey, JSON.stringify(posting.params)),
      accountId: 'account' in posting.to ? posting.to.account : null,
      roomId: 'room' in posting.to ? posting.to.room : null,
      target: targetOf(posting.to),
      ticketId: posting.ticketId ?? null,
      eventSeq: posting.eventSeq ?? null,
      statutory: posting.statutory ?? false,
      notBefore: posting.notBefore ?? work.at,
      createdAt: work.at,
    })),
    skipDuplicates: true,
  })
  await nudge(work.tx, 'outbox')
}

/** The key that order and budgets are kept by. */
export function targetOf(to: Recipient): string {
  return 'account' in to ? `a:${to.account}` : `r:${to.room}`
}

/** The parameters of an outbox row. */
export function readParams(context: Pick<Context, 'vault'>, row: Pick<Outbox, 'dedupeKey' | 'paramsEnc'>): unknown {
  return JSON.parse(context.vault.open('Outbox', 'paramsEnc', row.dedupeKey, row.paramsEnc))
}

/** A channel to claim for, and how long a send on it may take before it counts as lost. */
export interface ClaimedChannel {
  name: string
  leaseMs: number
}

/**
 * Claims up to `limit` rows of these channels that are due at `at`. Within one target the rows keep the order of lane and
 * age: a row waits while an earlier one is being sent or waits to be tried again.
 */
export function claimOutbox(
  context: Context,
  claim: { owner: string; channels: ClaimedChannel[]; at: Date; limit: number },
): Promise<Outbox[]> {
  const { owner, at, limit } = claim
  const names = claim.channels.map((channel) => channel.name)
  const leases = JSON.stringify(Object.fromEntries(claim.channels.map((channel) => [channel.name, channel.leaseMs])))
  return context.db.$queryRaw<Outbox[]>`
    UPDATE "Outbox" claimed
    SET status = 'sending', "leaseOwner" = ${owner}, attempts = claimed.attempts + 1,
      "leaseUntil" = ${at}::timestamptz + (${leases}::jsonb ->> due.channel)::int * interval '1 millisecond'
    FROM (
      SELECT o.id, COALESCE(a.channel, r.channel) AS channel FROM "Outbox" o
      LEFT JOIN "Account" a ON a.id = o."accountId"
      LEFT JOIN "Room" r ON r.id = o."roomId"
      WHERE o.status = 'waiting' AND o."notBefore" <= ${at}
        AND COALESCE(a.channel, r.channel) = ANY(${names})
        AND NOT EXISTS (
          SELECT 1 FROM "Outbox" p
          WHERE p.target = o.target AND p.status IN ('sending', 'waiting') AND p.id <> o.id
            AND (p.status = 'sending'
              OR ((p."notBefore" <= ${at} OR p.attempts > 0) AND (p.lane, p.id) < (o.lane, o.id))))
      ORDER BY o.lane, o.id LIMIT ${limit}
      FOR UPDATE OF o SKIP LOCKED) due
    WHERE claimed.id = due.id
    RETURNING claimed.*`
}

/** The rows of these channels whose sender died in the middle: nobody knows whether they went out. */
export function findLostLeases(context: Context, channels: string[], at: Date): Promise<Outbox[]> {
  const ours = { channel: { in: channels } }
  return context.db.outbox.findMany({
    where: { status: 'sending', leaseUntil: { lt: at }, OR: [{ account: ours }, { room: ours }] },
    orderBy: { id: 'asc' },
    take: 100,
  })
}

/** Locks a row whose lease was lost. False when its sender has written down the outcome after all, or it was settled. */
export async function lockLostLease(work: Work, row: Outbox): Promise<boolean> {
  const rows = await work.tx.$queryRaw<{ id: bigint }[]>`
    SELECT id FROM "Outbox" WHERE id = ${row.id} AND status = 'sending' AND "leaseUntil" < ${work.at} FOR UPDATE`
  return rows.length === 1
}

/** How many operations went to a target in the minute before `at`, and when the oldest of them leaves that minute. */
export async function spentBudget(context: Context, target: string, at: Date) {
  const since = new Date(at.getTime() - 60_000)
  const rows = await context.db.outbox.findMany({
    where: { target, sentAt: { gt: since } },
    orderBy: { sentAt: 'asc' },
    select: { sentAt: true },
  })
  const oldest = rows[0]?.sentAt ?? at
  return { count: rows.length, freeAt: new Date(oldest.getTime() + 60_000) }
}

/** What waited for a resident's window, or could not reach them, is due again: they have just written. */
export async function reopenWindow(work: Work, account: Account): Promise<void> {
  await work.tx.outbox.updateMany({
    where: { target: `a:${account.id}`, status: { in: ['closed', 'unreachable'] } },
    data: { status: 'waiting', notBefore: work.at, attempts: 0, failure: null },
  })
  if (account.unreachableAt === null) return
  await work.tx.account.update({ where: { id: account.id }, data: { unreachableAt: null } })
}

/** The platform tells that an account has shut us out. */
export async function markUnreachable(work: Work, account: Pick<Account, 'id'>): Promise<void> {
  await work.tx.account.update({ where: { id: account.id }, data: { unreachableAt: work.at } })
}

/**
 * What a message of ours was about, by our id (its dedupe key) or by the platform's: found when somebody taps its button
 * or replies to it. Our id is known before the platform's has been written down.
 */
export function findPosting(work: Work, to: Recipient, id: string) {
  const known = storable(id)
  return work.tx.outbox.findFirst({
    where: { target: targetOf(to), OR: [{ dedupeKey: known }, { messageId: known }] },
    orderBy: { id: 'desc' },
    select: { dedupeKey: true, ticketId: true },
  })
}

/** After so many tries, some eight minutes, a message that cannot be made ready is given up. */
const mostTries = 10

/**
 * Gives a claimed row back unsent, to be tried again after a while. What can never be made ready is refused in the end,
 * where the reconciler sees it: it would keep everything behind it from the same person or room.
 */
export async function returnToOutbox(context: Context, row: Outbox, at: Date): Promise<void> {
  const isHopeless = row.attempts >= mostTries
  await context.db.outbox.updateMany({
    where: { id: row.id, status: 'sending' },
    data: {
      status: isHopeless ? 'refused' : 'waiting',
      ...(isHopeless && { failure: 'It could not be made ready' }),
      notBefore: new Date(at.getTime() + retryDelayMs(row.attempts)),
      leaseOwner: null,
      leaseUntil: null,
    },
  })
}

/** How long to wait before the next try, in ms: 1 s after the first, doubling to five minutes. */
export function retryDelayMs(attempts: number): number {
  return Math.min(1000 * 2 ** Math.max(0, attempts - 1), 300_000)
}

/** From this many new cards on, a room whose budget is spent gets one digest instead of them. */
const foldFrom = 4

/**
 * A room's budget is spent until `freeAt`: the row waits until then. When many new cards wait with it, they become one
 * digest that names them; each ticket's card comes with its next news, or by /open.
 */
export async function foldCards(work: Work, row: Outbox, freeAt: Date): Promise<void> {
  await work.tx.outbox.update({
    where: { id: row.id },
    data: { status: 'waiting', notBefore: freeAt, attempts: { decrement: 1 }, leaseOwner: null, leaseUntil: null },
  })
  if (row.roomId === null) return
  const cards = await work.tx.outbox.findMany({
    where: { target: row.target, kind: 'card', status: 'waiting', ticketId: { not: null } },
    orderBy: { id: 'asc' },
    select: { id: true, ticketId: true },
  })
  // What stands in the room already is edited all the same, or it would show an old state until its next news.
  const standing = await work.tx.card.findMany({
    where: {
      roomId: row.roomId,
      messageId: { not: null },
      ticketId: { in: cards.flatMap((card) => card.ticketId ?? []) },
    },
    select: { ticketId: true },
  })
  const waiting = cards.filter((card) => !standing.some(({ ticketId }) => ticketId === card.ticketId))
  if (waiting.length < foldFrom) return
  const tickets = await work.tx.ticket.findMany({
    where: { id: { in: waiting.flatMap((card) => card.ticketId ?? []) } },
    orderBy: [{ year: 'asc' }, { sequence: 'asc' }],
  })
  await work.tx.outbox.updateMany({
    where: { id: { in: waiting.map((card) => card.id) } },
    data: { status: 'superseded' },
  })
  const villages = new Set(
    tickets.flatMap((ticket) => findVillage(work.office, ticket.village ?? '')?.village.name ?? []),
  )
  await post(work, [
    {
      dedupeKey: `digest:${row.roomId}:${waiting.at(-1)?.id}`,
      lane: 'digest',
      kind: 'digest',
      params: {
        count: tickets.length,
        villages: [...villages],
        numbers: tickets.map((ticket) => formatTicketNumber(ticket.year, ticket.sequence)),
      },
      to: { room: row.roomId },
      notBefore: freeAt,
    },
  ])
}
