import { afterEach, describe, expect, it } from 'vitest'
import { compose, textLimit } from '../../../../bot/channels/wechaty/compose.ts'
import { failureOf } from '../../../../bot/channels/wechaty/failure.ts'
import { createGate } from '../../../../bot/channels/wechaty/gate.ts'
import { messageKinds } from '../../../../bot/channels/wechaty/message-kinds.ts'
import { outcomeOf } from '../../../../bot/channels/wechaty/outcome.ts'
import { LateError } from '../../../../bot/channels/wechaty/pace.ts'
import { splitText } from '../../../../bot/channels/wechaty/split.ts'
import type { Outcome } from '../../../../bot/message.ts'
import { wechatyWords } from '../../../../bot/text/wechaty.ts'
import { WorldPuppet } from '../../../wechaty/puppet.ts'
import { closeBenches, eventually, openBench } from './open.ts'

afterEach(closeBenches)

const words = wechatyWords.zh

const grpc = (code: number, details: string) => Object.assign(new Error(`${code}: ${details}`), { code, details })

describe('a send that failed', () => {
  it.each<[string, unknown, Outcome['kind']]>([
    ['before the host was reached', grpc(14, 'No connection established'), 'retry'],
    ['before there was a connection', new Error('NO CLIENT'), 'retry'],
    ['because the host does not take the token', grpc(16, 'Invalid Wechaty TOKEN "x"'), 'retry'],
    ['because the account is logged out', grpc(2, 'not logged in'), 'retry'],
    ['when the connection broke in the middle', grpc(14, 'Connection dropped'), 'uncertain'],
    ['when the stream was reset', grpc(13, 'Received RST_STREAM with code 2'), 'uncertain'],
    ['when it was cut', grpc(1, 'Cancelled on client'), 'uncertain'],
    ['when the host gave no answer', new LateError('It took too long'), 'uncertain'],
    ['when the host ran out of time', grpc(4, 'Deadline exceeded'), 'uncertain'],
    ['because there is no such account', grpc(2, 'wxid_1 not exist'), 'unreachable'],
    [
      'because one is a friend no more',
      grpc(2, '你还不是他（她）朋友。请先发送好友验证，他还不是你的好友'),
      'unreachable',
    ],
    ['because the host has no such file', grpc(2, "ENOENT: no such file or directory, open '/tmp/1'"), 'refused'],
    ['when the way to somewhere was cut', Object.assign(new Error('read'), { code: 'ECONNRESET' }), 'uncertain'],
    ['for a reason of the host’s own', grpc(2, 'something else'), 'refused'],
    ['for a reason of the puppet’s own', new Error('too long'), 'refused'],
  ])('%s', (_, error, kind) => {
    const outcome = outcomeOf(failureOf(error))
    expect(outcome.kind).toBe(kind)
    expect(JSON.stringify(outcome)).not.toMatch(/wxid_1|TOKEN "x"/)
  })
})

