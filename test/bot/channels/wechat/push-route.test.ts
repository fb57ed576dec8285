import { afterEach, describe, expect, it } from 'vitest'
import { signature } from '../../../wechat/seal.ts'
import { aesKey, closeBenches, openBench, push } from './open.ts'

afterEach(closeBenches)

const text = (openid: string, more: Record<string, string | number> = {}) => ({
  ToUserName: 'gh_0123456789ab',
  FromUserName: openid,
  CreateTime: Date.parse('2026-08-03T02:00:00Z') / 1000,
  MsgType: 'text',
  Content: '墙裂了',
  MsgId: '23000000000000001',
  ...more,
})

describe('the address that WeChat pushes to', () => {
  it('proves whose it is, to WeChat and nobody else', async () => {
    const { wechat, instance } = await openBench()
    await instance()
    expect(await wechat.verifies()).toEqual({ status: 200, body: '5837397576500011341' })
    expect(await wechat.verifies({ token: 'guessed' })).toEqual({ status: 401, body: '' })
    expect(await wechat.verifies({ timestamp: 1 })).toEqual({ status: 401, body: '' })
  })

  it('answers success once what was pushed is stored', async () => {
    const { wechat, stored, instance } = await openBench()
    await instance()
    const person = wechat.person()
    expect(await person.says('墙裂了')).toEqual({ status: 200, body: 'success' })
    expect(stored).toHaveLength(1)
    expect(stored[0]).toMatchObject({ channel: 'wechat', account: person.openid, input: { text: '墙裂了' } })
  })

  it('takes nothing that somebody else has signed, or that was signed long ago', async () => {
    const { wechat, clock, stored, windows, instance } = await openBench()
    const { channel, app } = await instance()
    const { openid } = wechat.person()
    expect(await wechat.brings(text(openid), { token: 'guessed' })).toEqual({ status: 401, body: '' })
    expect(await push(app, '/wechat', `<xml></xml>`)).toEqual({ status: 401, body: '' })
    expect(await push(app, '/wechat?signature=x&timestamp=1&nonce=2', '<xml></xml>')).toMatchObject({ status: 401 })
    expect(await push(app, '/wechat?signature=x&signature=y&timestamp=1&nonce=2', '<xml/>')).toMatchObject({
      status: 401,
    })
    expect(channel.state().state).toBe('ok')
    for (const minutes of [-6, 6]) {
      const timestamp = clock.now / 1000 + minutes * 60
      expect(await wechat.brings(text(openid), { timestamp })).toEqual({ status: 401, body: '' })
    }
    expect(channel.state()).toMatchObject({ state: 'degraded', note: expect.stringContaining('clock') })
    expect(stored).toEqual([])
    expect(windows.log).toEqual([])
    await wechat.brings(text(openid), { timestamp: clock.now / 1000 - 4 * 60 })
    expect(stored).toHaveLength(1)
    expect(channel.state().state).toBe('ok')
  })

  it('takes the same push twice as one', async () => {
    const { wechat, stored, instance } = await openBench()
    await instance()
    const person = wechat.person()
    await person.says('墙裂了')
    expect(await person.again()).toEqual({ status: 200, body: 'success' })
    expect(stored).toHaveLength(1)
    await person.does('CLICK', { EventKey: 'report' })
    await person.again()
    expect(stored).toHaveLength(2)
    // Nobody can be read in what is kept as its name.
    for (const { messageId } of stored) expect(messageId).not.toContain(person.openid)
  })

  it.each([
    ['no XML', 'hello'],
    ['XML that breaks off', '<ToUserName><![CDATA[gh'],
    ['nobody who says it', text('')],
    ['somebody that no openid is', text('o1"; DROP')],
    ['no time', text('oABC', { CreateTime: 'soon' })],
    ['no id', text('oABC', { MsgId: '' })],
    ['an event without a name', { ...text('oABC'), MsgType: 'event' }],
    [
      'two who say it',
      `${'<FromUserName>o1</FromUserName>'.repeat(2)}<CreateTime>1785722400</CreateTime><MsgId>1</MsgId>`,
    ],
    ['elements a thousand deep', `${'<a>'.repeat(1000)}${'</a>'.repeat(1000)}`],
  ])('refuses %s in a bare answer', async (_, content) => {
    const { wechat, stored, windows, lines, instance } = await openBench()
    const { channel } = await instance()
    expect(await wechat.brings(content)).toEqual({ status: 400, body: '' })
    // It may have been words of a resident: the operator sees that something was dropped, and nothing of it.
    expect(channel.state().gauges).toMatchObject({ unread_total: 1, pushes_total: 0 })
    expect(lines).toEqual([expect.stringContaining('could not be read')])
    expect(stored).toEqual([])
    expect(windows.log).toEqual([])
  })

  it('resolves no entities, reads no declarations, and leaves words that look so as they are', async () => {
    const { wechat, stored, instance } = await openBench()
    const { app } = await instance()
    const person = wechat.person()
    await person.says('x')
    const { target, xml } = inTheOpen(wechat.token, person.openid)
    const laughs = `<!DOCTYPE xml [<!ENTITY a "墙裂了"><!ENTITY b SYSTEM "file:///etc/passwd">]>`
    expect(await push(app, target, laughs + xml.replace('x', '&b;'))).toEqual({ status: 400, body: '' })
    expect(await push(app, target, `<?xml version="1.0"?>${xml}`)).toEqual({ status: 400, body: '' })
    expect(stored).toHaveLength(1)
    await person.says('<!DOCTYPE> &amp; &lt;script&gt; <b>')
    expect(stored[1]?.input).toEqual({ kind: 'text', text: '<!DOCTYPE> &amp; &lt;script&gt; <b>' })
  })

  it('reads no body that is larger than any push', async () => {
    const { wechat, stored, instance } = await openBench()
    await instance()
    const { openid } = wechat.person()
    expect(await wechat.brings(text(openid, { Content: '长'.repeat(40_000) }))).toEqual({ status: 413, body: '' })
    expect(stored).toEqual([])
  })

  it('takes nothing before it has started and after it has stopped', async () => {
    const { wechat, stored, instance } = await openBench()
    const { channel } = await instance({ stays: true })
    const { openid } = wechat.person()
    expect(await wechat.brings(text(openid))).toEqual({ status: 503, body: '' })
    await channel.stop()
    expect(await wechat.brings(text(openid))).toEqual({ status: 503, body: '' })
    expect(stored).toEqual([])
  })
})

