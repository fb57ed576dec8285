import { describe, expect, it } from 'vitest'
import { readUnreadable, readUpdate } from '../../../../bot/channels/telegram/read-update.ts'
import type { Incoming, Input } from '../../../../bot/message.ts'
import {
  channelBot,
  date,
  edited,
  groupAnonymousBot,
  inChannel,
  inForum,
  inGroup,
  inPrivate,
  inSupergroup,
  me,
  message,
  otherBot,
  press,
  resident,
  standing,
  standingOf,
  update,
  us,
} from './updates.ts'

const at = new Date('2026-08-03T02:00:00Z')
const saidAt = new Date(date * 1000)
const fromResident = { account: '5100000042', name: '甲 乙' }

const read = (given: Parameters<typeof readUpdate>[0]) => readUpdate(given, me, at)

/** What it says, when it says one thing. */
function inputOf(given: Parameters<typeof readUpdate>[0]): Input | undefined {
  const { incoming } = read(given)
  expect(incoming.length).toBeLessThan(2)
  return incoming[0]?.input
}

function only(given: Parameters<typeof readUpdate>[0]): Incoming {
  const [first, ...more] = read(given).incoming
  if (!first || more.length > 0) throw new Error('Not one thing')
  return first
}

describe('a message', () => {
  it('in private is read whole', () => {
    expect(read(message({ text: '房子裂了' }))).toEqual({
      incoming: [
        {
          channel: 'telegram',
          messageId: 'u240000007.m5100000042.55',
          ...fromResident,
          source: '7000000001.5100000042.55',
          at: saidAt,
          input: { kind: 'text', text: '房子裂了' },
        },
      ],
    })
  })

  it('in a group names the room', () => {
    expect(only(message({ chat: inGroup, text: '好' }))).toMatchObject({
      messageId: 'u240000007.m-4000123.55',
      room: '-4000123',
      source: '7000000001.-4000123.55',
    })
  })

  it('in a topic names the topic, and its opener is no message that it answers', () => {
    const opener = {
      message_id: 9,
      from: us,
      chat: inForum,
      date,
      forum_topic_created: { name: '一村', icon_color: 1 },
    }
    const topic = { chat: inForum, message_thread_id: 9, is_topic_message: true }
    expect(only(message({ ...topic, text: '好', reply_to_message: opener }))).toMatchObject({
      room: '-1001234567890',
      thread: '9',
      input: { kind: 'text', text: '好' },
    })
    expect(
      inputOf(message({ ...topic, text: '好', reply_to_message: { ...opener, forum_topic_created: undefined } })),
    ).toEqual({
      kind: 'text',
      text: '好',
    })
    expect(
      inputOf(message({ ...topic, text: '好', reply_to_message: { message_id: 40, from: us, chat: inForum, date } })),
    ).toEqual({
      kind: 'text',
      text: '好',
      replyTo: '40',
    })
  })

  it('that answers another outside of topics is in no topic, though Telegram numbers a thread', () => {
    const answered = { message_id: 9, from: us, chat: inSupergroup, date, text: '卡片' }
    const incoming = only(message({ chat: inSupergroup, message_thread_id: 9, reply_to_message: answered, text: '好' }))
    expect(incoming).not.toHaveProperty('thread')
    expect(incoming.input).toEqual({ kind: 'text', text: '好', replyTo: '9' })
  })

  it.each([
    ['as the group', { from: groupAnonymousBot, sender_chat: inSupergroup }, '1087968824'],
    ['as a channel', { from: channelBot, sender_chat: inChannel }, '136817688'],
  ])('of somebody who speaks %s is anonymous and has no name', (_, who, account) => {
    const incoming = only(message({ ...who, chat: inSupergroup, text: '好' }))
    expect(incoming).toMatchObject({ account, anonymous: true })
    expect(incoming).not.toHaveProperty('name')
  })

  it.each([
    ['another bot', message({ from: otherBot, chat: inGroup, text: '好' })],
    ['ourselves', message({ from: us, chat: inGroup, text: '好' })],
    [
      'a linked channel, forwarded by itself',
      message({
        from: { ...resident, id: 777000 },
        sender_chat: inChannel,
        is_automatic_forward: true,
        chat: inSupergroup,
        text: '好',
      }),
    ],
    ['nobody', message({ from: undefined, chat: inSupergroup, text: '好' })],
    ['a channel', message({ chat: inChannel, text: '好' })],
    ['a channel, as its post', update({ channel_post: { message_id: 3, chat: inChannel, date, text: '好' } })],
    ['an admirer of a channel', message({ chat: { ...inSupergroup, is_direct_messages: true }, text: '好' })],
  ])('of %s says nothing to us', (_, given) => {
    expect(read(given)).toEqual({ incoming: [] })
  })
})

