import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import { afterEach, expect, it } from 'vitest'
import { checkWechaty } from '../../../../bot/channels/wechaty/check.ts'
import type { HostAddress } from '../../../../bot/channels/wechaty/host-address.ts'
import { messageKinds } from '../../../../bot/channels/wechaty/message-kinds.ts'
import { servicePuppet } from '../../../../bot/channels/wechaty/remote-puppet.ts'
import type { Puppet } from '../../../../bot/channels/wechaty/settings.ts'
import type { Channel } from '../../../../bot/message.ts'
import { createServiceHost, type Host } from '../../../wechaty/host.ts'
import { createWorld } from '../../../wechaty/world.ts'
import { createHost } from '../host.ts'
import { type Bench, closeBenches, eventually, isOnline, openBench, said } from './open.ts'

const hosts: Host[] = []

afterEach(async () => {
  await closeBenches()
  await Promise.all(hosts.splice(0).map((host) => host.kill()))
})

/** A channel and a puppet service that speak over gRPC with TLS. */
async function openRemote(change: (address: HostAddress) => HostAddress = (address) => address) {
  let host: Host | undefined
  const puppets: Puppet[] = []
  const bench: Bench = openBench({
    async openPuppet() {
      if (!host) throw new Error('There is no host')
      const puppet = await servicePuppet(change(host.address))
      puppets.push(puppet)
      return puppet
    },
  })
  host = await createServiceHost(bench.world)
  hosts.push(host)
  return { ...bench, host, puppets }
}

/** How often the bot was built anew. */
const triesOf = (channel: Channel) => channel.state?.().gauges.rebuilds_total ?? 0

it('carries words, a picture of 200 kB both ways, and rooms with and without a mention', async () => {
  const { world, host, channel, stored, files, start, send } = await openRemote()
  await host.start()
  await start()
  const resident = world.person('张三')
  const room = world.room('值班', [resident])
  const picture = Buffer.from(Array.from({ length: 200_000 }, (_, index) => (index * 31) % 251))

  resident.says('墙裂了')
  const pictureId = resident.sends({ name: 'wall.png', content: picture })
  resident.says('#12 受理', room)
  resident.says('@信桥 值班\u2005#12 受理', room)
  await eventually(() => stored.length === 4, 'all four are stored')
  expect(stored.map(({ account, room, input }) => [account, room, input])).toEqual([
    [resident.id, undefined, { kind: 'text', text: '墙裂了' }],
    [
      resident.id,
      undefined,
      { kind: 'media', files: [], remote: [{ remote: pictureId, media: 'photo', name: 'wall.png' }] },
    ],
    [resident.id, room.id, { kind: 'text', text: '#12 受理' }],
    [resident.id, room.id, { kind: 'text', text: '#12 受理' }],
  ])
  const fetched = await channel.fetch?.({ remote: pictureId, media: 'photo' })
  expect(fetched?.kind === 'fetched' && Buffer.from(fetched.content).equals(picture)).toBe(true)

  files.set('f1', { content: picture, mime: 'image/png' })
  expect(await send({ account: resident.id }, '您好')).toMatchObject({ kind: 'sent', delivered: true })
  await send({ room: room.id }, { text: '卡片', files: [{ file: 'f1', media: 'photo', name: 'wall' }] })
  expect(resident.screen).toEqual([{ by: 'wxid_office', text: '您好' }])
  expect(room.screen.map(({ text, file }) => text ?? file?.name)).toEqual(['卡片', 'wall.png'])
  expect(room.screen[1]?.file?.content.equals(picture)).toBe(true)
  expect((await send({ account: 'wxid_nobody' }, '您好')).kind).toBe('unreachable')
})

it('tells places as they are, and that a file is there no more', async () => {
  const { world, host, channel, stored, start } = await openRemote()
  await host.start()
  await start()
  const resident = world.person('张三')
  resident.says('', undefined, { type: messageKinds.location })
  const gone = resident.says('', undefined, { type: messageKinds.attachment, filename: '证明.pdf' })
  await eventually(() => stored.length === 2, 'both are stored')
  // Where the mock puppet of wechaty is.
  expect(stored[0]?.input).toEqual({ kind: 'location', latitude: 39.995121, longitude: 116.334154 })
  expect(await channel.fetch?.({ remote: gone, media: 'file' })).toEqual({ kind: 'refused', why: 'unavailable' })
})

it('does not know what became of a message when the host dies over it', async () => {
  const { world, host, start, send } = await openRemote()
  await host.start()
  await start()
  const resident = world.person('张三')
  world.holds = true
  const sending = send({ account: resident.id }, '答复')
  await eventually(() => world.held > 0, 'the host has it')
  await host.kill()
  expect(await sending).toMatchObject({ kind: 'uncertain' })
})

