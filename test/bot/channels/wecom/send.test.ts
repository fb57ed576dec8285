import { randomBytes } from 'node:crypto'
import type { WSClient } from '@wecom/aibot-node-sdk'
import { afterEach, describe, expect, it } from 'vitest'
import { createHealth } from '../../../../bot/channels/wecom/health.ts'
import type { OnLine } from '../../../../bot/channels/wecom/keep-connected.ts'
import { usualPace } from '../../../../bot/channels/wecom/pace.ts'
import { createSending } from '../../../../bot/channels/wecom/send.ts'
import type { Reply } from '../../../../bot/message.ts'
import { closeBenches, eventually, group, openBench, quick, sender, spoken, zhang } from './open.ts'

afterEach(closeBenches)

async function ready() {
  const bench = await openBench()
  const channel = await bench.start()
  bench.wecom.knows(group, zhang.userid)
  return { ...bench, channel, send: sender(channel), room: { room: group }, own: { account: zhang.userid } }
}

const choices = [[{ label: '受理', value: 'accept:2026-000001' }]]
const choicesOf = (count: number) => [
  Array.from({ length: count }, (_, index) => ({ label: `第${index + 1}个`, value: `v${index}` })),
]
const card: Reply = {
  text: '#2026-000001　待受理',
  card: { number: '2026-000001', state: '待受理', tone: 'new', facts: [], words: [] },
}