describe('in safe mode', () => {
  it('opens what was sealed with its key', async () => {
    const { wechat, stored, instance } = await openBench({ aesKey })
    const { channel } = await instance()
    expect(await wechat.person().says('墙裂了，请来看看')).toEqual({ status: 200, body: 'success' })
    expect(stored.map(({ input }) => input)).toEqual([{ kind: 'text', text: '墙裂了，请来看看' }])
    expect(channel.state().state).toBe('ok')
  })

  it('takes nothing in the open, and of both only what is sealed', async () => {
    const { wechat, stored, instance } = await openBench({ aesKey })
    const { channel, app } = await instance()
    const { openid } = wechat.person()
    expect(await wechat.brings(text(openid), { mode: 'plain' })).toEqual({ status: 400, body: '' })
    expect(channel.state()).toMatchObject({ state: 'failed', note: expect.stringContaining('安全模式') })
    expect(await wechat.brings(text(openid), { mode: 'compatible' })).toMatchObject({ status: 200 })
    expect(stored).toHaveLength(1)
    expect(channel.state().state).toBe('ok')
    // Somebody on the way has changed the words that stand there in the open.
    let [target, body] = ['', '']
    wechat.connect(async (given, xml = '') => {
      target = given
      body = xml.replace('墙裂了', '没有了')
      return { status: 200, body: '' }
    })
    await wechat.brings(text(openid, { MsgId: '23000000000000003' }), { mode: 'compatible' })
    expect(body).toContain('没有了')
    await push(app, target, body)
    expect(stored.map(({ input }) => input)).toEqual([
      { kind: 'text', text: '墙裂了' },
      { kind: 'text', text: '墙裂了' },
    ])
  })

  it.each([
    ['sealed with another key', { aesKey: 'z'.repeat(43) }],
    ['sealed for another account', { appId: 'wxffffffffffffffff' }],
  ])('takes nothing that was %s', async (_, options) => {
    const { wechat, stored, instance } = await openBench({ aesKey })
    const { channel } = await instance()
    const { openid } = wechat.person()
    expect(await wechat.brings(text(openid), options)).toEqual({ status: 400, body: '' })
    expect(stored).toEqual([])
    expect(channel.state()).toMatchObject({ state: 'failed', note: expect.stringContaining('WECHAT_AES_KEY') })
  })

  it('takes nothing whose seal was changed on the way', async () => {
    const { wechat, stored, instance } = await openBench({ aesKey })
    const { app } = await instance()
    const { openid } = wechat.person()
    const brought: [target: string, body: string][] = []
    wechat.connect(async (target, body = '') => {
      brought.push([target, body])
      return { status: 200, body: '' }
    })
    await wechat.brings(text(openid))
    const [target = '', body = ''] = brought[0] ?? []
    for (const changed of [
      body.replace(/A/, 'B'),
      body.replace(/CDATA\[.{8}/, 'CDATA['),
      '<xml><Encrypt></Encrypt></xml>',
    ]) {
      expect(await push(app, target, changed)).toEqual({ status: 400, body: '' })
    }
    expect(await push(app, target.replace(/msg_signature=.{4}/, 'msg_signature=0000'), body)).toMatchObject({
      status: 400,
    })
    expect(stored).toEqual([])
  })

  it('tells when a key is missing here', async () => {
    const { wechat, stored, instance } = await openBench({ aesKey })
    const { channel } = await instance({ keyless: true })
    expect(await wechat.person().says('墙裂了')).toEqual({ status: 400, body: '' })
    expect(stored).toEqual([])
    expect(channel.state()).toMatchObject({ state: 'failed', note: expect.stringContaining('WECHAT_AES_KEY') })
  })
})

describe('while the database is slow', () => {
  it('holds its answer until WeChat asks again, and stores what it said once', async () => {
    const { wechat, stored, instance } = await openBench({ pushMs: 30 })
    let tries = 0
    const { channel } = await instance({
      pace: { pushMs: 40, storeMs: 4 },
      host: {
        receive: async (incoming) => {
          tries++
          if (tries < 12) throw new Error('The database is away')
          stored.push(...incoming)
        },
      },
    })
    expect(await wechat.person().says('墙裂了')).toEqual({ status: 200, body: 'success' })
    expect(stored.length).toBeGreaterThan(0)
    expect(new Set(stored.map(({ messageId }) => messageId)).size).toBe(1)
    expect(channel.state().state).toBe('ok')
  })

  it('never says that it has what it does not have', async () => {
    const { wechat, instance, lines } = await openBench({ pushMs: 200 })
    const { channel } = await instance({
      pace: { pushMs: 15 },
      host: {
        receive: async () => {
          throw new Error('The database is away')
        },
      },
    })
    const person = wechat.person()
    expect(await person.says('秘密的话')).toEqual({ status: 503, body: '' })
    expect(channel.state()).toMatchObject({ state: 'degraded', note: expect.stringContaining('database') })
    expect(lines.join('\n')).not.toMatch(new RegExp(`秘密|${person.openid}`))
  })

  it('gives up a store that hangs, so that WeChat brings it again', async () => {
    const { wechat, instance } = await openBench({ pushMs: 500 })
    await instance({ pace: { pushMs: 10 }, host: { receive: () => new Promise(() => {}) } })
    expect((await wechat.person().says('墙裂了')).status).toBe(503)
  })
})

/** A push as it goes over the wire, to be changed. */
function inTheOpen(token: string, openid: string) {
  const timestamp = String(Date.parse('2026-08-03T02:00:00Z') / 1000)
  const query = new URLSearchParams({ signature: signature(token, timestamp, '1'), timestamp, nonce: '1' })
  const head = `<FromUserName>${openid}</FromUserName><CreateTime>${timestamp}</CreateTime>`
  const xml = `<xml>${head}<MsgType>text</MsgType><Content>x</Content><MsgId>777</MsgId></xml>`
  return { target: `/wechat?${query}`, xml }
}
