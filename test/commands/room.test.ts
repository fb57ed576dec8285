import { beforeEach, describe, expect, it } from 'vitest'
import { type Context, withWork } from '../../domain/context.ts'
import { spendRoomInvite } from '../../domain/room-invites.ts'
import { bindRoom, syncRooms } from '../../domain/rooms.ts'
import { testContext } from '../embedded.ts'
import { postedOf } from '../small-office.ts'
import { now, type } from './open-commands.ts'

let context: Context

beforeEach(async () => {
  context = await testContext()
})

describe('room invite', () => {
  it('prints a code that makes a group a staff room, once, and what to do with it', async () => {
    const { code, printed } = await type(context, 'room invite 青石值班群 --unit housing')
    expect(code).toBe(0)
    expect(printed).toContain('"青石值班群" of housing')
    expect(printed).toContain('Add the bot to the group')
    const secret = /^\/bind (\S{16})$/m.exec(printed)?.[1] ?? ''
    const spend = () => withWork(context, now, (work) => spendRoomInvite(work, secret))
    expect(await spend()).toMatchObject({ name: '青石值班群', unit: 'housing' })
    expect(await spend()).toBeUndefined()
  })

  it('without a unit it is of the whole office', async () => {
    expect((await type(context, 'room invite 值班群')).printed).toContain('of the whole office')
    expect(await context.db.roomInvite.findFirst()).toMatchObject({ unit: '' })
  })

  it('a unit there is not is named, with the command that shows them', async () => {
    const { code, printed } = await type(context, 'room invite 值班群 --unit kitchen')
    expect([code, printed]).toEqual([
      1,
      'The office file has no unit "kitchen". See its units with: npm run office -- show',
    ])
  })

  it.each([
    ['without a name', 'room invite', 'Usage: npm run room'],
    ['with a name in two words', 'room invite night shift', 'without spaces, or in quotes'],
    ['with a name that is too long', `room invite ${'长'.repeat(41)}`, '1 to 40 characters'],
    ['with an option there is not', 'room invite 值班群 --role officer', "Unknown option '--role'"],
    ['with an act there is not', 'room open 值班群', 'Usage:'],
    ['with nothing', 'room', 'Usage:'],
  ])('%s it says how it is written', async (_, line, said) => {
    const { code, printed } = await type(context, line)
    expect(code).toBe(1)
    expect(printed).toContain(said)
    expect(printed).not.toContain('    at ')
  })
})

describe('room list', () => {
  it('shows every open room by id, name, channel and unit', async () => {
    await openRoom('青石值班群', '-1')
    await withWork(context, now, syncRooms)
    const { printed } = await type(context, 'room list')
    const lines = printed.split('\n').map((line) => line.replace(/^[0-9a-f-]{36} {2}/, ''))
    expect(lines.sort()).toEqual(['值班室  web  whole office', '青石值班群  telegram  housing'])
  })

  it('of a new office says how to begin', async () => {
    expect((await type(context, 'room list')).printed).toContain('npm run room -- invite')
  })
})

describe('room close', () => {
  it('closes a room by name, and says so in it', async () => {
    const room = await openRoom('青石值班群', '-1')
    expect((await type(context, 'room close 青石值班群')).code).toBe(0)
    expect((await type(context, 'room list')).printed).not.toContain('青石值班群')
    expect(await postedOf(context, 'roomUnbound')).toEqual([
      { status: 'waiting', to: `r:${room.id}`, params: { name: '青石值班群' } },
    ])
  })

  it('asks for the id when two bear the name', async () => {
    await openRoom('值班群', '-1')
    const second = await openRoom('值班群', '-2')
    const { code, printed } = await type(context, 'room close 值班群')
    expect([code, printed]).toEqual([1, expect.stringContaining('2 staff rooms are called "值班群"')])
    expect((await type(context, `room close ${second.id}`)).code).toBe(0)
    expect(await context.db.room.findMany({ where: { closedAt: null } })).toMatchObject([{ name: '值班群' }])
  })

  it('says so when there is none of the name', async () => {
    const { code, printed } = await type(context, 'room close 值班群')
    expect([code, printed]).toEqual([1, 'There is no staff room "值班群". See them with: npm run room -- list'])
  })

  it('leaves the rooms of the office file to the office file', async () => {
    await withWork(context, now, syncRooms)
    const { code, printed } = await type(context, 'room close 值班室')
    expect([code, printed]).toEqual([1, expect.stringContaining('npm run office -- import')])
    expect(await context.db.room.count({ where: { closedAt: null } })).toBe(1)
  })
})

function openRoom(name: string, externalId: string) {
  return withWork(context, now, (work) => bindRoom(work, 'telegram', externalId, undefined, { name, unit: 'housing' }))
}