describe('a message', () => {
  it('with buttons is its words and a card below; a tap names the message it stood under', async () => {
    const { wecom, send, room, stored } = await ready()
    const outcome = await send(room, { text: '#2026-000001　待受理', choices })
    expect(wecom.screen(group).map(({ text, buttons }) => [text, buttons.length])).toEqual([
      ['#2026-000001　待受理', 0],
      ['#2026-000001　待受理', 1],
    ])
    wecom.taps(zhang, '受理', group)
    await eventually(() => stored.length === 1, 'the tap is stored')
    expect(stored[0]).toMatchObject({ room: group, account: zhang.userid })
    expect(stored[0]?.input).toEqual({
      kind: 'choice',
      value: 'accept:2026-000001',
      keyboard: outcome.kind === 'sent' && outcome.messageId,
    })
  })

  it('whose buttons are refused is there all the same, with what can be typed', async () => {
    const { wecom, send, room } = await ready()
    wecom.will('ok', 'wrongParameter')
    expect((await send(room, { text: '受理吗？', choices })).kind).toBe('sent')
    expect(wecom.screen(group).map(({ text }) => text)).toEqual(['受理吗？', '1. 受理'])
  })

  it('whose buttons were one too many for the minute is there with what can be typed', async () => {
    const { wecom, send, room } = await ready()
    wecom.will('ok', 'tooOften')
    expect((await send(room, { text: '受理吗？', choices })).kind).toBe('sent')
    expect(wecom.screen(group).map(({ text }) => text)).toEqual(['受理吗？', '1. 受理'])
  })

  it('that is a card whose buttons are refused names the words of its buttons, and no numbers', async () => {
    const { wecom, send, room } = await ready()
    wecom.will('ok', 'wrongParameter')
    expect((await send(room, { ...card, choices: choicesOf(8) })).kind).toBe('sent')
    const [drawn, instead, ...more] = wecom.screen(group).map(({ text }) => text)
    expect([drawn, more]).toEqual([card.text, []])
    expect(instead).toContain('：第1个 / 第2个 / ')
    expect(instead).not.toMatch(/\d\. /)
  })

  it('goes at a pace at which every one may be a new card, with nine buttons', async () => {
    const { wecom, channel, send, room } = await ready()
    await send(room, { ...card, choices: choicesOf(9) })
    expect(wecom.sent).toHaveLength(3)
    expect(wecom.sent.length * (channel.capabilities.groupPerMinute ?? Number.NaN)).toBeLessThanOrEqual(30)
  })

  it('of which the chat takes no more this minute goes without its cards, with what can be typed', async () => {
    const { wecom, send, room } = await ready()
    for (let one = 1; one <= 28; one++) await send(room, `${one}`)
    expect((await send(room, { ...card, choices: choicesOf(8) })).kind).toBe('sent')
    expect(wecom.screen(group)).toHaveLength(29)
    expect(wecom.screen(group).at(-1)?.text).toContain('：第1个 / 第2个 / ')
    await send(room, '三十')
    expect(await send(room, '三十一')).toMatchObject({ kind: 'retry', afterMs: 60_000 })
    expect(wecom.sent).toHaveLength(30)
  })

  it('is sent on a new connection after two were left unanswered, though WeCom was heard meanwhile', async () => {
    let ended = 0
    const client = {
      isConnected: true,
      async sendMessage() {
        onLine.heard++
        throw new Error('Reply ack timeout (5000ms) for reqId: x')
      },
      disconnect: () => void ended++,
    } as unknown as WSClient
    const onLine: OnLine = { client, heard: 0 }
    const log = { info() {}, warn() {}, error() {} }
    const settings = { ...spoken, readFile: async () => undefined, now: () => new Date() }
    const { send } = createSending({ settings, pace: quick, health: createHealth(log), onLine })
    const outgoing = { id: 'out-1', reply: { text: '在吗' } }
    expect((await send({ room: group }, outgoing)).kind).toBe('uncertain')
    expect(ended).toBe(0)
    expect((await send({ room: group }, outgoing)).kind).toBe('uncertain')
    expect(ended).toBe(1)
  })

  it('that takes too long is cut before the sender counts it lost', async () => {
    const bench = await openBench()
    const channel = await bench.start({ pace: { sendMs: 30 } })
    bench.wecom.knows(group)
    bench.wecom.will('silence')
    expect(await sender(channel)({ room: group }, '一')).toEqual({
      kind: 'uncertain',
      reason: 'WeCom: it took too long',
    })
    expect(usualPace.uploadMs).toBeLessThan(usualPace.sendMs)
    expect(usualPace.sendMs).toBeLessThan(60_000)
  })

  it('to a chat in which nobody has talked to the robot reaches nobody', async () => {
    const { send } = await ready()
    expect(await send({ room: 'wrNobody' }, '在吗')).toEqual({ kind: 'unreachable', reason: 'WeCom: 93006' })
    expect((await send({ account: 'nobody' }, '在吗')).kind).toBe('closed')
  })

  it('to somebody of another company reaches nobody, and not a colleague with the same user id', async () => {
    const { wecom, send } = await ready()
    expect((await send({ account: 'wpOther/zhangsan' }, '在吗')).kind).toBe('unreachable')
    expect(wecom.sent).toEqual([])
  })

  it('that WeCom does not take is refused, and one too many waits a minute', async () => {
    const { wecom, send, room } = await ready()
    wecom.will('tooLong', 'tooOften')
    expect((await send(room, '一')).kind).toBe('refused')
    expect(await send(room, '二')).toMatchObject({ kind: 'retry', afterMs: 60_000 })
  })

  it('in the middle of which the connection broke may have arrived', async () => {
    const { wecom, send, room } = await ready()
    wecom.will('break')
    expect(await send(room, '一')).toEqual({ kind: 'uncertain', reason: 'WeCom: the connection broke' })
  })

  it('on a connection that WeCom has forgotten is sent on a new one', async () => {
    const { wecom, channel, send, room } = await ready()
    wecom.forgetsConnection()
    expect((await send(room, '一')).kind).toBe('retry')
    await eventually(() => wecom.isOnline() && channel.sends?.() === true, 'there is a new connection')
    expect((await send(room, '一')).kind).toBe('sent')
  })

  it('of which a part is out already may not be begun anew', async () => {
    const { wecom, send, room } = await ready()
    wecom.will('ok', 'busy')
    expect(await send(room, '字'.repeat(7000))).toMatchObject({
      kind: 'uncertain',
      reason: expect.stringContaining('Only 1 of 2'),
    })
  })

  it('of which a later part is not taken is not begun again: it never would be', async () => {
    const { wecom, send, room } = await ready()
    wecom.will('ok', 'wrongParameter')
    expect(await send(room, '字'.repeat(7000))).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('Only 1 of 2'),
    })
  })

  it('under way goes out before the channel stops, and none after', async () => {
    const { wecom, channel, send, room } = await ready()
    const [first] = await Promise.all([send(room, '一'), channel.stop()])
    expect(first.kind).toBe('sent')
    expect((await send(room, '二')).kind).toBe('retry')
    expect(wecom.screen(group)).toHaveLength(1)
  })
})

