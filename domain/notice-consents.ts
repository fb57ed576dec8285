import { accountHash } from './accounts.ts'
import type { Context, Work } from './context.ts'
import type { NoticeTemplates, OfficeFile } from './office-schema.ts'

/** The notices that people can agree to on a channel; undefined where it has none. */
export function noticeTemplatesOf({ notices = {} }: Pick<OfficeFile, 'notices'>, channel: string) {
  const byChannel: Partial<Record<string, NoticeTemplates>> = notices
  return Object.hasOwn(byChannel, channel) ? byChannel[channel] : undefined
}

/**
 * Whether somebody can be told of the next answer by what they have agreed to: until they end it, or at least once
 * more. Without a template for answers it is the first there is.
 */
export async function hasNoticeConsent(
  work: Pick<Work, 'sql' | 'vault'>,
  channel: string,
  externalId: string,
  { answer, progress, reminder }: NoticeTemplates,
): Promise<boolean> {
  const template = answer ?? progress ?? reminder
  if (!template) return false
  const rows = await work.sql(
    `SELECT 1 FROM "NoticeConsent" WHERE "accountHash" = $1 AND template = $2 AND (times IS NULL OR times > 0)`,
    [accountHash(work, channel, externalId), template.id],
  )
  return rows.length > 0
}

/**
 * Somebody has agreed on a platform to be sent notices of a template. `times`: one for each time they agreed; without,
 * for as long as they do not end it. With the platform's own instant, the same or an older one again changes nothing.
 */
export async function keepNoticeConsent(
  context: Context,
  channel: string,
  externalId: string,
  { template, times, at: told }: { template: string; times?: number; at?: Date },
  at: Date,
): Promise<void> {
  await context.sql(
    `INSERT INTO "NoticeConsent" AS c ("accountHash", template, channel, times, at)
    VALUES ($1, $2, $3, $4::int, $5::timestamptz)
    ON CONFLICT ("accountHash", template) DO UPDATE SET times = c.times + EXCLUDED.times, at = EXCLUDED.at
      WHERE NOT $6::boolean OR c.at < EXCLUDED.at`,
    [accountHash(context, channel, externalId), template, channel, times ?? null, told ?? at, told !== undefined],
  )
}

/** Takes one notice out of what somebody has agreed to. False when nothing is left of it. */
export async function spendNotice(
  context: Context,
  channel: string,
  externalId: string,
  template: string,
): Promise<boolean> {
  const rows = await context.sql(
    `UPDATE "NoticeConsent" SET times = times - 1
    WHERE "accountHash" = $1 AND template = $2 AND (times IS NULL OR times > 0) RETURNING 1`,
    [accountHash(context, channel, externalId), template],
  )
  return rows.length === 1
}

/** Puts back a notice that did not go after all. */
export async function giveNoticeBack(
  context: Context,
  channel: string,
  externalId: string,
  template: string,
): Promise<void> {
  await context.sql(`UPDATE "NoticeConsent" SET times = times + 1 WHERE "accountHash" = $1 AND template = $2`, [
    accountHash(context, channel, externalId),
    template,
  ])
}

/**
 * Nothing of this template is agreed to any more: they have ended it, or the platform says so. With the platform's own
 * instant `told`, what they agreed to after it stays.
 */
export async function endNoticeConsent(
  context: Context,
  channel: string,
  externalId: string,
  template: string,
  told?: Date,
): Promise<void> {
  await context.sql(
    `DELETE FROM "NoticeConsent" WHERE "accountHash" = $1 AND template = $2
      AND ($3::timestamptz IS NULL OR at <= $3::timestamptz)`,
    [accountHash(context, channel, externalId), template, told ?? null],
  )
}