describe('a message', () => {
  it('has its choices numbered through the rows, from 1', () => {
    const choices = [
      [
        { label: '反映问题', value: 'a' },
        { label: '问政策', value: 'b' },
      ],
      [{ label: '返回', value: 'c' }],
    ]
    expect(compose({ text: '请选：', choices }, words)).toEqual(['请选：\n\n1. 反映问题\n2. 问政策\n3. 返回'])
    const long = compose({ text: '长'.repeat(textLimit), choices }, words)
    expect(long.map((part) => part.length <= textLimit)).toEqual([true, true])
    expect(long[1]).toBe('1. 反映问题\n2. 问政策\n3. 返回')
  })

  it('of a ticket’s card offers words to be typed behind its number', () => {
    const card = { number: '2026-000001', state: '待受理', tone: 'new' as const, facts: [], words: [] }
    const choices = [[{ label: '认领', value: 'a' }], [{ label: '受理', value: 'b' }]]
    const [text = ''] = compose({ text: '#2026-000001', choices, card }, words)
    expect(text).toBe('#2026-000001\n\n要办这件事，打 #号码 加一个词，如“#号码 认领”：认领 / 受理')
  })

  it('that is too long is cut between paragraphs, lines or sentences, and never within a character', () => {
    expect(splitText(`${'一'.repeat(60)}\n\n${'二'.repeat(60)}`, 100)).toEqual(['一'.repeat(60), '二'.repeat(60)])
    expect(splitText(`${'一'.repeat(59)}。${'二'.repeat(60)}`, 100)).toEqual([`${'一'.repeat(59)}。`, '二'.repeat(60)])
    const family = '👨‍👩‍👧'
    const parts = splitText(family.repeat(40), 100)
    expect(parts.join('')).toBe(family.repeat(40))
    for (const part of parts) expect(part.replaceAll(family, '')).toBe('')
    expect(splitText(' \n ', 100)).toEqual([])
  })

  it('goes out part by part, and bears an id of ours where WeChat tells none', async () => {
    const { world, files, start, send } = openBench()
    await start()
    const { id: account, screen } = world.person('张三')
    files.set('f1', { content: Buffer.from('pdf'), mime: 'application/pdf' })
    const sent = await send({ account }, { text: '答复', files: [{ file: 'f1', media: 'file', name: '答复/书' }] })
    expect(sent).toEqual({ kind: 'sent', messageId: 'out-1.0', delivered: true, parts: ['out-1.0', 'out-1.1'] })
    expect(screen.map(({ text, file }) => text ?? file?.name)).toEqual(['答复', '答复_书.pdf'])
  })

  it('of which only a part went out is uncertain; one that never began is not', async () => {
    class Stumbling extends WorldPuppet {
      override async messageSendFile(): Promise<void> {
        throw grpc(14, 'Connection dropped')
      }
    }
    const { world, files, start, send } = openBench({ openPuppet: async (world) => new Stumbling(world) })
    await start()
    const { id: account } = world.person('张三')
    files.set('f1', { content: Buffer.from('pdf'), mime: 'application/pdf' })
    const file = { file: 'f1', media: 'file', name: '书.pdf' } as const
    expect(await send({ account }, { text: '答复', files: [file] })).toMatchObject({
      kind: 'uncertain',
      reason: expect.stringContaining('Only 1 of 2 parts'),
    })
    expect(await send({ account }, { text: '', files: [file] })).toMatchObject({ kind: 'uncertain' })
    expect((await send({ account }, { text: '', files: [{ ...file, file: 'gone' }] })).kind).toBe('refused')
    expect((await send({ account }, '')).kind).toBe('refused')
    expect((await send({ account: '' }, '您好')).kind).toBe('refused')
  })

  it('of which a later part is refused is refused, for again it would be no better', async () => {
    class Picky extends WorldPuppet {
      override async messageSendFile(): Promise<void> {
        throw grpc(2, 'something of WeChat’s')
      }
    }
    const { world, files, start, send } = openBench({ openPuppet: async (world) => new Picky(world) })
    await start()
    const { id: account } = world.person('张三')
    files.set('f1', { content: Buffer.from('pdf'), mime: 'application/pdf' })
    const file = { file: 'f1', media: 'file', name: '书.pdf' } as const
    expect(await send({ account }, { text: '答复', files: [file] })).toMatchObject({ kind: 'refused' })
  })

  it('takes no longer altogether than who claimed it counts on, and none of its parts goes out later', async () => {
    class Slow extends WorldPuppet {
      override async messageSendText(to: string, text: string): Promise<void> {
        await new Promise((resolve) => setTimeout(resolve, 60))
        await super.messageSendText(to, text)
      }
    }
    const { world, start, send } = openBench({
      openPuppet: async (world) => new Slow(world),
      pace: { callMs: 1_000, sendMs: 150 },
    })
    await start()
    const { id: account, screen } = world.person('张三')
    const began = performance.now()
    const outcome = await send({ account }, '长'.repeat(textLimit * 6))
    expect(performance.now() - began).toBeLessThan(250)
    expect(outcome).toMatchObject({ kind: 'uncertain', reason: expect.stringContaining('of 6 parts') })
    expect(screen.length).toBeLessThan(4)
  })

  it('that hangs is cut when the channel stops, and nobody knows what became of it', async () => {
    const { world, channel, start, send } = openBench({ pace: { stopMs: 20 } })
    await start()
    world.holds = true
    const sending = send({ account: world.person('张三').id }, '答复')
    await eventually(() => world.held > 0, 'the host has it')
    await channel.stop()
    expect(await sending).toMatchObject({ kind: 'uncertain' })
  })

  it('that WeChat took has not arrived when it says a moment later that they do not let us write', async () => {
    const { world, stored, start, send } = openBench({ pace: { refusalMs: 5_000, stopMs: 20 } })
    await start()
    const [resident, other] = [world.person('张三'), world.person('李四')]
    const sending = send({ account: resident.id }, '答复')
    const alike = send({ account: other.id }, '答复')
    await eventually(() => resident.screen.length === 1, 'WeChat has it')
    resident.says('消息已发出，但被对方拒收了。', undefined, { type: messageKinds.unknown })
    expect(await sending).toMatchObject({ kind: 'unreachable' })
    await eventually(() => stored.length === 1, 'it is stored')
    expect(stored[0]).toMatchObject({ account: resident.id, input: { kind: 'membership', change: 'blocked' } })
    other.says('收到', undefined)
    await eventually(() => stored.length === 2, 'the other’s words are stored')
    const room = world.room('值班', [])
    expect(await send({ room: room.id }, '卡片')).toMatchObject({ kind: 'sent' })
    expect(await Promise.race([alike, Promise.resolve('waits still')])).toBe('waits still')
  })

  it('waits its turn, and is put off when too many are before it', () => {
    let at = 0
    const gate = createGate({ gapMs: 1_500, queueMs: 3_000 }, () => at)
    expect([gate.enter(), gate.enter(), gate.enter(), gate.enter()]).toEqual([0, 1_500, 3_000, undefined])
    expect(gate.soonest()).toBe(4_500)
    at = 10_000
    expect(gate.enter()).toBe(0)
  })
})
