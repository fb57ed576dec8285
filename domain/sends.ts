import type { Outbox, OutboxStatus } from '../prisma/generated/client.ts'
import { accountHash } from './accounts.ts'
import type { Context, Work } from './context.ts'
import { lastHeard } from './reply-windows.ts'
import { readAgainDays } from './rules/read-again.ts'

/** A row that is being sent. */
export type OutboxRow = Pick<
  Outbox,
  | 'dedupeKey'
  | 'lane'
  | 'kind'
  | 'paramsEnc'
  | 'accountId'
  | 'roomId'
  | 'target'
  | 'ticketId'
  | 'eventSeq'
  | 'statutory'
  | 'repeats'
  | 'attempts'
  | 'notBefore'
  | 'copyOfKey'
  | 'forAccountId'
  | 'pointedAt'
> & {
  id: string
  /** It goes to an account of somebody who has several, or was posted for another one. */
  joined: boolean
  /** When its reader had been heard last as it was claimed, on a channel that counts by that; null: never yet. */
  heardAt?: Date | null
}

/** A claimed row with everything that sending it needs to know. */
export interface ClaimedRow extends OutboxRow {
  channel: string
  /** Of the account or the room, sealed. */
  externalEnc: string
  /** The reader's; a room reads the office's. */
  language: 'zh' | 'en'
  /** The room's topic. */
  thread: string | null
  /** The platform's id of the ticket's card that stands in the room. */
  cardMessageId: string | null
}

/** A channel to claim for, and how long a send on it may take before it counts as lost. */
export interface ClaimedChannel {
  name: string
  leaseMs: number
}

const claimedColumns = ['o', 'claimed'].map(
  (
    name,
  ) => `${name}.id::text, ${name}."dedupeKey", ${name}.lane, ${name}.kind, ${name}."paramsEnc", ${name}."accountId", ${name}."roomId",
    ${name}.target, ${name}."ticketId", ${name}."eventSeq", ${name}.statutory, ${name}.repeats, ${name}.attempts,
    ${name}."notBefore", ${name}."copyOfKey", ${name}."forAccountId", ${name}."pointedAt"`,
)

/** Of a row `o` and its account `a`, where there is one. */
const isJoined = `(a."personId" IS NOT NULL OR o."copyOfKey" IS NOT NULL OR o."forAccountId" <> o."accountId")`

/**
 * Claims up to `limit` rows of these channels that are due at `at`. Within one target the rows keep the order of lane and
 * age: a row waits while an earlier one is being sent or waits to be tried again; not for one that may have arrived and
 * waits to be repeated. A target that is paused gets nothing.
 */
export function claimOutbox(
  context: Context,
  claim: { owner: string; channels: ClaimedChannel[]; at: Date; limit: number },
): Promise<ClaimedRow[]> {
  const { owner, at, limit } = claim
  return context.sql<ClaimedRow>(claimDue, [
    owner,
    at,
    JSON.stringify(Object.fromEntries(claim.channels.map((channel) => [channel.name, channel.leaseMs]))),
    claim.channels.map((channel) => channel.name),
    limit,
  ])
}

const claimDue = `
  UPDATE "Outbox" claimed
  SET status = 'sending', "leaseOwner" = $1, attempts = claimed.attempts + 1,
    "leaseUntil" = $2::timestamptz + ($3::jsonb ->> due.channel)::int * interval '1 millisecond'
  FROM (
    SELECT o.id, coalesce(a.channel, r.channel) AS channel, coalesce(a."externalEnc", r."externalEnc") AS "externalEnc",
      ${isJoined} AS joined, ${lastHeard} AS "heardAt", CASE WHEN a.language = 'en' THEN 'en' ELSE 'zh' END AS language, r.thread, c."messageId" AS "cardMessageId"
    FROM "Outbox" o
    LEFT JOIN "Account" a ON a.id = o."accountId"
    LEFT JOIN "Room" r ON r.id = o."roomId"
    LEFT JOIN "Card" c ON o.kind = 'card' AND c."ticketId" = o."ticketId" AND c."roomId" = o."roomId"
    LEFT JOIN "ReplyWindow" w ON w."accountHash" = a."externalHash"
    WHERE o.status = 'waiting' AND o."notBefore" <= $2::timestamptz
      AND coalesce(a.channel, r.channel) = ANY($4::text[])
      AND NOT EXISTS (SELECT 1 FROM "Pause" s WHERE s.target = o.target AND s.until > $2::timestamptz)
      AND NOT EXISTS (
        SELECT 1 FROM "Outbox" p
        WHERE p.target = o.target AND p.status IN ('sending', 'waiting') AND p.id <> o.id
          AND (p.status = 'sending'
            OR ((p."notBefore" <= $2::timestamptz OR (p.attempts > 0 AND p.repeats = 0)) AND (p.lane, p.id) < (o.lane, o.id))))
    ORDER BY o.lane, o.id LIMIT $5
    FOR UPDATE OF o SKIP LOCKED) due
  WHERE claimed.id = due.id
  RETURNING ${claimedColumns[1]}, due.joined, due."heardAt", due.channel, due."externalEnc", due.language, due.thread, due."cardMessageId"`

