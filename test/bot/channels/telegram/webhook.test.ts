import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, describe, expect, it } from 'vitest'
import {
  type Bench,
  closeBenches,
  eventually,
  hostOf,
  type InstanceOptions,
  openBench,
  promised,
  said,
} from './open.ts'
import { message } from './updates.ts'

const secret = 'a-secret-of-thirty-two-letters-0'
const apps: FastifyInstance[] = []

afterEach(async () => {
  await closeBenches()
  for (const app of apps.splice(0)) await app.close()
})

/** A channel behind a server of its own, not started yet. */
async function mount(bench: Bench, given: InstanceOptions = {}) {
  const webhook = { url: '', secret }
  const channel = bench.instance({ ...given, settings: { webhook, ...given.settings } })
  const app = Fastify()
  apps.push(app)
  await app.register(channel.plugin)
  webhook.url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/telegram`
  const post = (payload: object | string, headers: Record<string, string> = {}) =>
    app.inject({
      method: 'POST',
      url: '/telegram',
      payload,
      headers: { 'x-telegram-bot-api-secret-token': secret, 'content-type': 'application/json', ...headers },
    })
  return { app, channel, webhook, post }
}

async function start(bench: Bench, given: InstanceOptions = {}) {
  const mounted = await mount(bench, given)
  await mounted.channel.start(hostOf(bench, given))
  await bench.telegram.until(() => bench.telegram.calls.some(({ method, ok }) => method === 'getWebhookInfo' && ok))
  return mounted
}

const calls = ({ telegram }: Bench, method: string) => telegram.calls.filter((call) => call.method === method)

describe('the webhook', () => {
  it('is set with everything it needs, and what waits is not dropped', async () => {
    const bench = await openBench()
    const { webhook } = await start(bench)
    expect(calls(bench, 'setWebhook').map(({ params }) => params)).toEqual([
      {
        url: webhook.url,
        secret_token: secret,
        allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member', 'chat_member'],
        max_connections: 40,
        drop_pending_updates: false,
      },
    ])
  })

  it('takes what people say, and Telegram is told that it has it', async () => {
    const bench = await openBench()
    const person = bench.telegram.user({ name: '甲' })
    person.starts()
    const { channel } = await start(bench)
    person.says('墙裂了')
    await bench.telegram.until(() => bench.telegram.pending() === 0)
    expect(bench.stored.map(({ input }) => input.kind)).toEqual(['opened', 'text'])
    expect(channel.state?.()).toMatchObject({ state: 'ok', gauges: { polling: 0 } })
    await eventually(() => channel.state?.().gauges.pending_updates === 0, 'nothing waits')
    expect(bench.lease.alive).toBeGreaterThan(0)
  })

  it('gets no answer before it is stored', async () => {
    const bench = await openBench()
    const { promise: begun, resolve: begin } = promised()
    const { promise: storing, resolve: store } = promised()
    const { post } = await start(bench, {
      host: {
        async receive() {
          begin()
          await storing
        },
      },
    })
    let status: number | undefined
    const answered = post(message({ text: '墙裂了' })).then((answer) => {
      status = answer.statusCode
      return answer
    })
    await begun
    await new Promise((resolve) => setImmediate(resolve))
    expect(status).toBeUndefined()
    store()
    expect((await answered).statusCode).toBe(200)
    // A method in the answer would be carried out with nobody told what became of it.
    expect((await answered).body).toBe('')
  })

  it('is told when it could not be stored, and brings it again', async () => {
    const bench = await openBench({ webhookRetryMs: 10 })
    const person = bench.telegram.user({ name: '甲' })
    person.starts()
    let failures = 0
    const { channel } = await start(bench, {
      host: {
        async receive(incoming) {
          if (failures++ < 3) throw new Error('away')
          bench.stored.push(...incoming)
        },
      },
    })
    await bench.telegram.until(() => bench.telegram.pending() === 0)
    expect(failures).toBe(4)
    expect(bench.stored.map(({ input }) => input.kind)).toEqual(['opened'])
    expect(bench.lines.some((line) => line.includes('could not be stored'))).toBe(true)
    // Telegram remembers that it could not deliver, for a while.
    await eventually(() => channel.state?.().note.includes('500') === true, 'the failure is told')
    expect(channel.state?.()).toMatchObject({ state: 'degraded', note: expect.stringContaining('PUBLIC_URL') })
  })

  it('brings the same again with the same id', async () => {
    const bench = await openBench()
    const { post } = await start(bench)
    await post(message({ text: '墙裂了' }))
    await post(message({ text: '墙裂了' }))
    expect(new Set(bench.stored.map(({ messageId }) => messageId)).size).toBe(1)
  })

  it.each([
    ['without the secret', { 'x-telegram-bot-api-secret-token': '' }],
    ['with another one', { 'x-telegram-bot-api-secret-token': 'b-secret-of-thirty-two-letters-0' }],
    ['with the beginning of it', { 'x-telegram-bot-api-secret-token': secret.slice(0, -1) }],
  ])('%s is shut out before anything is read', async (_, headers) => {
    const bench = await openBench()
    const { post } = await start(bench)
    expect((await post(message({ text: '墙裂了' }), headers)).statusCode).toBe(401)
    expect((await post('{ no JSON', headers)).statusCode).toBe(401)
    expect((await post('x'.repeat(3 * 1024 * 1024), headers)).statusCode).toBe(401)
    expect(bench.stored).toEqual([])
  })

  it.each([
    ['no JSON', '{', 400],
    ['a list', [], 400],
    ['an update without a number', { message: {} }, 400],
    ['an update with another number', { update_id: '7' }, 400],
    ['more than two megabytes', `{"update_id":1,"x":"${'x'.repeat(2 * 1024 * 1024)}"}`, 413],
  ])('takes no %s', async (_, payload, status) => {
    const bench = await openBench()
    const { post } = await start(bench)
    const answer = await post(payload)
    expect(answer.statusCode).toBe(status)
    expect(answer.body).toBe('')
    expect(bench.stored).toEqual([])
  })

  it('confirms what says nothing to us', async () => {
    const bench = await openBench()
    const { post } = await start(bench)
    expect((await post({ update_id: 5, poll: { id: '1' } })).statusCode).toBe(200)
    expect(bench.stored).toEqual([])
  })

  it('is sent away before the start and after the stop', async () => {
    const bench = await openBench()
    const { channel, post } = await mount(bench)
    expect((await post(message({ text: '早' }))).statusCode).toBe(503)
    expect((await post('{ not read')).statusCode).toBe(503)
    await channel.start(hostOf(bench))
    await bench.telegram.until(() => calls(bench, 'getWebhookInfo').length > 0)
    expect((await post(message({ text: '好' }))).statusCode).toBe(200)
    await channel.stop()
    expect((await post(message({ text: '晚' }))).statusCode).toBe(503)
    expect(said(bench)).toEqual(['好'])
  })

  it('is set by one instance, while all of them take updates', async () => {
    const bench = await openBench()
    const one = await start(bench, { name: 'one' })
    const two = await mount(bench, { name: 'two' })
    await two.channel.start(hostOf(bench, { name: 'two' }))
    await bench.telegram.until(() => calls(bench, 'getMe').filter(({ answeredAt }) => answeredAt).length === 2)
    const { asked } = bench.lease
    await eventually(() => bench.lease.asked > asked + 5, 'both ask for the lease')
    expect(calls(bench, 'setWebhook')).toHaveLength(1)
    expect((await one.post(message({ text: '一' }))).statusCode).toBe(200)
    expect((await two.post(message({ text: '二' }))).statusCode).toBe(200)
    expect(said(bench)).toEqual(['一', '二'])
  })

  it('that somebody has set to another address is set again', async () => {
    const bench = await openBench()
    const { channel, webhook } = await start(bench)
    const other = encodeURIComponent('http://127.0.0.1:9/elsewhere')
    let isSet = false
    for (let tries = 0; !isSet && tries < 30; tries++) {
      const answer = await fetch(`${bench.telegram.root}/bot${bench.telegram.token}/setWebhook?url=${other}`)
      isSet = answer.ok
      if (!isSet) await new Promise((resolve) => setTimeout(resolve, 100))
    }
    const ours = () => calls(bench, 'setWebhook').filter(({ params, ok }) => params.url === webhook.url && ok)
    await bench.telegram.until(() => ours().length === 2)
    await eventually(() => channel.state?.().state === 'ok', 'all is well again')
    expect(bench.lines.join('\n')).toContain('another webhook')
  })

  it('is set again and again until Telegram takes it', async () => {
    const bench = await openBench()
    bench.telegram.faults.decide = ({ method, count }) =>
      method === 'setWebhook' && count <= 3 ? { kind: '502' } : undefined
    const { channel } = await start(bench)
    expect(calls(bench, 'setWebhook')).toHaveLength(4)
    expect(channel.state?.().gauges.errors_total).toBe(3)
  })
})

describe('without a webhook', () => {
  it('there is no such address', async () => {
    const bench = await openBench()
    const app = Fastify()
    apps.push(app)
    await app.register(bench.instance().plugin)
    expect((await app.inject({ method: 'POST', url: '/telegram', payload: {} })).statusCode).toBe(404)
  })
})
