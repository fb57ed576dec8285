import type { Update } from 'grammy/types'

/** Updates in the shape that the Bot API sends, with nobody's name, and only what a test changes to be written out. */

export const me = { id: 7_000_000_001, username: 'XinqiaoTestBot' }
export const updateId = 240_000_007

export const resident = {
  id: 5_100_000_042,
  is_bot: false,
  first_name: '甲',
  last_name: '乙',
  language_code: 'zh-hans',
}
export const us = { id: me.id, is_bot: true, first_name: '信桥', username: me.username }
export const otherBot = { id: 7_000_000_002, is_bot: true, first_name: 'Other', username: 'OtherBot' }
export const groupAnonymousBot = { id: 1087968824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' }
export const channelBot = { id: 136817688, is_bot: true, first_name: 'Channel', username: 'Channel_Bot' }

export const inPrivate = { id: resident.id, first_name: '甲', last_name: '乙', type: 'private' }
export const inGroup = { id: -4_000_123, title: '值班', type: 'group', all_members_are_administrators: false }
export const inSupergroup = { id: -1_001_234_567_890, title: '值班', type: 'supergroup' }
export const inForum = { ...inSupergroup, is_forum: true }
export const inChannel = { id: -1_009_876_543_210, title: '公告', type: 'channel' }

/** 2026-08-03T01:00:00Z */
export const date = Date.UTC(2026, 7, 3, 1) / 1000

export function update(content: object): Update {
  return { update_id: updateId, ...content } as unknown as Update
}

/** A message of a resident in private, unless it says otherwise. */
export function message(content: object): Update {
  return update({ message: { message_id: 55, from: resident, chat: inPrivate, date, ...content } })
}

export function edited(content: object): Update {
  const base = { message_id: 55, from: resident, chat: inPrivate, date, edit_date: date + 60 }
  return update({ edited_message: { ...base, ...content } })
}

export function press(content: object): Update {
  const under = { message_id: 54, from: us, chat: inPrivate, date, text: '选一个' }
  return update({
    callback_query: { id: '4382000000000000001', from: resident, message: under, chat_instance: '99', ...content },
  })
}

type Status = 'member' | 'left' | 'kicked' | 'administrator' | { in: boolean }

function member(user: object, status: Status): object {
  return typeof status === 'string' ? { user, status } : { user, status: 'restricted', is_member: status.in }
}

/** Our own standing in a chat changed. */
export function standing(chat: object, before: Status, after: Status): Update {
  const members = { old_chat_member: member(us, before), new_chat_member: member(us, after) }
  return update({ my_chat_member: { chat, from: resident, date, ...members } })
}

/** Somebody's standing in a group changed, by an administrator. */
export function standingOf(user: object, before: Status, after: Status, chat: object = inSupergroup): Update {
  const members = { old_chat_member: member(user, before), new_chat_member: member(user, after) }
  return update({ chat_member: { chat, from: { id: 1, is_bot: false, first_name: '管' }, date, ...members } })
}
