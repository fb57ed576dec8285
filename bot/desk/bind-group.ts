import { spendRoomInvite } from '../../domain/room-invites.ts'
import { bindRoom, closeRoom, isBound } from '../../domain/rooms.ts'
import type { Room } from '../../prisma/generated/client.ts'
import { say } from '../text/sentences.ts'
import { spendOfficerCode } from './bind-account.ts'
import { spendTry } from './bind-tries.ts'
import { deskHelp } from './desk-help.ts'
import { type DoorAnswer, type DoorScene, refuseAnonymous, tellRoom } from './door-scene.ts'

/**
 * Makes a group a staff room by its one-time code. Somebody whom the platform hides cannot do it. Where the group is no
 * staff room and does not become one, nothing is said.
 */
export async function bindGroup(scene: DoorScene, room: Room | null, code: string): Promise<DoorAnswer> {
  const { work, incoming } = scene
  // Whoever said it, and however often they have tried: everybody in the group can read it.
  if (await spendOfficerCode(work, code)) {
    return tellRoom(room, say('codeSeen', {}), 'a personal code was said in a group')
  }
  if (incoming.anonymous) return refuseAnonymous(room)
  if (room && !isBound(room)) return tellRoom(room, say('roomFixed', {}), 'a room of the office file was to be bound')
  if (code === '') return tellRoom(room, say('bindHow', { private: false }), 'a group was to be bound without a code')
  const guess = await spendTry(work, incoming)
  if (guess.kind === 'wait') {
    return tellRoom(room, say('bindWait', { minutes: guess.minutes }), 'too many codes in a short time')
  }
  const invite = await spendRoomInvite(work, code)
  if (!invite) return tellRoom(room, say('bindWrong', {}), 'a wrong code of a room')
  await guess.giveBack()
  const bound = await bindRoom(work, incoming.channel, incoming.room ?? '', incoming.thread, invite)
  return {
    says: [
      say('roomWelcome', { name: bound.name, unit: bound.unit === '' ? null : bound.unit }),
      deskHelp({ ...scene, room: bound }),
    ],
    to: { room: bound.id },
  }
}

/** Ends a staff room, by somebody who leads. Undefined for others than staff, who are not answered in a room. */
export async function unbindGroup({ work, officer }: DoorScene, room: Room): Promise<DoorAnswer | undefined> {
  if (!officer) return undefined
  if (!isBound(room)) return tellRoom(room, say('roomFixed', {}), 'a room of the office file was to be unbound')
  if (officer.role === 'officer') {
    return tellRoom(room, say('unbindRefused', {}), 'a room was to be unbound by an officer')
  }
  await closeRoom(work, room.id)
  return { says: [say('roomUnbound', { name: room.name })], to: { room: room.id } }
}
