import type { ChatMember, ChatMemberUpdated, Message, User } from 'grammy/types'
import type { Incoming } from '../../message.ts'
import { nothing, type Read } from './read.ts'
import { dateOf, isChannel, whoIs } from './speaker.ts'

/** Somebody shut the bot out of a private talk or a group, or let it in again. */
export function readOurMembership(updateId: number, update: ChatMemberUpdated): Read {
  const { chat, from, old_chat_member, new_chat_member } = update
  if (isChannel(chat)) return nothing
  const [was, is] = [isIn(old_chat_member), isIn(new_chat_member)]
  // Rights that are given or taken while it stays change nothing here.
  if (was && is) return nothing
  return { incoming: [membership(updateId, update, from, is ? 'returned' : 'blocked')] }
}

/** Somebody else came, went, or was removed. Told where the bot is an administrator. */
export function readMemberUpdate(updateId: number, update: ChatMemberUpdated): Read {
  const { chat, old_chat_member, new_chat_member } = update
  const { user } = new_chat_member
  if (isChannel(chat) || user.is_bot) return nothing
  const [was, is] = [isIn(old_chat_member), isIn(new_chat_member)]
  if (was && is) return nothing
  return { incoming: [membership(updateId, update, user, is ? 'joined' : 'left')] }
}

/** The same as a message in the group, where the bot is none. */
export function readArrivals(updateId: number, message: Message, users: User[]): Incoming[] {
  return users.filter((user) => !user.is_bot).map((user) => membership(updateId, message, user, 'joined'))
}

export function readDeparture(updateId: number, message: Message, user: User): Incoming[] {
  return user.is_bot ? [] : [membership(updateId, message, user, 'left')]
}

type Change = Extract<Incoming['input'], { kind: 'membership' }>['change']

function membership(
  updateId: number,
  { chat, date }: Pick<ChatMemberUpdated, 'chat' | 'date'>,
  user: User,
  change: Change,
): Incoming {
  return {
    channel: 'telegram',
    messageId: `u${updateId}.b${chat.id}.${user.id}.${date}`,
    ...whoIs(user),
    ...(chat.type !== 'private' && { room: String(chat.id) }),
    at: dateOf(date),
    input: { kind: 'membership', change },
  }
}

function isIn(member: ChatMember): boolean {
  if (member.status === 'restricted') return member.is_member
  return member.status !== 'left' && member.status !== 'kicked'
}
