import type { Account, Officer, Room } from '../prisma/generated/client.ts'
import { accountHash, openAccount } from './accounts.ts'
import type { Context, Work } from './context.ts'
import { lockConversation } from './conversations.ts'
import { type InboxRow, storable } from './inbox.ts'
import { insertPostings, type Posting, sealPostings } from './outbox.ts'
import { roomHash } from './rooms.ts'
import { reviveInstants, type Sql } from './store/sql.ts'

/** Who speaks, and where. */
export interface Speaker {
  channel: string
  /** The platform's id of the account. */
  account: string
  /** The name that the platform shows. */
  name?: string
  /** The platform's id of the group; absent in private. */
  room?: string
  /** What is one talk, as `conversationKey` made it. */
  key: string
  /** In private: the message of ours whose button was tapped, by our id or the platform's. */
  keyboard?: string
}

/** Everything a turn stands on, read and locked. */
export interface OpenTurn {
  account: Account | undefined
  /** The officer the account speaks for, as of now: undefined for residents and for those who have left. */
  officer: Officer | undefined
  /** Undefined in private, null in a group that is no open staff room. */
  room: Room | null | undefined
  /** What the dialogue or the desk left there last time; undefined at the first word. */
  state: unknown
  conversationId: string | undefined
  /** When the talk was last gone on with. */
  touchedAt: Date | undefined
  /** Our id of the message whose button was tapped, as far as one can tell. */
  keyboard: string | undefined
  /** Something of ours could not reach the account, or waits until it writes again. */
  isAwaited: boolean
}

/**
 * Locks a claimed message and the talk it belongs to until the transaction ends, so that two quick messages cannot both
 * win, and reads who speaks: one statement, for every message passes here. Undefined when somebody else has handled or
 * claimed the message since.
 */
export function openTurn(work: Work, row: InboxRow, speaker: Speaker): Promise<OpenTurn | undefined> {
  return readTurn(work, work.sql, row, speaker, 'FOR UPDATE')
}

/** The same without locks and outside any transaction: to be closed by `closeTurnAsRead`. */
export function peekTurn(context: Context, row: InboxRow, speaker: Speaker): Promise<OpenTurn | undefined> {
  return readTurn(context, context.sql, row, speaker, '')
}

async function readTurn(
  context: Pick<Context, 'vault'>,
  sql: Sql,
  row: InboxRow,
  speaker: Speaker,
  lock: 'FOR UPDATE' | '',
): Promise<OpenTurn | undefined> {
  const { channel, key, keyboard } = speaker
  const [found] = await sql<TurnRow>(turnQuery[lock], [
    row.id,
    row.attempts,
    channel,
    accountHash(context, channel, speaker.account),
    key,
    speaker.room === undefined ? null : roomHash(context, channel, speaker.room),
    keyboard === undefined ? null : storable(keyboard),
  ])
  if (!found) return undefined
  return {
    account: found.account ? reviveInstants<Account>(found.account) : undefined,
    officer: found.officer ? reviveInstants<Officer>(found.officer) : undefined,
    room: speaker.room === undefined ? undefined : found.room ? reviveInstants<Room>(found.room) : null,
    state:
      found.conversationId === null || found.stateEnc === null
        ? undefined
        : JSON.parse(context.vault.open('Conversation', 'stateEnc', found.conversationId, found.stateEnc)),
    conversationId: found.conversationId ?? undefined,
    touchedAt: found.updatedAt ?? undefined,
    keyboard: found.keyboard ?? undefined,
    isAwaited: found.isAwaited ?? false,
  }
}

/** Makes what is not there yet: the account at its first word, its talk in private or in this room. */
export async function beginTalk(
  work: Work,
  turn: OpenTurn,
  speaker: Speaker,
): Promise<{ account: Account; conversationId: string }> {
  const account = turn.account ?? (await openAccount(work, speaker.channel, speaker.account, speaker.name))
  const conversationId =
    turn.conversationId ?? (await lockConversation(work, speaker.key, account, turn.room ?? undefined)).id
  return { account, conversationId }
}

/**
 * Ends a turn in one statement: where the talk stands now, what must be sent, and that the message, with the parts that
 * belong to it, was handled. `state` undefined leaves the talk as it is.
 */
export async function closeTurn(
  work: Work,
  rows: InboxRow[],
  talk: { conversationId: string; state: unknown } | undefined,
  postings: Posting[],
): Promise<void> {
  const stateEnc = talk && work.vault.seal('Conversation', 'stateEnc', talk.conversationId, JSON.stringify(talk.state))
  await work.sql(endTurn, [
    talk?.conversationId ?? null,
    stateEnc ?? null,
    work.at,
    rows.map((row) => row.id),
    sealPostings(work, postings),
  ])
}