describe('words', () => {
  it.each<[string, object, Input | undefined]>([
    ['/start', {}, { kind: 'opened', greet: true }],
    ['/START', {}, { kind: 'opened', greet: true }],
    ['/start@xinqiaotestbot', {}, { kind: 'opened', greet: true }],
    ['/start web_3fA-9', {}, { kind: 'opened', greet: true, about: 'web_3fA-9' }],
    ['/start 我家的房子裂了', {}, { kind: 'text', text: '/start 我家的房子裂了' }],
    ['/starting', {}, { kind: 'text', text: '/starting' }],
    ['/mine', {}, { kind: 'text', text: '/mine' }],
    ['/mine@XinqiaoTestBot 全部', {}, { kind: 'text', text: '/mine 全部' }],
    ['/mine@OtherBot', {}, { kind: 'text', text: '/mine@OtherBot' }],
    ['/mine@OtherBot', { chat: inGroup }, undefined],
    ['/mine@xinqiaotestBOT', { chat: inGroup }, { kind: 'text', text: '/mine' }],
    ['/open@XinqiaoTestBot，快', { chat: inGroup }, { kind: 'text', text: '/open，快' }],
    ['请看 /mine@OtherBot', { chat: inGroup }, { kind: 'text', text: '请看 /mine@OtherBot' }],
    ['/start@XinqiaoTestBot AB12-CD34', { chat: inGroup }, { kind: 'text', text: '/bind AB12-CD34' }],
    ['/start@XinqiaoTestBot', { chat: inGroup }, { kind: 'text', text: '/start' }],
    ['@XinqiaoTestBot #12 受理', { chat: inGroup }, { kind: 'text', text: '#12 受理' }],
    ['@xinqiaotestbot，#12 受理', { chat: inGroup }, { kind: 'text', text: '#12 受理' }],
    ['@XinqiaoTestBot', { chat: inGroup }, { kind: 'text', text: '@XinqiaoTestBot' }],
    ['@OtherBot #12 受理', { chat: inGroup }, { kind: 'text', text: '@OtherBot #12 受理' }],
    ['@XinqiaoTestBot 你好', {}, { kind: 'text', text: '@XinqiaoTestBot 你好' }],
    ['/start AB12-CD34', { chat: inGroup }, { kind: 'text', text: '/start AB12-CD34' }],
  ])('%s %o', (text, more, expected) => {
    const entities = text.startsWith('/') ? [{ type: 'bot_command', offset: 0, length: text.search(/$|[\s，]/) }] : []
    expect(inputOf(message({ text, entities, ...more }))).toEqual(expected)
  })

  it('that were forwarded are no command', () => {
    const forward_origin = { type: 'hidden_user', sender_user_name: '某人', date }
    expect(only(message({ text: '/start', forward_origin }))).toMatchObject({
      forwarded: true,
      bundle: 'forward',
      input: { kind: 'text', text: '/start' },
    })
  })
})

