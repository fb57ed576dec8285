import { raiseAlarm } from './alarms.ts'
import type { Work } from './context.ts'

/**
 * A shorter time without a channel is an ordinary restart, ms: it is counted from when life was last noted, which may be
 * ten seconds before it ended.
 */
const worthTellingMs = 15_000

/**
 * A channel whose platform keeps nothing for us hears again: tells the office from when to when it heard nothing, going by
 * when the platform was last noted alive. The same time is told once, whichever instance comes back first.
 */
export async function tellGap(work: Work, channel: string): Promise<void> {
  // Locks the row: of two who come back at once the second one sees no gap any more.
  const [lease] = await work.sql<{ aliveAt: Date | null }>(`SELECT "aliveAt" FROM "Lease" WHERE name = $1 FOR UPDATE`, [
    channel,
  ])
  const from = lease?.aliveAt
  const ms = from ? work.at.getTime() - from.getTime() : 0
  await work.sql(`UPDATE "Lease" SET "aliveAt" = greatest("aliveAt", $2::timestamptz) WHERE name = $1`, [
    channel,
    work.at,
  ])
  if (!from || ms < worthTellingMs) return
  const span = { from, to: work.at }
  await raiseAlarm(work, 'channel-gap', Math.ceil(ms / 60_000), `${channel}:${from.toISOString()}`, channel, span)
}