/** Keeps a row for who is sending it until `until`. What is settled by now, or was given to others, stays so. */
export async function renewLease(
  context: Pick<Context, 'sql'>,
  row: Pick<OutboxRow, 'id' | 'attempts'>,
  owner: string,
  until: Date,
): Promise<void> {
  await context.sql(
    `UPDATE "Outbox" SET "leaseUntil" = $4::timestamptz
    WHERE id = $1::bigint AND status = 'sending' AND "leaseOwner" = $2 AND attempts = $3`,
    [row.id, owner, row.attempts, until],
  )
}

/** The rows of these channels whose sender died in the middle: nobody knows whether they went out. */
export function findLostLeases(
  context: Context,
  channels: string[],
  at: Date,
): Promise<(OutboxRow & { channel: string })[]> {
  return context.sql(
    `SELECT ${claimedColumns[0]}, ${isJoined} AS joined, coalesce(a.channel, r.channel) AS channel FROM "Outbox" o
    LEFT JOIN "Account" a ON a.id = o."accountId"
    LEFT JOIN "Room" r ON r.id = o."roomId"
    WHERE o.status = 'sending' AND o."leaseUntil" < $1::timestamptz AND coalesce(a.channel, r.channel) = ANY($2::text[])
    ORDER BY o.id LIMIT 100`,
    [at, channels],
  )
}

/** A row that the talk does not show, with what wording it needs. */
export type ClosedRow = Pick<
  ClaimedRow,
  'dedupeKey' | 'kind' | 'paramsEnc' | 'language' | 'repeats' | 'cardMessageId'
> & { createdAt: Date }

/** What could not be said to somebody because their window was closed, oldest first. */
export function findClosed(context: Context, channel: string, externalId: string): Promise<ClosedRow[]> {
  return context.sql(rowsNotInTalk(`o.status = 'closed'`), [channel, accountHash(context, channel, externalId)])
}

/**
 * What could not be said to somebody and was read elsewhere instead in the last weeks, oldest first. The platform never
 * had it, so it has no id there.
 */
export function findReadElsewhere(
  context: Context,
  channel: string,
  externalId: string,
  at: Date,
): Promise<ClosedRow[]> {
  const isRead = `o.status = 'sent' AND o."messageId" IS NULL AND o."deliveredAt" > $3::timestamptz AND ${isStillTheirs}`
  const since = new Date(at.getTime() - readAgainDays * 24 * 3600_000)
  return context.sql(rowsNotInTalk(isRead), [channel, accountHash(context, channel, externalId), since])
}

/** An account that has left its person sees no more what the others filed; under seal it never does. */
const isStillTheirs = `(o."ticketId" IS NULL OR a."officerId" IS NOT NULL OR EXISTS (
  SELECT 1 FROM "Ticket" t JOIN "Account" f ON f.id = t."accountId"
  WHERE t.id = o."ticketId" AND (f.id = a.id OR (f."personId" = a."personId" AND NOT t.sealed))))`

const rowsNotInTalk = (which: string) => `
  SELECT o."dedupeKey", o.kind, o."paramsEnc", o.repeats, o."createdAt", NULL AS "cardMessageId",
    CASE WHEN a.language = 'en' THEN 'en' ELSE 'zh' END AS language
  FROM "Outbox" o JOIN "Account" a ON o.target = 'a:' || a.id
  WHERE a.channel = $1 AND a."externalHash" = $2 AND ${which} ORDER BY o.id`

