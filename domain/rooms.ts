import { randomUUID } from 'node:crypto'
import type { Room, RoomInvite, Ticket } from '../prisma/generated/client.ts'
import type { Context, Work } from './context.ts'

/**
 * Brings the rooms in line with the office file: opens new ones, closes those it no longer names. A room bound by code
 * on another platform is not in the file and is left alone.
 */
export async function syncRooms(work: Work): Promise<void> {
  const wanted = work.office.rooms.map((room) => ({ ...room, hash: roomHash(work, room.channel, room.key) }))
  for (const room of wanted) {
    const id = randomUUID()
    const unit = room.unit ?? ''
    await work.tx.room.createMany({
      data: {
        id,
        channel: room.channel,
        externalHash: room.hash,
        externalEnc: work.vault.seal('Room', 'externalEnc', id, room.key),
        unit,
        createdAt: work.at,
      },
      skipDuplicates: true,
    })
    await work.tx.room.update({
      where: { channel_externalHash: { channel: room.channel, externalHash: room.hash } },
      data: { unit, closedAt: null },
    })
  }
  await work.tx.room.updateMany({
    where: { channel: 'web', closedAt: null, externalHash: { notIn: wanted.map((room) => room.hash) } },
    data: { closedAt: work.at },
  })
}

/**
 * Makes a group a staff room: cards of the invite's unit go there from now on, into the topic it was bound in. One that
 * was closed is open again; one that is open takes the new name, unit and topic.
 */
export async function bindRoom(
  work: Work,
  channel: string,
  externalId: string,
  thread: string | undefined,
  invite: Pick<RoomInvite, 'unit' | 'name'>,
): Promise<Room> {
  const known = await findRoom(work, channel, externalId)
  const externalHash = known?.externalHash ?? roomHash(work, channel, externalId)
  const id = randomUUID()
  const { unit, name } = invite
  await work.tx.room.createMany({
    data: {
      id,
      channel,
      externalHash,
      externalEnc: work.vault.seal('Room', 'externalEnc', id, externalId),
      unit,
      createdAt: work.at,
    },
    skipDuplicates: true,
  })
  return work.tx.room.update({
    where: { channel_externalHash: { channel, externalHash } },
    data: { unit, name, thread: thread ?? null, closedAt: null },
  })
}

/** The group is a staff room no more: nothing goes there, and what is said there is nothing to us. */
export async function closeRoom(work: Work, roomId: string): Promise<void> {
  await work.tx.room.update({ where: { id: roomId }, data: { closedAt: work.at } })
  await forgetCards(work, roomId)
  await work.tx.outbox.updateMany({
    where: { roomId, status: 'waiting' },
    data: { status: 'refused', failure: 'The room was closed' },
  })
}

/**
 * A group is known by another id from now on, as when its platform makes it a larger one. Told again it changes nothing.
 * When the new id was bound by itself already, that room stays and the old one is closed.
 */
export async function moveRoom(work: Work, channel: string, from: string, to: string): Promise<void> {
  const [formerHash, externalHash] = [roomHash(work, channel, from), roomHash(work, channel, to)]
  if (formerHash === externalHash) return
  // An update and a refused send tell of it at the same time: whoever comes second finds no room under the old id.
  await work.sql(`SELECT 1 FROM "Room" WHERE channel = $1 AND "externalHash" = $2 FOR UPDATE`, [channel, formerHash])
  const find = (hash: string) =>
    work.tx.room.findUnique({ where: { channel_externalHash: { channel, externalHash: hash } } })
  const room = await find(formerHash)
  if (!room) return
  const there = await find(externalHash)
  if (there) {
    const isReopened = there.closedAt !== null && room.closedAt === null
    await work.tx.room.update({
      where: { id: there.id },
      data: { formerHash, ...(isReopened && { closedAt: null, unit: room.unit, name: room.name }) },
    })
    if (room.closedAt === null) await closeRoom(work, room.id)
    return
  }
  const externalEnc = work.vault.seal('Room', 'externalEnc', room.id, to)
  await work.tx.room.update({
    where: { id: room.id },
    data: { externalHash, externalEnc, formerHash, thread: null },
  })
  // Messages are numbered anew there: an old number would name somebody else's ticket.
  await forgetCards(work, room.id)
  await work.tx.outbox.updateMany({
    where: { roomId: room.id, messageId: { not: null } },
    data: { messageId: null, partIds: [] },
  })
}

/** Where in the group cards go; null: into the group itself, as when the topic is no more. */
export async function setRoomThread(work: Work, roomId: string, thread: string | null): Promise<void> {
  await work.tx.room.update({ where: { id: roomId }, data: { thread } })
}

/** A room that was bound by code; the others are set in the office file. */
export function isBound(room: Pick<Room, 'name'>): boolean {
  return room.name !== ''
}

/** The staff room that a channel's group is, if it is one and open; also by the id the group had before. */
export async function findRoom(work: Work, channel: string, externalId: string): Promise<Room | null> {
  const hash = roomHash(work, channel, externalId)
  const rooms = await work.tx.room.findMany({
    where: { channel, closedAt: null, OR: [{ externalHash: hash }, { formerHash: hash }] },
  })
  return rooms.find((room) => room.externalHash === hash) ?? rooms[0] ?? null
}

/** Whether the group went by another id when this was said: what is told of that group is told of one that is gone. */
export function isFormerId(work: Work, room: Pick<Room, 'channel' | 'externalHash'>, externalId: string): boolean {
  return roomHash(work, room.channel, externalId) !== room.externalHash
}

/** Every staff room there is. */
export function openRooms(work: Work): Promise<Room[]> {
  return work.tx.room.findMany({ where: { closedAt: null }, orderBy: { createdAt: 'asc' } })
}

/** The platform's id of a room, for sending to it. */
export function externalIdOfRoom(context: Pick<Context, 'vault'>, room: Pick<Room, 'id' | 'externalEnc'>): string {
  return context.vault.open('Room', 'externalEnc', room.id, room.externalEnc)
}

/**
 * The rooms that see a ticket: those of the responsible unit and those of the whole office. None for a sealed one:
 * accusations never appear in any group (条例 30).
 */
export function roomsOf(work: Work, ticket: Pick<Ticket, 'sealed' | 'unit'>): Promise<Room[]> {
  if (ticket.sealed) return Promise.resolve([])
  return work.tx.room.findMany({
    where: { closedAt: null, unit: { in: ['', ticket.unit] } },
    orderBy: { createdAt: 'asc' },
  })
}

/** What a room is looked up by. */
export function roomHash(context: Pick<Context, 'vault'>, channel: string, externalId: string): string {
  return context.vault.hash('room', `${channel}:${externalId}`)
}

/** The cards that stand in a room are not edited any more: the next news of a ticket makes a new one. */
async function forgetCards(work: Work, roomId: string): Promise<void> {
  await work.tx.card.updateMany({ where: { roomId }, data: { messageId: null } })
}