describe('files', () => {
  const file = { file_id: 'AgAD-1', file_unique_id: 'u1', file_size: 5000 }
  const sizes = [
    { file_id: 'small', file_unique_id: 's', width: 90, height: 60, file_size: 900 },
    { file_id: 'large', file_unique_id: 'l', width: 1280, height: 853, file_size: 90_000 },
    { file_id: 'middle', file_unique_id: 'm', width: 320, height: 213, file_size: 9000 },
  ]

  it.each<[string, object, object]>([
    ['a photo, its largest size', { photo: sizes }, { remote: 'large', media: 'photo' }],
    ['a live photo, which has a photo too', { live_photo: file, photo: sizes }, { remote: 'large', media: 'photo' }],
    [
      'a document',
      { document: { ...file, file_name: '房产证.pdf', mime_type: 'application/pdf' } },
      { remote: 'AgAD-1', media: 'file', name: '房产证.pdf' },
    ],
    [
      'a voice message',
      { voice: { ...file, duration: 4, mime_type: 'audio/ogg' } },
      { remote: 'AgAD-1', media: 'voice' },
    ],
    [
      'a recording',
      { audio: { ...file, duration: 4, file_name: '录音.m4a' } },
      { remote: 'AgAD-1', media: 'voice', name: '录音.m4a' },
    ],
    [
      'a video',
      { video: { ...file, width: 1, height: 1, duration: 4, file_name: '墙.mp4' } },
      { remote: 'AgAD-1', media: 'video', name: '墙.mp4' },
    ],
    ['a round video', { video_note: { ...file, length: 240, duration: 4 } }, { remote: 'AgAD-1', media: 'video' }],
    [
      'an animation, which is a document too',
      { animation: { ...file, width: 1, height: 1, duration: 1 }, document: { ...file, file_id: 'same' } },
      { remote: 'AgAD-1', media: 'video' },
    ],
    [
      'one whose size is not told',
      { voice: { file_id: 'v', file_unique_id: 'v', duration: 4 } },
      { remote: 'v', media: 'voice' },
    ],
  ])('%s', (_, content, remote) => {
    expect(inputOf(message(content))).toEqual({ kind: 'media', files: [], remote: [remote] })
  })

  it('come with their words and what they answer', () => {
    const answered = { message_id: 9, from: us, chat: inGroup, date, text: '卡片' }
    const content = { chat: inGroup, photo: sizes, caption: '/done@XinqiaoTestBot 修好了', reply_to_message: answered }
    expect(inputOf(message(content))).toMatchObject({ text: '/done 修好了', replyTo: '9' })
  })

  it('over twenty megabytes are refused, for bots cannot fetch them', () => {
    const limit = 20 * 1024 * 1024
    const document = { file_id: 'd', file_unique_id: 'd', file_name: '全部.zip' }
    expect(inputOf(message({ document: { ...document, file_size: limit } }))).toMatchObject({
      remote: [{ remote: 'd' }],
    })
    expect(inputOf(message({ document: { ...document, file_size: limit + 1 }, caption: '材料' }))).toEqual({
      kind: 'media',
      files: [],
      refused: [{ why: 'too-large', name: '全部.zip' }],
      text: '材料',
    })
  })

  it('of an album belong together, forwarded or not', () => {
    const forward_origin = { type: 'hidden_user', sender_user_name: '某人', date }
    expect(only(message({ photo: sizes, media_group_id: '13000000000000001' }))).toMatchObject({
      bundle: 'album:13000000000000001',
    })
    expect(only(message({ photo: sizes, media_group_id: '13000000000000001', forward_origin }))).toMatchObject({
      bundle: 'album:13000000000000001',
      forwarded: true,
    })
    expect(only(message({ photo: sizes }))).not.toHaveProperty('bundle')
  })
})

describe('other things', () => {
  const place = { latitude: 27.9, longitude: 111.4 }
  it.each<[string, object, Input]>([
    ['a place', { location: place }, { kind: 'location', ...place }],
    [
      'a named place',
      { location: place, venue: { location: place, title: '村口', address: '一村' } },
      { kind: 'location', ...place },
    ],
    [
      'a contact',
      { contact: { phone_number: '+8613800000000', first_name: '丙', last_name: '丁' } },
      { kind: 'contact', phone: '+8613800000000', name: '丙 丁' },
    ],
    ['a sticker', { sticker: { file_id: 's', emoji: '👍' } }, { kind: 'sticker', emoji: '👍' }],
    ['a sticker without an emoji', { sticker: { file_id: 's' } }, { kind: 'sticker' }],
    ['a poll', { poll: { id: '1', question: '好吗' } }, { kind: 'unsupported' }],
    ['a die', { dice: { emoji: '🎲', value: 3 } }, { kind: 'unsupported' }],
    ['a story', { story: { chat: inChannel, id: 4 } }, { kind: 'unsupported' }],
    ['a game', { game: { title: 'x' } }, { kind: 'unsupported' }],
    ['what is not known yet', { hologram: { file_id: 'h' } }, { kind: 'unsupported' }],
  ])('%s', (_, content, expected) => {
    expect(inputOf(message(content))).toEqual(expected)
  })

  it.each([
    ['a pin', { pinned_message: { message_id: 3, chat: inForum, date } }],
    ['a new topic', { forum_topic_created: { name: '一村', icon_color: 1 } }],
    ['a closed topic', { forum_topic_closed: {} }],
    ['a new title', { new_chat_title: '值班室' }],
    ['a boost', { boost_added: { boost_count: 1 } }],
    ['a new group', { group_chat_created: true }],
    ['a timer', { message_auto_delete_timer_changed: { message_auto_delete_time: 86400 } }],
    ['a call', { video_chat_started: {} }],
  ])('news of the platform say nothing: %s', (_, content) => {
    expect(read(message({ chat: inForum, ...content }))).toEqual({ incoming: [] })
  })
})

