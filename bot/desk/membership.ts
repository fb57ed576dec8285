import { raiseAlarm } from '../../domain/alarms.ts'
import { noteDeparture } from '../../domain/departures.ts'
import { closeRoom, isBound, isFormerId } from '../../domain/rooms.ts'
import { civilDateOf } from '../../domain/rules/civil-date.ts'
import type { Room } from '../../prisma/generated/client.ts'
import { type DoorAnswer, type DoorScene, silence } from './door-scene.ts'

/**
 * Somebody came into a group or left it, or we did. An officer who leaves a staff room is staff no more; a room that we
 * were shut out of is closed, and the others hear of it. Coming in makes nobody staff and no group a room.
 */
export async function answerMembership(scene: DoorScene, room: Room | null): Promise<DoorAnswer> {
  const { work, incoming, officer } = scene
  if (room === null || incoming.input.kind !== 'membership') return silence()
  // A room of the office file is a page, which nobody can leave.
  if (!isBound(room)) return silence()
  // A group that was made a larger one is empty under its old id, and nobody has left it.
  if (isFormerId(work, room, incoming.room ?? '')) return silence()
  const { change } = incoming.input
  if (change === 'left' && officer) await noteDeparture(work, officer, room)
  if (change === 'blocked') {
    await closeRoom(work, room.id)
    await raiseAlarm(work, 'room-lost', 1, `${room.id}:${civilDateOf(work.at)}`, room.name)
  }
  return silence()
}
