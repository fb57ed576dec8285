import { afterEach, describe, expect, it } from 'vitest'
import type { Incoming } from '../../../../bot/message.ts'
import { type Bench, closeBenches, eventually, openBench, promised, said, sender, startPolling } from './open.ts'

afterEach(closeBenches)

const polls = ({ telegram }: Bench) => telegram.calls.filter(({ method }) => method === 'getUpdates')

const answers = ({ telegram }: Bench) => telegram.calls.filter(({ method }) => method === 'answerCallbackQuery').length

/** Somebody to talk to, who has started the bot. */
function resident({ telegram }: Bench) {
  const person = telegram.user({ name: '甲' })
  person.starts()
  return person
}

describe('updates that are asked for', () => {
  it('are stored, and only then confirmed', async () => {
    const bench = await openBench()
    const person = resident(bench)
    person.says('墙裂了')
    let isStored = false
    const { promise: storing, resolve: store } = promised()
    await startPolling(bench, {
      host: {
        async receive() {
          await storing
          isStored = true
        },
      },
    })
    await bench.telegram.until(() => polls(bench).some(({ answeredAt }) => answeredAt !== undefined))
    expect(bench.telegram.pending()).toBe(2)
    store()
    await bench.telegram.until(() => bench.telegram.pending() === 0)
    expect(isStored).toBe(true)
  })

  it('come as one batch, in order, and the kinds that are read are asked for by name', async () => {
    const bench = await openBench()
    const person = resident(bench)
    for (let count = 1; count <= 150; count++) person.says(`第${count}句`)
    const batches: number[] = []
    await startPolling(bench, {
      host: {
        async receive(incoming) {
          batches.push(incoming.length)
          bench.stored.push(...incoming)
        },
      },
    })
    await bench.telegram.until(() => bench.telegram.pending() === 0)
    expect(batches).toEqual([100, 51])
    expect(said(bench)).toEqual(Array.from({ length: 150 }, (_, index) => `第${index + 1}句`))
    expect(polls(bench)[0]?.params).toEqual({
      timeout: 25,
      limit: 100,
      allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member', 'chat_member'],
    })
  })

  it('that were stored but not confirmed come again after a kill, with the same ids', async () => {
    const bench = await openBench()
    const person = resident(bench)
    person.says('墙裂了')
    const { promise: funeral, resolve: bury } = promised()
    await startPolling(bench, {
      name: 'one',
      host: {
        // Between the two: what was stored stays, and Telegram is told nothing of it any more.
        async receive(incoming) {
          bench.stored.push(...incoming)
          bench.lease.holder = 'two'
          return funeral
        },
      },
    })
    await eventually(() => bench.stored.length === 2, 'the first instance has stored both')
    const first = [...bench.stored]
    await startPolling(bench, { name: 'two' })
    await bench.telegram.until(() => bench.telegram.pending() === 0)
    expect(bench.stored.slice(2)).toEqual(first)
    bury()
  })

  it('that cannot be stored are tried again until they can, and nothing is skipped', async () => {
    const bench = await openBench()
    const person = resident(bench)
    let failures = 0
    const channel = await startPolling(bench, {
      host: {
        async receive(incoming) {
          if (failures < 4) {
            failures++
            throw new Error('away')
          }
          bench.stored.push(...incoming)
        },
      },
    })
    await eventually(() => failures > 1, 'storing fails')
    expect(channel.state?.()).toMatchObject({ state: 'degraded', note: expect.stringContaining('database') })
    expect(bench.telegram.pending()).toBe(1)
    person.says('墙裂了')
    await bench.telegram.until(() => bench.telegram.pending() === 0)
    expect(bench.stored.map(({ input }) => input.kind)).toEqual(['opened', 'text'])
    expect(channel.state?.().state).toBe('ok')
  })

  it('go on when their ids jump, up and down', async () => {
    const bench = await openBench()
    const person = resident(bench)
    await startPolling(bench)
    for (const [id, words] of [
      [900_000_000, '一'],
      [17, '二'],
      [240_000_001, '三'],
      [5, '四'],
    ] as const) {
      await bench.telegram.until(() => bench.telegram.pending() === 0)
      bench.telegram.jumpUpdateIds(id)
      person.says(words)
      await bench.telegram.until(() => said(bench).includes(words))
    }
    expect(said(bench)).toEqual(['一', '二', '三', '四'])
  })

  it('that tell that a group moved are passed on before what was said under its new id', async () => {
    const bench = await openBench()
    const person = bench.telegram.user({ name: '甲' })
    const group = bench.telegram.group('值班', { kind: 'group', members: [person], privacy: false })
    const events: string[] = []
    const former = group.id
    group.migrates()
    person.says('好', { in: group })
    await startPolling(bench, {
      host: {
        moved: async (from, to) => void events.push(`moved ${from} ${to}`),
        receive: async (incoming: Incoming[]) => void events.push(...incoming.map(({ room }) => `said in ${room}`)),
      },
    })
    await bench.telegram.until(() => bench.telegram.pending() === 0)
    expect(events).toEqual([`moved ${former} ${group.id}`, `said in ${group.id}`])
  })
})

