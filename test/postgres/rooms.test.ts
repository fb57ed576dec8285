import { expect, test } from 'vitest'
import { withWork } from '../../domain/context.ts'
import { bindRoom, externalIdOfRoom, moveRoom } from '../../domain/rooms.ts'
import { postgresDatabase } from './database.ts'

const place = postgresDatabase()
const at = new Date('2026-08-03T02:00:00Z')

test('a group that moved is told of by an update and by refused sends at once: it stays a staff room, under its new id', async () => {
  const context = await place.context()
  for (let round = 0; round < 30; round++) {
    const [from, to] = [`-${round}`, `-100${round}`]
    await withWork(context, at, (work) =>
      bindRoom(work, 'telegram', from, undefined, { unit: '', name: `值班室${round}` }),
    )
    await Promise.all(
      Array.from({ length: 5 }, () => withWork(context, at, (work) => moveRoom(work, 'telegram', from, to))),
    )
  }
  const rooms = await context.db.room.findMany({ where: { channel: 'telegram' }, orderBy: { createdAt: 'asc' } })
  expect(rooms.map((room) => room.closedAt)).toEqual(Array.from({ length: 30 }, () => null))
  expect(new Set(rooms.map((room) => externalIdOfRoom(context, room)))).toEqual(
    new Set(Array.from({ length: 30 }, (_, round) => `-100${round}`)),
  )
})
