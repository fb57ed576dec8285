import type { Work } from './context.ts'
import { lanes, type Posting, post, readParams } from './outbox.ts'
import { civilDateOf } from './rules/civil-date.ts'
import { findVillage } from './rules/routing.ts'
import { formatTicketNumber } from './rules/ticket-number.ts'
import type { OutboxRow } from './sends.ts'

/** Of a room's `most` operations a minute cards get these; the rest is kept for what officers wait for. */
export function cardShare(most: number): number {
  return most - Math.floor(most * 0.3)
}

/** From this many new cards on, a room whose budget is spent gets one digest instead of them. */
const foldFrom = 4

/** A digest that stands is edited for so long, then there is a new one: an edit far up the talk is seen by nobody. */
const digestMs = 30 * 60_000

/** What a digest tells. `edits` is the platform's id of the one that it takes the place of. */
export interface Digest {
  count: number
  villages: string[]
  numbers: string[]
  edits?: string
}

/**
 * A room takes no more cards until `freeAt`: those that wait go then. When many of them are new, they become one digest
 * that names them; each ticket's card comes with its next news, or by /open.
 */
export async function foldCards(work: Work, row: OutboxRow, freeAt: Date): Promise<void> {
  await work.sql(
    `UPDATE "Outbox" SET status = 'waiting', "leaseOwner" = NULL, "leaseUntil" = NULL, attempts = attempts - 1
    WHERE id = $1::bigint AND status = 'sending'`,
    [row.id],
  )
  await work.sql(
    `UPDATE "Outbox" SET "notBefore" = $2::timestamptz
    WHERE target = $1 AND status = 'waiting' AND lane >= $3 AND "notBefore" < $2::timestamptz`,
    [row.target, freeAt, lanes.card],
  )
  const { roomId } = row
  if (roomId === null) return
  // What stands in the room already is edited all the same, or it would show an old state until its next news.
  const waiting = await work.sql<{ id: string; year: number; sequence: number; village: string | null }>(
    `SELECT o.id::text, t.year, t.sequence, t.village FROM "Outbox" o
    JOIN "Ticket" t ON t.id = o."ticketId"
    LEFT JOIN "Card" c ON c."ticketId" = o."ticketId" AND c."roomId" = o."roomId"
    WHERE o.target = $1 AND o.kind = 'card' AND o.status = 'waiting' AND c."messageId" IS NULL
    ORDER BY o.id FOR UPDATE OF o`,
    [row.target],
  )
  if (waiting.length < foldFrom) return
  const before = await takeFormer(work, row.target)
  const numbers = new Set([
    ...before.numbers,
    ...waiting.map((card) => formatTicketNumber(card.year, card.sequence)).sort(),
  ])
  const villages = waiting.flatMap(({ village }) => findVillage(work.office, village ?? '')?.village.name ?? [])
  const params: Digest = {
    count: numbers.size,
    villages: [...new Set([...before.villages, ...villages])],
    numbers: [...numbers],
    ...(before.edits !== undefined && { edits: before.edits }),
  }
  await work.sql(`UPDATE "Outbox" SET status = 'superseded' WHERE id = ANY($1::bigint[])`, [
    waiting.map((card) => card.id),
  ])
  await post(work, [digestOf(roomId, waiting.at(-1)?.id ?? row.id, params, freeAt)])
}

function digestOf(roomId: string, last: string, params: Digest, notBefore: Date): Posting {
  return {
    dedupeKey: `digest:${roomId}:${last}`,
    lane: 'digest',
    kind: 'digest',
    params,
    to: { room: roomId },
    notBefore,
  }
}

/** The room's digest of the last half hour of this day: the new one tells all of it, and takes its place. */
async function takeFormer(work: Work, target: string): Promise<Digest> {
  const none: Digest = { count: 0, villages: [], numbers: [] }
  const former = await work.tx.outbox.findFirst({
    where: { target, kind: 'digest', status: { in: ['waiting', 'sent'] } },
    orderBy: { id: 'desc' },
  })
  if (!former || work.at.getTime() - former.createdAt.getTime() > digestMs) return none
  if (civilDateOf(former.createdAt) !== civilDateOf(work.at)) return none
  const told = readParams(work, former) as unknown as Digest
  if (former.status === 'waiting') {
    await work.tx.outbox.update({ where: { id: former.id }, data: { status: 'superseded' } })
    return told
  }
  return former.messageId === null ? none : { ...told, edits: former.messageId }
}
