import type { Incoming } from '../../message.ts'
import { instantOf } from './instant.ts'

/** In which room something changed, and when. */
export interface RoomChange {
  roomId: string
  timestamp: number
}

/** Some came into a room or left it; `self` is the account's own id, whose coming and going is the room's. */
export function readMembership(
  self: string,
  change: 'joined' | 'left',
  members: string[],
  by: string,
  { roomId, timestamp }: RoomChange,
  otherwise: Date,
): Incoming[] {
  const at = instantOf(timestamp, otherwise)
  return members.flatMap((member) => {
    const isOurs = member === self
    const account = isOurs ? by || self : member
    if (account === '' || roomId === '') return []
    return [
      {
        channel: 'wechaty',
        messageId: `${change}.${roomId}.${member}.${at.getTime()}`,
        account,
        room: roomId,
        at,
        input: { kind: 'membership', change: isOurs ? ours[change] : change },
      } satisfies Incoming,
    ]
  })
}

const ours = { joined: 'returned', left: 'blocked' } as const
