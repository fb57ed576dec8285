import { afterEach, describe, expect, it } from 'vitest'
import type { Outcome } from '../../../../bot/message.ts'
import type { Call, Fault, Person } from '../../../wechat/server.ts'
import { type Bench, closeBenches, openBench } from './open.ts'

afterEach(closeBenches)

const sendPath = '/cgi-bin/message/custom/send'

/** Somebody who has just written. */
async function heard(options: Parameters<typeof openBench>[0] = {}) {
  const bench = await openBench(options)
  const instance = await bench.instance()
  const person = bench.wechat.person()
  await person.says('你好')
  return { ...bench, ...instance, person }
}

const texts = (person: Person) => person.screen.map(({ text }) => text)

/** What goes wrong with customer messages, from the first on. */
function faults({ wechat }: Pick<Bench, 'wechat'>, ...given: (Fault | undefined)[]) {
  const left = [...given]
  wechat.fault((call: Call) => (call.path === sendPath ? left.shift() : undefined))
}

describe('words', () => {
  it('go as customer messages, and count as delivered when WeChat has them', async () => {
    const { send, person } = await heard()
    const outcome = await send(person.openid, '收到了。')
    expect(outcome).toEqual({ kind: 'sent', messageId: expect.stringMatching(/^[\w-]{10}$/), delivered: true })
    expect(texts(person)).toEqual(['收到了。'])
  })

  it('too long for one message go as several, each ending where a sentence does', async () => {
    const { send, person, windows } = await heard()
    const text = Array.from({ length: 90 }, (_, index) => `这是第${index + 1}句话，说的是房子的事情。`).join('')
    const outcome = await send(person.openid, text)
    expect(outcome).toMatchObject({ kind: 'sent', parts: [expect.any(String), expect.any(String), expect.any(String)] })
    expect(windows.log).toContain('spend long 3')
    expect(texts(person).join('')).toBe(text)
    for (const part of texts(person)) {
      expect(part).toMatch(/。$/)
      expect(Buffer.byteLength(part)).toBeLessThanOrEqual(2047)
    }
  })

  it('too long for any window begin here, and wait to be read where the link leads', async () => {
    const { send, person, windows } = await heard()
    const outcome = await send(person.openid, '答复如下。'.repeat(900), { language: 'en' })
    expect(outcome).toMatchObject({ kind: 'closed', pointed: true })
    expect(windows.log).toContain('spend long 1')
    expect(texts(person)).toHaveLength(1)
    expect(texts(person)[0]).toMatch(/^答复如下。[\s\S]*…\n\nhttps:\/\/xq\.example\/wechat\/letters\?lang=en$/)
  })

  it('too long for any window begin once: who has seen it needs the window for what they ask', async () => {
    const { send, person, windows } = await heard()
    const outcome = await send(person.openid, '答复如下。'.repeat(900), { pointed: true })
    expect(outcome).toEqual({ kind: 'closed', reason: 'It is longer than a window of WeChat' })
    expect(windows.log).toEqual(['open long'])
    expect(texts(person)).toEqual([])
  })

  it('of people are never links of ours', async () => {
    const { send, person } = await heard()
    await send(person.openid, '他说：<a href="weixin://bizmsgmenu?msgmenucontent=1&msgmenuid=2">点这里</a> 3 < 5')
    expect(person.screen[0]).toMatchObject({ links: [], entries: [] })
    expect(texts(person)[0]).toContain('＜a href=')
    expect(texts(person)[0]).toContain('3 < 5')
  })

  it('end with where later notices can be agreed to, when that is asked', async () => {
    const { send, person } = await heard()
    const choices = [[{ label: '菜单', value: 'menu' }]]
    await send(person.openid, { text: '已收到。', asksNotices: '有答复时提醒我', choices }, { language: 'en' })
    expect(texts(person)).toEqual(['已收到。\n\n有答复时提醒我\n\n1. 菜单'])
    expect(person.screen[0]?.links).toEqual(['https://xq.example/wechat/notices?lang=en'])
  })

  it('that should change a message go anew; there are none into groups, and none without words', async () => {
    const { send, channel, person } = await heard()
    expect((await send(person.openid, '好了', { edit: 'abc', replyTo: 'def' })).kind).toBe('sent')
    expect(await channel.send({ room: 'r' }, { id: '1', reply: { text: 'x' } })).toMatchObject({ kind: 'refused' })
    expect(await send(person.openid, ' \n')).toMatchObject({ kind: 'refused' })
  })
})

