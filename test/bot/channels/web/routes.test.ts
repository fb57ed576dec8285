import { randomUUID } from 'node:crypto'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, expect, test } from 'vitest'
import { createBot } from '../../../../bot/bot.ts'
import { createWebChannel } from '../../../../bot/channels/web/channel.ts'
import type { Messages, PostInput } from '../../../../bot/channels/web/protocol.ts'
import { createWebOffice } from '../../../../bot/web-office.ts'
import { type Context, withWork } from '../../../../domain/context.ts'
import { removeOfficer } from '../../../../domain/departures.ts'
import { createLog } from '../../../../domain/log.ts'
import { inviteOfficer } from '../../../../domain/officers.ts'
import { syncRooms } from '../../../../domain/rooms.ts'
import { embeddedDatabase, testContext } from '../../../embedded.ts'

const at = new Date('2026-08-03T02:00:00Z')
let stop: (() => Promise<void>) | undefined

afterEach(async () => {
  await stop?.()
  stop = undefined
})

test('a message posted three times with the same id is stored once, and answered 200 each time', async () => {
  const { app, context } = await openWeb()
  const cookie = await enterAsResident(app)
  const message = { id: randomUUID(), at: at.toISOString(), input: { kind: 'text', text: '房子裂了' } }
  for (let time = 0; time < 3; time++) {
    const answer = await app.inject({ method: 'POST', url: '/web/messages', headers: { cookie }, payload: message })
    expect(answer.statusCode).toBe(200)
  }
  expect(await context.db.inbox.count()).toBe(1)
  expect((await messagesOf(app, cookie)).messages.length).toBe(1)
})

test('without the cookie, with a forged one, or from another site nothing is taken', async () => {
  const { app, context } = await openWeb()
  const cookie = await enterAsResident(app)
  const forged = `xq=${encodeURIComponent(`resident:${randomUUID()}`)}.${'A'.repeat(43)}`
  const payload = { id: randomUUID(), at: at.toISOString(), input: { kind: 'text', text: '你好' } }
  const post = (headers: Record<string, string>) =>
    app.inject({ method: 'POST', url: '/web/messages', headers, payload })
  expect((await post({})).statusCode).toBe(401)
  expect((await post({ cookie: forged })).statusCode).toBe(401)
  expect((await post({ cookie, origin: 'https://elsewhere.example' })).statusCode).toBe(403)
  expect(await context.db.inbox.count()).toBe(0)
})

test('a body that no page sends is refused with a sentence, in the language of the reader', async () => {
  const { app } = await openWeb()
  const cookie = await enterAsResident(app)
  for (const payload of [
    {},
    { id: 'x' },
    { id: randomUUID(), at: 'yesterday', input: { kind: 'text', text: '' } },
    '{',
  ]) {
    const answer = await app.inject({
      method: 'POST',
      url: '/web/messages',
      headers: { cookie, 'content-type': 'application/json', 'accept-language': 'en' },
      payload,
    })
    expect(answer.statusCode).toBe(400)
    expect(answer.json<{ error: string }>().error).toContain('reload')
  }
})

test('the query code is shown until the page has confirmed it, and then never again', async () => {
  const { app, settle } = await openWeb()
  const cookie = await enterAsResident(app)
  const say = async (text: string) => {
    await postAs(app, cookie, { kind: 'text', text })
    await settle()
  }
  for (const words of ['反映问题', '1', '1', '柳湾村', '少量了两间房', '完成', '匿名', '提交']) await say(words)
  const before = await messagesOf(app, cookie)
  const receipt = before.messages.find((message) => message.reply?.secrets)
  expect(receipt?.reply?.secrets?.code).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{5}$/)
  await app.inject({ method: 'POST', url: '/web/seen', headers: { cookie }, payload: { seq: before.seq } })
  const after = await messagesOf(app, cookie)
  expect(JSON.stringify(after)).not.toContain(receipt?.reply?.secrets?.code)
  expect(after.messages.find((message) => message.id === receipt?.id)?.reply?.text).toContain('●●●●')
})

