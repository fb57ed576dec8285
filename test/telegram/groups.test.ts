import { describe, expect, it } from 'vitest'
import { ask, buttons, clock, refusal, say, start, updates } from './asking.ts'
import type { GroupOptions, TelegramOptions } from './server.ts'

async function room(options: Omit<GroupOptions, 'members'> = {}, server: TelegramOptions = {}) {
  const telegram = await start(server)
  const [zhang, li] = [telegram.user({ name: '小张' }), telegram.user({ name: '小李' })]
  const group = telegram.group('值班室', { members: [zhang, li], ...options })
  const texts = async () => (await updates(telegram)).map((one) => one.message?.text ?? Object.keys(one)[1])
  const refused = (method: string, params: object) =>
    refusal(telegram, method, { chat_id: group.id, text: 'x', ...params })
  return { telegram, zhang, li, group, texts, refused }
}

describe('in a group', () => {
  it('the bot sees only commands, mentions and answers to it', async () => {
    const { telegram, zhang, li, group, texts } = await room()
    const id = await say(telegram, group, '#123 新件')
    zhang.says('吃饭了吗', { in: group })
    zhang.says('/open', { in: group })
    zhang.says(`/due@${telegram.me.username}`, { in: group })
    zhang.says('/due@another_bot', { in: group })
    zhang.says(`@${telegram.me.username} 看看`, { in: group })
    li.says('已办', { in: group, replyTo: id })
    const own = li.says('再看', { in: group })
    zhang.says('好', { in: group, replyTo: own.id })
    expect(await texts()).toEqual(['/open', `/due@${telegram.me.username}`, `@${telegram.me.username} 看看`, '已办'])
  })

  it('with privacy off, or as an administrator, it sees everything', async () => {
    const open = await room({ privacy: false })
    open.zhang.says('吃饭了吗', { in: open.group })
    expect(await open.texts()).toEqual(['吃饭了吗'])
    const administered = await room({ administrator: true })
    administered.zhang.says('吃饭了吗', { in: administered.group })
    expect(await administered.texts()).toEqual(['吃饭了吗'])
  })

  it('an administrator without a name speaks as the group', async () => {
    const { telegram, zhang, group } = await room()
    zhang.says('/open', { in: group, anonymous: true })
    expect((await updates(telegram))[0]?.message).toMatchObject({
      from: { id: 1087968824, is_bot: true, username: 'GroupAnonymousBot' },
      sender_chat: { id: group.id, type: 'supergroup', title: '值班室' },
    })
  })

  it('only members speak and press', async () => {
    const { telegram, group } = await room()
    const stranger = telegram.user({ name: '路人' })
    await say(telegram, group, '办?', { reply_markup: buttons('办') })
    expect(() => stranger.says('x', { in: group })).toThrow('路人 is not in 值班室')
    expect(() => stranger.taps('办', { in: group })).toThrow('路人 is not in 值班室')
  })

  it('a press tells the group it came from', async () => {
    const { telegram, zhang, group } = await room()
    await say(telegram, group, '办?', { reply_markup: buttons('办') })
    zhang.taps('办', { in: group })
    expect((await updates(telegram))[0]?.callback_query).toMatchObject({
      from: { id: zhang.id },
      message: { chat: { id: group.id, type: 'supergroup' } },
    })
  })

  it('no keyboard may ask for a number or a place', async () => {
    const { refused } = await room()
    const keyboard = (button: object) => ({ reply_markup: { keyboard: [[{ text: 'x', ...button }]] } })
    expect(await refused('sendMessage', keyboard({ request_contact: true }))).toMatch(
      'phone number can be requested in private chats only',
    )
    expect(await refused('sendMessage', keyboard({ request_location: true }))).toMatch(
      'location can be requested in private chats only',
    )
  })

  it('the bot tells who stands how, to who asks', async () => {
    const { telegram, zhang, li, group } = await room({ administrator: true })
    const standing = async (user: { id: number }) => {
      const { result } = await ask(telegram, 'getChatMember', { chat_id: group.id, user_id: user.id })
      return (result as { status: string }).status
    }
    li.leaves(group)
    expect(await Promise.all([zhang, li, telegram.me].map(standing))).toEqual(['creator', 'left', 'administrator'])
    expect((await ask(telegram, 'getChat', { chat_id: group.id })).result).toMatchObject({
      title: '值班室',
      type: 'supergroup',
    })
    expect((await ask(telegram, 'getChatMemberCount', { chat_id: group.id })).result).toBe(2)
    expect((await ask(telegram, 'getChatAdministrators', { chat_id: group.id })).result).toHaveLength(2)
    expect(await refusal(telegram, 'getChatMember', { chat_id: group.id, user_id: 5 })).toMatch('user not found')
  })

  it('the bot deletes its own messages, and those of others as an administrator', async () => {
    const { telegram, zhang, group, refused } = await room()
    const message_id = zhang.says('误发', { in: group }).id
    expect(await refused('deleteMessage', { message_id })).toMatch("message can't be deleted")
    group.makesBotAdministrator()
    await ask(telegram, 'deleteMessage', { chat_id: group.id, message_id })
    expect(group.screen()).toEqual([])
  })

  it('a muted bot may not write', async () => {
    const { telegram, group, refused } = await room()
    group.mutesBot()
    expect(await refused('sendMessage', {})).toBe(
      '400 Bad Request: not enough rights to send text messages to the chat',
    )
    group.unmutesBot()
    await say(telegram, group, '好')
  })
})

