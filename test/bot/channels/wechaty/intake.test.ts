import { afterEach, expect, it } from 'vitest'
import type { Incoming } from '../../../../bot/message.ts'
import { WorldPuppet } from '../../../wechaty/puppet.ts'
import { self } from '../../../wechaty/world.ts'
import { closeBenches, eventually, isOnline, openBench, said, unlessDown } from './open.ts'

afterEach(closeBenches)

it('keeps the order of a talk though the first is slower to read, and lets no talk wait for another', async () => {
  let isFirst = true
  class Slow extends WorldPuppet {
    override async contactRawPayload(id: string) {
      if (id !== self && isFirst) {
        isFirst = false
        await new Promise((resolve) => setTimeout(resolve, 30))
      }
      return super.contactRawPayload(id)
    }
  }
  const stored: Incoming[] = []
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const { world, start } = openBench({ openPuppet: async (world) => new Slow(world) })
  const [first, second] = [world.person('甲'), world.person('乙')]
  await start({
    async receive(incoming) {
      if (incoming[0]?.account === first.id) await held
      stored.push(...incoming)
    },
  })
  first.says('一')
  first.says('二')
  second.says('三')
  await eventually(() => stored.length === 1, 'the other talk is stored')
  release()
  await eventually(() => stored.length === 3, 'all are stored')
  expect(stored.map(({ input }) => input.kind === 'text' && input.text)).toEqual(['三', '一', '二'])
})

it('goes on listening while the database is away, holds what cannot be stored, and says so', async () => {
  let isAway = false
  let asked = 0
  const stored: Incoming[] = []
  const { world, channel, start } = openBench({ pace: { renewMs: 5, leaseMs: 15 } })
  await start({
    async receive(incoming) {
      if (isAway) throw new Error('The database is away')
      stored.push(...incoming)
    },
    lease: {
      async hold() {
        if (!isAway) return true
        asked++
        throw new Error('The database is away')
      },
      release: async () => {},
      noteAlive: async () => {},
    },
  })
  const person = world.person('甲')
  isAway = true
  person.says('一')
  await eventually(() => asked > 20, 'the lease has run out')
  expect(isOnline(channel)).toBe(true)
  person.says('二')
  await eventually(() => channel.state?.().note.includes('cannot be stored') === true, 'it is told')
  isAway = false
  await eventually(() => stored.length === 2, 'both are stored')
  await eventually(() => channel.state?.().state === 'ok', 'all is well again')
  expect(stored.map(({ input }) => input.kind === 'text' && input.text)).toEqual(['一', '二'])
  expect(channel.state?.().gauges.rebuilds_total).toBe(0)
})

it('gives the talk up as soon as the database says that another instance has it', async () => {
  let isOurs = true
  const { channel, start } = openBench()
  await start({ lease: { hold: async () => isOurs, release: async () => {}, noteAlive: async () => {} } })
  isOurs = false
  const standsBy = () => channel.state?.().note === 'Another instance speaks to the puppet service.'
  await eventually(standsBy, 'it is given up')
  expect(isOnline(channel)).toBe(false)
})

it('reads what was told as the link broke from the puppet that is there then, before what was said later', async () => {
  let isBroken = false
  class Breaking extends WorldPuppet {
    override async messageRawPayload(id: string) {
      if (isBroken) throw Object.assign(new Error('14 UNAVAILABLE: Connection dropped'), { code: 14 })
      return super.messageRawPayload(id)
    }
  }
  const bench = openBench({ openPuppet: (world) => unlessDown(world, () => new Breaking(world)) })
  const { world, channel, start } = bench
  await start()
  const person = world.person('甲')
  isBroken = true
  person.says('断线前的一句')
  world.isDown = true
  world.events.emit('reset', { data: 'unreachable' })
  // More often than it is asked for.
  await eventually(() => (channel.state?.().gauges.rebuilds_total ?? 0) > 8, 'the outage goes on')
  isBroken = false
  world.isDown = false
  await eventually(() => isOnline(channel), 'the account is back')
  person.says('回来后的一句')
  await eventually(() => said(bench).length === 2, 'both are stored')
  expect(said(bench)).toEqual(['断线前的一句', '回来后的一句'])
  expect(channel.state?.().gauges.unread_messages_total).toBe(0)
})