/**
 * Ends a turn that was read without locks, if everything is still as it was read: one statement, so all of it happens or
 * none. False when the message was claimed by somebody else or the talk has gone on since: then nothing was done.
 */
export async function closeTurnAsRead(
  work: Work,
  sql: Sql,
  row: InboxRow,
  turn: OpenTurn,
  state: unknown,
  postings: Posting[],
): Promise<boolean> {
  if (turn.conversationId === undefined || turn.touchedAt === undefined) return false
  const stateEnc = work.vault.seal('Conversation', 'stateEnc', turn.conversationId, JSON.stringify(state))
  const done = await sql(endTurnAsRead, [
    turn.conversationId,
    stateEnc,
    work.at,
    row.id,
    sealPostings(work, postings),
    row.attempts,
    turn.touchedAt,
  ])
  return done.length === 1
}

const endTurnAsRead = `
  WITH arrival AS (
    SELECT id FROM "Inbox" WHERE id = $4::bigint AND status = 'waiting' AND attempts = $6 FOR UPDATE),
  saved AS (
    UPDATE "Conversation" SET "stateEnc" = $2, "updatedAt" = $3::timestamptz
    WHERE id = $1::uuid AND "updatedAt" = $7::timestamptz AND EXISTS (SELECT 1 FROM arrival) RETURNING 1),
  handled AS (
    UPDATE "Inbox" SET status = 'handled', "handledAt" = $3::timestamptz, failure = NULL
    WHERE id = (SELECT arrival.id FROM arrival, saved) RETURNING 1),
  posted AS (${insertPostings('$5', '$3', 'EXISTS (SELECT 1 FROM saved)')})
  SELECT 1 FROM handled`

interface TurnRow {
  account: Record<string, unknown> | null
  officer: Record<string, unknown> | null
  room: Record<string, unknown> | null
  conversationId: string | null
  stateEnc: string | null
  updatedAt: Date | null
  keyboard: string | null
  isAwaited: boolean | null
}

// A button under a message whose id we do not have: the message is on the screen, so it went out, and what became of it
// is not written down yet or was never told. It is the last of those, for what was sent and recorded has its id.
const readTurnWith = (lock: string) => `
  WITH arrival AS (
    SELECT id FROM "Inbox" WHERE id = $1::bigint AND status = 'waiting' AND attempts = $2 ${lock}),
  talk AS (
    SELECT id, "stateEnc", "updatedAt" FROM "Conversation" WHERE key = $5 AND EXISTS (SELECT 1 FROM arrival) ${lock})
  SELECT to_jsonb(a) AS account, to_jsonb(o) AS officer, to_jsonb(r) AS room,
    talk.id AS "conversationId", talk."stateEnc", talk."updatedAt",
    coalesce(
      (SELECT p."dedupeKey" FROM "Outbox" p
        WHERE p.target = 'a:' || a.id AND $7::text IS NOT NULL AND (p."dedupeKey" = $7 OR p."messageId" = $7)
        ORDER BY p.id DESC LIMIT 1),
      (SELECT p."dedupeKey" FROM "Outbox" p
        WHERE p.target = 'a:' || a.id AND $7::text IS NOT NULL AND p.status IN ('sending', 'uncertain')
          AND p."messageId" IS NULL
        ORDER BY p.id DESC LIMIT 1)) AS keyboard,
    EXISTS (SELECT 1 FROM "Outbox" w WHERE w.target = 'a:' || a.id AND w.status IN ('closed', 'unreachable'))
      OR a."unreachableAt" IS NOT NULL AS "isAwaited"
  FROM arrival
  LEFT JOIN talk ON true
  LEFT JOIN "Account" a ON a.channel = $3 AND a."externalHash" = $4
  LEFT JOIN "Officer" o ON o.id = a."officerId" AND o."leftAt" IS NULL
  LEFT JOIN "Room" r ON r.channel = $3 AND r."closedAt" IS NULL AND (r."externalHash" = $6 OR r."formerHash" = $6)
  LIMIT 1`

const turnQuery = { 'FOR UPDATE': readTurnWith('FOR UPDATE'), '': readTurnWith('') }

const endTurn = `
  WITH saved AS (
    UPDATE "Conversation" SET "stateEnc" = $2, "updatedAt" = $3::timestamptz WHERE id = $1::uuid),
  handled AS (
    UPDATE "Inbox" SET status = 'handled', "handledAt" = $3::timestamptz, failure = NULL WHERE id = ANY($4::bigint[])),
  posted AS (${insertPostings('$5', '$3')})
  SELECT 1`
