import { randomUUID } from 'node:crypto'
import type { Room, Ticket } from '../prisma/generated/client.ts'
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

/** The staff room that a channel's group is, if it is one and open. */
export function findRoom(work: Work, channel: string, externalId: string): Promise<Room | null> {
  return work.tx.room.findFirst({
    where: { channel, externalHash: roomHash(work, channel, externalId), closedAt: null },
  })
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

function roomHash(context: Pick<Context, 'vault'>, channel: string, externalId: string): string {
  return context.vault.hash('room', `${channel}:${externalId}`)
}
