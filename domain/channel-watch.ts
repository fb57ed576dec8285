import { raiseAlarm } from './alarms.ts'
import type { Work } from './context.ts'
import { civilDateOf } from './rules/civil-date.ts'

/** A platform that has not answered for so long is worth an alarm, ms: long before it throws away what it keeps for us. */
const silentMs = 10 * 60_000

/** After so long it is no outage any more, but a channel that was switched off, ms. */
const forgottenMs = 3 * 24 * 3600_000

/**
 * Tells the office of channels whose platform has not answered any instance for ten minutes, each once in two hours.
 * Telegram keeps what residents write for 24 hours. Returns the channels with the minutes since.
 */
export async function raiseSilentChannels(work: Work): Promise<{ channel: string; minutes: number }[]> {
  const rows = await work.sql<{ name: string; since: Date }>(
    `SELECT name, coalesce("aliveAt", until) AS since FROM "Lease" ORDER BY name`,
  )
  const silent = rows.flatMap(({ name, since }) => {
    const ms = work.at.getTime() - since.getTime()
    return ms < silentMs || ms > forgottenMs ? [] : [{ channel: name, minutes: Math.floor(ms / 60_000) }]
  })
  const hour = Math.floor(work.at.getTime() / 3600_000)
  for (const { channel, minutes } of silent) {
    await raiseAlarm(
      work,
      'channel-silent',
      minutes,
      `${channel}:${civilDateOf(work.at)}:${Math.floor(hour / 2)}`,
      channel,
    )
  }
  return silent
}