it('is back after the host was killed, with one bot and nobody who listens twice', async () => {
  const bench = await openRemote()
  const { world, host, channel, stored, came, puppets, start, send } = bench
  await host.start()
  await start()
  const listeners = puppets[0]?.listenerCount('message')
  const resident = world.person('张三')
  for (const [time, tries] of [
    ['第一次', 1],
    ['第二次', 12],
  ] as const) {
    const before = triesOf(channel)
    await host.kill()
    await eventually(() => !isOnline(channel) && triesOf(channel) >= before + tries, 'the outage is noticed')
    expect(await send({ account: resident.id }, time)).toMatchObject({ kind: 'retry' })
    resident.says(`断线时说的${time}`)
    await host.start()
    await eventually(() => isOnline(channel), 'the account is back')
    resident.says(time)
    await eventually(() => said(bench).includes(time), 'it is heard')
  }
  expect(stored.map(({ input }) => input)).toEqual([
    { kind: 'text', text: '第一次' },
    { kind: 'text', text: '第二次' },
  ])
  expect(came.back).toBe(3)
  for (const closed of puppets.slice(0, -1)) expect(closed.listenerCount('message')).toBe(0)
  expect(puppets.at(-1)?.listenerCount('message')).toBe(listeners)
})

it('starts without a host, says what to look at, and is there as soon as the host is', async () => {
  const { host, channel, start } = await openRemote()
  const started = start()
  await eventually(() => channel.state?.().state === 'degraded', 'it is noticed')
  expect(channel.state?.().note).toContain('WECHATY_ENDPOINT')
  await host.start()
  await started
  expect(channel.state?.()).toMatchObject({ state: 'ok', note: 'WeChat is logged in.' })
})

it.each([
  ['a token that the host does not know', { token: 'another_token' }, 'WECHATY_TOKEN'],
  ['a certificate that nobody has signed whom we trust', { ca: rootCertificates[0] ?? '' }, 'WECHATY_CA'],
  ['a name that is not on the certificate', { serverName: 'other.example' }, 'WECHATY_SERVER_NAME'],
])('fails with %s, and says which variable is wrong', async (_, wrong, variable) => {
  const { host, channel, lines } = await openRemote((address) => ({ ...address, ...wrong }))
  await host.start()
  await channel.start(createHost())
  await eventually(() => channel.state?.().state === 'failed', 'it is noticed')
  expect(channel.state?.().note).toContain(variable)
  expect(lines.join()).not.toMatch(/another_token|token_of_a_test/)
})

it('keeps no folder with names in the home directory, where the library’s would bear the token', async () => {
  const { world, host, stored, start } = await openRemote()
  await host.start()
  await start()
  world.person('张三').says('在家')
  await eventually(() => stored.length === 1, 'it is stored')
  expect(stored[0]?.name).toBe('张三')
  const store = join(homedir(), '.wechaty', 'wechaty-puppet-service')
  expect(existsSync(join(store, host.address.token))).toBe(false)
})

it('goes on when the host says something that nobody can read', async () => {
  const bench = await openRemote()
  const { world, host, channel, start } = bench
  await host.start()
  await start()
  const errors = () => channel.state?.().gauges.errors_total ?? 0
  const before = errors()
  world.events.emit('room-join', undefined)
  await eventually(() => errors() > before, 'it is counted')
  world.person('张三').says('还在')
  await eventually(() => said(bench).includes('还在'), 'the next is heard')
  expect(triesOf(channel)).toBe(0)
})

it('leaves nobody behind who holds the stream when the library wanted to start it again as it was closed', async () => {
  const host = await createServiceHost(createWorld())
  hosts.push(host)
  await host.start()
  const puppet = await servicePuppet(host.address)
  puppet.on('error', () => {})
  await puppet.start()
  const resetting = puppet.reset()
  await puppet.stop()
  await resetting
  const [first] = await checkWechaty(host.address, { startMs: 3_000, loginMs: 1_000 })
  const last = (await checkWechaty(host.address, { startMs: 3_000, loginMs: 1_000 })).at(-1)
  await puppet.stop()
  expect(first?.verdict).toBe('well')
  expect(last).toMatchObject({ verdict: 'well', note: 'WeChat is logged in there.' })
})

it('takes a recall that is told under the id of what is recalled, though the puppets keep what they have read', async () => {
  const { world, host, stored, start } = await openRemote()
  await host.start()
  await start()
  const person = world.person('张三')
  const id = person.says('说错了')
  await eventually(() => stored.length === 1, 'the words are stored')
  person.says(id, undefined, { id, type: messageKinds.recalled })
  await eventually(() => stored.length === 2, 'the recall is stored')
  expect(stored[1]).toMatchObject({ messageId: `recall.${id}`, input: { kind: 'recall', of: id } })
})
