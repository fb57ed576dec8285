import { accountHash } from './accounts.ts'
import type { Context } from './context.ts'

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

/**
 * Takes `count` messages out of a window that is open at `at`, all or none: the brief one first, for it is gone soon.
 * Returns which one; undefined when neither has so many left.
 */
export async function spendWindow(
  context: Context,
  channel: string,
  externalId: string,
  count: number,
  at: Date,
): Promise<WindowKind | undefined> {
  const hash = accountHash(context, channel, externalId)
  for (const kind of ['brief', 'long'] as const) {
    const { until, left } = columnsOf[kind]
    const spent = await context.sql(
      `UPDATE "ReplyWindow" SET "${left}" = "${left}" - $2
      WHERE "accountHash" = $1 AND "${until}" > $3::timestamptz AND "${left}" >= $2 RETURNING 1`,
      [hash, count, at],
    )
    if (spent.length === 1) return kind
  }
  return undefined
}

/** Puts back messages that were taken out of a window and not said after all. */
export async function giveBackToWindow(
  context: Context,
  channel: string,
  externalId: string,
  kind: WindowKind,
  count: number,
): Promise<void> {
  const { left } = columnsOf[kind]
  await context.sql(`UPDATE "ReplyWindow" SET "${left}" = "${left}" + $2 WHERE "accountHash" = $1`, [
    accountHash(context, channel, externalId),
    count,
  ])
}

/** The platform says that a window is closed or used up, whatever we had counted. */
export async function closeWindows(context: Context, channel: string, externalId: string): Promise<void> {
  await context.sql(`UPDATE "ReplyWindow" SET "left" = 0, "briefLeft" = 0 WHERE "accountHash" = $1`, [
    accountHash(context, channel, externalId),
  ])
}
