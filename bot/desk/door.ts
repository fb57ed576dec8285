import { findPosting } from '../../domain/outbox.ts'
import { isFormerId } from '../../domain/rooms.ts'
import type { Room } from '../../prisma/generated/client.ts'
import type { Incoming } from '../message.ts'
import { bindAccount } from './bind-account.ts'
import { bindGroup, unbindGroup } from './bind-group.ts'
import { readCommand } from './command.ts'
import { whichTicket } from './desk-help.ts'
import { type DoorAnswer, type DoorScene, refuseAnonymous, silence, tellRoom } from './door-scene.ts'
import { readDoorWish } from './door-words.ts'
import { answerMembership } from './membership.ts'

export type { DoorAnswer, DoorScene }

/** Whether it may be about the door. Reads nothing but what arrived. */
export function isAtDoor(incoming: Incoming): boolean {
  const { input, room, anonymous } = incoming
  if (anonymous || readDoorWish(incoming) !== undefined) return true
  return room !== undefined && (input.kind === 'membership' || isOrder(incoming) || answeredIn(incoming) !== undefined)
}

/**
 * Answers whoever comes and goes: binds accounts and groups by their codes, ends an officer's being staff when they
 * leave, closes a room that is gone, and refuses orders from whom the platform hides. Undefined when it is about
 * something else.
 */
export async function answerAtDoor(scene: DoorScene): Promise<DoorAnswer | undefined> {
  const { incoming, room } = scene
  const wish = readDoorWish(incoming)
  if (room === undefined) return wish?.kind === 'bind' ? bindAccount(scene, wish.code) : undefined
  if (incoming.input.kind === 'membership') return answerMembership(scene, room)
  // A code that everybody has seen is dealt with whoever said it.
  if (wish?.kind === 'bind') return bindGroup(scene, room, wish.code)
  if (room === null) return isOrder(incoming) ? silence('a command outside a staff room') : undefined
  if (incoming.anonymous) return (await isMeant(scene, room)) ? refuseAnonymous(room) : silence()
  if (wish?.kind === 'unbind') return unbindGroup(scene, room)
  // The number of what it answers is of a group that is no more, and may name another ticket in the new one.
  const isLost = answeredIn(incoming) !== undefined && isFormerId(scene.work, room, incoming.room ?? '')
  return isLost && scene.officer
    ? tellRoom(room, whichTicket(scene), 'an answer to something in a group that is no more')
    : undefined
}

/** A press, or words that order something. */
function isOrder({ input }: Incoming): boolean {
  return input.kind === 'choice' || (input.kind === 'text' && readCommand(input.text, undefined).kind !== 'talk')
}

/** Meant for us: an order, or an answer to what we have said. */
async function isMeant({ work, incoming }: DoorScene, room: Room): Promise<boolean> {
  if (isOrder(incoming)) return true
  const answered = answeredIn(incoming)
  return answered !== undefined && (await findPosting(work, { room: room.id }, answered)) !== null
}

/** The message it answers, by the platform's id. */
function answeredIn({ input }: Incoming): string | undefined {
  return 'replyTo' in input ? input.replyTo : undefined
}
