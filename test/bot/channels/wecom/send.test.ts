import { randomBytes } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { closeBenches, eventually, group, openBench, sender, zhang } from './open.ts'

afterEach(closeBenches)

async function ready() {
  const bench = await openBench()
  const channel = await bench.start()
  bench.wecom.knows(group, zhang.userid)
  return { ...bench, channel, send: sender(channel), room: { room: group }, own: { account: zhang.userid } }
}

const choices = [[{ label: '受理', value: 'accept:2026-000001' }]]

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

  it('whose buttons were one too many for the minute is there without them', async () => {
    const { wecom, send, room } = await ready()
    wecom.will('ok', 'tooOften')
    expect((await send(room, { text: '受理吗？', choices })).kind).toBe('sent')
    expect(wecom.screen(group).map(({ text }) => text)).toEqual(['受理吗？'])
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
