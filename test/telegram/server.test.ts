import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ask, buttons, clock, refusal, say, start, started, type Update, updates } from './asking.ts'

describe('the door', () => {
  it('tells the bot who it is', async () => {
    const telegram = await start()
    const { result } = await ask(telegram, 'getMe')
    expect(result).toMatchObject({ id: telegram.me.id, is_bot: true, username: telegram.me.username })
  })

  it('knows no other token', async () => {
    const telegram = await start()
    expect(await refusal({ ...telegram, token: '1:x' }, 'getMe')).toBe('401 Unauthorized')
  })

  it('knows no other method', async () => {
    expect(await refusal(await start(), 'sendGift')).toMatch(/^404 Not Found/)
  })

  it('reads a query, a form and JSON alike, whatever the case of the method', async () => {
    const { telegram, wang } = await started()
    const at = `${telegram.root}/bot${telegram.token}/sendmessage`
    const markup = JSON.stringify(buttons('好'))
    await fetch(`${at}?${new URLSearchParams({ chat_id: String(wang.id), text: '一', reply_markup: markup })}`)
    await fetch(at, {
      method: 'POST',
      body: new URLSearchParams({ chat_id: String(wang.id), text: '二', reply_markup: markup }),
    })
    await say(telegram, wang, '三', { reply_markup: markup })
    const said = wang.screen().filter((message) => message.fromBot)
    expect(said.map((message) => [message.text, ...message.buttons])).toEqual([
      ['一', '好'],
      ['二', '好'],
      ['三', '好'],
    ])
    expect(telegram.calls.map((one) => one.method)).toEqual(['sendMessage', 'sendMessage', 'sendMessage'])
  })

  it('writes down each call with what became of it', async () => {
    const { telegram, wang } = await started()
    const id = await say(telegram, wang, '你好')
    await ask(telegram, 'sendMessage', { chat_id: wang.id, text: '' })
    expect(telegram.calls).toMatchObject([
      { method: 'sendMessage', chat: wang.id, ok: true, accepted: true, messageId: id, params: { text: '你好' } },
      { ok: false, accepted: false, error: { code: 400, description: 'Bad Request: message text is empty' } },
    ])
  })

  it('refuses a body that is no JSON', async () => {
    const telegram = await start()
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${telegram.root}/bot${telegram.token}/getMe`, { method: 'POST', headers, body: '{' })
    expect(answer.status).toBe(400)
  })
})

describe('getUpdates', () => {
  it('brings an update that was not confirmed again, and none that was', async () => {
    const { telegram, wang } = await started()
    wang.says('你好')
    const [first, second] = await updates(telegram)
    expect([first?.message?.text, second?.message?.text]).toEqual(['/start', '你好'])
    expect((await updates(telegram, { offset: second?.update_id })).map((one) => one.update_id)).toEqual([
      second?.update_id,
    ])
    expect(telegram.pending()).toBe(1)
    expect(await updates(telegram, { offset: (second?.update_id ?? 0) + 1 })).toEqual([])
    expect(telegram.pending()).toBe(0)
  })

  it('keeps only the last ones for a negative offset', async () => {
    const { telegram, wang } = await started()
    wang.says('一')
    wang.says('二')
    expect((await updates(telegram, { offset: -1 })).map((one) => one.message?.text)).toEqual(['二'])
    expect(telegram.pending()).toBe(1)
  })

  it('gives as many as are asked for, at most a hundred', async () => {
    const { telegram, wang } = await started()
    for (let count = 0; count < 120; count++) wang.says(`第${count}`)
    expect(await updates(telegram, { limit: 3 })).toHaveLength(3)
    expect(await updates(telegram, { offset: 1, limit: 500 })).toHaveLength(100)
  })

  it('waits until something is said', async () => {
    const { telegram, wang } = await started()
    const [first] = await updates(telegram)
    const later = updates(telegram, { offset: (first?.update_id ?? 0) + 1, timeout: 30 })
    await telegram.until(() => telegram.calls.length === 2)
    wang.says('在吗')
    wang.says('有人吗')
    expect((await later).map((one) => one.message?.text)).toEqual(['在吗', '有人吗'])
  })

  it('sends the older of two pollers away', async () => {
    const telegram = await start()
    const older = ask(telegram, 'getUpdates', { timeout: 30 })
    await telegram.until(() => telegram.calls.length === 1)
    const younger = updates(telegram, { timeout: 30 })
    expect(await older).toMatchObject({
      status: 409,
      description: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    })
    telegram.user().says('你好')
    expect(await younger).toHaveLength(1)
  })

  it('is refused while a webhook is set, and whoever waits is sent away', async () => {
    const telegram = await start()
    const waiting = ask(telegram, 'getUpdates', { timeout: 30 })
    await telegram.until(() => telegram.calls.length === 1)
    await ask(telegram, 'setWebhook', { url: 'http://127.0.0.1:9/telegram' })
    expect((await waiting).description).toBe('Conflict: terminated by setWebhook request')
    expect(await refusal(telegram, 'getUpdates')).toMatch(/^409 Conflict: can't use getUpdates method while webhook/)
  })

  it('takes no notice of an offset far in the future: ids jump down too', async () => {
    const { telegram, wang } = await started()
    const [first] = await updates(telegram)
    await updates(telegram, { offset: (first?.update_id ?? 0) + 1 })
    telegram.jumpUpdateIds(17)
    const later = updates(telegram, { offset: (first?.update_id ?? 0) + 1, timeout: 30 })
    await telegram.until(() => telegram.calls.length === 3)
    wang.says('你好')
    expect((await later).map((one) => one.update_id)).toEqual([17])
  })

  it('lets no ids jump while an update waits', async () => {
    const { telegram } = await started()
    expect(() => telegram.jumpUpdateIds(5)).toThrow('no update waits')
  })

  it('queues only the kinds that were asked for', async () => {
    const { telegram, wang } = await started()
    await updates(telegram, { allowed_updates: ['callback_query'] })
    wang.says('你好')
    expect(telegram.pending()).toBe(1)
    await updates(telegram, { allowed_updates: [] })
    wang.says('你好')
    expect(telegram.pending()).toBe(2)
  })

  it('slows a client down that asks for the same again in a hurry', async () => {
    const { now, pass } = clock()
    const { telegram, wang } = await started({ now })
    wang.says('你好')
    expect(await updates(telegram)).toHaveLength(2)
    expect(await updates(telegram)).toHaveLength(1)
    pass(600)
    expect(await updates(telegram)).toHaveLength(2)
  })

  it('keeps messages for a day and presses for 150 seconds', async () => {
    const { now, pass } = clock()
    const { telegram, wang } = await started({ now })
    await say(telegram, wang, '要吗?', { reply_markup: buttons('要') })
    wang.taps('要')
    expect(telegram.pending()).toBe(2)
    pass(150_000)
    expect((await updates(telegram)).map((one) => Object.keys(one)[1])).toEqual(['message'])
    pass(24 * 3_600_000)
    expect(telegram.pending()).toBe(0)
  })
})

describe('a webhook', () => {
  /** A server that answers each delivery as it is told; 200 when it is not. */
  async function receiver(answers: { status?: number; body?: string; headers?: Record<string, string> }[] = []) {
    const got: { text: unknown; secret: unknown; kind: string; release: () => void }[] = []
    let isHeld = false
    const server = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk) => {
        body += chunk
      })
      request.on('end', () => {
        const update = JSON.parse(body) as Update
        const { status = 200, body: said = '', headers = {} } = answers.shift() ?? {}
        const release = () => response.writeHead(status, headers).end(said)
        const secret = request.headers['x-telegram-bot-api-secret-token']
        got.push({ text: update.message?.text, secret, kind: Object.keys(update)[1] ?? '', release })
        if (!isHeld) release()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(
      () =>
        new Promise((resolve) => {
          server.close(() => resolve())
          server.closeAllConnections()
        }),
    )
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/telegram`
    return { got, url, hold: (held: boolean) => (isHeld = held) }
  }

  it('gets each update with the secret, and what it took waits no longer', async () => {
    const { telegram, wang } = await started()
    const { got, url } = await receiver()
    expect(await ask(telegram, 'setWebhook', { url, secret_token: 'a-B_9' })).toMatchObject({ result: true })
    wang.says('你好')
    await telegram.until(() => telegram.pending() === 0)
    expect(got.map(({ text, secret }) => [text, secret])).toEqual([
      ['/start', 'a-B_9'],
      ['你好', 'a-B_9'],
    ])
  })

  it('gets the messages of a chat one after the other, and a press beside them', async () => {
    const { telegram, wang } = await started()
    await say(telegram, wang, '要吗?', { reply_markup: buttons('要') })
    await updates(telegram, { offset: -1 })
    const { got, url, hold } = await receiver()
    hold(true)
    await ask(telegram, 'setWebhook', { url })
    wang.says('一')
    wang.taps('要')
    wang.says('二')
    telegram.user({ name: '李大爷' }).says('三')
    // The three that may go side by side; the rest of the chat waits for its first.
    await until(() => got.length === 3)
    expect(got.map(({ text, kind }) => text ?? kind).sort()).toEqual(['/start', 'callback_query', '三'].sort())
    hold(false)
    for (const { release } of [...got]) release()
    await telegram.until(() => telegram.pending() === 0)
    expect(got.map(({ text }) => text).filter((text) => text === '一' || text === '二')).toEqual(['一', '二'])
  })

  it('is tried again at once and then later and later, until it answers well', async () => {
    const { telegram, wang } = await started({ webhookRetryMs: 10 })
    const { got, url } = await receiver([{ status: 500 }, { status: 404 }, { status: 302 }])
    await ask(telegram, 'setWebhook', { url })
    await telegram.until(() => telegram.pending() === 0)
    expect(got.map(({ text }) => text)).toEqual(['/start', '/start', '/start', '/start'])
    wang.says('还在')
    await telegram.until(() => telegram.pending() === 0)
    expect(got.at(-1)?.text).toBe('还在')
  })

  it('is told what went wrong, and how much waits', async () => {
    const { telegram } = await started({ webhookRetryMs: 60_000 })
    const { got, url } = await receiver([{ status: 503 }, { status: 503 }])
    await ask(telegram, 'setWebhook', { url, max_connections: 7 })
    await telegram.until(() => got.length === 2)
    await until(async () => {
      const { result } = await ask(telegram, 'getWebhookInfo')
      return (result as { last_error_message?: string }).last_error_message !== undefined
    })
    expect((await ask(telegram, 'getWebhookInfo')).result).toMatchObject({
      url,
      pending_update_count: 1,
      max_connections: 7,
      last_error_message: 'Wrong response from the webhook: 503 Service Unavailable',
    })
  })

  it('may call a method in its answer', async () => {
    const { telegram, wang } = await started()
    const body = JSON.stringify({ method: 'sendMessage', chat_id: wang.id, text: '收到' })
    const { url } = await receiver([{ body, headers: { 'content-type': 'application/json' } }])
    await ask(telegram, 'setWebhook', { url })
    await telegram.until(() => wang.last()?.text === '收到')
  })

  it('leaves what it did not take to getUpdates when it is deleted', async () => {
    const { telegram } = await started()
    await ask(telegram, 'setWebhook', { url: 'http://127.0.0.1:9/telegram' })
    await ask(telegram, 'deleteWebhook')
    expect(await updates(telegram)).toHaveLength(1)
  })

  it('is dropped with what waits when that is asked for', async () => {
    const { telegram } = await started()
    await ask(telegram, 'deleteWebhook', { drop_pending_updates: true })
    expect(telegram.pending()).toBe(0)
  })

  it('is refused with a secret of other letters, with no address, and twice in a second', async () => {
    const { now, pass } = clock()
    const telegram = await start({ now })
    const url = 'http://127.0.0.1:9/telegram'
    expect(await refusal(telegram, 'setWebhook', { url, secret_token: '秘密' })).toBe(
      '400 Bad Request: secret token contains unallowed characters',
    )
    pass(1000)
    expect(await refusal(telegram, 'setWebhook', { url, secret_token: 'x'.repeat(257) })).toBe(
      '400 Bad Request: secret token is too long',
    )
    pass(1000)
    expect(await refusal(telegram, 'setWebhook', { url: 'ftp://x' })).toBe(
      '400 Bad Request: invalid webhook URL specified',
    )
    pass(1000)
    await ask(telegram, 'setWebhook', { url })
    expect(await refusal(telegram, 'setWebhook', { url })).toBe('429 Too Many Requests: retry after 1')
    pass(1000)
    expect(await ask(telegram, 'setWebhook', { url })).toMatchObject({ description: 'Webhook is already set' })
  })
})

/** For what the double cannot see: looked at after each turn of the event loop. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve))
}