describe('coming and going', () => {
  it('of people is told by a message, and by chat_member to an administrator who asked', async () => {
    const { telegram, li, group, texts } = await room({ administrator: true })
    const chen = telegram.user({ name: '小陈' })
    chen.joins(group)
    expect(await texts()).toEqual(['message'])
    await updates(telegram, { offset: -1, allowed_updates: ['message', 'chat_member'] })
    li.isRemovedFrom(group)
    const [joined, standing, removed] = await updates(telegram)
    expect(joined?.message?.new_chat_members).toMatchObject([{ id: chen.id }])
    expect(standing?.chat_member).toMatchObject({
      old_chat_member: { status: 'member' },
      new_chat_member: { status: 'kicked', user: { id: li.id } },
    })
    expect(removed?.message).toMatchObject({ left_chat_member: { id: li.id } })
    expect(() => li.says('x', { in: group })).toThrow('not in')
  })

  it('of people is told by no chat_member to a plain member', async () => {
    const { telegram, li, group } = await room()
    await updates(telegram, { allowed_updates: ['chat_member'] })
    li.leaves(group)
    expect(telegram.pending()).toBe(0)
  })

  it('of the bot is told by my_chat_member, and it cannot write any more', async () => {
    const { telegram, group, refused } = await room()
    group.removesBot()
    const told = await updates(telegram)
    expect(told.find((one) => one.message)?.message?.left_chat_member).toMatchObject({ id: telegram.me.id })
    expect(told.find((one) => one.my_chat_member)?.my_chat_member).toMatchObject({
      new_chat_member: { status: 'kicked' },
    })
    expect(await refused('sendMessage', {})).toBe('403 Forbidden: bot was kicked from the supergroup chat')
    group.addsBot()
    await say(telegram, group, '回来了')
  })

  it('a group the bot left or never was in takes nothing', async () => {
    const { telegram, group, refused } = await room()
    await ask(telegram, 'leaveChat', { chat_id: group.id })
    expect(await refused('sendMessage', {})).toBe('403 Forbidden: bot is not a member of the supergroup chat')
    const other = await room({ kind: 'group', withBot: false })
    expect(await other.refused('sendMessage', {})).toBe('403 Forbidden: bot is not a member of the group chat')
    other.zhang.says('/open', { in: other.group })
    expect(other.telegram.pending()).toBe(0)
  })

  it('a group that was deleted takes nothing', async () => {
    const { group, refused } = await room()
    group.deletesItself()
    expect(await refused('sendMessage', {})).toBe('403 Forbidden: the group chat was deleted')
  })
})

describe('a group that becomes a supergroup', () => {
  it('tells both sides, and whoever asks for the old one is told the new one', async () => {
    const { telegram, zhang, group } = await room({ kind: 'group' })
    await say(telegram, group, '办?', { reply_markup: buttons('办') })
    const former = group.id
    group.migrates()
    expect(group.formerId).toBe(former)
    expect((await updates(telegram)).map((one) => one.message)).toMatchObject([
      { chat: { id: former, type: 'group' }, migrate_to_chat_id: group.id },
      { chat: { id: group.id, type: 'supergroup' }, migrate_from_chat_id: former },
    ])
    const answer = await ask(telegram, 'sendMessage', { chat_id: former, text: 'x' })
    expect(answer).toMatchObject({
      status: 400,
      description: 'Bad Request: group chat was upgraded to a supergroup chat',
      parameters: { migrate_to_chat_id: group.id },
    })
    await say(telegram, group, '好')
    zhang.taps('办', { in: group })
    const [pressed] = await updates(telegram, { offset: -1 })
    expect(pressed?.callback_query?.message).toMatchObject({ chat: { id: former } })
  })
})

