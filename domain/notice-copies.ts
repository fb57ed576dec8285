import type { OutboxStatus } from '../prisma/generated/client.ts'
import type { Work } from './context.ts'
import { chooseAccount, hasStrayed, personalKinds } from './notice-routes.ts'
import { readParams, targetOf } from './outbox.ts'
import { findUnsent, type OutboxRow } from './sends.ts'

/** A notice that went, or goes, to several accounts of one person, as it stands under the lock of the first. */
export interface NoticeCopies {
  /** The dedupe key of the first. */
  key: string
  /** The person has another of them. */
  arrived: boolean
  /** Another is on its way. */
  pending: boolean
  /** The account it went to has parted from the one it is for, or may not have it any more. */
  strayed: boolean
}

type Notice = Pick<OutboxRow, 'id' | 'dedupeKey' | 'kind' | 'copyOfKey' | 'joined'>

/** What a copy is made of. */
type Original = Pick<OutboxRow, 'id' | 'dedupeKey' | 'paramsEnc' | 'accountId' | 'forAccountId' | 'ticketId'>

/** Whether a message may be told to the same person elsewhere when it cannot be here. */
export function mayBeCopied(row: Pick<Notice, 'kind' | 'joined'>): boolean {
  return row.joined && personalKinds.has(row.kind)
}

/**
 * Locks a notice with its copies until the transaction ends, so that of several outcomes one comes after the other.
 * Undefined for what goes to one account and no other. To be called before the ticket is locked.
 */
export async function lockCopies(work: Work, row: Notice): Promise<NoticeCopies | undefined> {
  if (!mayBeCopied(row)) return undefined
  const key = row.copyOfKey ?? row.dedupeKey
  const copies = await lockAll(work, key)
  const others = copies.filter(({ id }) => id !== row.id)
  return {
    key,
    arrived: others.some(({ arrived }) => arrived),
    pending: others.some(isUnderWay),
    strayed: copies.some(({ id, strayed }) => id === row.id && strayed),
  }
}

/**
 * What could not go to one account goes to the next of the same person that may have it and has not had it. False when
 * there is none.
 */
export async function copyToNext(work: Work, row: Original, { key }: Pick<NoticeCopies, 'key'>): Promise<boolean> {
  const [next] = await work.sql<{ id: string }>(nextAccount, [filingOf(row), row.ticketId, isStrict(work), key])
  if (next) await copyTo(work, row, key, next.id)
  return next !== undefined
}

const nextAccount = chooseAccount(
  { filing: '$1::uuid', ticketId: '$2::uuid', strict: '$3::boolean' },
  `c."unreachableAt" IS NULL AND NOT EXISTS (
    SELECT 1 FROM "Outbox" k WHERE (k."dedupeKey" = $4 OR k."copyOfKey" = $4) AND k."accountId" = c.id
      AND k.status <> 'superseded')`,
)

/** One that was taken back from there before has its key, so the next has another. */
async function copyTo(work: Work, row: Original, key: string, accountId: string): Promise<void> {
  const before = await work.tx.outbox.count({
    where: { accountId, OR: [{ dedupeKey: key }, { copyOfKey: key }] },
  })
  const dedupeKey = `${key}@${accountId}${before === 0 ? '' : `:${before + 1}`}`
  const params = JSON.stringify(readParams(work, row))
  await work.sql(insertCopy, [
    row.id,
    dedupeKey,
    work.vault.seal('Outbox', 'paramsEnc', dedupeKey, params),
    accountId,
    targetOf({ account: accountId }),
    key,
    work.at,
    filingOf(row),
  ])
}

/** What is still held back, untried, stays so: until then it can be taken back. */
const insertCopy = `
  WITH copied AS (
    INSERT INTO "Outbox" ("dedupeKey", lane, kind, "paramsEnc", "accountId", target, "ticketId", "eventSeq", statutory,
      "notBefore", "createdAt", "copyOfKey", "forAccountId")
    SELECT $2, lane, kind, $3, $4::uuid, $5, "ticketId", "eventSeq", statutory,
      CASE WHEN attempts = 0 THEN greatest("notBefore", $7::timestamptz) ELSE $7::timestamptz END, $7::timestamptz, $6,
      $8::uuid
    FROM "Outbox" WHERE id = $1::bigint
    ON CONFLICT ("dedupeKey") DO NOTHING)
  SELECT pg_notify('outbox', '')`

/** The person has a notice: those of its copies that have not gone stay where they are. */
export async function withdrawOthers(work: Work, row: Pick<OutboxRow, 'id'>, { key }: NoticeCopies): Promise<void> {
  await work.sql(
    `UPDATE "Outbox" SET status = 'superseded', "leaseOwner" = NULL, "leaseUntil" = NULL
    WHERE ("dedupeKey" = $1 OR "copyOfKey" = $1) AND id <> $2::bigint
      AND status IN ('waiting', 'closed', 'refused', 'unreachable', 'uncertain')`,
    [key, row.id],
  )
}

/**
 * An account has been joined to others: what could not go to it, or to one of them, goes to the next of the person that
 * may have it. A mere reminder of a day that is long over does not.
 */