describe('files', () => {
  it('go up in pieces and arrive below the words, as they were', async () => {
    const { wecom, files, send, own } = await ready()
    const content = randomBytes(700_000)
    files.set('f1', { content, mime: 'application/pdf', name: '申请.pdf' })
    files.set('f2', { content: Buffer.from('a picture'), mime: 'image/png' })
    const outcome = await send(own, {
      text: '附件：',
      files: [
        { file: 'f1', media: 'file', name: '申请.pdf' },
        { file: 'f2', media: 'photo', name: 'a"b.png' },
      ],
    })
    expect(outcome.kind).toBe('sent')
    expect(wecom.sent).toEqual(['markdown', 'file', 'image'])
    const [words, file, picture] = wecom.screen(zhang.userid)
    expect([words?.text, file?.text, picture?.text]).toEqual(['附件：', '申请.pdf', 'a_b.png'])
    expect(file?.file?.content.equals(content)).toBe(true)
  })

  it('that are in the store no more are told of, and nothing is shown', async () => {
    const { wecom, send, own } = await ready()
    const files = [{ file: 'gone', media: 'file' as const, name: 'x.pdf' }]
    expect((await send(own, { text: '附件：', files })).kind).toBe('refused')
    expect(wecom.sent).toEqual([])
  })

  it('too small for WeCom are told by name, with the page, and the others go', async () => {
    const { wecom, files, send, own } = await ready()
    files.set('f1', { content: Buffer.from('a picture'), mime: 'image/png' })
    files.set('f2', { content: Buffer.from('1234'), mime: 'text/plain' })
    const outcome = await send(own, {
      text: '附件：',
      files: [
        { file: 'f1', media: 'photo', name: 'a.png' },
        { file: 'f2', media: 'file', name: '便条.txt' },
      ],
    })
    expect(outcome.kind).toBe('sent')
    expect(wecom.sent).toEqual(['markdown', 'image'])
    expect(wecom.screen(zhang.userid)[0]?.text).toMatch(
      /^附件：\n有 1 个附件.*https:\/\/xinqiao.example\/desk\n便条.txt$/s,
    )
  })

  it('that WeCom does not take are told by name, with the page', async () => {
    const { wecom, files, send, own } = await ready()
    files.set('f1', { content: Buffer.from('a picture'), mime: 'image/png' })
    wecom.takesFiles('wrongParameter')
    const outcome = await send(own, { text: '附件：', files: [{ file: 'f1', media: 'photo', name: 'a.png' }] })
    expect(outcome.kind).toBe('sent')
    expect(wecom.screen(zhang.userid).map(({ text }) => text)).toEqual([expect.stringContaining('\na.png')])
  })

  it('that go up too slowly are told by name, with the page', async () => {
    const bench = await openBench()
    const channel = await bench.start({ pace: { uploadMs: 30 } })
    bench.wecom.knows(zhang.userid)
    bench.files.set('f1', { content: Buffer.from('a picture'), mime: 'image/png' })
    bench.wecom.takesFiles('silence')
    const files = ['a.png', 'b.png'].map((name) => ({ file: 'f1', media: 'photo' as const, name }))
    expect((await sender(channel)({ account: zhang.userid }, { text: '附件：', files })).kind).toBe('sent')
    expect(bench.wecom.screen(zhang.userid)[0]?.text).toContain('\na.png\nb.png')
  })

  it('on which the connection broke are not put up for ever: the next time their words go without them', async () => {
    const { wecom, channel, files, send, own } = await ready()
    files.set('f1', { content: Buffer.from('a picture'), mime: 'image/png' })
    wecom.takesFiles('break')
    const reply = { text: '附件：', files: [{ file: 'f1', media: 'photo' as const, name: 'a.png' }] }
    expect((await send(own, reply)).kind).toBe('retry')
    await eventually(() => wecom.isOnline() && channel.sends?.() === true, 'there is a new connection')
    const steps = wecom.uploadSteps.length
    expect((await send(own, reply)).kind).toBe('sent')
    expect(wecom.uploadSteps).toHaveLength(steps)
    expect(wecom.screen(zhang.userid)[0]?.text).toContain('\na.png')
  })

  it('wait a minute when WeCom takes no more for now', async () => {
    const { wecom, files, send, own } = await ready()
    files.set('f1', { content: Buffer.from('a picture'), mime: 'image/png' })
    wecom.takesFiles('tooOften')
    const outcome = await send(own, { text: '附件：', files: [{ file: 'f1', media: 'photo', name: 'a.png' }] })
    expect(outcome).toMatchObject({ kind: 'retry', afterMs: 60_000 })
    expect(wecom.sent).toEqual([])
  })

  it('are asked for again when the store is away', async () => {
    const bench = await openBench()
    const readFile = async () => {
      throw new Error('away')
    }
    const channel = await bench.start({ settings: { readFile } })
    const files = [{ file: 'f1', media: 'file' as const, name: 'x.pdf' }]
    expect((await sender(channel)({ account: 'zhangsan' }, { text: '附件：', files })).kind).toBe('retry')
  })
})
