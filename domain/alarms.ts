import type { Work } from './context.ts'
import { post } from './outbox.ts'

/** What somebody in the office has to see to. The words for each are in bot/text. */
export type AlarmName =
  | 'parked'
  | 'uncertain'
  | 'undeliverable'
  | 'receipts'
  | 'files'
  | 'strays'
  /** Running periods of the office of which nobody was reminded in time. */
  | 'unreminded'
  /** What has to be handed to people without a phone on paper. */
  | 'paper'
  | 'years'
  /** A channel's platform has not answered; `count` is for how many minutes. */
  | 'channel-silent'
  /** What was said on a channel from `from` to `to` has not reached us; `count` is for how many minutes. */
  | 'channel-gap'
  /** A group that was a staff room has shut us out, or is gone. */
  | 'room-lost'

/**
 * Tells the rooms of the whole office, once for each `occasion`, such as a civil date. Where there are none, all rooms. Of a
 * gap the rooms on that channel hear too.
 * `name` is of the channel or room it is about, `span` the time.
 */
export async function raiseAlarm(
  work: Work,
  what: AlarmName,
  count: number,
  occasion: string,
  name?: string,
  span?: { from: Date; to: Date },
): Promise<void> {
  const open = await work.tx.room.findMany({ where: { closedAt: null }, orderBy: { createdAt: 'asc' } })
  const isTold = (room: { unit: string; channel: string }) =>
    // Who sits on a channel that heard nothing was not heard either.
    room.unit === '' || (what === 'channel-gap' && room.channel === name)
  const ofAll = open.some((room) => room.unit === '')
  await post(
    work,
    (ofAll ? open.filter(isTold) : open).map((room) => ({
      dedupeKey: `alarm:${what}:${occasion}:${room.id}`,
      lane: 'alarm' as const,
      kind: 'alarm',
      params: {
        what,
        count,
        ...(name !== undefined && { name }),
        ...(span && { from: span.from.toISOString(), to: span.to.toISOString() }),
      },
      to: { room: room.id },
    })),
  )
}
