import type { Incoming } from '../../message.ts'
import { pause } from '../pause.ts'
import { type AskParts, createAsk } from './ask.ts'
import type { HeardMembers } from './heard-members.ts'
import { dirtyRoom } from './message-kinds.ts'
import type { Pace } from './pace.ts'
import type { Online } from './presence.ts'
import { readMembership } from './read-membership.ts'
import type { WechatySettings } from './settings.ts'

export interface DeparturesParts extends AskParts, Pick<WechatySettings, 'now'> {
  pace: Pace
  members: Pick<HeardMembers, 'rooms' | 'compare'>
  store(incoming: Incoming[]): void
}

/**
 * Looks every few minutes who has left the rooms, until the signal aborts: WeChat tells only of those whom the account
 * itself has put out. Who was never heard since this process began is not missed, so that the office still has to say
 * who is staff no more.
 */
export async function watchDepartures(parts: DeparturesParts, signal: AbortSignal): Promise<void> {
  const { presence, pace, members, store, now } = parts
  const ask = createAsk(parts, signal)
  while (await presence.whenOnline(signal)) {
    for (const room of members.rooms()) {
      const seen = await ask.once(async (online) => ({ self: online.self, present: await listOf(online, room) }))
      // A list without ourselves is of a room that we are out of, or of none at all.
      if (!seen?.present.includes(seen.self)) continue
      const at = now()
      const left = members.compare(room, seen.present)
      store(readMembership(seen.self, 'left', left, '', { roomId: room, timestamp: at.getTime() }, at))
    }
    await pause(pace.membersMs, signal)
    if (signal.aborted) return
  }
}

async function listOf({ puppet }: Online, room: string): Promise<string[]> {
  // What the host has read of it before is old. One that cannot forget tells what it has.
  await Promise.resolve(puppet.dirtyPayload(dirtyRoom, room)).catch(() => {})
  return puppet.roomMemberList(room)
}
