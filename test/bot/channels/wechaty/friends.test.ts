import { afterEach, expect, it } from 'vitest'
import { readHello } from '../../../../bot/channels/wechaty/read-hello.ts'
import { WorldPuppet } from '../../../wechaty/puppet.ts'
import type { World } from '../../../wechaty/world.ts'
import { closeBenches, eventually, isOnline, openBench, unlessDown } from './open.ts'

afterEach(closeBenches)

const timestamp = 1_785_722_400

function asks(world: World, name: string, hello = ''): string {
  const { id } = world.person(name)
  const friendshipId = `f-${name}`
  world.friendships.set(friendshipId, { id: friendshipId, contactId: id, timestamp, type: 2, ticket: 't', hello })
  world.events.emit('friendship', { friendshipId })
  return id
}

it('who waits to become a friend when the link breaks becomes one when it is there again', async () => {
  const { world, channel, stored, start } = openBench({
    openPuppet: (world) => unlessDown(world, () => new WorldPuppet(world)),
  })
  await start()
  asks(world, '甲')
  asks(world, '乙')
  world.isDown = true
  world.events.emit('reset', { data: 'unreachable' })
  asks(world, '丙')
  await eventually(() => (channel.state?.().gauges.rebuilds_total ?? 0) > 8, 'the outage goes on')
  world.isDown = false
  await eventually(() => isOnline(channel), 'the account is back')
  await eventually(() => stored.length === 2, 'both talks are opened')
  expect(world.accepted).toEqual(['f-甲', 'f-乙'])
})

it('who was accepted though the host gave no answer is a friend: the talk opens when asking again is refused', async () => {
  class Unsure extends WorldPuppet {
    override async friendshipAccept(id: string): Promise<void> {
      if (this.world.accepted.includes(id)) throw Object.assign(new Error('already a friend'), { code: 2 })
      await super.friendshipAccept(id)
      throw Object.assign(new Error('14 UNAVAILABLE: Connection dropped'), { code: 14 })
    }
  }
  const { world, stored, lines, start } = openBench({ openPuppet: async (world) => new Unsure(world) })
  await start()
  asks(world, '甲')
  await eventually(() => stored.length === 1, 'the talk is opened')
  expect(stored[0]?.input).toEqual({ kind: 'opened' })
  expect(lines.join()).not.toContain('Not accepted')
})

it('who cannot be accepted for long comes to their turn again, and keeps nobody else waiting meanwhile', async () => {
  let tries = 0
  class Stumbling extends WorldPuppet {
    override async friendshipAccept(id: string): Promise<void> {
      // More often than one is tried in one turn.
      if (id === 'f-甲' && ++tries <= 10) throw Object.assign(new Error('Connection dropped'), { code: 14 })
      await super.friendshipAccept(id)
    }
  }
  const { world, stored, start } = openBench({ openPuppet: async (world) => new Stumbling(world) })
  await start()
  asks(world, '甲')
  asks(world, '乙')
  await eventually(() => stored.length === 2, 'both talks are opened')
  expect(world.accepted).toEqual(['f-乙', 'f-甲'])
})

it('whom the host refuses is not asked for again, and the operator can read of it', async () => {
  class Refusing extends WorldPuppet {
    override async friendshipAccept(): Promise<void> {
      throw Object.assign(new Error('something of WeChat’s'), { code: 2 })
    }
  }
  const { world, stored, lines, start } = openBench({ openPuppet: async (world) => new Refusing(world) })
  await start()
  asks(world, '甲', '墙裂了')
  await eventually(() => lines.some((line) => line.includes('Not accepted')), 'it is told')
  expect(stored).toEqual([])
})

it.each([
  ['墙裂了，三号楼', '墙裂了，三号楼'],
  [' 我是张三，墙裂了 ', '我是张三，墙裂了'],
  ['我是三号楼的张三', '我是三号楼的张三'],
  ['我是张三', undefined],
  ['我是群聊“青石安置点”的张三', undefined],
  ["I'm 张三", undefined],
  ['', undefined],
])('what 张三 wrote with the request, %j, has as words %j', (hello, words) => {
  expect(readHello(hello, '张三')).toBe(words)
})

it('of somebody without a name every hello is words', () => {
  expect(readHello('我是张三', undefined)).toBe('我是张三')
  expect(readHello('我是张三', '')).toBe('我是张三')
})
