import { describe, expect, it } from 'vitest'
import { readPush } from '../../../../bot/channels/wecom/read-push.ts'
import { unpackRemote } from '../../../../bot/channels/wecom/remote.ts'

const at = new Date('2026-08-03T01:00:00Z')
const head = { msgid: 'm1', aibotid: 'aib', chattype: 'single', from: { userid: 'zhangsan' }, create_time: 1785718800 }
const inGroup = { ...head, chattype: 'group', chatid: 'wrG' }
const text = (content: string) => ({ msgtype: 'text', text: { content } })
const read = (body: object) => readPush(body, at)
const inputOf = (body: object) => {
  const incoming = read(body)
  return typeof incoming === 'string' ? incoming : incoming.input
}
const pressed = { event_key: 'claim:2026-000001', task_id: 'abc' }

describe('what WeCom pushes', () => {
  it('is a message of an account, at the second WeCom tells', () => {
    expect(read({ ...head, ...text('受理好了吗') })).toEqual({
      channel: 'wecom',
      messageId: 'm1',
      account: 'zhangsan',
      at: new Date(1785718800_000),
      input: { kind: 'text', text: '受理好了吗' },
    })
  })

  it('in a group bears the group, and not our own name', () => {
    expect(read({ ...inGroup, ...text('@信桥 #123 受理') })).toMatchObject({
      room: 'wrG',
      addressed: true,
      input: { kind: 'text', text: '#123 受理' },
    })
  })

  it('in private keeps an @ at the beginning', () => {
    expect(inputOf({ ...head, ...text('@李四 在吗') })).toEqual({ kind: 'text', text: '@李四 在吗' })
  })

  it('of a guest is of another account than of a colleague with the same user id', () => {
    const guest = { ...head, from: { userid: 'zhangsan', corpid: 'wpOther' } }
    expect(read({ ...guest, ...text('在吗') })).toMatchObject({ account: 'wpOther/zhangsan' })
    expect(read({ ...head, from: { userid: 'wpOther/zhangsan' }, ...text('在吗') })).toBe('unreadable')
  })

  it('without a time is of the moment it came', () => {
    const { create_time: _, ...timeless } = head
    expect(read({ ...timeless, ...text('在吗') })).toMatchObject({ at })
  })

  it.each([
    ['words', { msgtype: 'text', text: { content: '#2026-000001　待受理' } }, '#2026-000001　待受理'],
    ['a voice', { msgtype: 'voice', voice: { content: '井盖坏了' } }, '井盖坏了'],
    [
      'words with pictures',
      {
        msgtype: 'mixed',
        mixed: {
          msg_item: [
            { msgtype: 'text', text: { content: '看图' } },
            { msgtype: 'image', image: { url: 'https://x/1' } },
          ],
        },
      },
      '看图',
    ],
  ])('tells the %s that it answers', (_, quote, quoted) => {
    expect(inputOf({ ...head, ...text('好'), quote })).toEqual({ kind: 'text', text: '好', quoted })
  })

  it('tells nothing of a picture that it answers', () => {
    const quote = { msgtype: 'image', image: { url: 'https://x/1' } }
    expect(inputOf({ ...head, ...text('好'), quote })).toEqual({ kind: 'text', text: '好' })
  })

  it('a voice is the words that were understood', () => {
    expect(inputOf({ ...inGroup, msgtype: 'voice', voice: { content: '今天有几件' } })).toEqual({
      kind: 'text',
      text: '今天有几件',
    })
  })

  it.each([
    ['image', 'photo'],
    ['file', 'file'],
    ['video', 'video'],
  ])('of kind %s has a file to be fetched, with the key to it', (msgtype, media) => {
    const stored = { url: 'https://ww.example/1', aeskey: 'a2V5', filename: '现场.jpg' }
    const input = inputOf({ ...head, msgtype, [msgtype]: stored })
    expect(input).toMatchObject({ kind: 'media', files: [], remote: [{ media, name: '现场.jpg' }] })
    const remote = typeof input === 'object' && input.kind === 'media' ? (input.remote?.[0]?.remote ?? '') : ''
    expect(unpackRemote(remote)).toEqual({ url: 'https://ww.example/1', aeskey: 'a2V5' })
  })

  it('words among pictures are one message with them', () => {
    const msg_item = [
      { msgtype: 'text', text: { content: '@信桥 裂缝' } },
      { msgtype: 'image', image: { url: 'https://x/1' } },
      { msgtype: 'sticker', sticker: {} },
      { msgtype: 'image', image: { url: 'https://x/2' } },
    ]
    const input = inputOf({ ...inGroup, msgtype: 'mixed', mixed: { msg_item } })
    expect(input).toMatchObject({ kind: 'media', text: '裂缝' })
    expect(typeof input === 'object' && input.kind === 'media' && input.remote).toHaveLength(2)
  })

  it.each([
    ['as the documents have it', { eventtype: 'template_card_event', template_card_event: pressed }],
    ['as the SDK declares it', { eventtype: 'template_card_event', ...pressed }],
  ])('a tapped button is told %s', (_, event) => {
    expect(inputOf({ ...inGroup, msgtype: 'event', event })).toEqual({
      kind: 'choice',
      value: 'claim:2026-000001',
      keyboard: 'abc',
    })
  })

  it('a button of a second card belongs to the message of the first', () => {
    const event = { eventtype: 'template_card_event', template_card_event: { event_key: 'x', task_id: 'abc@6' } }
    expect(inputOf({ ...head, msgtype: 'event', event })).toMatchObject({ keyboard: 'abc' })
  })

  it('who comes in says nothing yet', () => {
    expect(inputOf({ ...head, msgtype: 'event', event: { eventtype: 'enter_chat' } })).toEqual({ kind: 'opened' })
  })

  it.each([
    ['a feedback', { ...head, msgtype: 'event', event: { eventtype: 'feedback_event', feedback_event: {} } }],
    ['a tap without a button', { ...head, msgtype: 'event', event: { eventtype: 'template_card_event' } }],
    ['an event nobody knows', { ...head, msgtype: 'event', event: { eventtype: 'moon_event' } }],
    ['the end of the connection', { msgtype: 'event', event: { eventtype: 'disconnected_event' } }],
  ])('%s is nothing to any talk', (_, body) => {
    expect(read(body)).toBe('nothing')
  })

  it.each([
    ['of a kind nobody knows', { ...head, msgtype: 'moon' }],
    ['without what its kind should hold', { ...head, msgtype: 'text' }],
    ['with something else in it', { ...head, msgtype: 'text', text: { content: { toString: 'x' } } }],
  ])('a message %s is kept as one we cannot read', (_, body) => {
    expect(inputOf(body)).toEqual({ kind: 'unsupported' })
  })

  it.each([
    ['nobody', { ...head, from: undefined, ...text('在吗') }],
    ['an account that is no text', { ...head, from: { userid: 7 }, ...text('在吗') }],
    ['no message id', { ...head, msgid: '', ...text('在吗') }],
    ['a group without an id', { ...head, chattype: 'group', ...text('在吗') }],
    ['a time that is none', { ...head, create_time: 1e300, ...text('在吗') }],
    ['nothing at all', null as unknown as object],
  ])('with %s in it cannot be read', (_, body) => {
    expect(read(body)).toBe('unreadable')
  })
})
