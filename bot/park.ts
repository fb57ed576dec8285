import { findOrOpenAccount } from '../domain/accounts.ts'
import { type Context, type Work, withWork } from '../domain/context.ts'
import { type InboxRow, lockArrival, lockFollowingParts, parkArrivals, readPayload } from '../domain/inbox.ts'
import { post } from '../domain/outbox.ts'
import { openRooms } from '../domain/rooms.ts'
import type { Incoming } from './message.ts'
import { reviveIncoming } from './receive.ts'
import { say } from './text/sentences.ts'
import { createOutgoing } from './turn-postings.ts'

/** Set aside where staff see it; the person is told that it was not lost. */
export async function park(context: Context, row: InboxRow, at: Date, failure: string): Promise<void> {
  await withWork(context, at, async (work) => {
    if (!(await lockArrival(work, row))) return
    await parkArrivals(work, [row, ...(await lockFollowingParts(work, row))], failure)
    // Under a name of their own: when the message is tried again, its answers must not meet these.
    const outgoing = createOutgoing(row, `parked:${at.getTime()}`)
    const rooms = await openRooms(work)
    const count = await work.tx.inbox.count({ where: { status: 'parked' } })
    await post(
      work,
      rooms.map((room) => outgoing.say(say('messageParked', { count }), { room: room.id })),
    )
    const incoming = readIncoming(work, row)
    if (!incoming || incoming.room !== undefined) return
    const account = await findOrOpenAccount(work, incoming.channel, incoming.account, incoming.name)
    await post(work, [outgoing.say(say('parked', {}), { account: account.id })])
  })
}

/** Undefined when it cannot be read, which may be why it is parked. */
export function readIncoming(work: Work, row: InboxRow): Incoming | undefined {
  try {
    return reviveIncoming(readPayload(work, row))
  } catch {
    return undefined
  }
}
