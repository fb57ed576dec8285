import type { Account, Outbox } from '../prisma/generated/client.ts'
import type { Context, Work } from './context.ts'
import { nudge } from './nudges.ts'
import { findVillage } from './rules/routing.ts'
import { formatTicketNumber } from './rules/ticket-number.ts'

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

/**
 * Claims up to `limit` rows of these channels that are due at `at`, for `leaseMs` milliseconds. Within one target the
 * rows keep the order of lane and age: a row waits while an earlier one is being sent or waits to be tried again.
 */
export function claimOutbox(
  context: Context,
  claim: { owner: string; channels: string[]; at: Date; leaseMs: number; limit: number },
): Promise<Outbox[]> {
  const { owner, channels, at, leaseMs, limit } = claim
  const leaseUntil = new Date(at.getTime() + leaseMs)
  return context.db.$queryRaw<Outbox[]>`
    UPDATE "Outbox" SET status = 'sending', "leaseOwner" = ${owner}, "leaseUntil" = ${leaseUntil}, attempts = attempts + 1
    WHERE id IN (
      SELECT o.id FROM "Outbox" o
      LEFT JOIN "Account" a ON a.id = o."accountId"
      LEFT JOIN "Room" r ON r.id = o."roomId"
      WHERE o.status = 'waiting' AND o."notBefore" <= ${at}
        AND COALESCE(a.channel, r.channel) = ANY(${channels})
        AND NOT EXISTS (
          SELECT 1 FROM "Outbox" p
          WHERE p.target = o.target AND p.status IN ('sending', 'waiting') AND p.id <> o.id
            AND (p.status = 'sending'
              OR ((p."notBefore" <= ${at} OR p.attempts > 0) AND (p.lane, p.id) < (o.lane, o.id))))
      ORDER BY o.lane, o.id LIMIT ${limit}
      FOR UPDATE OF o SKIP LOCKED)
    RETURNING *`
}

/** The rows whose sender died in the middle: nobody knows whether they went out. */
export function findLostLeases(context: Context, at: Date): Promise<Outbox[]> {
  return context.db.outbox.findMany({ where: { status: 'sending', leaseUntil: { lt: at } }, take: 100 })
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

/** What a message the platform knows by this id was about: found when somebody taps its button or replies to it. */
export function findPosting(work: Work, to: Recipient, messageId: string) {
  return work.tx.outbox.findFirst({
    where: { target: targetOf(to), messageId },
    orderBy: { id: 'desc' },
    select: { dedupeKey: true, ticketId: true },
  })
}

/** Gives a claimed row back unsent, to be tried again after a while. */
export async function returnToOutbox(context: Context, row: Outbox, at: Date): Promise<void> {
  await context.db.outbox.updateMany({
    where: { id: row.id, status: 'sending' },
    data: {
      status: 'waiting',
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
  const waiting = await work.tx.outbox.findMany({
    where: { target: row.target, kind: 'card', status: 'waiting', ticketId: { not: null } },
    select: { id: true, ticketId: true },
  })
  if (waiting.length < foldFrom || row.roomId === null) return
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
