import type { Context, Work } from './context.ts'

/** Something that arrived, on its way into the store. */
export interface Arrival {
  channel: string
  messageId: string
  /** What is one talk: its messages are handled one after the other. */
  conversation: string
  /** Parts that follow each other with the same are handled as one. */
  bundle?: string
  /** Its files still lie with the platform: it is not handled before they are here. */
  awaitsFiles?: boolean
  payload: unknown
}

/** An arrival as it lies in the store. */
export interface InboxRow {
  id: string
  channel: string
  messageId: string
  conversationKey: string
  payloadEnc: string
  bundle: string | null
  /** How often it was claimed, this time included. */
  attempts: number
}

const columns = `id::text, channel, "messageId", "conversationKey", "payloadEnc", bundle, attempts`

/**
 * Stores what arrived, in one INSERT. What is already there stays as it was: a redelivery changes nothing.
 * When it returns, the rows are committed and may be confirmed to the platform.
 */
export async function storeArrivals(context: Context, arrivals: Arrival[], at: Date): Promise<void> {
  if (arrivals.length === 0) return
  const rows = arrivals.map(({ channel, messageId: given, conversation, bundle, awaitsFiles = false, payload }) => {
    const messageId = storable(given)
    return {
      channel,
      messageId,
      key: conversationKey(context, conversation),
      payload: sealPayload(context, { channel, messageId }, payload),
      bundle: bundle === undefined ? null : storable(bundle),
      awaitsFiles,
    }
  })
  await context.sql(
    `WITH stored AS (
      INSERT INTO "Inbox" (channel, "messageId", "conversationKey", "payloadEnc", bundle, "awaitsFiles", "receivedAt", "nextAt")
      SELECT r->>'channel', r->>'messageId', r->>'key', r->>'payload', r->>'bundle', (r->>'awaitsFiles')::boolean,
        $2::timestamptz, $2::timestamptz
      FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS given(r, n) ORDER BY n
      ON CONFLICT (channel, "messageId") DO NOTHING)
    SELECT pg_notify('inbox', '')`,
    [JSON.stringify(rows), at],
  )
}

/** A platform's id as PostgreSQL can keep it: without NUL and lone halves of a character. */
export function storable(messageId: string): string {
  return messageId.replaceAll('\u0000', '\ufffd').toWellFormed()
}

/** A talk's key in the store: keyed, because platform ids are personal data. */
export function conversationKey(context: Pick<Context, 'vault'>, conversation: string): string {
  return context.vault.hash('conversation', conversation)
}

export function readPayload(
  context: Pick<Context, 'vault'>,
  row: Pick<InboxRow, 'channel' | 'messageId' | 'payloadEnc'>,
): unknown {
  return JSON.parse(context.vault.open('Inbox', 'payloadEnc', `${row.channel}:${row.messageId}`, row.payloadEnc))
}

/** For so long after a part of a bundle came, another may follow, ms. */
const bundleQuietMs = 1_200

/**
 * Claims up to `limit` rows that are due: the oldest of each conversation, so that a talk keeps its order; a bundle when
 * it is complete, as far as one can know. A claim holds for `leaseMs`; an instance that dies in a turn gives its row back
 * by not being there. Counting the attempt before the turn keeps a message that kills the process from being tried for
 * ever.
 */
export function claimInbox(context: Context, at: Date, leaseMs: number, limit: number): Promise<InboxRow[]> {
  return context.sql<InboxRow>(
    `UPDATE "Inbox" SET attempts = attempts + 1, "nextAt" = $2::timestamptz
    WHERE id IN (
      SELECT i.id FROM "Inbox" i
      WHERE i.status = 'waiting' AND i."nextAt" <= $1::timestamptz AND NOT i."awaitsFiles"
        AND NOT EXISTS (
          SELECT 1 FROM "Inbox" j
          WHERE j."conversationKey" = i."conversationKey" AND j.status = 'waiting' AND j.id < i.id)
        AND (i.bundle IS NULL OR NOT EXISTS (
          SELECT 1 FROM "Inbox" b
          WHERE b."conversationKey" = i."conversationKey" AND b.status = 'waiting' AND b.bundle = i.bundle
            AND (b."awaitsFiles" OR b."receivedAt" > $3::timestamptz)))
      ORDER BY i.id LIMIT $4
      FOR UPDATE SKIP LOCKED)
    RETURNING ${columns}`,
    [at, new Date(at.getTime() + leaseMs), new Date(at.getTime() - bundleQuietMs), limit],
  )
}

/** Locks the parts that follow a claimed row of a bundle in the same talk, up to the first that is none of it. */
export async function lockFollowingParts(work: Work, row: InboxRow): Promise<InboxRow[]> {
  if (row.bundle === null) return []
  const rows = await work.sql<InboxRow>(
    `SELECT ${columns} FROM "Inbox"
    WHERE "conversationKey" = $1 AND status = 'waiting' AND id > $2::bigint ORDER BY id LIMIT 100 FOR UPDATE`,
    [row.conversationKey, row.id],
  )
  const end = rows.findIndex((part) => part.bundle !== row.bundle)
  return end === -1 ? rows : rows.slice(0, end)
}