describe('an edit', () => {
  it('gives the new words of the message it names', () => {
    expect(only(edited({ text: '墙裂了两处' }))).toEqual({
      channel: 'telegram',
      messageId: 'u240000007.e5100000042.55',
      ...fromResident,
      at: new Date((date + 60) * 1000),
      input: { kind: 'edit', of: only(message({ text: '墙裂了' })).source, text: '墙裂了两处' },
    })
  })

  it('of a caption is the same', () => {
    expect(inputOf(edited({ photo: [], caption: '西墙' }))).toEqual({
      kind: 'edit',
      of: '7000000001.5100000042.55',
      text: '西墙',
    })
  })

  it.each([
    ['a place that moves on', edited({ location: { latitude: 1, longitude: 2 } })],
    ['a bot', edited({ from: otherBot, chat: inGroup, text: '好' })],
    ['a command for another bot', edited({ chat: inGroup, text: '/mine@OtherBot' })],
    ['a channel', edited({ chat: inChannel, text: '好' })],
  ])('of %s says nothing', (_, given) => {
    expect(read(given)).toEqual({ incoming: [] })
  })
})

describe('a press on a button', () => {
  it('is a choice under its message, and is to be answered', () => {
    expect(read(press({ data: 'report' }))).toEqual({
      press: '4382000000000000001',
      incoming: [
        {
          channel: 'telegram',
          messageId: 'u240000007.c4382000000000000001',
          ...fromResident,
          at,
          input: { kind: 'choice', value: 'report', keyboard: '54' },
        },
      ],
    })
  })

  it('in a group names the room and the topic', () => {
    const card = { message_id: 54, from: us, chat: inForum, date, message_thread_id: 9, is_topic_message: true }
    expect(only(press({ data: 'take', message: card }))).toMatchObject({ room: '-1001234567890', thread: '9' })
  })

  it('under a message that is too old to be shown is a choice all the same', () => {
    expect(inputOf(press({ data: 'x', message: { message_id: 54, chat: inPrivate, date: 0 } }))).toMatchObject({
      keyboard: '54',
    })
  })

  it.each([
    ['without a message', { data: 'x', message: undefined, inline_message_id: 'i' }],
    ['without a value', { game_short_name: 'g' }],
    ['in a channel', { data: 'x', message: { message_id: 5, chat: inChannel, date } }],
  ])('%s is answered only', (_, content) => {
    expect(read(press(content))).toEqual({ incoming: [], press: '4382000000000000001' })
  })
})

describe('who comes and goes', () => {
  const membership = (change: string) => ({ kind: 'membership', change })

  it.each([
    ['the bot is blocked', standing(inPrivate, 'member', 'kicked'), 'blocked', undefined],
    ['the bot is let in again', standing(inPrivate, 'kicked', 'member'), 'returned', undefined],
    ['the bot is removed from a group', standing(inGroup, 'member', 'kicked'), 'blocked', '-4000123'],
    ['the bot leaves a group', standing(inGroup, 'administrator', 'left'), 'blocked', '-4000123'],
    ['the bot is shut out of a group', standing(inGroup, 'member', { in: false }), 'blocked', '-4000123'],
    ['the bot is added to a group', standing(inGroup, 'left', 'member'), 'returned', '-4000123'],
    ['the bot is added as an administrator', standing(inGroup, 'left', 'administrator'), 'returned', '-4000123'],
  ])('%s', (_, given, change, room) => {
    const incoming = only(given)
    expect(incoming.input).toEqual(membership(change))
    expect(incoming.room).toBe(room)
    expect(incoming.account).toBe('5100000042')
    expect(incoming.at).toEqual(saidAt)
  })

  it.each([
    ['left', standingOf(resident, 'member', 'left'), 'left'],
    ['removed', standingOf(resident, 'administrator', 'kicked'), 'left'],
    ['shut out', standingOf(resident, 'member', { in: false }), 'left'],
    ['banned after leaving', standingOf(resident, 'left', 'kicked'), 'left'],
    ['joined', standingOf(resident, 'left', 'member'), 'joined'],
    ['let in again', standingOf(resident, { in: false }, { in: true }), 'joined'],
  ])('a person has %s', (_, given, change) => {
    expect(only(given)).toMatchObject({ ...fromResident, room: '-1001234567890', input: membership(change) })
  })

  it('is told by the messages in the group as well, for each person', () => {
    const second = { id: 5_100_000_043, is_bot: false, first_name: '丙' }
    const { incoming } = read(message({ chat: inGroup, new_chat_members: [resident, second, us, otherBot] }))
    expect(incoming.map(({ account, room, input }) => [account, room, input])).toEqual([
      ['5100000042', '-4000123', membership('joined')],
      ['5100000043', '-4000123', membership('joined')],
    ])
    expect(new Set(incoming.map(({ messageId }) => messageId)).size).toBe(2)
    expect(only(message({ chat: inGroup, from: second, left_chat_member: resident }))).toMatchObject({
      account: '5100000042',
      input: membership('left'),
    })
  })

  it.each([
    ['rights that we are given', standing(inGroup, 'member', 'administrator')],
    ['that we may not write', standing(inGroup, 'member', { in: true })],
    ['ourselves in a channel', standing(inChannel, 'left', 'administrator')],
    ['rights that somebody is given', standingOf(resident, 'member', 'administrator')],
    ['another bot', standingOf(otherBot, 'left', 'member')],
    ['a channel', standingOf(resident, 'left', 'member', inChannel)],
    ['ourselves, by a message', message({ chat: inGroup, left_chat_member: us })],
  ])('is not told of %s', (_, given) => {
    expect(read(given)).toEqual({ incoming: [] })
  })
})