describe('presses', () => {
  it('are answered once they are stored', async () => {
    const bench = await openBench()
    const person = resident(bench)
    const channel = await startPolling(bench)
    await sender(channel)({ account: String(person.id) }, { text: '选', choices: [[{ label: '好', value: 'yes' }]] })
    person.taps('好')
    await bench.telegram.until(() => person.popups().length === 1)
    expect(bench.stored.at(-1)?.input).toEqual({
      kind: 'choice',
      value: 'yes',
      keyboard: String(person.last()?.id),
    })
  })

  it('are answered a few at a time, and nobody waits for that', async () => {
    const bench = await openBench()
    const person = resident(bench)
    const channel = await startPolling(bench)
    await sender(channel)({ account: String(person.id) }, { text: '选', choices: [[{ label: '好', value: 'yes' }]] })
    bench.telegram.faults.decide = ({ method }) => (method === 'answerCallbackQuery' ? { kind: 'hang' } : undefined)
    for (let count = 0; count < 10; count++) person.taps('好')
    person.says('还在')
    await bench.telegram.until(() => said(bench).includes('还在') && bench.telegram.pending() === 0)
    await bench.telegram.until(() => answers(bench) === 4)
    person.taps('好')
    await bench.telegram.until(() => bench.telegram.pending() === 0)
    expect(answers(bench)).toBe(4)
  })

  it('that are too old to be answered stop nothing', async () => {
    const bench = await openBench()
    const person = resident(bench)
    const channel = await startPolling(bench)
    await sender(channel)({ account: String(person.id) }, { text: '选', choices: [[{ label: '好', value: 'yes' }]] })
    bench.telegram.faults.decide = ({ method, count }) =>
      method === 'answerCallbackQuery' && count <= 20 ? { kind: 'before' } : undefined
    for (let count = 0; count < 20; count++) person.taps('好')
    person.says('还在')
    await bench.telegram.until(() => said(bench).includes('还在') && bench.telegram.pending() === 0)
    expect(channel.state?.().state).toBe('ok')
    expect(bench.stored.filter(({ input }) => input.kind === 'choice')).toHaveLength(20)
  })
})