/** What came before a row into some talks and waits there still. */
export function findEarlier(work: Work, row: InboxRow, conversationKeys: string[]): Promise<InboxRow[]> {
  return work.sql<InboxRow>(
    `SELECT ${columns} FROM "Inbox"
    WHERE "conversationKey" = ANY($1::text[]) AND status = 'waiting' AND id < $2::bigint ORDER BY id`,
    [conversationKeys, row.id],
  )
}

/** Locks a claimed row for its turn. False when somebody else has handled or claimed it since. */
export async function lockArrival(work: Work, row: InboxRow): Promise<boolean> {
  const rows = await work.sql<{ id: string }>(
    `SELECT id::text FROM "Inbox" WHERE id = $1::bigint AND status = 'waiting' AND attempts = $2 FOR UPDATE`,
    [row.id, row.attempts],
  )
  return rows.length === 1
}

/** Claims up to `limit` arrivals of these channels whose files are still to be fetched, the oldest first. */
export function claimFetches(
  context: Context,
  claim: { channels: string[]; at: Date; leaseMs: number; limit: number },
): Promise<InboxRow[]> {
  return context.sql<InboxRow>(
    `UPDATE "Inbox" SET attempts = attempts + 1, "nextAt" = $2::timestamptz
    WHERE id IN (
      SELECT id FROM "Inbox"
      WHERE status = 'waiting' AND "awaitsFiles" AND "nextAt" <= $1::timestamptz AND channel = ANY($3::text[])
      ORDER BY id LIMIT $4
      FOR UPDATE SKIP LOCKED)
    RETURNING ${columns}`,
    [claim.at, new Date(claim.at.getTime() + claim.leaseMs), claim.channels, claim.limit],
  )
}

/** The files are here: the arrival says so from now on, and may be handled, in the talk that it belongs to. */
export async function recordFetched(
  context: Context,
  row: InboxRow,
  conversation: string,
  payload: unknown,
  at: Date,
): Promise<void> {
  await context.sql(
    `WITH ready AS (
      UPDATE "Inbox" SET "payloadEnc" = $3, "awaitsFiles" = false, attempts = 0, "nextAt" = $4::timestamptz, failure = NULL,
        "conversationKey" = $5
      WHERE id = $1::bigint AND status = 'waiting' AND "awaitsFiles" AND attempts = $2)
    SELECT pg_notify('inbox', '')`,
    [row.id, row.attempts, sealPayload(context, row, payload), at, conversationKey(context, conversation)],
  )
}

/** Puts a row back to be tried at `nextAt`. */
export async function postponeArrival(context: Context, row: InboxRow, nextAt: Date, failure: string): Promise<void> {
  await context.sql(
    `UPDATE "Inbox" SET "nextAt" = $2::timestamptz, failure = $3 WHERE id = $1::bigint AND status = 'waiting'`,
    [row.id, nextAt, failure],
  )
}

/** Sets rows aside where staff see them: they have had their tries. */
export async function parkArrivals(work: Work, rows: InboxRow[], failure: string): Promise<void> {
  await work.sql(`UPDATE "Inbox" SET status = 'parked', failure = $2 WHERE id = ANY($1::bigint[])`, [
    rows.map((row) => row.id),
    failure,
  ])
}

/** Lets the messages that were set aside be tried anew, once what stopped them is mended. Returns how many. */
export async function retryParked(work: Work): Promise<number> {
  const rows = await work.sql<{ count: number }>(
    `WITH again AS (
      UPDATE "Inbox" SET status = 'waiting', attempts = 0, "nextAt" = $1::timestamptz WHERE status = 'parked' RETURNING 1)
    SELECT count(*)::int AS count, pg_notify('inbox', '') FROM again`,
    [work.at],
  )
  return rows[0]?.count ?? 0
}

/**
 * Forgets what messages said that were handled before `before`; that they came is kept, so that they are known when they
 * come again. What was filed lies with its matter. Returns how many.
 */
export async function forgetHandled(work: Work, before: Date): Promise<number> {
  const rows = await work.sql<{ count: number }>(
    `WITH forgotten AS (
      UPDATE "Inbox" SET "payloadEnc" = '' WHERE status = 'handled' AND "payloadEnc" <> '' AND "handledAt" < $1::timestamptz
      RETURNING 1)
    SELECT count(*)::int AS count FROM forgotten`,
    [before],
  )
  return rows[0]?.count ?? 0
}

function sealPayload(
  context: Pick<Context, 'vault'>,
  row: { channel: string; messageId: string },
  payload: unknown,
): string {
  return context.vault.seal('Inbox', 'payloadEnc', `${row.channel}:${row.messageId}`, JSON.stringify(payload))
}
