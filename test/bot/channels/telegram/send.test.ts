import { afterEach, describe, expect, it } from 'vitest'
import type { Outcome } from '../../../../bot/message.ts'
import type { Fault } from '../../../telegram/server.ts'
import { type Bench, closeBenches, type InstanceOptions, openBench, sender } from './open.ts'

afterEach(closeBenches)

const png = Buffer.from('\x89PNG\r\n\x1a\n and so on', 'latin1')

/** Somebody who has begun a talk, a group, and a channel that sends to them. */
async function ready(given: InstanceOptions = {}) {
  const bench = await openBench({ lengthUnit: 'utf16' })
  const person = bench.telegram.user({ name: '甲' })
  person.starts()
  const group = bench.telegram.group('值班', { members: [person], forum: true })
  const channel = bench.instance(given)
  const send = sender(channel)
  return {
    bench,
    person,
    group,
    channel,
    send,
    account: { account: String(person.id) },
    room: { room: String(group.id) },
  }
}

const calls = ({ telegram }: Bench, method: string) => telegram.calls.filter((call) => call.method === method)
const failing = ({ telegram }: Bench, method: string, fault: Fault, times = Number.POSITIVE_INFINITY) => {
  telegram.faults.decide = (call) => (call.method === method && call.count <= times ? fault : undefined)
}

/** No id, no words, no token in what is written down about it. */
function reasonOf(outcome: Outcome, bench: Bench): string {
  const reason = 'reason' in outcome ? outcome.reason : ''
  expect(reason).not.toMatch(/\d{5}|[\u4e00-\u9fff]/)
  expect(reason).not.toContain(bench.telegram.token)
  return reason
}

describe('a message', () => {
  it('arrives as plain words with its buttons, without previews', async () => {
    const { bench, person, send, account } = await ready()
    const text = '请看 https://x.example/a_b*c 和 <b>'
    expect(await send(account, { text, choices: [[{ label: '好', value: 'yes' }]] })).toEqual({
      kind: 'sent',
      messageId: String(person.last()?.id),
      delivered: true,
    })
    expect(person.last()).toMatchObject({ text, buttons: ['好'], preview: false })
    expect(person.last()?.protected).toBeUndefined()
    expect(calls(bench, 'sendMessage')[0]?.params).not.toHaveProperty('parse_mode')
  })

  it('is protected in rooms, and in private when it is confidential', async () => {
    const { person, group, send, account, room } = await ready()
    await send(room, '卡片')
    expect(group.screen().at(-1)).toMatchObject({ text: '卡片', protected: true })
    await send(account, '姓名', { confidential: true })
    expect(person.last()?.protected).toBe(true)
  })

  it('goes into its topic, and answers what it answers, if that is still there', async () => {
    const { group, send, room } = await ready()
    const topic = group.topic('一村')
    const first = await send({ ...room, thread: String(topic) }, '一')
    if (first.kind !== 'sent') throw new Error(first.kind)
    await send({ ...room, thread: String(topic) }, '二', { replyTo: first.messageId })
    expect(group.screen(topic).at(-1)).toMatchObject({ text: '二', replyTo: Number(first.messageId) })
    expect((await send(room, '三', { replyTo: '999' })).kind).toBe('sent')
    expect(group.screen().at(-1)?.replyTo).toBeUndefined()
  })

  it('shows what may be shown once so that a touch copies it', async () => {
    const { person, send, account } = await ready()
    await send(account, { text: '查询码：{{code}}', secrets: { code: 'AB12-CD34' } })
    expect(person.last()).toMatchObject({
      text: '查询码：AB12-CD34',
      entities: [{ type: 'code', offset: 4, length: 9 }],
    })
  })

  it('that is too long goes as several, the buttons under the last', async () => {
    const { person, send, account } = await ready()
    const text = Array.from({ length: 900 }, (_, index) => `第${index}行：墙裂了。`).join('\n')
    const outcome = await send(account, { text, choices: [[{ label: '好', value: 'yes' }]] })
    const shown = person.screen().filter(({ fromBot }) => fromBot)
    expect(shown.length).toBeGreaterThan(2)
    expect(shown.map((message) => message.text).join('\n')).toBe(text)
    expect(shown.map(({ buttons }) => buttons.length)).toEqual([...shown.slice(1).map(() => 0), 1])
    expect(outcome).toEqual({
      kind: 'sent',
      messageId: String(shown.at(-1)?.id),
      delivered: true,
      parts: shown.map(({ id }) => String(id)),
    })
  })

  it('whose button carries too much arrives without the button, and that is logged', async () => {
    const { bench, person, send, account } = await ready()
    expect((await send(account, { text: '选', choices: [[{ label: '多', value: 'x'.repeat(65) }]] })).kind).toBe('sent')
    expect(person.last()).toMatchObject({ text: '选', buttons: [] })
    expect(bench.lines.join()).toContain('left out')
  })

  it('without words is refused', async () => {
    const { bench, send, account } = await ready()
    expect(await send(account, ' \n ')).toEqual({ kind: 'refused', reason: 'A message without words' })
    expect(bench.telegram.calls).toEqual([])
  })

  it.each(['@somebody', 'web-1', '', '1e5', '12345678901234567890'])(
    'to %s is refused: that is nobody here',
    async (name) => {
      const { bench, send } = await ready()
      expect((await send({ account: name }, '你好')).kind).toBe('refused')
      expect((await send({ room: name }, '你好')).kind).toBe('refused')
      expect(bench.telegram.calls).toEqual([])
    },
  )
})

