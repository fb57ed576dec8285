import type { Work } from './context.ts'
import { post } from './outbox.ts'

/** What somebody in the office has to see to. The words for each are in bot/text. */
export type AlarmName = 'parked' | 'uncertain' | 'undeliverable' | 'receipts' | 'files' | 'strays' | 'years'

/** Tells the rooms of the whole office, once for each `occasion`, such as a civil date. Where there are none, all rooms. */
export async function raiseAlarm(work: Work, what: AlarmName, count: number, occasion: string): Promise<void> {
  const open = await work.tx.room.findMany({ where: { closedAt: null }, orderBy: { createdAt: 'asc' } })
  const ofAll = open.filter((room) => room.unit === '')
  await post(
    work,
    (ofAll.length > 0 ? ofAll : open).map((room) => ({
      dedupeKey: `alarm:${what}:${occasion}:${room.id}`,
      lane: 'alarm' as const,
      kind: 'alarm',
      params: { what, count },
      to: { room: room.id },
    })),
  )
}
