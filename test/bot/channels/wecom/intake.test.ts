import { afterEach, describe, expect, it } from 'vitest'
import { createHealth } from '../../../../bot/channels/wecom/health.ts'
import { createIntake, mostWaiting } from '../../../../bot/channels/wecom/intake.ts'
import type { Incoming } from '../../../../bot/message.ts'
import { createHost } from '../host.ts'
import { closeBenches, eventually, group, openBench, quick, zhang } from './open.ts'

afterEach(closeBenches)

function open(receive: (incoming: Incoming[]) => Promise<void>) {
  const lines: string[] = []
  const write = (fields: object, message: string) => void lines.push(JSON.stringify({ ...fields, message }))
  const log = { info: write, warn: write, error: write }
  const health = createHealth(log)
  const intake = createIntake({ host: createHost({ receive }), pace: quick, health, log, now: () => new Date() })
  let count = 0
  const says = (content: string) =>
    intake.take({
      msgid: `m${++count}`,
      chattype: 'single',
      from: { userid: 'zhangsan' },
      msgtype: 'text',
      text: { content },
    })
  return { intake, health, lines, says }
}

const textsOf = (incoming: Incoming[]) => incoming.map(({ input }) => (input.kind === 'text' ? input.text : input.kind))

describe('what is pushed', () => {
  it('is stored one batch after the other, in order, however slow the database is', async () => {
    const stored: string[] = []
    let underWay = 0
    const { intake, says } = open(async (incoming) => {
      expect(++underWay).toBe(1)
      await new Promise((resolve) => setImmediate(resolve))
      stored.push(...textsOf(incoming))
      underWay--
    })
    const texts = Array.from({ length: 250 }, (_, index) => `第${index}句`)
    for (const text of texts) says(text)
    await intake.stop()
    expect(stored).toEqual(texts)
  })

  it('beyond what memory may hold is lost, and that is loud', async () => {
    const { intake, health, lines, says } = open(async () => {
      throw new Error('The database is away')
    })
    for (let index = 0; index <= mostWaiting; index++) says('一')
    expect(health.read()).toMatchObject({ state: 'failed', gauges: { lost_messages_total: 1 } })
    await intake.stop()
    expect(health.read().gauges.lost_messages_total).toBe(mostWaiting + 1)
    expect(lines.join()).toContain('they could not be stored')
    expect(lines.join()).not.toContain('zhangsan')
  })

  it('by nobody is no reason to stop: what follows is stored', async () => {
    const bench = await openBench()
    const channel = await bench.start()
    bench.wecom.pushes({ msgtype: 'text', text: { content: '谁' } })
    bench.wecom.pushes({})
    bench.wecom.says(zhang, { other: 'moon' })
    bench.wecom.says(zhang, { text: '@信桥 好', quote: '#2026-000001　待受理' }, group)
    await eventually(() => bench.stored.length === 2, 'what follows is stored')
    expect(bench.stored.map(({ input }) => input)).toEqual([
      { kind: 'unsupported' },
      { kind: 'text', text: '好', quoted: '#2026-000001　待受理' },
    ])
    expect(channel.state?.().gauges.errors_total).toBe(1)
    expect(bench.lines.join()).not.toContain('谁')
  })
})
