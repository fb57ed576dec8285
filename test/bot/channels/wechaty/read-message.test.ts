import { describe, expect, it } from 'vitest'
import type { payloads } from 'wechaty-puppet'
import { types } from 'wechaty-puppet'
import type { Found } from '../../../../bot/channels/wechaty/look-up.ts'
import {
  dirtyMessage,
  dirtyRoom,
  friendshipKinds,
  messageKinds as kinds,
  officialAccount,
} from '../../../../bot/channels/wechaty/message-kinds.ts'
import { readMembership } from '../../../../bot/channels/wechaty/read-membership.ts'
import { readMessage } from '../../../../bot/channels/wechaty/read-message.ts'

const at = new Date('2026-08-03T02:00:00Z')

function read(message: Partial<payloads.Message>, found: Partial<Found> = {}) {
  const whole = { id: 'm1', talkerId: 'wxid_1', listenerId: 'office', type: kinds.text, timestamp: 0, ...message }
  return readMessage(whole as payloads.Message, { ownNames: [], ...found }, 'office', at)
}

const inputOf = (...args: Parameters<typeof read>) => read(...args)[0]?.input
const room = { roomId: '1@chatroom', listenerId: undefined } as unknown as Partial<payloads.Message>

describe('what somebody says', () => {
  it('bears who said it, where and when, in seconds or in milliseconds', () => {
    const talker = { name: '张三', type: 1 }
    const [told] = read({ text: '墙裂了', timestamp: 1_785_722_400 }, { talker })
    expect(told).toEqual({
      channel: 'wechaty',
      messageId: 'm1',
      account: 'wxid_1',
      name: '张三',
      at,
      input: { kind: 'text', text: '墙裂了' },
    })
    expect(read({ text: '墙裂了', timestamp: at.getTime() }, { talker })[0]?.at).toEqual(at)
    expect(read({ ...room, text: '大家好' })[0]?.room).toBe('1@chatroom')
  })

  it.each([
    ['@信桥\u2005#12 受理', '#12 受理'],
    ['@信桥 #12 受理', '#12 受理'],
    ['＠信桥\u3000#12 受理', '#12 受理'],
    ['@信桥 值班\u2005/open', '/open'],
    ['@信桥', ''],
    ['@信桥局\u2005看一下', '@信桥局\u2005看一下'],
    ['@李四\u2005看一下', '@李四\u2005看一下'],
    ['#12 备注 @信桥\u2005说过', '#12 备注 @信桥\u2005说过'],
    ['没有提到', '没有提到'],
  ])('in a room loses our name at its beginning, and no other: %s', (text, words) => {
    expect(inputOf({ ...room, text }, { ownNames: ['信桥', '信桥 值班'] })).toEqual({ kind: 'text', text: words })
  })

  it.each([
    ['@信桥\u2005看一下', [], true],
    ['问问 @信桥', [], true],
    ['@信桥局\u2005看一下', [], undefined],
    ['@老名字\u2005看一下', ['wxid_2', 'office'], true],
    ['@李四\u2005看一下', ['wxid_2'], undefined],
    ['「信桥：@信桥 好」\n- - - - - -\n看一下', [], undefined],
  ])('in a room is said to us when it mentions us: %j', (text, mentionIdList, addressed) => {
    const [told] = read({ ...room, text, mentionIdList }, { ownNames: ['信桥'] })
    expect(told?.addressed).toBe(addressed)
    expect(read({ text, mentionIdList }, { ownNames: ['信桥'] })[0]).not.toHaveProperty('addressed')
  })

  it('that mentions us by a name we do not know loses it too, for WeChat tells who is meant', () => {
    const text = '@老名字\u2005#12 受理'
    expect(inputOf({ ...room, text, mentionIdList: ['office'] })).toEqual({ kind: 'text', text: '#12 受理' })
    expect(inputOf({ ...room, text, mentionIdList: ['wxid_2'] })).toEqual({ kind: 'text', text })
  })

  it.each([
    '张三开启了朋友验证，你还不是他（她）朋友。请先发送朋友验证请求，对方验证通过后，才能聊天。',
    '张三开启了朋友验证，你还不是他（她）朋友。请先发送朋友验证请求，对方验证通过后，才能聊天。<a href="weixin://findfriend/verifycontact">发送朋友验证</a>',
    '消息已发出，但被对方拒收了。',
  ])('is none of their words when it is WeChat’s line that ours do not arrive: %s', (text) => {
    for (const type of [kinds.text, kinds.unknown]) {
      expect(read({ type, text })).toMatchObject([
        { account: 'wxid_1', input: { kind: 'membership', change: 'blocked' } },
      ])
    }
  })

  it.each([
    '我给他发，显示：消息已发出，但被对方拒收了。',
    '张三开启了朋友验证，你还不是他（她）朋友，这是什么意思？',
    '消息已发出，但被对方拒收了。怎么办',
  ])('is theirs when they ask about such a line: %s', (text) => {
    expect(inputOf({ text })).toEqual({ kind: 'text', text })
  })

  it('in a room is never such a line', () => {
    const text = '消息已发出，但被对方拒收了。'
    expect(inputOf({ ...room, text })).toEqual({ kind: 'text', text })
  })

  it('in private keeps an @ as it is', () => {
    expect(inputOf({ text: '@信桥 在吗' }, { ownNames: ['信桥'] })).toEqual({ kind: 'text', text: '@信桥 在吗' })
  })

  it.each([
    ['「信桥：#2026-000012 墙裂了」\n- - - - - - - - - - - - - - -\n已派人去看', '已派人去看', '#2026-000012 墙裂了'],
    ['「信桥: 第一行\n第二行」\n——————————\n好', '好', '第一行\n第二行'],
    ['「李四：「信桥：卡片」\n- - - - -\n收到」\n- - - - -\n谢谢', '谢谢', '「信桥：卡片」\n- - - - -\n收到'],
  ])('with a quote that WeChat flattened is two things', (text, words, quoted) => {
    expect(inputOf({ ...room, text })).toEqual({ kind: 'text', text: words, quoted })
  })

  it.each(['「引号」里的话', '「他说：不行」就走了', '标题\n- - - - -\n正文'])(
    'that only looks like one is left whole',
    (text) => {
      expect(inputOf({ text })).toEqual({ kind: 'text', text })
    },
  )
})

