import type { Work } from './context.ts'
import { chooseAccount, personalKinds } from './notice-routes.ts'
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
}

type Notice = Pick<OutboxRow, 'id' | 'dedupeKey' | 'kind' | 'ticketId' | 'statutory' | 'copyOfKey' | 'joined'>

/** Whether a message may be told to the same person elsewhere when it cannot be here. */
export function mayBeCopied(row: Omit<Notice, 'id' | 'dedupeKey'>): boolean {
  return row.joined && personalKinds.has(row.kind) && (row.ticketId !== null || row.statutory)
}

/**
 * Locks a notice with its copies until the transaction ends, so that of several outcomes one comes after the other.
 * Undefined for what goes to one account and no other. To be called before the ticket is locked.
 */
export async function lockCopies(work: Work, row: Notice): Promise<NoticeCopies | undefined> {
  if (!mayBeCopied(row)) return undefined
  const key = row.copyOfKey ?? row.dedupeKey
  await work.sql(`SELECT 1 FROM "Outbox" WHERE "dedupeKey" = $1 FOR UPDATE`, [key])
  // A statement of its own: what others wrote while this one waited for the lock is seen only by the next.
  const others = await work.sql<{ status: string; arrived: boolean }>(
    `SELECT status::text AS status, "deliveredAt" IS NOT NULL AS arrived FROM "Outbox"
    WHERE ("dedupeKey" = $1 OR "copyOfKey" = $1) AND id <> $2::bigint`,
    [key, row.id],
  )
  return {
    key,
    arrived: others.some(({ arrived }) => arrived),
    pending: others.some(({ status }) => ['waiting', 'sending', 'sent'].includes(status)),
  }
}

/**
 * What could not go to one account goes to the next of the same person that may have it and has not had it. False when
 * there is none.
 */
export async function copyToNext(work: Work, row: OutboxRow, { key }: NoticeCopies): Promise<boolean> {
  const [next] = await work.sql<{ id: string }>(nextAccount, [
    row.accountId,
    row.ticketId,
    work.office.crossBorder === 'strict',
    key,
  ])
  if (!next) return false
  const dedupeKey = `${key}@${next.id}`
  const params = JSON.stringify(readParams(work, row))
  await work.sql(copyTo, [
    row.id,
    dedupeKey,
    work.vault.seal('Outbox', 'paramsEnc', dedupeKey, params),
    next.id,
    targetOf({ account: next.id }),
    key,
    work.at,
  ])
  return true
}

const nextAccount = chooseAccount({
  of: '$1::uuid',
  filing: '(SELECT t."accountId" FROM "Ticket" t WHERE t.id = $2::uuid)',
  ticketId: '$2::uuid',
  strict: '$3::boolean',
  also: `c."unreachableAt" IS NULL AND NOT EXISTS (
    SELECT 1 FROM "Outbox" k WHERE (k."dedupeKey" = $4 OR k."copyOfKey" = $4) AND k."accountId" = c.id)`,
})

const copyTo = `
  WITH copied AS (
    INSERT INTO "Outbox" ("dedupeKey", lane, kind, "paramsEnc", "accountId", target, "ticketId", "eventSeq", statutory,
      "notBefore", "createdAt", "copyOfKey")
    SELECT $2, lane, kind, $3, $4::uuid, $5, "ticketId", "eventSeq", statutory, $7::timestamptz, $7::timestamptz, $6
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
 * may have it.
 */
export async function sendOn(work: Work, accountIds: readonly string[]): Promise<void> {
  for (const accountId of accountIds) {
    for (const row of await findUnsent(work, accountId, ['closed', 'refused', 'unreachable'])) {
      const copies = await lockCopies(work, row)
      if (copies && !copies.arrived && !copies.pending) await copyToNext(work, row, copies)
    }
  }
}

/**
 * An account is about to leave its person: what has not gone to it and is about a matter of another account goes to the
 * next, and to this one no more. It may be in other hands.
 */
export async function takeNoticesBack(work: Work, accountId: string): Promise<void> {
  for (const row of await findUnsent(work, accountId, ['waiting', 'closed', 'refused', 'unreachable', 'uncertain'])) {
    const copies = await lockCopies(work, row)
    if (!copies || (await isFiledBy(work, accountId, row))) continue
    if (!copies.arrived && !copies.pending) await copyToNext(work, row, copies)
    await work.sql(`UPDATE "Outbox" SET status = 'superseded' WHERE id = $1::bigint AND status <> 'sending'`, [row.id])
  }
}

/** What is about no matter, such as a visit, stays where it was to go first. */
async function isFiledBy(work: Work, accountId: string, { ticketId, copyOfKey }: OutboxRow): Promise<boolean> {
  if (ticketId === null) return copyOfKey === null
  return (await work.tx.ticket.count({ where: { id: ticketId, accountId } })) === 1
}