describe('files', () => {
  it('follow the words: pictures as pictures, the rest as files by their names', async () => {
    const { bench, person, send, account } = await ready()
    bench.files.set('f1', { content: png, mime: 'image/png' })
    bench.files.set('f2', { content: Buffer.from('%PDF-1.7'), mime: 'application/pdf' })
    const outcome = await send(account, {
      text: '答复见附件',
      choices: [[{ label: '好', value: 'yes' }]],
      files: [
        { file: 'f1', media: 'photo', name: '墙.png' },
        { file: 'f2', media: 'file', name: '答复"1";\r\n.pdf' },
      ],
    })
    const [words, photo, document] = person.screen().filter(({ fromBot }) => fromBot)
    expect(words).toMatchObject({ text: '答复见附件', buttons: ['好'] })
    expect(photo).toMatchObject({ media: 'photo', file: png })
    expect(document).toMatchObject({ media: 'document', fileName: '答复_1____.pdf' })
    expect(outcome).toMatchObject({
      messageId: String(words?.id),
      parts: [words, photo, document].map((one) => String(one?.id)),
    })
  })

  it('that is no picture after all goes as a file', async () => {
    const { bench, person, send, account } = await ready()
    bench.files.set('f', { content: Buffer.from('not a picture'), mime: 'image/jpeg' })
    expect((await send(account, { text: '见附件', files: [{ file: 'f', media: 'photo', name: 'a.jpg' }] })).kind).toBe(
      'sent',
    )
    expect(person.last()).toMatchObject({ media: 'document', fileName: 'a.jpg' })
  })

  it('of a card are not sent: they lie with the ticket', async () => {
    const { bench, group, send, room } = await ready()
    const card = { number: '2026-000123', state: '新', tone: 'new' as const, facts: [], words: [] }
    await send(room, { text: '卡片', card, files: [{ file: 'f', media: 'photo', name: 'a.jpg' }] })
    expect(group.screen().filter(({ fromBot }) => fromBot)).toHaveLength(1)
    expect(calls(bench, 'sendPhoto')).toEqual([])
  })

  it('that are gone, or that the store cannot give now, hold back the words too', async () => {
    const { bench, send, account } = await ready()
    const reply = { text: '见附件', files: [{ file: 'gone', media: 'file' as const, name: 'a.pdf' }] }
    expect((await send(account, reply)).kind).toBe('refused')
    const away = sender(bench.instance({ settings: { readFile: () => Promise.reject(new Error('away')) } }))
    expect(await away(account, reply)).toMatchObject({ kind: 'retry', reason: 'The file store is away' })
    expect(bench.telegram.calls).toEqual([])
  })
})

