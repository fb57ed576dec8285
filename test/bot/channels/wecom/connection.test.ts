import { afterEach, describe, expect, it } from 'vitest'
import { closeBenches, eventually, openBench, said, sender, zhang } from './open.ts'

afterEach(closeBenches)

describe('the connection', () => {
  it('is kept by one instance; when that stops, another takes it over', async () => {
    const bench = await openBench()
    const one = await bench.start({ name: 'one' })
    const two = await bench.start({ name: 'two', alone: true })
    expect([one.sends?.(), two.sends?.()]).toEqual([true, false])
    expect(two.state?.()).toMatchObject({ state: 'ok', note: 'Another instance keeps the connection to WeCom.' })
    bench.wecom.says(zhang, '一')
    await eventually(() => said(bench).length === 1, 'the first word is stored')
    await one.stop()
    await eventually(() => two.sends?.() === true, 'the other one is on line')
    bench.wecom.says(zhang, '二')
    await eventually(() => said(bench).length === 2, 'the second word is stored')
    expect(said(bench)).toEqual(['一', '二'])
    expect(bench.wecom.connections.letIn).toBe(2)
  })

  it('comes back when WeCom was gone, and says meanwhile what is wrong', async () => {
    const bench = await openBench()
    const channel = await bench.start()
    bench.wecom.goesDown()
    await eventually(() => bench.wecom.connections.made >= 4, 'it is tried again and again')
    expect(channel.sends?.()).toBe(false)
    expect(channel.state?.()).toMatchObject({ state: 'degraded', note: expect.stringContaining('WECOM_WS_URL') })
    expect((await sender(channel)({ account: zhang.userid }, '在吗')).kind).toBe('retry')
    bench.wecom.comesBack()
    await eventually(() => channel.sends?.() === true, 'it is back')
    expect(channel.state?.()).toMatchObject({ state: 'ok', gauges: { connected: 1 } })
    bench.wecom.says(zhang, '回来了')
    await eventually(() => said(bench).includes('回来了'), 'the word is stored')
  })

  it('is made when WeCom comes up only after we have', async () => {
    const bench = await openBench()
    bench.wecom.goesDown()
    const channel = await bench.start({ alone: true })
    await eventually(() => bench.wecom.connections.made >= 2, 'it is tried')
    bench.wecom.comesBack()
    await eventually(() => channel.sends?.() === true, 'it stands')
  })

  it('is given up and made anew when WeCom takes it and says nothing', async () => {
    const bench = await openBench()
    bench.wecom.falls('mute')
    const channel = await bench.start({ alone: true, pace: { connectMs: 30 } })
    await eventually(() => bench.wecom.connections.made >= 2, 'it is made anew')
    expect(channel.state?.().note).toContain('no answer in time')
    bench.wecom.falls('well')
    await eventually(() => channel.sends?.() === true, 'it stands')
  })

  it('with a wrong secret fails, names the variable, and is tried again', async () => {
    const bench = await openBench()
    const channel = await bench.start({ alone: true, settings: { secret: 'wrong' } })
    await eventually(() => bench.wecom.connections.made >= 2, 'it is tried again')
    expect(channel.state?.()).toMatchObject({ state: 'failed', note: expect.stringContaining('WECOM_BOT_SECRET') })
    expect(channel.state?.().note).not.toContain('wrong ')
  })

  it('of a robot that there is not names the variable', async () => {
    const bench = await openBench()
    const channel = await bench.start({ alone: true, settings: { botId: 'aibNobody' } })
    await eventually(() => channel.state?.().state === 'failed', 'it has failed')
    expect(channel.state?.().note).toContain('set WECOM_BOT_ID')
  })

  it('when WeCom is only busy is no failure of ours', async () => {
    const bench = await openBench()
    bench.wecom.admits('busy')
    const channel = await bench.start({ alone: true })
    await eventually(() => bench.wecom.connections.made >= 2, 'it is tried again')
    expect(channel.state?.()).toMatchObject({ state: 'degraded' })
    bench.wecom.admits('ok')
    await eventually(() => channel.sends?.() === true, 'it stands')
  })

  it('taken by another process says so, and is taken back', async () => {
    const bench = await openBench()
    const channel = await bench.start({ pace: { conflictMs: 100 } })
    const other = await openOther(bench)
    await eventually(() => channel.state?.().note.includes('Another process') === true, 'it is told')
    await other.stop()
    await eventually(() => channel.sends?.() === true, 'it is back')
  })

  it('stays while the database is away, and what is said meanwhile is stored afterwards', async () => {
    const bench = await openBench()
    let isAway = false
    const receive = async (incoming: (typeof bench.stored)[number][]) => {
      if (isAway) throw new Error('The database is away')
      bench.stored.push(...incoming)
    }
    const channel = await bench.start({ host: { receive } })
    isAway = true
    bench.lease.isAway = true
    for (const text of ['一', '二', '三']) bench.wecom.says(zhang, text)
    await eventually(() => channel.state?.().gauges.waiting_messages === 3, 'they wait')
    expect(channel.state?.()).toMatchObject({ state: 'degraded', note: expect.stringContaining('wait in memory') })
    expect(channel.sends?.()).toBe(true)
    isAway = false
    bench.lease.isAway = false
    await eventually(() => said(bench).length === 3, 'they are stored')
    expect(said(bench)).toEqual(['一', '二', '三'])
    expect(bench.wecom.connections.letIn).toBe(1)
    await eventually(() => channel.state?.().state === 'ok', 'all is well again')
  })

  it('is noted to stand, and first that it does again, even when the database was away just then', async () => {
    const bench = await openBench()
    const noted: number[] = []
    let tries = 0
    const backOnline = async () => {
      if (++tries === 1) throw new Error('The database is away')
      noted.push(bench.lease.alive)
    }
    await bench.start({ host: { backOnline }, pace: { heartbeatMs: 10 } })
    await eventually(() => bench.lease.alive >= 2, 'it is noted again and again')
    expect(noted).toEqual([0])
  })

  it('is noted by what is heard on it: a link that is dead is not noted until it is given up', async () => {
    const bench = await openBench()
    await bench.start({ pace: { heartbeatMs: 50, aliveMs: 1 } })
    await eventually(() => bench.lease.alive >= 3, 'what it answers is noted')
    bench.wecom.falls('mute')
    const before = bench.lease.alive
    await eventually(() => bench.wecom.connections.made >= 2, 'it is given up')
    // What was on its way just then, and no more: the gap that is told begins there.
    expect(bench.lease.alive - before).toBeLessThanOrEqual(1)
  })

  it('closed by WeCom was alive until then', async () => {
    const bench = await openBench()
    const channel = await bench.start({ pace: { aliveMs: 0 } })
    await eventually(() => bench.lease.alive >= 1, 'that it stands is noted')
    const before = bench.lease.alive
    bench.wecom.closes()
    await eventually(() => channel.sends?.() === true && bench.wecom.connections.letIn >= 2, 'there is a new one')
    await eventually(() => bench.lease.alive >= before + 2, 'the end of the one and the beginning of the other')
  })

  it('on which a message is left without an answer is given up, and a new one is made', {
    timeout: 20_000,
  }, async () => {
    const bench = await openBench()
    const channel = await bench.start()
    bench.wecom.knows(zhang.userid)
    bench.wecom.will('silence')
    expect((await sender(channel)({ account: zhang.userid }, '在吗')).kind).toBe('uncertain')
    await eventually(() => bench.wecom.connections.letIn >= 2, 'there is a new connection')
    expect((await sender(channel)({ account: zhang.userid }, '在吗')).kind).toBe('sent')
  })

  it('that cannot even be tried fails, and does not say that another instance has it', async () => {
    const bench = await openBench()
    const now = () => {
      throw new Error('A bug')
    }
    const channel = await bench.start({ alone: true, settings: { now }, pace: { lastRetryMs: 5 } })
    await eventually(() => bench.lines.filter((line) => line.includes('broke off')).length >= 2, 'it is tried again')
    expect(channel.state?.()).toMatchObject({ state: 'failed', note: expect.stringContaining('npm ci') })
    expect(channel.state?.().note).not.toContain('Another instance')
  })

  it('ends with the channel, which gives the lease back', async () => {
    const bench = await openBench()
    const channel = await bench.start()
    await channel.stop()
    expect(bench.lease.holder).toBeUndefined()
    await eventually(() => !bench.wecom.isOnline(), 'it is gone')
  })
})

/** Another process with the same robot and another database. */
async function openOther(bench: Awaited<ReturnType<typeof openBench>>) {
  return bench.start({
    host: { lease: { hold: async () => true, release: async () => {}, noteAlive: async () => {} } },
  })
}