describe('when Telegram is not well', () => {
  it.each(['before', 'after', '500', '502'] as const)(
    'a poll that ends with %s is made again, and nothing is lost',
    async (kind) => {
      const bench = await openBench()
      const person = resident(bench)
      bench.telegram.faults.decide = ({ method, count }) =>
        method === 'getUpdates' && count <= 3 ? { kind } : undefined
      person.says('墙裂了')
      const channel = await startPolling(bench)
      await bench.telegram.until(() => bench.telegram.pending() === 0)
      expect(said(bench)).toEqual(['墙裂了'])
      expect(channel.state?.().gauges.errors_total).toBe(3)
      expect(bench.lines.some((line) => line.includes('TELEGRAM_API_ROOT') || line.includes('error (500'))).toBe(true)
    },
  )

  it('a poll that hangs is cut and made again', async () => {
    const bench = await openBench()
    const person = resident(bench)
    person.says('墙裂了')
    bench.telegram.faults.decide = ({ method, count }) =>
      method === 'getUpdates' && count === 1 ? { kind: 'hang' } : undefined
    await startPolling(bench, { pace: { pollSeconds: 0, hungMs: 60 } })
    await bench.telegram.until(() => said(bench).includes('墙裂了'))
  })

  it('it waits as long as it is asked to', async () => {
    const bench = await openBench()
    resident(bench)
    bench.telegram.faults.decide = ({ method, count }) =>
      method === 'getUpdates' && count === 1 ? { kind: '429', retryAfter: 1 } : undefined
    await startPolling(bench)
    await bench.telegram.until(() => bench.telegram.pending() === 0)
    const [first, second] = polls(bench)
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(990)
  })

  it('a wrong token is told by name, and tried again', async () => {
    const bench = await openBench()
    const channel = await startPolling(bench, { settings: { token: '1:wrong' } })
    await eventually(() => channel.state?.().state === 'failed', 'the token is found wrong')
    expect(channel.state?.().note).toContain('TELEGRAM_TOKEN')
    expect(bench.lines.join('\n')).toContain('TELEGRAM_TOKEN')
    expect(bench.lines.join('\n')).not.toContain('1:wrong')
  })

  it('nothing that listens there is told by name, and tried again', async () => {
    const bench = await openBench()
    const channel = await startPolling(bench, { settings: { apiRoot: 'http://127.0.0.1:9' } })
    await eventually(() => channel.state?.().state === 'degraded', 'nothing answers')
    expect(channel.state?.().note).toContain('TELEGRAM_API_ROOT')
  })

  it('another poller with the same token is waited for, and told', async () => {
    const bench = await openBench()
    const person = resident(bench)
    const channel = await startPolling(bench)
    await bench.telegram.until(() => polls(bench).length > 1 && bench.telegram.pending() === 0)
    const other = fetch(`${bench.telegram.root}/bot${bench.telegram.token}/getUpdates?timeout=30`)
    await eventually(() => channel.state?.().state === 'degraded', 'the other one is noticed')
    expect(channel.state?.().note).toContain('Another process')
    expect((await other).status).toBe(409)
    person.says('还在')
    await bench.telegram.until(() => said(bench).includes('还在'))
    expect(channel.state?.().state).toBe('ok')
  })

  it('a webhook that was set before is removed, and what waited for it is kept', async () => {
    const bench = await openBench()
    const person = resident(bench)
    const url = encodeURIComponent('http://127.0.0.1:9/telegram')
    await fetch(`${bench.telegram.root}/bot${bench.telegram.token}/setWebhook?url=${url}`)
    person.says('墙裂了')
    await startPolling(bench)
    await bench.telegram.until(() => said(bench).includes('墙裂了'))
    expect(bench.telegram.calls.find(({ method }) => method === 'deleteWebhook')?.params).toEqual({
      drop_pending_updates: false,
    })
  })

  it('who we are is asked until it is told', async () => {
    const bench = await openBench()
    const person = resident(bench)
    bench.telegram.faults.decide = ({ method, count }) =>
      method === 'getMe' && count <= 3 ? { kind: '502' } : undefined
    person.says('墙裂了')
    await startPolling(bench)
    await bench.telegram.until(() => said(bench).includes('墙裂了'))
  })
})