describe('choices', () => {
  it('are numbered through the rows, and each can be tapped', async () => {
    const { send, person, stored } = await heard()
    const choices = [
      [
        { label: '是', value: 'yes' },
        { label: '不是', value: 'no' },
      ],
      [{ label: '返回', value: 'back' }],
    ]
    await send(person.openid, { text: '对吗？', choices })
    expect(texts(person)).toEqual(['对吗？\n\n1. 是\n2. 不是\n3. 返回'])
    await person.taps('不是')
    expect(stored.at(-1)?.input).toMatchObject({ kind: 'choice', value: 'no' })
  })

  it('stand as numbers alone where links would take one more message of the five', async () => {
    const { send, person, windows } = await heard()
    const village = (index: number) => [{ label: `新村第${index}组`, value: `village:v${index}` }]
    await send(person.openid, {
      text: '哪个村？',
      choices: Array.from({ length: 30 }, (_, index) => village(index + 1)),
    })
    expect(windows.log).toContain('spend long 1')
    expect(texts(person)[0]).toContain('30. 新村第30组')
    expect(person.screen[0]?.entries).toEqual([])
  })

  it('longer than a message are cut, and the numbers after them stay', async () => {
    const { send, person } = await heard()
    const choices = [[{ label: '很长的选项。'.repeat(150), value: 'long' }], [{ label: '短的', value: 'short' }]]
    expect((await send(person.openid, { text: '选哪个？', choices })).kind).toBe('sent')
    for (const text of texts(person)) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2047)
    expect(texts(person).join('')).toContain('很长的选项。'.repeat(150))
    expect(texts(person).join('\n')).toContain('2. 短的')
  })

  it('whose value is more than a link holds stand as a number', async () => {
    const { send, person } = await heard()
    const choices = [[{ label: '甲', value: 'x'.repeat(60) }], [{ label: '乙', value: '中文' }]]
    expect((await send(person.openid, { text: '哪个？', choices })).kind).toBe('sent')
    expect(texts(person)).toEqual(['哪个？\n\n1. 甲\n2. 乙'])
  })
})

describe('files', () => {
  const file = (id: string, media: 'photo' | 'voice' | 'file', name: string) => ({ file: id, media, name })

  it('that WeChat carries go after the words; others are named, with where our pages are', async () => {
    const { send, person, files, windows } = await heard()
    files.set('a', { content: Buffer.from('picture'), mime: 'image/png' })
    files.set('b', { content: Buffer.from('sound'), mime: 'audio/amr' })
    files.set('c', { content: Buffer.from('paper'), mime: 'application/pdf' })
    const given = [file('a', 'photo', '墙.png'), file('b', 'voice', 'v.amr'), file('c', 'file', '协议.pdf')]
    const outcome = await send(person.openid, { text: '附件', files: given })
    expect(outcome).toMatchObject({ kind: 'sent' })
    expect(windows.log).toContain('spend long 3')
    expect(texts(person)[0]).toBe('附件\n\n［协议.pdf］https://xq.example/')
    expect(person.screen.slice(1).map(({ msgtype, file: shown }) => [msgtype, String(shown?.content)])).toEqual([
      ['image', 'picture'],
      ['voice', 'sound'],
    ])
  })

  it('that are gone, or that the store cannot hand out now', async () => {
    const { send, person } = await heard()
    expect(await send(person.openid, { text: 'x', files: [file('none', 'photo', 'a.png')] })).toMatchObject({
      kind: 'refused',
    })
    const bench = await heard()
    const away = await bench.instance({ settings: { readFile: () => Promise.reject(new Error('away')) } })
    expect(await away.send(bench.person.openid, { text: 'x', files: [file('a', 'photo', 'a.png')] })).toMatchObject({
      kind: 'retry',
    })
  })

  it('that break off while they are put up are put up again later: nothing was said yet', async () => {
    const { wechat, send, person, files, windows } = await heard()
    files.set('a', { content: Buffer.from('picture'), mime: 'image/png' })
    wechat.fault(({ path }) => (path === '/cgi-bin/media/upload' ? 'cut-after' : undefined))
    const outcome = await send(person.openid, { text: 'x', files: [file('a', 'photo', 'a.png')] })
    expect(outcome.kind).toBe('retry')
    expect(windows.log).toEqual(['open long'])
    expect(person.screen).toEqual([])
  })
})