describe('an edit', () => {
  const choices = [[{ label: '好', value: 'yes' }]]

  it('changes the message that stands there, buttons included', async () => {
    const { person, send, account } = await ready()
    const first = await send(account, { text: '一', choices })
    if (first.kind !== 'sent') throw new Error(first.kind)
    expect(await send(account, '二', { edit: first.messageId })).toEqual(first)
    expect(person.screen().filter(({ fromBot }) => fromBot)).toMatchObject([{ text: '二', buttons: [], edited: true }])
  })

  it('that changes nothing is as good as made', async () => {
    const { send, account } = await ready()
    const first = await send(account, { text: '一', choices })
    if (first.kind !== 'sent') throw new Error(first.kind)
    expect(await send(account, { text: '一', choices }, { edit: first.messageId })).toEqual(first)
  })

  it('of a message that is gone, or cannot be edited, is sent anew', async () => {
    const { group, send, room } = await ready()
    const first = await send(room, '一')
    if (first.kind !== 'sent') throw new Error(first.kind)
    group.deletesMessage(Number(first.messageId))
    const second = await send(room, '二', { edit: first.messageId })
    expect(second).toMatchObject({ kind: 'sent', messageId: String(group.screen().at(-1)?.id) })
    expect(group.screen().at(-1)?.text).toBe('二')
  })

  it('of words that are too long for one message now is sent anew, whole', async () => {
    const { person, send, account } = await ready()
    const first = await send(account, '一')
    if (first.kind !== 'sent') throw new Error(first.kind)
    const text = '墙裂了。'.repeat(1500)
    expect(await send(account, text, { edit: first.messageId })).toMatchObject({
      parts: [expect.any(String), expect.any(String)],
    })
    const shown = person.screen().filter(({ fromBot }) => fromBot)
    expect(shown.map((message) => message.text).join('')).toBe(`一${text}`)
  })

  it('of which nobody can tell whether it was made is made again: twice shows it once', async () => {
    const { bench, person, send, account } = await ready()
    const first = await send(account, '一')
    if (first.kind !== 'sent') throw new Error(first.kind)
    failing(bench, 'editMessageText', { kind: 'after' }, 1)
    expect(await send(account, '二', { edit: first.messageId })).toEqual({
      kind: 'retry',
      afterMs: 2000,
      reason: 'ECONNRESET',
    })
    expect(await send(account, '二', { edit: first.messageId })).toEqual(first)
    expect(person.screen().filter(({ fromBot }) => fromBot)).toMatchObject([{ text: '二' }])
  })

  it('of a card is never split', async () => {
    const { group, send, room } = await ready()
    const card = { number: '2026-000123', state: '新', tone: 'new' as const, facts: [], words: [] }
    const first = await send(room, { text: '卡片', card })
    if (first.kind !== 'sent') throw new Error(first.kind)
    expect(await send(room, { text: `头\n${'墙裂了。\n'.repeat(1500)}尾`, card }, { edit: first.messageId })).toEqual(
      first,
    )
    expect(group.screen().at(-1)?.text).toMatch(/^头[\s\S]*……[\s\S]*尾$/)
  })
})

describe('a topic that is gone', () => {
  it.each([
    ['deleted', 'deletesTopic'],
    ['closed', 'closesTopic'],
  ] as const)('because it was %s: the message goes into the group itself, and that is told', async (_, happens) => {
    const { group, send, room } = await ready()
    const topic = group.topic('一村')
    group[happens](topic)
    const outcome = await send({ ...room, thread: String(topic) }, '卡片')
    expect(outcome).toMatchObject({ kind: 'sent', threadGone: true })
    expect(group.screen().at(-1)).toMatchObject({ text: '卡片' })
    expect(group.screen().at(-1)?.topic).toBeUndefined()
  })

  it('takes no edit either, so it is sent anew', async () => {
    const { group, send, room } = await ready()
    const topic = group.topic('一村')
    const thread = String(topic)
    const first = await send({ ...room, thread }, '一')
    if (first.kind !== 'sent') throw new Error(first.kind)
    group.deletesTopic(topic)
    expect(await send({ ...room, thread }, '二', { edit: first.messageId })).toMatchObject({
      kind: 'sent',
      threadGone: true,
    })
    expect(group.screen().at(-1)?.text).toBe('二')
  })
})