it('does not take our own words for a resident’s that are told before we know who we are', async () => {
  const bench = openBench()
  const { world, channel } = bench
  world.asksScan = 'https://login.example/1'
  const started = bench.start()
  await eventually(() => bench.printed.length > 0, 'the puppet is there')
  const person = world.person('甲')
  world.ownerSays('我们自己说的', person)
  person.says('居民说的')
  expect(isOnline(channel)).toBe(false)
  world.events.emit('login')
  await started
  await eventually(() => said(bench).includes('居民说的'), 'it is stored')
  expect(said(bench)).toEqual(['居民说的'])
})

it('hands on a message that is told twice under one id, by which the inbox knows it, and nothing of our own', async () => {
  const bench = openBench()
  const { world, stored, start } = bench
  await start()
  const person = world.person('甲')
  const id = person.says('一次')
  world.repeat(id)
  world.ownerSays('从手机上说的', person)
  person.says('最后')
  await eventually(() => said(bench).includes('最后'), 'the last is stored')
  expect(stored.map(({ messageId }) => messageId).slice(0, 2)).toEqual([id, id])
  expect(said(bench)).toEqual(['一次', '一次', '最后'])
})

it('counts what the host will not let us read, and goes on', async () => {
  const bench = openBench()
  const { world, channel, lines, start } = bench
  await start()
  world.repeat('m404')
  world.person('甲').says('还在')
  await eventually(() => said(bench).length === 1, 'the next is stored')
  expect(channel.state?.().gauges).toMatchObject({ unread_messages_total: 1 })
  expect(lines.some((line) => line.includes('is lost: look at the log of the puppet service'))).toBe(true)
  expect(lines.join()).not.toContain('m404')
})

it('lets residents become friends and the account into rooms, and takes what they wrote with it for their first words', async () => {
  const { world, stored, start } = openBench()
  await start()
  const { id } = world.person('张三')
  const timestamp = 1_785_722_400
  world.friendships.set('f1', { id: 'f1', contactId: id, timestamp, type: 2, ticket: 't', hello: '我要反映问题' })
  world.events.emit('friendship', { friendshipId: 'f1' })
  world.events.emit('room-invite', { roomInvitationId: 'i1' })
  await eventually(() => world.accepted.length === 2, 'both are accepted')
  expect(world.accepted).toEqual(['f1', 'i1'])
  await eventually(() => stored.length === 1, 'the talk is opened')
  expect(stored[0]).toMatchObject({ account: id, name: '张三', input: { kind: 'text', text: '我要反映问题' } })
})

it('hands on who comes into a room and leaves it, and that we were shut out', async () => {
  const { world, stored, start } = openBench()
  await start()
  const [boss, officer] = [world.person('甲'), world.person('乙')]
  const room = world.room('值班', [boss, officer])
  const where = { roomId: room.id, timestamp: 1_785_722_400 }
  world.events.emit('room-join', { ...where, inviteeIdList: [officer.id], inviterId: boss.id })
  world.events.emit('room-leave', { ...where, removeeIdList: [officer.id], removerId: officer.id })
  world.events.emit('room-leave', { ...where, removeeIdList: [self], removerId: boss.id })
  await eventually(() => stored.length === 3, 'all are stored')
  expect(stored.map(({ account, input }) => [account, input.kind === 'membership' && input.change])).toEqual([
    [officer.id, 'joined'],
    [officer.id, 'left'],
    [boss.id, 'blocked'],
  ])
})

it('tells first that it is back, again until that is written down, and only then notes that it is alive', async () => {
  const notes: string[] = []
  const { start } = openBench({ pace: { dingMs: 10, mostUnanswered: 1000 } })
  await start({
    async backOnline() {
      notes.push('back')
      if (notes.length < 3) throw new Error('The database is away')
    },
    lease: { hold: async () => true, release: async () => {}, noteAlive: async () => void notes.push('alive') },
  })
  await eventually(() => notes.includes('alive'), 'life is noted')
  expect(notes.slice(0, 4)).toEqual(['back', 'back', 'back', 'alive'])
})
