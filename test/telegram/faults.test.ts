import { describe, expect, it } from 'vitest'
import { ask, clock, refusal, say, start, started, updates } from './asking.ts'
import type { Fault, Telegram } from './server.ts'

/** The next call of this method goes wrong, and no other. */
const once = (telegram: Telegram, fault: Fault, which = 'sendMessage') => {
  telegram.faults.decide = ({ method, count }) => (method === which && count === 1 ? fault : undefined)
}

describe('a call that goes wrong', () => {
  it('before it arrives takes no effect', async () => {
    const { telegram, wang } = await started()
    once(telegram, { kind: 'before' })
    await expect(ask(telegram, 'sendMessage', { chat_id: wang.id, text: '好' })).rejects.toThrow('fetch failed')
    expect(wang.last()).toBeUndefined()
    expect(telegram.calls).toMatchObject([{ accepted: false, ok: false, fault: 'before' }])
  })

  it('after it arrived has taken effect', async () => {
    const { telegram, wang } = await started()
    once(telegram, { kind: 'after' })
    await expect(ask(telegram, 'sendMessage', { chat_id: wang.id, text: '好' })).rejects.toThrow('fetch failed')
    expect(wang.last()?.text).toBe('好')
    expect(telegram.calls).toMatchObject([{ accepted: true, ok: true, fault: 'after', messageId: 2 }])
  })

  it.each([
    ['hang', 0],
    ['hang-after', 1],
  ] as const)('with %s is never answered', async (kind, messages) => {
    const { telegram, wang } = await started()
    once(telegram, { kind })
    const abort = new AbortController()
    const url = `${telegram.root}/bot${telegram.token}/sendMessage?chat_id=${wang.id}&text=x`
    const waiting = fetch(url, { signal: abort.signal })
    await telegram.until(() => telegram.calls[0]?.fault === kind)
    expect(wang.screen().filter((message) => message.fromBot)).toHaveLength(messages)
    expect(telegram.calls[0]?.answeredAt).toBeUndefined()
    abort.abort()
    await expect(waiting).rejects.toThrow('aborted')
  })

  it('inside the server is answered in JSON, before the server by a page', async () => {
    const { telegram, wang } = await started()
    once(telegram, { kind: '500' })
    expect(await refusal(telegram, 'sendMessage', { chat_id: wang.id, text: 'x' })).toMatch('500 Internal Server Error')
    once(telegram, { kind: '502' }, 'getMe')
    const page = await fetch(`${telegram.root}/bot${telegram.token}/getMe`)
    expect([page.status, page.headers.get('content-type')]).toEqual([502, 'text/html'])
    expect(wang.last()).toBeUndefined()
  })

  it('with too many shuts the chat for so long, and who comes earlier is written down', async () => {
    const { now, pass } = clock()
    const { telegram, wang } = await started({ now })
    const li = telegram.user({ name: '李大爷' })
    li.starts()
    once(telegram, { kind: '429', retryAfter: 30 })
    const text = { chat_id: wang.id, text: 'x' }
    expect(await ask(telegram, 'sendMessage', text)).toMatchObject({ status: 429, parameters: { retry_after: 30 } })
    pass(20_000)
    expect(await ask(telegram, 'sendMessage', text)).toMatchObject({ parameters: { retry_after: 10 } })
    await say(telegram, li, '好')
    expect(telegram.faults.violations).toMatchObject([{ method: 'sendMessage', chat: wang.id }])
    pass(10_000)
    await say(telegram, wang, '好')
    expect(telegram.faults.violations).toHaveLength(1)
  })

  it('on the way back from getUpdates has confirmed what it confirmed', async () => {
    const { telegram, wang } = await started()
    const [first] = await updates(telegram)
    wang.says('你好')
    telegram.faults.decide = ({ method, count }) =>
      method === 'getUpdates' && count === 2 ? { kind: 'after' } : undefined
    await expect(updates(telegram, { offset: (first?.update_id ?? 0) + 1 })).rejects.toThrow('fetch failed')
    expect((await updates(telegram)).map((one) => one.message?.text)).toEqual(['你好'])
  })
})

describe('a random share of calls', () => {
  it('goes wrong in the same way for the same seed, but for the methods left alone', async () => {
    const pattern = async (seed: number) => {
      const { telegram, wang } = await started()
      telegram.faults.rate = { share: 0.3, kinds: [{ kind: '500' }, { kind: '502' }], seed, except: ['getMe'] }
      for (let count = 0; count < 60; count++) {
        await fetch(`${telegram.root}/bot${telegram.token}/sendMessage?chat_id=${wang.id}&text=${count}`)
        expect((await ask(telegram, 'getMe')).ok).toBe(true)
      }
      return telegram.calls.filter((call) => call.method === 'sendMessage').map((call) => call.fault ?? '-')
    }
    const [first, again, other] = [await pattern(1), await pattern(1), await pattern(2)]
    expect(first).toEqual(again)
    expect(first).not.toEqual(other)
    const share = first.filter((fault) => fault !== '-').length / first.length
    expect(share).toBeGreaterThan(0.1)
    expect(share).toBeLessThan(0.5)
    expect(new Set(first)).toEqual(new Set(['-', '500', '502']))
  })
})

describe('waiting for something', () => {
  it('ends with a call or an update, and in vain after its time', async () => {
    const telegram = await start()
    const waiting = telegram.until(() => telegram.pending() === 2)
    const wang = telegram.user()
    wang.starts()
    wang.says('你好')
    await waiting
    await expect(telegram.until(() => telegram.calls.length > 0, 5)).rejects.toThrow('Not so after 5 ms: ')
    await ask(telegram, 'getMe')
    await telegram.until(() => telegram.calls.length > 0)
  })
})
