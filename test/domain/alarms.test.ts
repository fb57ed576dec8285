import { beforeEach, expect, it } from 'vitest'
import { raiseAlarm } from '../../domain/alarms.ts'
import { type Context, withWork } from '../../domain/context.ts'
import { bindRoom, syncRooms } from '../../domain/rooms.ts'
import { testContext } from '../embedded.ts'
import { at, postedOf } from '../small-office.ts'

const now = at('2026-08-03', '09:00')
let context: Context

beforeEach(async () => {
  context = await testContext()
})

it('an alarm goes to the rooms of the whole office, once for each occasion', async () => {
  await withWork(context, now, async (work) => {
    await syncRooms(work)
    await bindRoom(work, 'telegram', '-1', undefined, { name: '安置群', unit: 'housing' })
    await raiseAlarm(work, 'channel-silent', 15, '2026-08-03', 'telegram')
    await raiseAlarm(work, 'channel-silent', 30, '2026-08-03', 'telegram')
    await raiseAlarm(work, 'channel-silent', 15, '2026-08-04')
  })
  const { id } = await context.db.room.findFirstOrThrow({ where: { unit: '' } })
  expect(await postedOf(context, 'alarm')).toEqual([
    { status: 'waiting', to: `r:${id}`, params: { what: 'channel-silent', count: 15, name: 'telegram' } },
    { status: 'waiting', to: `r:${id}`, params: { what: 'channel-silent', count: 15 } },
  ])
})

it('where no room is of the whole office, it goes to all there are', async () => {
  await withWork(context, now, async (work) => {
    for (const unit of ['housing', 'support']) {
      await bindRoom(work, 'telegram', unit, undefined, { name: unit, unit })
    }
    await raiseAlarm(work, 'room-lost', 1, '2026-08-03', '值班群')
  })
  expect(await postedOf(context, 'alarm')).toHaveLength(2)
})