describe('what becomes of a send that fails', () => {
  it.each<[string, (bench: Awaited<ReturnType<typeof ready>>) => void]>([
    ['has blocked the bot', ({ person }) => person.blocks()],
    ['has no account any more', ({ person }) => person.deletesAccount()],
  ])('to somebody who %s: unreachable', async (_, happens) => {
    const all = await ready()
    happens(all)
    const outcome = await all.send(all.account, '你好')
    expect(outcome.kind).toBe('unreachable')
    expect(reasonOf(outcome, all.bench)).toMatch(/^403 /)
  })

  it('to somebody who has never begun a talk, or whom there is not: unreachable', async () => {
    const { bench, send } = await ready()
    const stranger = bench.telegram.user({ name: '乙' })
    expect((await send({ account: String(stranger.id) }, '你好')).kind).toBe('unreachable')
    const outcome = await send({ account: '4711' }, '你好')
    expect(outcome).toEqual({ kind: 'unreachable', reason: '400 chat not found' })
  })

  it.each<[string, (bench: Awaited<ReturnType<typeof ready>>) => void]>([
    ['that removed the bot', ({ group }) => group.removesBot()],
    ['that is deleted', ({ group }) => group.deletesItself()],
    ['where the bot may not write', ({ group }) => group.mutesBot()],
  ])('in a group %s: unreachable', async (_, happens) => {
    const all = await ready()
    happens(all)
    const outcome = await all.send(all.room, '卡片')
    expect(outcome.kind).toBe('unreachable')
    reasonOf(outcome, all.bench)
  })

  it('in a group that has moved: it is told where to', async () => {
    const bench = await openBench()
    const group = bench.telegram.group('值班', { kind: 'group' })
    const former = String(group.id)
    group.migrates()
    const send = sender(bench.instance())
    expect(await send({ room: former }, '卡片')).toEqual({ kind: 'moved', room: String(group.id) })
    expect(await send({ room: former }, '卡片', { edit: '1' })).toEqual({ kind: 'moved', room: String(group.id) })
  })

  it('too often: again when Telegram says so', async () => {
    const { bench, send, account } = await ready()
    failing(bench, 'sendMessage', { kind: '429', retryAfter: 7 })
    expect(await send(account, '你好')).toEqual({ kind: 'retry', afterMs: 7000, reason: '429 Too Many Requests' })
  })

  it('in a group beyond its twenty a minute: again when there is room', async () => {
    const { bench, send, room } = await ready()
    for (let count = 0; count < 20; count++) expect((await send(room, `${count}`)).kind).toBe('sent')
    const outcome = await send(room, '二十一')
    expect(outcome).toMatchObject({ kind: 'retry' })
    expect(outcome.kind === 'retry' && outcome.afterMs).toBeGreaterThan(50_000)
    expect(bench.telegram.faults.violations).toEqual([])
  })

  it('with an error of the Bot API itself: again, for it says that it was not done', async () => {
    const { bench, person, send, account } = await ready()
    failing(bench, 'sendMessage', { kind: '500' })
    expect(await send(account, '你好')).toEqual({ kind: 'retry', afterMs: 2000, reason: '500 Internal Server Error' })
    expect(person.last()).toBeUndefined()
  })

  it.each([
    ['the page of a gateway', '502', 'HTTP 502'],
    ['a reset before anything took effect', 'before', 'ECONNRESET'],
    ['a reset after it took effect', 'after', 'ECONNRESET'],
  ] as const)('with %s: uncertain, for nobody can tell', async (_, kind, reason) => {
    const { bench, send, account } = await ready()
    failing(bench, 'sendMessage', { kind })
    const outcome = await send(account, '你好')
    expect(outcome).toEqual({ kind: 'uncertain', reason })
  })

  it.each(['hang', 'hang-after'] as const)('with no answer at all (%s): uncertain, in good time', async (kind) => {
    const { bench, send, account } = await ready({ pace: { sendMs: 300 } })
    await send(account, '早')
    failing(bench, 'sendMessage', { kind })
    expect(await send(account, '你好')).toEqual({ kind: 'uncertain', reason: 'aborted' })
  })

  it('with no answer within what one call may take: uncertain', async () => {
    const { bench, send, account } = await ready({ pace: { callMs: 300 } })
    await send(account, '早')
    failing(bench, 'sendMessage', { kind: 'hang' })
    expect(await send(account, '你好')).toMatchObject({
      kind: 'uncertain',
      reason: expect.stringMatching(/aborted|timed out/),
    })
  })

  it.each([
    ['nobody listens', 'http://127.0.0.1:9', 'ECONNREFUSED'],
    ['there is no such name', 'http://telegram.invalid', /^(ENOTFOUND|EAI_AGAIN)$/],
  ])('because %s: again soon, for it surely did not go out', async (_, apiRoot, reason) => {
    const { send, account } = await ready({ settings: { apiRoot } })
    const outcome = await send(account, '你好')
    expect(outcome).toMatchObject({ kind: 'retry', afterMs: 2000 })
    expect('reason' in outcome && outcome.reason).toMatch(reason)
  })

  it('because what listens there speaks no TLS: again soon', async () => {
    const { bench } = await ready()
    const secure = sender(bench.instance({ settings: { apiRoot: bench.telegram.root.replace('http:', 'https:') } }))
    expect(await secure({ account: '4711' }, '你好')).toMatchObject({ kind: 'retry', afterMs: 2000 })
    expect(bench.telegram.calls).toEqual([])
  })

  it('because the token is wrong: later, and the channel says what mends it', async () => {
    const { bench, channel, send, account } = await ready({ settings: { token: '1:wrong' } })
    const outcome = await send(account, '你好')
    expect(outcome).toEqual({ kind: 'retry', afterMs: 30_000, reason: '401 Unauthorized' })
    expect(channel.state?.()).toMatchObject({ state: 'failed', note: expect.stringContaining('TELEGRAM_TOKEN') })
    expect(bench.lines.join()).not.toContain('1:wrong')
  })

  it('for another reason: refused', async () => {
    const { bench, group, send, room } = await ready()
    const elsewhere = await send(room, '卡片')
    if (elsewhere.kind !== 'sent') throw new Error(elsewhere.kind)
    // A message of somebody else cannot be edited, and a file that is empty cannot be sent.
    bench.files.set('empty', { content: Buffer.alloc(0), mime: 'application/pdf' })
    const outcome = await send(room, { text: ' ', files: [{ file: 'empty', media: 'file', name: 'a.pdf' }] })
    expect(outcome.kind).toBe('refused')
    expect(reasonOf(outcome, bench)).toMatch(/^400 /)
    expect(group.screen().filter(({ fromBot }) => fromBot)).toHaveLength(1)
  })
})