describe('the five messages after somebody wrote', () => {
  it('the sixth waits until they write again', async () => {
    const { wechat, clock, send, person } = await heard()
    const kinds: string[] = []
    for (let index = 1; index <= 6; index++) kinds.push((await send(person.openid, `第${index}条`)).kind)
    expect(kinds).toEqual(['sent', 'sent', 'sent', 'sent', 'sent', 'closed'])
    // It is not even tried.
    expect(wechat.callsOf(sendPath)).toHaveLength(5)
    clock.now += 1_000
    await person.says('在吗')
    expect((await send(person.openid, '第6条')).kind).toBe('sent')
  })

  it('a message of several parts is not begun when there are too few', async () => {
    const { send, person } = await heard()
    for (let index = 0; index < 4; index++) await send(person.openid, '好')
    expect((await send(person.openid, '很长的一句话。'.repeat(150))).kind).toBe('closed')
    expect(person.screen).toHaveLength(4)
    expect((await send(person.openid, '短的')).kind).toBe('sent')
  })

  it('are over after 48 hours', async () => {
    const { clock, send, person } = await heard()
    clock.now += 49 * 3_600_000
    expect(await send(person.openid, '答复')).toMatchObject({ kind: 'closed' })
  })

  it('who has only followed hears three within a minute', async () => {
    const bench = await openBench()
    const { send } = await bench.instance()
    const person = bench.wechat.person({ follows: false })
    await person.follows()
    for (let index = 0; index < 3; index++) expect((await send(person.openid, '您好')).kind).toBe('sent')
    expect((await send(person.openid, '您好')).kind).toBe('closed')
  })

  it.each([45015, 45047])('whatever was counted, %i of WeChat’s closes them', async (errcode) => {
    const bench = await heard()
    faults(bench, { errcode })
    expect((await bench.send(bench.person.openid, '答复')).kind).toBe('closed')
    expect(bench.windows.log.at(-1)).toBe('close')
    expect((await bench.send(bench.person.openid, '答复')).kind).toBe('closed')
    expect(bench.wechat.callsOf(sendPath)).toHaveLength(1)
  })

  it('who does not follow any more cannot be told', async () => {
    const { send, person } = await heard()
    await person.unfollows()
    expect((await send(person.openid, '答复')).kind).toBe('closed')
  })
})

