import type { Work } from '../context.ts'
import { post } from '../outbox.ts'
import type { BookingView } from './booking-view.ts'

/** A visitor without a phone has got a seat: somebody has to go and tell them. Posted to the rooms of the whole office. */
export async function raiseDeskCall(work: Work, { id, on, seat }: BookingView): Promise<void> {
  const open = await work.tx.room.findMany({ where: { closedAt: null }, orderBy: { createdAt: 'asc' } })
  const ofAll = open.filter((room) => room.unit === '')
  await post(
    work,
    (ofAll.length > 0 ? ofAll : open).map((room) => ({
      dedupeKey: `visitorToCall:${id}:${seat?.id}:${room.id}`,
      lane: 'alarm' as const,
      kind: 'visitorToCall',
      params: { bookingId: id, on, startsAt: seat?.startsAt ?? null },
      to: { room: room.id },
    })),
  )
}