describe('a message in several parts', () => {
  const long = '墙裂了。'.repeat(1500)

  it('of which one is out waits out a short refusal and goes on', async () => {
    const { bench, person, send, account } = await ready()
    bench.telegram.faults.decide = ({ method, count }) =>
      method === 'sendMessage' && count === 2 ? { kind: '429', retryAfter: 1 } : undefined
    expect((await send(account, long)).kind).toBe('sent')
    const shown = person.screen().filter(({ fromBot }) => fromBot)
    expect(shown.map((message) => message.text).join('')).toBe(long)
    expect(bench.telegram.faults.violations).toEqual([])
  })

  it.each<[string, Fault]>([
    ['breaks', { kind: 'before' }],
    ['is refused for longer than a send may take', { kind: '429', retryAfter: 60 }],
  ])('of which one is out and the next %s is uncertain', async (_, fault) => {
    const { bench, send, account } = await ready()
    bench.telegram.faults.decide = ({ method, count }) => (method === 'sendMessage' && count > 1 ? fault : undefined)
    const outcome = await send(account, long)
    expect(outcome.kind).toBe('uncertain')
    expect(reasonOf(outcome, bench)).toMatch(/^Only 1 of 2 parts/)
  })

  it('of which one is out and the next is never taken is told as what it is', async () => {
    const { bench, person, send, account } = await ready()
    bench.telegram.faults.decide = ({ method, count }) => {
      if (method === 'sendMessage' && count === 2) person.blocks()
      return undefined
    }
    const outcome = await send(account, long)
    expect(outcome.kind).toBe('unreachable')
    expect(reasonOf(outcome, bench)).toMatch(/^Only 1 of 2 parts/)
  })

  it('of which none is out is simply tried again', async () => {
    const { bench, send, account } = await ready()
    failing(bench, 'sendMessage', { kind: '429', retryAfter: 3 })
    expect(await send(account, long)).toMatchObject({ kind: 'retry', afterMs: 3000 })
  })
})

describe('stopping', () => {
  it('begins nothing more: that is for whoever runs next', async () => {
    const { bench, channel, send, account } = await ready()
    const stopping = channel.stop()
    expect(await send(account, '你好')).toMatchObject({ kind: 'retry' })
    await stopping
    expect(await send(account, '你好')).toMatchObject({ kind: 'retry' })
    expect(bench.telegram.calls).toEqual([])
  })

  it('lets what is under way finish', async () => {
    const { bench, person, channel, send, account } = await ready()
    const sending = send(account, '你好')
    await channel.stop()
    expect((await sending).kind).toBe('sent')
    expect(person.last()?.text).toBe('你好')
    expect(calls(bench, 'sendMessage')).toHaveLength(1)
  })

  it('waits for it no longer than it may', async () => {
    const { bench, channel, send, account } = await ready({ pace: { stopMs: 40 } })
    failing(bench, 'sendMessage', { kind: 'hang' })
    const sending = send(account, '你好')
    await bench.telegram.until(() => bench.telegram.calls.length === 1)
    const started = performance.now()
    await channel.stop()
    expect(performance.now() - started).toBeLessThan(4000)
    expect(await sending).toEqual({ kind: 'uncertain', reason: 'aborted' })
  })
})