describe('topics', () => {
  it('mark what stands in them, with the message that opened them', async () => {
    const { telegram, zhang, group } = await room({ forum: true, privacy: false })
    const topic = group.topic('三村')
    zhang.says('在吗', { in: group, topic })
    const id = await say(telegram, group, '在', { message_thread_id: topic })
    zhang.says('好', { in: group, topic, replyTo: id })
    const [opened, first, answered] = (await updates(telegram)).map((one) => one.message)
    expect(opened).toMatchObject({ message_id: topic, forum_topic_created: { name: '三村' } })
    expect(first).toMatchObject({
      message_thread_id: topic,
      is_topic_message: true,
      chat: { is_forum: true },
      reply_to_message: { message_id: topic, forum_topic_created: { name: '三村' } },
    })
    expect(answered).toMatchObject({ message_thread_id: topic, reply_to_message: { message_id: id } })
    expect(group.screen(topic)).toHaveLength(4)
  })

  it('an answer goes where what it answers stands', async () => {
    const { telegram, zhang, group } = await room({ forum: true, privacy: false })
    const topic = group.topic('三村')
    const { id } = zhang.says('在吗', { in: group, topic })
    await say(telegram, group, '在', { reply_parameters: { message_id: id } })
    expect(group.screen().at(-1)).toMatchObject({ topic, replyTo: id })
    await say(telegram, group, '别处', { message_thread_id: group.topic('四村'), reply_parameters: { message_id: id } })
    expect(group.screen().at(-1)?.replyTo).toBeUndefined()
  })

  it('an answer in General names a thread that cannot be sent back', async () => {
    const { telegram, zhang, group, refused } = await room({ forum: true, privacy: false })
    const { id } = zhang.says('一', { in: group })
    zhang.says('二', { in: group, replyTo: id })
    const message = (await updates(telegram)).at(-1)?.message
    expect(message?.message_thread_id).toBe(id)
    expect(message?.is_topic_message).toBeUndefined()
    expect(await refused('sendMessage', { message_thread_id: id })).toBe('400 Bad Request: message thread not found')
  })

  it('that are not there, deleted, closed or General cannot be named; outside forums none is looked at', async () => {
    const { telegram, group, refused } = await room({ forum: true })
    const [closed, deleted] = [group.topic('关'), group.topic('删')]
    group.closesTopic(closed)
    group.deletesTopic(deleted)
    expect(await refused('sendMessage', { message_thread_id: closed })).toBe('400 Bad Request: TOPIC_CLOSED')
    for (const message_thread_id of [deleted, 1, 999]) {
      expect(await refused('sendMessage', { message_thread_id })).toBe('400 Bad Request: message thread not found')
    }
    group.reopensTopic(closed)
    await say(telegram, group, '好', { message_thread_id: closed })
    const plain = await room()
    await say(plain.telegram, plain.group, '好', { message_thread_id: 999 })
    expect(plain.group.screen()[0]?.topic).toBeUndefined()
  })

  it('are made by an administrator in a forum only', async () => {
    const { telegram, group, refused } = await room({ forum: true })
    expect(await refused('createForumTopic', { name: '三村' })).toBe(
      '400 Bad Request: not enough rights to create a topic',
    )
    group.makesBotAdministrator()
    const { result } = await ask(telegram, 'createForumTopic', { chat_id: group.id, name: '三村' })
    const { message_thread_id } = result as { message_thread_id: number }
    await say(telegram, group, '好', { message_thread_id })
    expect(await refused('createForumTopic', { name: ' ' })).toBe('400 Bad Request: name must be non-empty')
    const plain = await room({ administrator: true })
    expect(await plain.refused('createForumTopic', { name: '三村' })).toBe('400 Bad Request: the chat is not a forum')
  })
})

describe("the group's twenty a minute", () => {
  it('count messages, edits and parts of albums, and free themselves after a minute', async () => {
    const { now, pass } = clock()
    const { telegram, zhang, group } = await room({ administrator: true, forum: true }, { now, groupPerMinute: 5 })
    const id = await say(telegram, group, '一')
    pass(10_000)
    await ask(telegram, 'editMessageText', { chat_id: group.id, message_id: id, text: '二' })
    await ask(telegram, 'createForumTopic', { chat_id: group.id, name: '三村' })
    await ask(telegram, 'sendChatAction', { chat_id: group.id, action: 'typing' })
    await say(telegram, group, '三')
    await say(telegram, group, '四')
    const answer = await ask(telegram, 'sendMessage', { chat_id: group.id, text: '五' })
    expect(answer).toMatchObject({
      status: 429,
      description: 'Too Many Requests: retry after 50',
      parameters: { retry_after: 50 },
    })
    expect(telegram.faults.violations).toEqual([])
    pass(49_999)
    expect(await refusal(telegram, 'sendMessage', { chat_id: group.id, text: '五' })).toMatch('retry after 1')
    expect(telegram.faults.violations).toHaveLength(1)
    pass(1)
    await say(telegram, group, '五')
    zhang.starts()
    await say(telegram, zhang, '不限')
  })

  it('are switched off by Infinity', async () => {
    const { telegram, group } = await room({}, { groupPerMinute: Number.POSITIVE_INFINITY })
    for (let count = 0; count < 30; count++) await say(telegram, group, `第${count}`)
    expect(group.screen()).toHaveLength(30)
  })
})