export async function sendOn(work: Work, accountIds: readonly string[]): Promise<void> {
  for (const accountId of accountIds) {
    for (const row of await findUnsent(work, accountId, ['closed', 'refused', 'unreachable'])) {
      if (!mustArrive(row)) continue
      const copies = await lockCopies(work, row)
      if (copies && !copies.arrived && !copies.pending) await copyToNext(work, row, copies)
    }
  }
}

/**
 * Of these accounts some have parted from the others, or may not have everything any more: what was to go to one of them
 * and is not for it, and was not read there, goes to whom it is for. It may be in other hands.
 */
export async function takeNoticesBack(work: Work, accountIds: readonly string[]): Promise<void> {
  const rows = await work.sql<{ key: string }>(
    `SELECT DISTINCT coalesce("copyOfKey", "dedupeKey") AS key FROM "Outbox"
    WHERE target = ANY($1::text[]) AND "deliveredAt" IS NULL AND kind = ANY($2::text[])
      AND status NOT IN ('cancelled', 'superseded') ORDER BY key`,
    [accountIds.map((account) => targetOf({ account })), [...personalKinds]],
  )
  for (const { key } of rows) await takeBack(work, key)
}

/**
 * The copies of a notice that have strayed do not go any more; one that is just being sent is left to its outcome, unless
 * that is `settled`. The account it is for gets it where no other way is left, and is tried once more where it was tried
 * before: when that cannot be, staff hear of it.
 */
export async function takeBack(work: Work, key: string, settled?: Pick<OutboxRow, 'id'>): Promise<void> {
  const copies = await lockAll(work, key)
  const strayed = copies.filter((copy) => copy.strayed && !copy.arrived && !isOver(copy))
  const [first] = strayed
  if (!first) return
  await work.sql(
    `UPDATE "Outbox" SET status = 'superseded', "leaseOwner" = NULL, "leaseUntil" = NULL
    WHERE id = ANY($1::bigint[]) AND (status <> 'sending' OR id = $2::bigint)`,
    [strayed.map(({ id }) => id), settled?.id ?? null],
  )
  const rest = copies.filter((copy) => !copy.strayed && !isOver(copy))
  if (copies.some(({ arrived }) => arrived) || rest.some(isUnderWay)) return
  // What reminds of an hour was seen in time or not at all.
  if (!mustArrive(first) && strayed.every(({ status }) => status === 'sent')) return
  if (await copyToNext(work, first, { key })) return
  const filing = filingOf(first)
  if (filing === null) return
  if (!rest.some(({ accountId }) => accountId === filing)) return copyTo(work, first, key, filing)
  if (strayed.some(isUnderWay)) await tryAgain(work, key, filing)
}

async function tryAgain(work: Work, key: string, accountId: string): Promise<void> {
  await work.sql(
    `WITH again AS (
      UPDATE "Outbox" SET status = 'waiting', "notBefore" = $3::timestamptz, attempts = 0, failure = NULL
      WHERE ("dedupeKey" = $1 OR "copyOfKey" = $1) AND "accountId" = $2::uuid
        AND status IN ('closed', 'refused', 'unreachable', 'uncertain'))
    SELECT pg_notify('outbox', '')`,
    [key, accountId, work.at],
  )
}

interface Copy extends Original {
  statutory: boolean
  status: OutboxStatus
  arrived: boolean
  strayed: boolean
}

async function lockAll(work: Work, key: string): Promise<Copy[]> {
  await work.sql(`SELECT 1 FROM "Outbox" WHERE "dedupeKey" = $1 FOR UPDATE`, [key])
  // A statement of its own: what others wrote while this one waited for the lock is seen only by the next.
  return work.sql<Copy>(readCopies, [key, isStrict(work)])
}

const readCopies = `
  SELECT o.id::text, o."dedupeKey", o."paramsEnc", o."accountId", o."forAccountId", o."ticketId", o.statutory, o.status,
    o."deliveredAt" IS NOT NULL AS arrived,
    ${hasStrayed('o."accountId"', {
      filing: 'coalesce(o."forAccountId", o."accountId")',
      ticketId: 'o."ticketId"',
      strict: '$2::boolean',
    })} AS strayed
  FROM "Outbox" o WHERE o."dedupeKey" = $1 OR o."copyOfKey" = $1 ORDER BY o.id`

function isUnderWay({ status }: Pick<Copy, 'status'>): boolean {
  return status === 'waiting' || status === 'sending' || status === 'sent'
}

function isOver({ status }: Copy): boolean {
  return status === 'cancelled' || status === 'superseded'
}

/** What is about a matter, or the law wants told. */
function mustArrive({ ticketId, statutory }: Pick<OutboxRow, 'ticketId' | 'statutory'>): boolean {
  return ticketId !== null || statutory
}

/** Of rows that do not tell it, the account they went to. */
function filingOf({ forAccountId, accountId }: Original): string | null {
  return forAccountId ?? accountId
}

function isStrict({ office }: Pick<Work, 'office'>): boolean {
  return office.crossBorder === 'strict'
}