describe('several instances', () => {
  it('poll one at a time, and the next one goes on where the first stopped', async () => {
    const bench = await openBench()
    const person = resident(bench)
    const one = await startPolling(bench, { name: 'one' })
    await bench.telegram.until(() => bench.telegram.pending() === 0)
    const two = await startPolling(bench, { name: 'two' })
    await bench.telegram.until(() => bench.telegram.calls.filter(({ method }) => method === 'getMe').length === 2)
    person.says('一')
    await bench.telegram.until(() => said(bench).includes('一'))
    expect(two.state?.()).toMatchObject({ state: 'ok', note: expect.stringContaining('Another instance') })
    expect(one.state?.().gauges.polling).toBe(1)
    expect(two.state?.().gauges.polling).toBe(0)
    await one.stop()
    expect(bench.lease.holder).not.toBe('one')
    person.says('二')
    await bench.telegram.until(() => said(bench).includes('二'))
    await eventually(() => two.state?.().gauges.polling === 1, 'the second one polls')
    expect(said(bench)).toEqual(['一', '二'])
    expect(polls(bench).some(({ error }) => error?.code === 409)).toBe(false)
  })

  it('stop polling when the lease is lost, and begin again when it is theirs', async () => {
    const bench = await openBench()
    const person = resident(bench)
    const channel = await startPolling(bench)
    await bench.telegram.until(() => polls(bench).length > 1 && bench.telegram.pending() === 0)
    bench.lease.holder = 'somebody'
    await eventually(() => channel.state?.().gauges.polling === 0, 'the loss is noticed')
    person.says('有人吗')
    const { asked } = bench.lease
    await eventually(() => bench.lease.asked > asked + 3, 'it asks for the lease')
    expect(bench.telegram.pending()).toBe(1)
    bench.lease.holder = undefined
    await bench.telegram.until(() => said(bench).includes('有人吗'))
  })

  it('poll no more while the database is away, and go on when it is back', async () => {
    const bench = await openBench()
    const person = resident(bench)
    const channel = await startPolling(bench, { pace: { leaseMs: 50 } })
    await bench.telegram.until(() => polls(bench).length > 1 && bench.telegram.pending() === 0)
    bench.lease.isAway = true
    await eventually(() => channel.state?.().state === 'degraded' && channel.state?.().gauges.polling === 0, 'it waits')
    person.says('墙裂了')
    const { asked } = bench.lease
    await eventually(() => bench.lease.asked > asked + 3, 'it asks for the lease')
    expect(bench.telegram.pending()).toBe(1)
    bench.lease.isAway = false
    await bench.telegram.until(() => said(bench).includes('墙裂了'))
    expect(channel.state?.().state).toBe('ok')
  })
})

describe('stopping', () => {
  it('does not wait for the poll, and gives the lease back', async () => {
    const bench = await openBench()
    resident(bench)
    const channel = await startPolling(bench)
    await bench.telegram.until(() => polls(bench).length > 1 && bench.telegram.pending() === 0)
    const started = performance.now()
    await channel.stop()
    expect(performance.now() - started).toBeLessThan(4000)
    expect(bench.lease.holder).toBeUndefined()
  })

  it('waits for what is being stored, and asks for no more', async () => {
    const bench = await openBench()
    resident(bench)
    const { promise: begun, resolve: begin } = promised()
    const { promise: ended, resolve: end } = promised()
    const channel = await startPolling(bench, {
      host: {
        async receive(incoming) {
          begin()
          await ended
          bench.stored.push(...incoming)
        },
      },
    })
    await begun
    let isStopped = false
    const stopping = channel.stop().then(() => {
      isStopped = true
    })
    await new Promise((resolve) => setImmediate(resolve))
    expect(isStopped).toBe(false)
    end()
    await stopping
    expect(bench.stored).toHaveLength(1)
    expect(polls(bench)).toHaveLength(1)
  })

  it('before it could even ask who it is ends at once', async () => {
    const bench = await openBench()
    bench.telegram.faults.decide = () => ({ kind: 'hang' })
    const channel = await startPolling(bench, { pace: { hungMs: 30_000 } })
    await bench.telegram.until(() => bench.telegram.calls.length === 1)
    const started = performance.now()
    await channel.stop()
    expect(performance.now() - started).toBeLessThan(4000)
  })
})

describe('what is told of it', () => {
  it('is that Telegram answers, now and then', async () => {
    const bench = await openBench()
    const person = resident(bench)
    let at = new Date('2026-08-03T01:00:00Z')
    const channel = await startPolling(bench, { settings: { now: () => at }, pace: { aliveMs: 10_000 } })
    for (const words of ['一', '二', '三']) {
      person.says(words)
      await bench.telegram.until(() => said(bench).includes(words) && bench.telegram.pending() === 0)
    }
    expect(bench.lease.alive).toBe(1)
    at = new Date(at.getTime() + 10_000)
    expect(channel.state?.().gauges.last_answer_age_seconds).toBe(10)
    person.says('四')
    await bench.telegram.until(() => bench.lease.alive === 2)
    expect(channel.state?.()).toEqual({
      state: 'ok',
      note: 'Updates are being asked for.',
      gauges: { errors_total: 0, polling: 1, last_answer_age_seconds: 0 },
    })
  })
})