test('a file goes to its owner and to nobody else; what is not on the list is refused, and so is what is too large', async () => {
  const { app } = await openWeb()
  const [owner, stranger] = [await enterAsResident(app), await enterAsResident(app)]
  const file = await upload(app, owner, Buffer.from('第一页'), 'a.txt')
  expect(file.statusCode).toBe(200)
  const { file: id } = file.json<{ file: string }>()
  const own = await app.inject({ url: `/web/files/${id}`, headers: { cookie: owner } })
  expect([own.statusCode, own.headers['content-disposition'], own.headers['x-content-type-options']]).toEqual([
    200,
    "attachment; filename*=UTF-8''a.txt",
    'nosniff',
  ])
  expect((await app.inject({ url: `/web/files/${id}`, headers: { cookie: stranger } })).statusCode).toBe(404)
  expect((await app.inject({ url: `/desk/files/${id}`, headers: { cookie: owner } })).statusCode).toBe(404)
  expect((await upload(app, owner, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'a.svg')).statusCode).toBe(
    415,
  )
  expect((await upload(app, owner, Buffer.alloc(21 * 1024 * 1024, 65), 'b.txt')).statusCode).toBe(413)
})

test('a one-time code lets one browser in; the officer sees the rooms, and nothing any more once they have left', async () => {
  const { app, context } = await openWeb()
  const { code } = await withWork(context, at, (work) =>
    inviteOfficer(work, { name: '甲', role: 'officer', unit: work.office.defaultUnit }),
  )
  const enter = () => app.inject({ method: 'POST', url: '/desk/enter', payload: { code } })
  const first = await enter()
  expect(first.statusCode).toBe(200)
  const cookie = cookieOf(first.headers['set-cookie'])
  expect((await enter()).statusCode).toBe(403)
  const { boxes } = first.json<{ boxes: { key: string }[] }>()
  expect(boxes.map((box) => box.key)).toEqual(['main', 'private'])
  const look = (box: string) => app.inject({ url: `/desk/messages?box=${box}&after=0`, headers: { cookie } })
  expect((await look('main')).statusCode).toBe(200)
  expect((await look('no-such-room')).statusCode).toBe(401)
  await withWork(context, at, (work) => removeOfficer(work, '甲'))
  expect((await look('main')).statusCode).toBe(401)
  expect((await app.inject({ url: '/desk/session', headers: { cookie } })).statusCode).toBe(401)
})

async function openWeb() {
  const context: Context = await testContext()
  const database = await embeddedDatabase()
  await withWork(context, at, syncRooms)
  const web = createWebChannel(
    createWebOffice(context, database, () => at),
    {
      cookieSecret: Buffer.alloc(32, 3),
      secure: false,
      now: () => at,
    },
  )
  const log = createLog('silent')
  const bot = createBot(context, database, log, { channels: [web], owner: 'test', now: () => at })
  const app = Fastify()
  await app.register(web.plugin)
  await web.start(bot.host('web'))
  stop = async () => {
    await web.stop()
    await app.close()
  }
  return { app, context, settle: () => bot.settle(at) }
}

async function enterAsResident(app: FastifyInstance): Promise<string> {
  return cookieOf((await app.inject({ method: 'POST', url: '/web/session', payload: {} })).headers['set-cookie'])
}

async function postAs(app: FastifyInstance, cookie: string, input: PostInput): Promise<void> {
  const payload = { id: randomUUID(), at: at.toISOString(), input }
  const answer = await app.inject({ method: 'POST', url: '/web/messages', headers: { cookie }, payload })
  expect(answer.statusCode).toBe(200)
}

async function messagesOf(app: FastifyInstance, cookie: string): Promise<Messages> {
  return (await app.inject({ url: '/web/messages?after=0', headers: { cookie } })).json<Messages>()
}

function upload(app: FastifyInstance, cookie: string, content: Buffer, name: string) {
  const boundary = 'xinqiao'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  return app.inject({
    method: 'POST',
    url: '/web/files?media=file',
    headers: { cookie, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  })
}

function cookieOf(header: string | string[] | undefined): string {
  return [header]
    .flat()
    .map((line) => line?.split(';')[0])
    .join('; ')
}
