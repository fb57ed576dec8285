import { beforeEach, describe, expect, it } from 'vitest'
import { showTicket } from '../../domain/cards.ts'
import { type Context, type Work, withWork } from '../../domain/context.ts'
import { findPosting, post } from '../../domain/outbox.ts'
import {
  bindRoom,
  closeRoom,
  externalIdOfRoom,
  findRoom,
  isFormerId,
  moveRoom,
  openRooms,
  roomsOf,
  setRoomThread,
  syncRooms,
} from '../../domain/rooms.ts'
import type { Room } from '../../prisma/generated/client.ts'
import { testContext } from '../embedded.ts'
import { at, fileMatter, openOffice, postedOf } from '../small-office.ts'

const now = at('2026-08-03', '09:00')
const ofHousing = { name: '安置股值班群', unit: 'housing' }

let context: Context

beforeEach(async () => {
  context = await testContext()
  await openOffice(context, now)
})

describe('a group that is bound', () => {
  it('is a staff room of its unit: cards of its tickets go there, those of others do not', async () => {
    const room = await bind('-1', ofHousing)
    await fileMatter(context, now)
    await fileMatter(context, now, { category: 'pensions' })
    const cards = await postedOf(context, 'card')
    expect(cards.filter(({ to }) => to === `r:${room.id}`)).toHaveLength(1)
    expect(externalIdOfRoom(context, room)).toBe('-1')
  })

  it('keeps its platform’s id only encrypted and hashed', async () => {
    const room = await bind('-1009999')
    expect(JSON.stringify(room)).not.toContain('1009999')
  })

  it('bound again takes the new name, unit and topic, and stays one room', async () => {
    const first = await bind('-1', ofHousing)
    await withWork(context, now, (work) => bindRoom(work, 'telegram', '-1', '77', { name: '值班群', unit: '' }))
    const rooms = await context.db.room.findMany({ where: { channel: 'telegram' } })
    expect(rooms).toMatchObject([{ id: first.id, name: '值班群', unit: '', thread: '77', closedAt: null }])
  })

  it('is another room than a group of the same id on another channel', async () => {
    await bind('main')
    expect(await find('main')).toMatchObject({ channel: 'telegram' })
    expect(await context.db.room.count()).toBe(2)
  })

  it('is left alone when an office file is put in force', async () => {
    await bind('-1', ofHousing)
    await withWork({ ...context, office: async () => ({ ...(await context.office()), rooms: [] }) }, now, syncRooms)
    expect((await withWork(context, now, openRooms)).map((room) => room.name)).toEqual([ofHousing.name])
  })
})

describe('a room that is closed', () => {
  it('is found no more and gets nothing: not what waited, not news of tickets whose card stands there', async () => {
    const room = await bind('-1', ofHousing)
    const ticket = await fileMatter(context, now)
    await withWork(context, now, (work) => closeRoom(work, room.id))
    expect(await find('-1')).toBeNull()
    await news(ticket.id)
    const cards = (await postedOf(context, 'card')).filter(({ to }) => to === `r:${room.id}`)
    expect(cards.map(({ status }) => status)).toEqual(['refused'])
    expect(await withWork(context, now, (work) => roomsOf(work, ticket))).toHaveLength(1)
  })

  it('bound again is the same room, and makes new cards instead of changing old ones far up', async () => {
    const room = await bind('-1', ofHousing)
    const ticket = await fileMatter(context, now)
    await stands(room, ticket.id, '5')
    await withWork(context, now, (work) => closeRoom(work, room.id))
    expect(await bind('-1', ofHousing)).toMatchObject({ id: room.id, closedAt: null })
    expect(await context.db.card.findFirst({ where: { roomId: room.id } })).toMatchObject({ messageId: null })
  })
})