/** The row of a message by our id of it. */
export async function findSend(work: Work, dedupeKey: string): Promise<OutboxRow | undefined> {
  const [row] = await work.sql<OutboxRow>(
    `SELECT ${claimedColumns[0]}, ${isJoined} AS joined FROM "Outbox" o LEFT JOIN "Account" a ON a.id = o."accountId"
    WHERE o."dedupeKey" = $1`,
    [dedupeKey],
  )
  return row
}

/** What of these statuses was to go to an account, oldest first. */
export function findUnsent(work: Work, accountId: string, statuses: readonly OutboxStatus[]): Promise<OutboxRow[]> {
  return work.sql<OutboxRow>(
    `SELECT ${claimedColumns[0]}, ${isJoined} AS joined FROM "Outbox" o JOIN "Account" a ON a.id = o."accountId"
    WHERE o.target = $1 AND o.status::text = ANY($2::text[]) ORDER BY o.id`,
    [`a:${accountId}`, statuses],
  )
}

/** Locks a row whose lease was lost. False when its sender has written down the outcome after all, or it was settled. */
export async function lockLostLease(work: Work, row: OutboxRow): Promise<boolean> {
  const rows = await work.sql(
    `SELECT 1 FROM "Outbox" WHERE id = $1::bigint AND status = 'sending' AND "leaseUntil" < $2::timestamptz FOR UPDATE`,
    [row.id, work.at],
  )
  return rows.length === 1
}

/** A platform's minute, with a little to spare: its clock and the way there are not ours. */
const budgetMs = 61_000

/**
 * When a target that takes `most` operations a minute takes the next one: undefined when it does at `at`. Edits count
 * like sends.
 */
export async function freeAt(context: Context, target: string, most: number, at: Date): Promise<Date | undefined> {
  const [last] = await context.sql<{ sentAt: Date }>(
    `SELECT "sentAt" FROM "Outbox" WHERE target = $1 AND "sentAt" > $2::timestamptz
    ORDER BY "sentAt" DESC OFFSET $3 LIMIT 1`,
    [target, new Date(at.getTime() - budgetMs), most - 1],
  )
  return last && new Date(last.sentAt.getTime() + budgetMs)
}

/** Puts a claimed row back untried: its room takes nothing more before `until`. */
export async function waitForBudget(work: Work, row: OutboxRow, until: Date): Promise<void> {
  await work.sql(
    `UPDATE "Outbox" SET status = 'waiting', attempts = attempts - 1, "leaseOwner" = NULL, "leaseUntil" = NULL
    WHERE id = $1::bigint AND status = 'sending'`,
    [row.id],
  )
  await pauseTarget(work, row.target, until)
}

/** Nothing more goes to a target before `until`: the platform has said so. */
export async function pauseTarget(work: Work, target: string, until: Date): Promise<void> {
  await work.sql(
    `INSERT INTO "Pause" (target, until) VALUES ($1, $2::timestamptz)
    ON CONFLICT (target) DO UPDATE SET until = greatest("Pause".until, EXCLUDED.until)`,
    [target, until],
  )
}

/** After so many tries, some eight minutes, a message that cannot be made ready is given up. */
const mostTries = 10

/**
 * Gives a claimed row back unsent, to be tried again after a while. What can never be made ready is refused in the end,
 * where the reconciler sees it: it would keep everything behind it from the same person or room.
 */
export async function returnToOutbox(context: Context, row: OutboxRow, at: Date): Promise<void> {
  const isHopeless = row.attempts >= mostTries
  await context.db.outbox.updateMany({
    where: { id: BigInt(row.id), status: 'sending' },
    data: {
      status: isHopeless ? 'refused' : 'waiting',
      ...(isHopeless && { failure: 'It could not be made ready' }),
      notBefore: new Date(at.getTime() + retryDelayMs(row.attempts)),
      leaseOwner: null,
      leaseUntil: null,
    },
  })
}

/** So often something goes again that may have arrived, over some hours. Then a person has to see to it. */
export const mostRepeats = 10

/** How long to wait before something goes once more that may have arrived, in ms: 1 s at first, four times that, up to an hour. */
export function repeatDelayMs(repeats: number): number {
  return Math.min(1000 * 4 ** repeats, 3_600_000)
}

/** How long to wait before the next try, in ms: 1 s after the first, doubling to five minutes. */
export function retryDelayMs(attempts: number): number {
  return Math.min(1000 * 2 ** Math.max(0, attempts - 1), 300_000)
}
