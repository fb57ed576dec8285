import { randomUUID } from 'node:crypto'
import { PassThrough } from 'node:stream'
import Fastify from 'fastify'
import { createTelegramChannel } from '../../../bot/channels/telegram/channel.ts'
import { createTerminalChannel } from '../../../bot/channels/terminal/channel.ts'
import { createWebChannel } from '../../../bot/channels/web/channel.ts'
import type { Messages } from '../../../bot/channels/web/protocol.ts'
import type { Reply } from '../../../bot/message.ts'
import { createWebOffice } from '../../../bot/web-office.ts'
import { withWork } from '../../../domain/context.ts'
import { syncRooms } from '../../../domain/rooms.ts'
import { embeddedDatabase, testContext } from '../../embedded.ts'
import { startTelegram } from '../../telegram/server.ts'
import { createDoubleChannel } from '../double-channel.ts'
import { describeChannel } from './contract.ts'
import { face } from './telegram/open.ts'

const now = () => new Date('2026-08-03T02:00:00Z')

describeChannel('double', async (host) => {
  const channel = createDoubleChannel('double')
  await channel.start(host)
  return {
    channel,
    account: 'somebody',
    room: 'main',
    gone: 'm0',
    screen: (target) => channel.screen(target).map(({ reply }) => worded(reply)),
    close: async () => {},
  }
})

describeChannel('terminal', async (host) => {
  const input = new PassThrough()
  const output = new PassThrough()
  let screen = ''
  output.on('data', (chunk: Buffer) => {
    screen += chunk.toString()
  })
  const channel = createTerminalChannel({ input, output, now })
  await channel.start(host)
  return {
    channel,
    account: 'terminal',
    gone: 'out-0',
    says: (text) => input.write(`${text}\n`),
    screen: () => [screen],
    close: async () => void input.destroy(),
  }
})

describeChannel('web', async (host) => {
  const context = await testContext()
  await withWork(context, now(), syncRooms)
  const office = createWebOffice(context, await embeddedDatabase(), now)
  const channel = createWebChannel(office, { cookieSecret: Buffer.alloc(32, 3), secure: false, now })
  const app = Fastify()
  await app.register(channel.plugin)
  await channel.start(host)
  const session = await app.inject({ method: 'POST', url: '/web/session', payload: {} })
  const { value = '' } = session.cookies.find(({ name }) => name === 'xq') ?? {}
  const headers = { cookie: `xq=${encodeURIComponent(value)}` }
  const account = value.slice(0, value.lastIndexOf('.'))
  return {
    channel,
    account,
    room: 'main',
    gone: randomUUID(),
    says: (text) =>
      app.inject({
        method: 'POST',
        url: '/web/messages',
        headers,
        payload: { id: randomUUID(), at: now().toISOString(), input: { kind: 'text', text } },
      }),
    async screen(target) {
      if ('account' in target) {
        const { messages } = (await app.inject({ url: '/web/messages?after=0', headers })).json<Messages>()
        return messages.flatMap(({ reply }) => (reply ? [worded(reply)] : []))
      }
      const { letters } = await office.boxes.read(target, 0, 200)
      return letters.map(({ content }) => worded((content as { reply: Reply }).reply))
    },
    close: () => app.close(),
  }
})

describeChannel('telegram', async (host) => {
  const telegram = await startTelegram()
  const person = telegram.user({ name: '甲' })
  person.starts()
  const group = telegram.group('值班', { members: [person] })
  const channel = createTelegramChannel({
    token: telegram.token,
    apiRoot: telegram.root,
    face: async () => face,
    readFile: async () => undefined,
    log: { info() {}, warn() {}, error() {} },
    now: () => new Date(),
  })
  await channel.start(host)
  await telegram.until(() => telegram.pending() === 0)
  return {
    channel,
    account: String(person.id),
    room: String(group.id),
    gone: '999000',
    says: (text) => person.says(text),
    screen: (target) =>
      ('room' in target ? group : person)
        .screen()
        .filter(({ fromBot }) => fromBot)
        .map(({ text = '', buttons }) => [text, ...buttons].join('\n')),
    close: () => telegram.close(),
  }
})

/** A reply as somebody reads it. */
function worded({ text, secrets = {}, choices = [] }: Reply): string {
  const words = text.replace(/\{\{(\w+)\}\}/g, (place, name: string) => secrets[name] ?? place)
  return [words, ...choices.flat().map(({ label }) => label)].join('\n')
}
