import { afterEach, describe, expect, it } from 'vitest'
import type { Input } from '../../../../bot/message.ts'
import { answerTemplate, type Bench, closeBenches, openBench } from './open.ts'

afterEach(closeBenches)

const inputs = ({ stored }: Bench): Input[] => stored.map(({ input }) => input)

describe('what residents send', () => {
  it.each<[string, string, Record<string, string>, Input]>([
    ['words', 'text', { Content: '墙裂了\n两指宽' }, { kind: 'text', text: '墙裂了\n两指宽' }],
    [
      'a picture',
      'image',
      { PicUrl: 'http://mmbiz.qpic.cn/x', MediaId: 'pic-1' },
      { kind: 'media', files: [], remote: [{ remote: 'pic-1', media: 'photo' }] },
    ],
    [
      'a voice',
      'voice',
      { MediaId: 'voc-1', Format: 'amr', MediaId16K: 'voc-2' },
      { kind: 'media', files: [], remote: [{ remote: 'voc-1', media: 'voice', name: 'voice.amr' }] },
    ],
    [
      'a voice that WeChat has understood',
      'voice',
      { MediaId: 'voc-1', Format: 'amr', Recognition: '墙裂了。' },
      { kind: 'media', files: [], remote: [{ remote: 'voc-1', media: 'voice', name: 'voice.amr' }], text: '墙裂了。' },
    ],
    [
      'a video',
      'video',
      { MediaId: 'vid-1', ThumbMediaId: 'thu-1' },
      { kind: 'media', files: [], remote: [{ remote: 'vid-1', media: 'video' }] },
    ],
    [
      'a short video',
      'shortvideo',
      { MediaId: 'vid-2', ThumbMediaId: 'thu-2' },
      { kind: 'media', files: [], remote: [{ remote: 'vid-2', media: 'video' }] },
    ],
    [
      'a place',
      'location',
      { Location_X: '29.532', Location_Y: '106.516', Scale: '16', Label: '新村' },
      { kind: 'location', latitude: 29.532, longitude: 106.516 },
    ],
    ['no place', 'location', { Location_X: 'here', Location_Y: '' }, { kind: 'unsupported' }],
    [
      'a document, which WeChat keeps to itself',
      'file',
      { Title: '协议.pdf', FileKey: 'k', FileTotalLen: '12' },
      { kind: 'media', files: [], refused: [{ why: 'unavailable', name: '协议.pdf' }] },
    ],
    ['an animated sticker', 'text', { Content: '【收到不支持的消息类型，暂无法显示】' }, { kind: 'unsupported' }],
    ['nothing', 'text', { Content: '' }, { kind: 'unsupported' }],
    ['something that there will be one day', 'hologram', { Title: 'x' }, { kind: 'unsupported' }],
  ])('%s', async (_, kind, elements, input) => {
    const bench = await openBench()
    await bench.instance()
    expect((await bench.wechat.person().sends(kind, elements)).body).toBe('success')
    expect(inputs(bench)).toEqual([input])
    expect(bench.windows.log).toEqual(['open long'])
  })

  it('an article, as somebody else’s words', async () => {
    const bench = await openBench()
    await bench.instance()
    await bench.wechat.person().sends('link', { Title: '搬迁新政策', Description: '', Url: 'https://example.com/a' })
    expect(bench.stored).toMatchObject([
      { forwarded: true, input: { kind: 'text', text: '搬迁新政策\nhttps://example.com/a' } },
    ])
  })

  it('bears the platform’s own time', async () => {
    const bench = await openBench()
    await bench.instance()
    await bench.wechat.person().says('墙裂了')
    expect(bench.stored[0]?.at).toEqual(new Date('2026-08-03T02:00:00Z'))
  })

  it('a tapped entry, with the message it stood in', async () => {
    const bench = await openBench()
    const { send } = await bench.instance()
    const person = bench.wechat.person()
    await person.says('你好')
    const choices = [[{ label: '反映问题', value: 'report' }], [{ label: '100% 是 & "对"', value: 'category:a-1' }]]
    const sent = await send(person.openid, { text: '请选', choices })
    await person.taps('100% 是 & "对"')
    await person.taps('反映问题')
    const keyboard = sent.kind === 'sent' && sent.messageId
    expect(inputs(bench).slice(1)).toEqual([
      { kind: 'choice', value: 'category:a-1', keyboard },
      { kind: 'choice', value: 'report', keyboard },
    ])
  })

  it('an entry of somebody else’s, as the words it says', async () => {
    const bench = await openBench()
    await bench.instance()
    await bench.wechat.person().sends('text', { Content: '满意', bizmsgmenuid: '101' })
    expect(inputs(bench)).toEqual([{ kind: 'text', text: '满意' }])
  })
})