describe('a group that moves', () => {
  it.each([
    ['told in the old one', message({ chat: inGroup, migrate_to_chat_id: inSupergroup.id })],
    ['told in the new one', message({ chat: inSupergroup, migrate_from_chat_id: inGroup.id })],
  ])('is %s', (_, given) => {
    expect(read(given)).toEqual({ incoming: [], moved: { from: '-4000123', to: '-1001234567890' } })
  })
})

describe('ids', () => {
  it('are the same for the same update, and others when an id of an update comes again with something else', () => {
    const id = (given: Parameters<typeof readUpdate>[0]) => only(given).messageId
    expect(id(message({ text: '一' }))).toBe(id(message({ text: '一' })))
    const all = [
      message({ text: '一' }),
      message({ message_id: 56, text: '一' }),
      message({ chat: inGroup, text: '一' }),
      edited({ text: '一' }),
      press({ data: 'x' }),
      press({ id: '4382000000000000002', data: 'x' }),
      standing(inPrivate, 'member', 'kicked'),
      standingOf(resident, 'member', 'left'),
    ].map(id)
    expect(new Set(all).size).toBe(all.length)
  })
})

describe('an update that cannot be read', () => {
  it('still tells that somebody sent something', () => {
    const broken = message({ chat: inGroup, text: 7 })
    expect(() => read(broken)).toThrow()
    expect(readUnreadable(broken, at).incoming).toEqual([
      {
        channel: 'telegram',
        messageId: 'u240000007.x5100000042',
        account: '5100000042',
        room: '-4000123',
        at,
        input: { kind: 'unsupported' },
      },
    ])
  })

  it.each([
    ['words that are none', { text: { fold: 'x' } }],
    ['a date that is none', { text: '好', date: 'yesterday' }],
    ['a place that is none', { location: { latitude: '27', longitude: 111 } }],
    ['somebody without a number', { text: '好', from: { id: {}, is_bot: false, first_name: 'x' } }],
    ['a chat without a number', { text: '好', chat: { id: null, type: 'group' } }],
    ['a file without an id', { voice: { duration: 3 } }],
  ])('is one with %s', (_, content) => {
    expect(() => read(message(content))).toThrow()
  })

  it('says nothing when it does not even tell who', () => {
    expect(readUnreadable(update({ message: { chat: null } }), at)).toEqual({ incoming: [] })
    expect(readUnreadable(update({ message: { from: { id: 'x' } } }), at)).toEqual({ incoming: [] })
  })
})

describe('in a group a message', () => {
  const mention = (offset: number) => [{ type: 'mention', offset, length: me.username.length + 1 }]
  const addressed = (content: object) => read(message({ chat: inGroup, ...content })).incoming[0]?.addressed

  it.each([
    ['that mentions us', { text: `@${me.username} 看一下`, entities: mention(0) }, true],
    ['that mentions us in small letters', { text: `问 @${me.username.toLowerCase()}`, entities: mention(2) }, true],
    ['with a picture that does', { photo, caption: `@${me.username}`, caption_entities: mention(0) }, true],
    ['that mentions somebody else', { text: '@SomebodyElse__', entities: mention(0) }, undefined],
    ['that only holds our name', { text: `@${me.username} 看一下` }, undefined],
    ['that mentions nobody', { text: '看一下' }, undefined],
  ])('%s is said to us: %#', (_, content, expected) => {
    expect(addressed(content)).toBe(expected)
  })

  it('in private needs no name', () => {
    const text = `@${me.username} 看一下`
    expect(read(message({ text, entities: mention(0) })).incoming[0]).not.toHaveProperty('addressed')
  })
})

const photo = [{ file_id: 'p', file_unique_id: 'u', width: 1, height: 1, file_size: 10 }]