describe('a group that gets another id', () => {
  it('is the same room under the new one, and what was said under the old one still finds it', async () => {
    const room = await withWork(context, now, (work) => bindRoom(work, 'telegram', '-1', '77', ofHousing))
    await move('-1', '-1001')
    for (const id of ['-1', '-1001']) expect(await find(id)).toMatchObject({ id: room.id, name: ofHousing.name })
    const moved = await context.db.room.findUniqueOrThrow({ where: { id: room.id } })
    expect(externalIdOfRoom(context, moved)).toBe('-1001')
    // Topics are the new group's own.
    expect(moved.thread).toBeNull()
    const isFormer = (id: string) => withWork(context, now, async (work) => isFormerId(work, moved, id))
    expect([await isFormer('-1'), await isFormer('-1001')]).toEqual([true, false])
  })

  it('forgets its message numbers, which begin anew: an old number names no ticket', async () => {
    const room = await bind('-1', ofHousing)
    const ticket = await fileMatter(context, now)
    await stands(room, ticket.id, '5')
    const find5 = () => withWork(context, now, (work) => findPosting(work, { room: room.id }, '5'))
    const findPart = () => withWork(context, now, (work) => findPosting(work, { room: room.id }, '4'))
    expect(await find5()).toMatchObject({ ticketId: ticket.id })
    expect(await findPart()).toMatchObject({ ticketId: ticket.id })
    await move('-1', '-1001')
    expect(await find5()).toBeNull()
    expect(await findPart()).toBeNull()
    expect(await context.db.card.findFirst({ where: { roomId: room.id } })).toMatchObject({ messageId: null })
  })

  it('told twice it changes nothing: the new group’s topic and cards stay', async () => {
    const room = await bind('-1', ofHousing)
    const ticket = await fileMatter(context, now)
    await move('-1', '-1001')
    await withWork(context, now, (work) => setRoomThread(work, room.id, '9'))
    await stands(room, ticket.id, '6')
    await move('-1', '-1001')
    await move('-1001', '-1001')
    expect(await context.db.room.findUnique({ where: { id: room.id } })).toMatchObject({ thread: '9', closedAt: null })
    expect(await context.db.card.findFirst({ where: { roomId: room.id } })).toMatchObject({ messageId: '6' })
  })

  it('that is a room already: that one stays, and the old one is closed', async () => {
    const old = await bind('-1', ofHousing)
    const there = await bind('-1001', { name: '值班群', unit: '' })
    await move('-1', '-1001')
    await move('-1', '-1001')
    expect(await context.db.room.findUnique({ where: { id: old.id } })).toMatchObject({ closedAt: now })
    for (const id of ['-1', '-1001']) expect(await find(id)).toMatchObject({ id: there.id, name: '值班群', unit: '' })
  })

  it('that was a room once and was closed: it is one again, as the old one was', async () => {
    await bind('-1', ofHousing)
    const there = await bind('-1001', { name: '值班群', unit: '' })
    await withWork(context, now, (work) => closeRoom(work, there.id))
    await move('-1', '-1001')
    expect(await find('-1001')).toMatchObject({ id: there.id, ...ofHousing })
    await withWork(context, now, (work) => closeRoom(work, there.id))
    await move('-1', '-1001')
    expect(await find('-1001')).toBeNull()
  })

  it('stays closed when it was', async () => {
    const room = await bind('-1', ofHousing)
    await withWork(context, now, (work) => closeRoom(work, room.id))
    await move('-1', '-1001')
    expect(await find('-1001')).toBeNull()
    expect(await bind('-1001', ofHousing)).toMatchObject({ id: room.id })
  })

  it('that we know nothing of makes no room', async () => {
    await move('-1', '-1001')
    expect(await find('-1001')).toBeNull()
  })
})

it('a room’s topic can be taken away, when it is no more', async () => {
  const room = await withWork(context, now, (work) => bindRoom(work, 'telegram', '-1', '77', ofHousing))
  await withWork(context, now, (work) => setRoomThread(work, room.id, null))
  expect(await find('-1')).toMatchObject({ thread: null })
})

function bind(id: string, invite = ofHousing): Promise<Room> {
  return withWork(context, now, (work) => bindRoom(work, 'telegram', id, undefined, invite))
}

function find(id: string): Promise<Room | null> {
  return withWork(context, now, (work) => findRoom(work, 'telegram', id))
}

function move(from: string, to: string): Promise<void> {
  return withWork(context, now, (work) => moveRoom(work, 'telegram', from, to))
}

async function news(ticketId: string): Promise<void> {
  await withWork(context, now, async (work) =>
    showTicket(work, await work.tx.ticket.findUniqueOrThrow({ where: { id: ticketId } }), 'moved'),
  )
}

/** As if the card had been sent. */
async function stands(room: Room, ticketId: string, messageId: string): Promise<void> {
  await withWork(context, now, async (work: Work) => {
    const posting = { dedupeKey: `stands:${messageId}`, lane: 'card' as const, kind: 'card', params: {} }
    await post(work, [{ ...posting, to: { room: room.id }, ticketId }])
    const parts = { messageId, partIds: [String(Number(messageId) - 1), messageId], status: 'sent' as const }
    await work.tx.outbox.update({ where: { dedupeKey: `stands:${messageId}` }, data: parts })
    await work.tx.card.update({
      where: { ticketId_roomId: { ticketId, roomId: room.id } },
      data: { messageId },
    })
  })
}
