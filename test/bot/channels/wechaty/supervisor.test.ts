import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { backoffMs } from '../../../../bot/channels/backoff.ts'
import { usualPace } from '../../../../bot/channels/wechaty/pace.ts'
import { WorldPuppet } from '../../../wechaty/puppet.ts'
import { createHost } from '../host.ts'
import { closeBenches, isOnline, openBench, said } from './open.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
})

afterEach(async () => {
  vi.useRealTimers()
  await closeBenches()
})

/** Lets so much time go by, in ms, and everything happen that is due meanwhile. */
async function pass(ms: number): Promise<void> {
  for (let left = ms; left >= 0; left -= 500) {
    await vi.advanceTimersByTimeAsync(Math.min(left, 500))
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** A channel that keeps its usual waits, in a time of its own. */
async function openUsual(host: Parameters<typeof createHost>[0] = {}) {
  const puppets: WorldPuppet[] = []
  const bench = openBench({
    pace: { ...usualPace, gapMs: 0 },
    async openPuppet(world) {
      const puppet = new WorldPuppet(world)
      puppets.push(puppet)
      return puppet
    },
  })
  await bench.channel.start(
    createHost({
      receive: async (incoming) => void bench.stored.push(...incoming),
      backOnline: async () => void bench.came.back++,
      ...host,
    }),
  )
  await pass(1_000)
  return { ...bench, puppets }
}

describe('the bot', () => {
  it.each([1_000, 15_000])('is back within seconds after an outage of %i ms', async (outage) => {
    const { world, channel, came, puppets, stored, ...bench } = await openUsual()
    expect(isOnline(channel)).toBe(true)
    world.isDown = true
    world.events.emit('reset', { data: 'unreachable' })
    await pass(outage)
    expect(isOnline(channel)).toBe(false)
    expect(channel.state?.()).toMatchObject({ state: 'degraded', gauges: { online: 0 } })
    world.isDown = false
    await pass(20_000)
    expect(channel.state?.()).toMatchObject({ state: 'ok', gauges: { online: 1 } })
    world.person('张三').says('回来了吗')
    await pass(500)
    expect(said({ world, channel, came, stored, ...bench })).toEqual(['回来了吗'])
    expect(came.back).toBe(2)
    expect(puppets.filter((puppet) => puppet.listenerCount('message') > 0)).toHaveLength(1)
  })

  it('is built anew when the host gives no sign of life, though the connection stands', async () => {
    const { world, channel, puppets } = await openUsual()
    await pass(60_000)
    expect(puppets).toHaveLength(1)
    world.isMute = true
    await pass(50_000)
    expect(puppets.length).toBeGreaterThan(1)
    world.isMute = false
    await pass(45_000)
    expect(channel.state?.().state).toBe('ok')
    expect(puppets.filter((puppet) => puppet.state.active() === true)).toHaveLength(1)
  })

  it('survives being logged out at night: the operator is shown the code once, and not in the log', async () => {
    const { world, channel, lines, printed, send } = await openUsual()
    world.asksScan = 'https://login.weixin.example/l/secret'
    world.events.emit('logout')
    await pass(5_000)
    expect(await send({ account: world.person('张三').id }, '在吗')).toMatchObject({ kind: 'retry' })
    world.events.emit('scan', { qrcode: world.asksScan, status: 2 })
    await pass(1_000)
    expect(printed.filter((line) => line.includes('l/secret'))).toHaveLength(1)
    expect(lines.join()).not.toContain('secret')
    expect(channel.state?.().state).toBe('degraded')
    expect(channel.state?.().note).toContain('scan')
    expect(channel.state?.().note).not.toContain('secret')
    world.events.emit('login')
    await pass(1_000)
    expect(channel.state?.()).toMatchObject({ state: 'ok', note: 'WeChat is logged in.' })
  })

  it('is built anew when nobody scans for three minutes, which brings a fresh code', async () => {
    const { world, puppets, printed } = await openUsual()
    world.asksScan = 'https://login.weixin.example/l/1'
    world.events.emit('logout')
    await pass(5_000)
    const built = puppets.length
    world.asksScan = 'https://login.weixin.example/l/2'
    await pass(190_000)
    expect(puppets.length).toBe(built + 1)
    expect(printed.some((line) => line.includes('l/2'))).toBe(true)
  })

  it('is not built anew before the last one has let go of the host, which may take the library five seconds', async () => {
    let held = 0
    let atMost = 0
    class Lingering extends WorldPuppet {
      override async onStart(): Promise<void> {
        held++
        atMost = Math.max(atMost, held)
        await new Promise(() => {})
      }
      override async onStop(): Promise<void> {
        held--
      }
    }
    const bench = openBench({ pace: usualPace, openPuppet: async (world) => new Lingering(world) })
    await bench.channel.start(createHost())
    await pass(90_000)
    expect(bench.channel.state?.().gauges.rebuilds_total).toBeGreaterThan(1)
    expect(atMost).toBe(1)
    const stopped = bench.channel.stop()
    await pass(6_000)
    await stopped
  })

  it('and what hangs with it hold up the end of the process for eight seconds at most', async () => {
    class Lingering extends WorldPuppet {
      override async onStop(): Promise<void> {
        await new Promise((resolve) => setTimeout(resolve, 5_000))
        await super.onStop()
      }
    }
    const { world, channel, send } = openBench({
      pace: usualPace,
      openPuppet: async (world) => new Lingering(world),
    })
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    await channel.start(createHost({ receive: () => held }))
    await pass(1_000)
    const person = world.person('张三')
    world.holds = true
    const sending = send({ account: person.id }, '答复')
    person.says('墙裂了')
    await pass(500)
    expect(world.held).toBe(1)
    let isStopped = false
    const stopped = channel.stop().then(() => {
      isStopped = true
    })
    await pass(8_000)
    expect(isStopped).toBe(true)
    release()
    await stopped
    expect(await sending).toMatchObject({ kind: 'uncertain' })
  })

  it('belongs to one instance; the next takes over when that one stops', async () => {
    let holder: string | undefined
    const leaseOf = (name: string) => ({
      hold: async () => {
        holder ??= name
        return holder === name
      },
      release: async () => {
        if (holder === name) holder = undefined
      },
      noteAlive: async () => {},
    })
    const one = await openUsual({ lease: leaseOf('one') })
    const two = await openUsual({ lease: leaseOf('two') })
    expect([one.puppets.length, two.puppets.length]).toEqual([1, 0])
    expect(two.channel.state?.()).toMatchObject({ state: 'ok', note: 'Another instance speaks to the puppet service.' })
    expect(await two.channel.fetch?.({ remote: 'm1', media: 'photo' })).toMatchObject({ kind: 'retry' })
    await one.channel.stop()
    await pass(5_000)
    expect([isOnline(one.channel), isOnline(two.channel)]).toEqual([false, true])
  })

  it('that cannot be opened at all is a failure that says what to do, and the process goes on', async () => {
    const { channel } = openBench({
      pace: usualPace,
      openPuppet: () => Promise.reject(new Error('Cannot find package')),
    })
    await channel.start(createHost())
    await pass(1_000)
    expect(channel.state?.()).toMatchObject({ state: 'failed', note: expect.stringContaining('npm ci') })
  })
})

it('the wait doubles up to a minute, a quarter shorter or longer by chance', () => {
  const waits = [1, 2, 3, 7, 8, 50].map((failures) => backoffMs(usualPace, failures, 0.5))
  expect(waits).toEqual([1_000, 2_000, 4_000, 60_000, 60_000, 60_000])
  expect([backoffMs(usualPace, 1, 0), backoffMs(usualPace, 1, 1)]).toEqual([750, 1_250])
})