describe('what residents do', () => {
  it('who follows is let in again and greeted, and heard for a minute', async () => {
    const bench = await openBench()
    await bench.instance()
    const person = bench.wechat.person({ follows: false })
    await person.follows()
    expect(inputs(bench)).toEqual([
      { kind: 'membership', change: 'returned' },
      { kind: 'opened', greet: true },
    ])
    expect(new Set(bench.stored.map(({ messageId }) => messageId)).size).toBe(2)
    expect(bench.windows.log).toEqual(['open brief'])
  })

  it('a code that somebody scanned says what it is about, whether they followed before or not', async () => {
    const bench = await openBench()
    await bench.instance()
    await bench.wechat.person({ follows: false }).follows('policy-12')
    await bench.wechat.person().does('SCAN', { EventKey: 'policy-12', Ticket: 'x' })
    const opened: Input = { kind: 'opened', greet: true, about: 'policy-12' }
    expect(inputs(bench)).toEqual([{ kind: 'membership', change: 'returned' }, opened, opened])
    expect(bench.windows.log).toEqual(['open brief', 'open brief'])
  })

  it('who does not follow any more has shut us out', async () => {
    const bench = await openBench()
    await bench.instance()
    await bench.wechat.person().unfollows()
    expect(inputs(bench)).toEqual([{ kind: 'membership', change: 'blocked' }])
    expect(bench.windows.log).toEqual([])
  })

  it('the menu says a command, or a value of its own', async () => {
    const bench = await openBench()
    await bench.instance()
    const person = bench.wechat.person()
    await person.does('CLICK', { EventKey: 'report' })
    bench.clock.now += 1_000
    await person.does('CLICK', { EventKey: 'matter:1' })
    expect(inputs(bench)).toEqual([
      { kind: 'text', text: '/report' },
      { kind: 'choice', value: 'matter:1' },
    ])
    expect(bench.windows.log).toEqual(['open brief', 'open brief'])
  })

  it.each([
    ['LOCATION', { Latitude: '23.137466', Longitude: '113.352425', Precision: '119.385040' }],
    ['VIEW', { EventKey: 'https://xq.example/' }],
    ['TEMPLATESENDJOBFINISH', { MsgID: '200163836', Status: 'success' }],
    ['MASSSENDJOBFINISH', { MsgID: '1000001625', Status: 'sendsuccess' }],
    ['something_new', {}],
  ])('%s is taken, and nothing of it is kept', async (event, elements) => {
    const bench = await openBench()
    await bench.instance()
    expect(await bench.wechat.person().does(event, elements)).toEqual({ status: 200, body: 'success' })
    expect(bench.stored).toEqual([])
    expect(bench.windows.log).toEqual([])
  })
})

describe('what residents agree to', () => {
  const sent = (code: string, status: string) => ({
    SubscribeMsgSentEvent: {
      List: { TemplateId: answerTemplate.id, MsgID: 1700827132819, ErrorCode: code, ErrorStatus: status },
    },
  })

  it('once is good for one notice, and what they refuse for none', async () => {
    const bench = await openBench()
    await bench.instance()
    const person = bench.wechat.person()
    await person.agrees(answerTemplate.id)
    await person.refuses(answerTemplate.id)
    expect(bench.windows.log).toEqual(['agree 1'])
    expect(bench.stored).toEqual([])
  })

  it('for long holds until they end it', async () => {
    const long = { ...answerTemplate, longTerm: true }
    const bench = await openBench({ templates: [long] })
    await bench.instance({
      settings: { notices: async () => ({ answer: { id: long.id, longTerm: true, fields: { title: 'thing2' } } }) },
    })
    const person = bench.wechat.person()
    await person.agrees(long.id)
    await person.does('subscribe_msg_change_event', {
      SubscribeMsgChangeEvent: { List: { TemplateId: long.id, SubscribeStatusString: 'reject' } },
    })
    expect(bench.windows.log).toEqual(['agree for long', 'disagree'])
  })

  it('several at once are kept each', async () => {
    const bench = await openBench()
    await bench.instance()
    const item = (id: string) =>
      `<List><TemplateId>${id}</TemplateId><SubscribeStatusString>accept</SubscribeStatusString></List>`
    const head = `<FromUserName>o1</FromUserName><CreateTime>${bench.clock.now / 1000}</CreateTime><MsgType>event</MsgType>`
    await bench.wechat.brings(
      `${head}<Event>subscribe_msg_popup_event</Event><SubscribeMsgPopupEvent>${item('a')}${item('b')}</SubscribeMsgPopupEvent>`,
    )
    expect(bench.windows.log).toEqual(['agree 1', 'agree 1'])
  })

  it('is not over by what they had said before they agreed, and is brought late', async () => {
    const bench = await openBench()
    await bench.instance()
    await bench.wechat.person({ openid: 'o1' }).agrees('a')
    const ended = (seconds: number) =>
      bench.wechat.brings(
        `<FromUserName>o1</FromUserName><CreateTime>${bench.clock.now / 1000 + seconds}</CreateTime><MsgType>event</MsgType>` +
          '<Event>subscribe_msg_change_event</Event><SubscribeMsgChangeEvent><List><TemplateId>a</TemplateId>' +
          '<SubscribeStatusString>reject</SubscribeStatusString></List></SubscribeMsgChangeEvent>',
      )
    await ended(-5)
    expect(bench.windows.log).toEqual(['agree 1'])
    await ended(5)
    expect(bench.windows.log).toEqual(['agree 1', 'disagree'])
  })

  it('comes back to them when the notice did not arrive, and is over when they take none', async () => {
    const bench = await openBench()
    await bench.instance()
    const person = bench.wechat.person()
    await person.does('subscribe_msg_sent_event', sent('0', 'success'))
    expect(bench.windows.log).toEqual([])
    await person.does('subscribe_msg_sent_event', sent('-1', 'system error'))
    await person.does('subscribe_msg_sent_event', sent('43101', 'user refuse to accept the msg'))
    expect(bench.windows.log).toEqual(['agree 1', 'disagree'])
  })
})