describe('what somebody sends', () => {
  it.each([
    [kinds.image, 'photo'],
    [kinds.audio, 'voice'],
    [kinds.video, 'video'],
    [kinds.attachment, 'file'],
  ])('of kind %i is a file to be fetched', (type, media) => {
    expect(inputOf({ type, filename: '证明.pdf' })).toEqual({
      kind: 'media',
      files: [],
      remote: [{ remote: 'm1', media, name: '证明.pdf' }],
    })
  })

  it('is a place, a card with a number, a sticker, or a page that was passed on', () => {
    const place = { latitude: 30.5, longitude: 114.3, name: '', address: '' }
    expect(inputOf({ type: kinds.location }, { location: place })).toEqual({
      kind: 'location',
      latitude: 30.5,
      longitude: 114.3,
    })
    expect(inputOf({ type: kinds.contact }, { card: { name: '李四', phone: ['', '13800000000'] } })).toEqual({
      kind: 'contact',
      phone: '13800000000',
      name: '李四',
    })
    expect(inputOf({ type: kinds.emoticon })).toEqual({ kind: 'sticker' })
    const [link] = read({ type: kinds.url }, { link: { title: '公示', url: 'https://example.cn/1' } })
    expect(link).toMatchObject({ forwarded: true, input: { kind: 'text', text: '公示\nhttps://example.cn/1' } })
    const [page] = read({ type: kinds.miniProgram }, { link: { title: '办事指南' } })
    expect(page).toMatchObject({ forwarded: true, input: { kind: 'text', text: '办事指南' } })
  })

  it.each([
    ['a place that the host did not tell', { type: kinds.location }],
    ['a card without a number', { type: kinds.contact }],
    ['a page without a title', { type: kinds.miniProgram }],
    ['a talk that was passed on', { type: kinds.chatHistory }],
    ['a red envelope', { type: kinds.redEnvelope }],
    ['something without words or a name', { type: kinds.unknown }],
  ])('is something we cannot read: %s', (_, message) => {
    expect(inputOf(message)).toEqual({ kind: 'unsupported' })
  })

  it('and takes back names the message that is meant', () => {
    expect(read({ id: 'm1', type: kinds.recalled, text: 'm1' })).toMatchObject([
      { messageId: 'recall.m1', input: { kind: 'recall', of: 'm1' } },
    ])
  })
})

it.each([
  ['WeChat’s news', { type: kinds.unknown, text: '你已添加了张三，现在可以开始聊天了。' }, {}],
  ['WeChat’s own accounts', { talkerId: 'weixin', text: '登录提醒' }, {}],
  ['machines that answer by themselves', { text: '欢迎关注' }, { talker: { name: '某号', type: officialAccount } }],
])('%s are nobody', (_, message, found) => {
  expect(read(message, found as Partial<Found>)).toEqual([])
})

describe('who comes and goes', () => {
  const where = { roomId: '1@chatroom', timestamp: 1_785_722_400 }

  it('is told one by one, with ids that stay the same', () => {
    const joined = readMembership('office', 'joined', ['wxid_1', 'wxid_2'], 'wxid_3', where, new Date(0))
    expect(joined.map(({ account, input }) => [account, input])).toEqual([
      ['wxid_1', { kind: 'membership', change: 'joined' }],
      ['wxid_2', { kind: 'membership', change: 'joined' }],
    ])
    expect(joined).toEqual(readMembership('office', 'joined', ['wxid_1', 'wxid_2'], 'wxid_3', where, new Date(0)))
    expect(new Set(joined.map(({ messageId }) => messageId)).size).toBe(2)
  })

  it('is the room’s own news when it is us: shut out, and let in again', () => {
    const [out] = readMembership('office', 'left', ['office'], 'wxid_3', where, new Date(0))
    expect(out).toMatchObject({ account: 'wxid_3', room: '1@chatroom', input: { change: 'blocked' } })
    const [back] = readMembership('office', 'joined', ['office'], 'wxid_3', where, new Date(0))
    expect(back).toMatchObject({ account: 'wxid_3', input: { change: 'returned' } })
  })
})

it('calls kinds what wechaty calls them', () => {
  const lower = (name: string) => name.charAt(0).toLowerCase() + name.slice(1)
  const theirs = Object.entries(types.Message).filter(([, value]) => typeof value === 'number')
  expect(kinds).toEqual(Object.fromEntries(theirs.map(([name, value]) => [lower(name), value])))
  expect(officialAccount).toBe(types.Contact.Official)
  expect([dirtyMessage, dirtyRoom]).toEqual([types.Dirty.Message, types.Dirty.Room])
  expect(friendshipKinds).toEqual({ confirm: types.Friendship.Confirm, receive: types.Friendship.Receive })
})
