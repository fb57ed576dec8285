import { accountHash } from './accounts.ts'
import type { Context, Work } from './context.ts'

/**
 * What opened a window: words of the resident open the long one, and only that; following, scanning or a menu open the
 * brief one beside it.
 */
export type WindowKind = 'long' | 'brief'

/** How many messages a platform lets us say after something was heard, and for how many ms from then on. */
export interface WindowTerms {
  kind: WindowKind
  most: number
  ms: number
}

interface Columns {
  at: string
  until: string
  left: string
}

const columnsOf: Record<WindowKind, Columns> = {
  long: { at: 'heardAt', until: 'until', left: 'left' },
  brief: { at: 'briefAt', until: 'briefUntil', left: 'briefLeft' },
}

/**
 * Somebody was heard on a channel at the platform's instant `at`: a window of these terms is open from then on, whole
 * again. What comes a second time, or later than something newer, changes nothing.
 */
export async function openWindow(
  context: Context,
  channel: string,
  externalId: string,
  { kind, most, ms }: WindowTerms,
  at: Date,
): Promise<void> {
  const { at: heard, until, left } = columnsOf[kind]
  await context.sql(
    `INSERT INTO "ReplyWindow" AS w ("accountHash", channel, "${heard}", "${until}", "${left}")
    VALUES ($1, $2, $3::timestamptz, $4::timestamptz, $5)
    ON CONFLICT ("accountHash") DO UPDATE
      SET "${heard}" = EXCLUDED."${heard}", "${until}" = EXCLUDED."${until}", "${left}" = EXCLUDED."${left}"
      WHERE w."${heard}" IS NULL OR w."${heard}" < EXCLUDED."${heard}"`,
    [accountHash(context, channel, externalId), channel, at, new Date(at.getTime() + ms), most],
  )
}

/** The window that messages were taken out of: which, and by the platform's instant that opened it. */
export interface SpentWindow {
  kind: WindowKind
  openedAt: Date
}

/**
 * Takes `count` messages out of a window that is open at `at`, all or none: the brief one first, for it is gone soon.
 * Undefined when neither has so many left.
 */
export async function spendWindow(
  context: Context,
  channel: string,
  externalId: string,
  count: number,
  at: Date,
): Promise<SpentWindow | undefined> {
  const hash = accountHash(context, channel, externalId)
  for (const kind of ['brief', 'long'] as const) {
    const { at: heard, until, left } = columnsOf[kind]
    const [spent] = await context.sql<{ openedAt: Date }>(
      `UPDATE "ReplyWindow" SET "${left}" = "${left}" - $2
      WHERE "accountHash" = $1 AND "${until}" > $3::timestamptz AND "${left}" >= $2 RETURNING "${heard}" AS "openedAt"`,
      [hash, count, at],
    )
    if (spent) return { kind, openedAt: spent.openedAt }
  }
  return undefined
}

/** Puts back messages that were taken out of a window and not said after all. One opened since is whole without them. */
export async function giveBackToWindow(
  context: Context,
  channel: string,
  externalId: string,
  { kind, openedAt }: SpentWindow,
  count: number,
): Promise<void> {
  const { at: heard, left } = columnsOf[kind]
  await context.sql(
    `UPDATE "ReplyWindow" SET "${left}" = "${left}" + $2 WHERE "accountHash" = $1 AND "${heard}" = $3::timestamptz`,
    [accountHash(context, channel, externalId), count, openedAt],
  )
}

/**
 * The platform says that a window is closed or used up, whatever we had counted. What was opened after it is none of that:
 * the resident has spoken while the platform was asked.
 */
export async function closeWindows(
  context: Context,
  channel: string,
  externalId: string,
  { openedAt }: Pick<SpentWindow, 'openedAt'>,
): Promise<void> {
  await context.sql(
    `UPDATE "ReplyWindow" SET "left" = CASE WHEN "heardAt" <= $2::timestamptz THEN 0 ELSE "left" END,
      "briefLeft" = CASE WHEN "briefAt" <= $2::timestamptz THEN 0 ELSE "briefLeft" END
    WHERE "accountHash" = $1`,
    [accountHash(context, channel, externalId), openedAt],
  )
}

/** When somebody whose windows are counted was heard last, of a row `w`; SQL. */
export const lastHeard = `greatest(w."heardAt", w."briefAt")`

/**
 * Whether an account has been heard since it was last heard at `heardAt` (null: it never had been). Its windows stay as
 * they are until the transaction ends: who is heard only then finds what the transaction has written down.
 */
export async function hasSpokenSince(work: Work, accountId: string, heardAt: Date | null): Promise<boolean> {
  const [row] = await work.sql<{ heardAt: Date | null }>(
    `SELECT ${lastHeard} AS "heardAt" FROM "ReplyWindow" w JOIN "Account" a ON a."externalHash" = w."accountHash"
    WHERE a.id = $1::uuid FOR UPDATE OF w`,
    [accountId],
  )
  return row?.heardAt != null && row.heardAt.getTime() !== heardAt?.getTime()
}