describe('when a call fails', () => {
  it.each<[string, Fault, Partial<Outcome>, string | undefined]>([
    ['WeChat is busy', { errcode: -1 }, { kind: 'retry' }, 'give back long 1'],
    ['nobody has this openid', { errcode: 40003 }, { kind: 'unreachable' }, 'give back long 1'],
    ['they take nothing from the account', { errcode: 48002 }, { kind: 'unreachable' }, 'give back long 1'],
    ['too many calls in a minute', { errcode: 45011 }, { kind: 'retry', afterMs: 60_000 }, 'give back long 1'],
    ['too many calls in a day', { errcode: 45009 }, { kind: 'retry', afterMs: 900_000 }, 'give back long 1'],
    ['the account may not', { errcode: 48001 }, { kind: 'retry', afterMs: 900_000 }, 'give back long 1'],
    [
      'the account has no customer messages',
      { errcode: 50001 },
      { kind: 'retry', afterMs: 900_000 },
      'give back long 1',
    ],
    ['the account is banned', { errcode: 48004 }, { kind: 'retry', afterMs: 900_000 }, 'give back long 1'],
    ['the account is shut', { errcode: 50002 }, { kind: 'retry', afterMs: 900_000 }, 'give back long 1'],
    ['this server is not on the list', { errcode: 40164 }, { kind: 'retry' }, 'give back long 1'],
    ['something new', { errcode: 99999 }, { kind: 'refused' }, 'give back long 1'],
    ['they do not follow', { errcode: 43004 }, { kind: 'closed' }, 'close'],
    ['a gateway may have passed it on', { status: 502 }, { kind: 'uncertain' }, 'give back long 0'],
    ['a proxy answers instead', { status: 403 }, { kind: 'retry' }, 'give back long 1'],
    ['the answer is lost', 'cut-after', { kind: 'uncertain' }, 'give back long 0'],
    ['the line breaks', 'cut-before', { kind: 'uncertain' }, 'give back long 0'],
  ])('%s', async (_, fault, outcome, logged) => {
    const bench = await heard()
    // The connection is open already: whether the other side has read it is not known.
    faults(bench, fault)
    expect(await bench.send(bench.person.openid, '姓名：某人')).toMatchObject(outcome)
    expect(bench.windows.log.at(-1)).toBe(logged)
  })

  it('nothing was sent when nobody listens there', async () => {
    const bench = await heard()
    const { send } = await bench.instance({ settings: { apiRoot: 'http://127.0.0.1:1' }, stays: true })
    expect(await send(bench.person.openid, '答复')).toMatchObject({ kind: 'retry' })
    const away = await bench.instance({ settings: { apiRoot: 'http://127.0.0.1:1' } })
    expect(await away.send(bench.person.openid, '答复')).toMatchObject({ kind: 'retry', reason: 'ECONNREFUSED' })
    expect(away.channel.state()).toMatchObject({ state: 'degraded', note: expect.stringContaining('WECHAT_API_ROOT') })
  })

  it('what is begun is gone on with, as long as surely nothing of the next part went out', async () => {
    const bench = await heard()
    const text = '很长的一句话。'.repeat(150)
    faults(bench, undefined, { status: 403 })
    expect((await bench.send(bench.person.openid, text)).kind).toBe('sent')
    expect(texts(bench.person).join('')).toBe(text)
  })

  it('what is begun and cannot be ended is told, and the rest is given back', async () => {
    const bench = await heard()
    faults(bench, undefined, { errcode: 45002 })
    const outcome = await bench.send(bench.person.openid, '很长的一句话。'.repeat(280))
    expect(outcome).toEqual({ kind: 'refused', reason: 'Only 1 of 3 parts: errcode 45002' })
    expect(bench.windows.log.at(-1)).toBe('give back long 2')
  })

  it.each<[string, Fault, Outcome['kind']]>([
    ['is the last that they take is unreachable', { errcode: 48002 }, 'unreachable'],
    ['uses up what WeChat lets us say is closed', { errcode: 45047 }, 'closed'],
    ['is followed by one that nobody knows of is uncertain', 'cut-after', 'uncertain'],
    ['is followed by one that goes tomorrow is uncertain', { errcode: 45009 }, 'uncertain'],
  ])('a letter whose first part %s', async (_, fault, kind) => {
    const bench = await heard()
    faults(bench, undefined, fault)
    const outcome = await bench.send(bench.person.openid, '很长的一句话。'.repeat(150))
    expect(outcome).toMatchObject({ kind, reason: expect.stringMatching(/^Only 1 of 2 parts: /) })
  })

  it('the operator reads what mends it, until it is mended', async () => {
    const bench = await heard()
    const { channel, send, person } = bench
    faults(bench, { errcode: 40164, errmsg: 'invalid ip 203.0.113.9, not in whitelist' })
    await send(person.openid, '答复')
    expect(channel.state()).toMatchObject({ state: 'failed', note: expect.stringContaining('IP白名单') })
    await send(person.openid, '答复')
    expect(channel.state()).toMatchObject({ state: 'ok', note: 'WeChat pushes to PUBLIC_URL/wechat.' })
  })

  it('waits while the database cannot say what may be said', async () => {
    const { wechat, windows, instance } = await openBench()
    const away = { ...windows, spend: () => Promise.reject(new Error('away')) }
    const { send } = await instance({ host: { windows: away } })
    expect(await send(wechat.person().openid, '答复')).toMatchObject({ kind: 'retry' })
  })
})
