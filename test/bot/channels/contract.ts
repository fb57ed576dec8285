import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { Channel, ChannelHost, Incoming, Outcome, Outgoing, Reply, Target } from '../../../bot/message.ts'
import { createHost } from './host.ts'

/** A channel that has been started, with somebody on it. */
export interface ChannelBench {
  channel: Channel
  /** Somebody whom the channel can reach. */
  account: string
  /** A group, on a channel that has some. */
  room?: string
  /** An id such as its messages have, of a message that is there no more. */
  gone: string
  /** The person types it and sends it off. Absent where nobody can say anything. */
  says?(text: string): unknown
  /** What lies there, oldest first: each message's words with the labels of its buttons. */
  screen(target: Target): string[] | Promise<string[]>
  close(): Promise<void>
}

/** What every channel keeps to, whatever it carries messages with. */
export function describeChannel(name: string, open: (host: ChannelHost) => Promise<ChannelBench>): void {
  let close: (() => Promise<void>) | undefined
  afterEach(async () => {
    await close?.()
    close = undefined
  })

  async function ready(host: Partial<ChannelHost> = {}) {
    const stored: Incoming[] = []
    const bench = await open(createHost({ receive: async (incoming) => void stored.push(...incoming), ...host }))
    close = async () => {
      await bench.channel.stop()
      await bench.close()
    }
    let count = 0
    const send = (target: Target, reply: Reply | string, more: Partial<Outgoing> = {}) =>
      bench.channel.send(target, {
        id: `out-${++count}`,
        reply: typeof reply === 'string' ? { text: reply } : reply,
        ...more,
      })
    const said = () => stored.filter(({ input }) => input.kind === 'text')
    return { ...bench, able: bench.channel.capabilities, send, said, private: { account: bench.account } }
  }

  describe(`${name} is a channel`, () => {
    it('has its name, and says what it can do', async () => {
      const { channel, able, room } = await ready()
      expect(channel.name).toBe(name)
      expect(able.textLimit).toBeGreaterThanOrEqual(1000)
      expect(able.groupPerMinute ?? 1).toBeGreaterThan(0)
      expect(able.groups).toBe(room !== undefined)
    })

    it('hands on what is said, each thing once, in order, with an id of its own', async ({ skip }) => {
      const { account, says, said } = await ready()
      if (!says) return skip()
      for (const text of ['墙裂了', '请来看看', '墙裂了']) await says(text)
      await eventually(() => said().length >= 3)
      expect(said().map(({ input }) => input)).toEqual([
        { kind: 'text', text: '墙裂了' },
        { kind: 'text', text: '请来看看' },
        { kind: 'text', text: '墙裂了' },
      ])
      expect(new Set(said().map(({ messageId }) => messageId)).size).toBe(3)
      for (const incoming of said()) {
        expect(incoming).toMatchObject({ channel: name, account })
        expect(incoming).not.toHaveProperty('room')
        expect(Number.isNaN(incoming.at.getTime())).toBe(false)
      }
    })

    it('shows the words and every choice, and tells by which id they can be named', async () => {
      const { send, screen, able, private: here } = await ready()
      const outcome = await send(here, {
        text: '您好。\n请选：',
        choices: [[{ label: '反映问题', value: 'report' }], [{ label: '问政策', value: 'question' }]],
      })
      expect(sentAs(outcome).delivered).toBe(!able.confirmsDelivery)
      expect(sentAs(outcome).messageId).not.toBe('')
      const shown = (await screen(here)).join('\n')
      for (const words of ['您好。\n请选：', '反映问题', '问政策']) expect(shown).toContain(words)
    })

    it('shows what may be shown once in its place', async () => {
      const { send, screen, private: here } = await ready()
      await send(here, { text: '查询码：{{code}}', secrets: { code: 'AB12-CD34' } })
      expect((await screen(here)).join()).toContain('查询码：AB12-CD34')
    })

    it('carries as many characters as it says', async () => {
      const { send, screen, able, private: here } = await ready()
      const sentence = (index: number) => `第${index}句话在这里。`
      let text = ''
      for (let index = 0; text.length + 20 < able.textLimit; index++) text += sentence(index)
      expect((await send(here, text)).kind).toBe('sent')
      expect((await screen(here)).join('')).toContain(text)
    })

    it('changes a message that stands there, where it can', async ({ skip }) => {
      const { send, screen, able, private: here } = await ready()
      if (!able.edits) return skip()
      const first = sentAs(await send(here, '等一等'))
      const count = (await screen(here)).length
      const second = sentAs(await send(here, '好了', { edit: first.messageId }))
      expect(second.messageId).toBe(first.messageId)
      expect((await screen(here)).length).toBe(count)
      expect((await screen(here)).join()).toContain('好了')
      expect((await screen(here)).join()).not.toContain('等一等')
      const third = sentAs(await send(here, '都好了', { edit: second.messageId }))
      expect(third.messageId).toBe(first.messageId)
    })

    it('sends anew what should change a message that is there no more', async () => {
      const { send, screen, gone, private: here } = await ready()
      const outcome = sentAs(await send(here, '好了', { edit: gone, replyTo: gone }))
      expect(outcome.messageId).not.toBe(gone)
      expect((await screen(here)).join()).toContain('好了')
    })

    it('shows once what it is given twice, where it says so', async ({ skip }) => {
      const { send, screen, able, private: here } = await ready()
      if (!able.repeatsSafely) return skip()
      const first = sentAs(await send(here, '收到了', { id: 'same' }))
      const second = sentAs(await send(here, '收到了', { id: 'same' }))
      expect(second.messageId).toBe(first.messageId)
      expect((await screen(here)).filter((shown) => shown.includes('收到了'))).toHaveLength(1)
    })

    it('posts into groups, where it counts as delivered at once; without groups it refuses', async () => {
      const { send, screen, room } = await ready()
      if (room === undefined) {
        expect((await send({ room: 'main' }, '卡片')).kind).toBe('refused')
        return
      }
      expect(sentAs(await send({ room }, '卡片')).delivered).toBe(true)
      expect((await screen({ room })).join()).toContain('卡片')
    })

    it('answers with an outcome whomever it is to reach, and names nobody in it', async () => {
      const { send } = await ready()
      for (const target of [{ account: '999000111' }, { room: '-999000111' }, { room: '-999000111', thread: '7' }]) {
        const outcome = await send(target, '姓名：某人')
        expect(kinds).toContain(outcome.kind)
        if ('reason' in outcome) expect(outcome.reason).not.toMatch(/999000111|某人/)
      }
    })

    it('tells how it is doing in words for the operator, and numbers by their names', async ({ skip }) => {
      const { channel } = await ready()
      if (!channel.state) return skip()
      const { state, note, gauges } = channel.state()
      expect(['ok', 'degraded', 'failed']).toContain(state)
      expect(note).toMatch(/^[A-Z].*[.)]$/)
      for (const [gauge, value] of Object.entries(gauges)) {
        expect(gauge).toMatch(/^[a-z]+(_[a-z]+)*$/)
        expect(Number.isFinite(value)).toBe(true)
      }
    })

    it('takes nothing in once it has stopped, however often it is stopped', async () => {
      const { channel, says, said } = await ready()
      await channel.stop()
      await says?.('还有人吗')
      await channel.stop()
      expect(said()).toEqual([])
    })
  })
}

const kinds: Outcome['kind'][] = ['sent', 'moved', 'retry', 'closed', 'refused', 'unreachable', 'uncertain']

function sentAs(outcome: Outcome): Extract<Outcome, { kind: 'sent' }> {
  if (outcome.kind !== 'sent') throw new Error(`It was not sent: ${JSON.stringify(outcome)}`)
  return outcome
}

/** Looks again and again: a channel takes its own time to hand on what was said. */
async function eventually(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds() && tries < 2500; tries++) await wait(2)
}
