import { afterEach, describe, expect, it } from 'vitest'
import { closeBenches, openBench } from './open.ts'

afterEach(closeBenches)

const tokenPath = '/cgi-bin/stable_token'

async function ready(options: Parameters<Awaited<ReturnType<typeof openBench>>['instance']>[0] = {}) {
  const bench = await openBench()
  const instance = await bench.instance(options)
  const person = bench.wechat.person()
  await person.says('你好')
  return { ...bench, ...instance, person }
}

describe('the access token', () => {
  it('is asked for once, whoever needs it first', async () => {
    const { wechat, send, person } = await ready()
    await Promise.all([1, 2, 3, 4].map((number) => send(person.openid, `${number}`)))
    expect(person.screen).toHaveLength(4)
    expect(wechat.callsOf(tokenPath)).toHaveLength(1)
  })

  it('is asked for anew before it runs out', async () => {
    const { wechat, clock, send, person } = await ready()
    await send(person.openid, '一')
    clock.now += 7200_000 - 30_000
    await send(person.openid, '二')
    expect(person.screen).toHaveLength(2)
    expect(wechat.callsOf(tokenPath)).toHaveLength(2)
    expect(wechat.callsOf('/cgi-bin/message/custom/send').map(({ errcode }) => errcode)).toEqual([0, 0])
  })

  it('changed under us is asked for again, and the message goes', async () => {
    const { wechat, send, person } = await ready()
    await send(person.openid, '一')
    wechat.revokeTokens()
    const outcomes = await Promise.all([send(person.openid, '二'), send(person.openid, '三')])
    expect(outcomes.map(({ kind }) => kind)).toEqual(['sent', 'sent'])
    expect(person.screen).toHaveLength(3)
    expect(wechat.forced()).toBe(0)
  })

  it('taken by another instance by force is that instance’s for us too', async () => {
    const { wechat, clock, instance, send, person } = await ready()
    await send(person.openid, '一')
    clock.now += 60_000
    wechat.grantsByForce()
    const other = await instance()
    expect((await other.send(person.openid, '二')).kind).toBe('sent')
    expect((await send(person.openid, '三')).kind).toBe('sent')
    expect(wechat.forced()).toBe(1)
  })

  it('is taken by force only when WeChat refuses the very one that it hands out, and not again within half a minute', async () => {
    const { wechat, clock, send, person } = await ready()
    await send(person.openid, '一')
    // It hands out the same one, and does not know it.
    wechat.forgetTokens()
    expect((await send(person.openid, '二')).kind).toBe('sent')
    expect(wechat.forced()).toBe(1)
    wechat.forgetTokens()
    expect(await send(person.openid, '三')).toMatchObject({ kind: 'retry', reason: 'errcode 40001' })
    expect(wechat.forced()).toBe(1)
    clock.now += 31_000
    expect((await send(person.openid, '三')).kind).toBe('sent')
    expect(wechat.forced()).toBe(2)
  })

  it.each([
    ['another secret', { appSecret: 'f'.repeat(32) }, 'WECHAT_APP_SECRET'],
    ['another account', { appId: 'wxffffffffffffffff' }, 'WECHAT_APP_ID'],
  ])(
    'is not given for %s; the operator reads which variable to mend, and nothing is lost',
    async (_, settings, name) => {
      const { channel, send, person } = await ready({ settings })
      expect(await send(person.openid, '答复')).toMatchObject({ kind: 'retry' })
      expect(channel.state()).toMatchObject({ state: 'failed', note: expect.stringContaining(name) })
    },
  )

  it('is tried at the start already, before anybody waits for an answer', async () => {
    const bench = await openBench()
    bench.wechat.fault(({ path }) => (path === tokenPath ? { errcode: 40164, errmsg: 'invalid ip' } : undefined))
    const { channel } = await bench.instance()
    await bench.wechat.until(() => bench.wechat.callsOf(tokenPath).some(({ errcode }) => errcode === 40164))
    await expect.poll(() => channel.state().state).toBe('failed')
    expect(channel.state().note).toContain('IP白名单')
  })
})
