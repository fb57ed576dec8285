import type { Chat, Message, User } from 'grammy/types'
import type { Incoming } from '../../message.ts'

/** Stands in for an administrator who speaks as the group, and for whoever speaks as a channel. */
const standIns = new Set([1087968824, 136817688])

/** Where something was said. */
export function placeOf(
  message: Pick<Message, 'is_topic_message' | 'message_thread_id'> & { chat: Chat },
): Pick<Incoming, 'room' | 'thread'> {
  if (message.chat.type === 'private') return {}
  const { is_topic_message, message_thread_id } = message
  // Outside of topics a thread is the message that a talk of replies began with.
  const isInTopic = is_topic_message === true && message_thread_id !== undefined
  return { room: String(message.chat.id), ...(isInTopic && { thread: String(message_thread_id) }) }
}

/** Who speaks, when it is somebody whom we listen to: no bot, and no channel's automatic forward. */
export function speakerOf(message: Message): Pick<Incoming, 'account' | 'name' | 'anonymous'> | undefined {
  const { from, sender_chat, is_automatic_forward } = message
  if (from === undefined || is_automatic_forward === true) return undefined
  if (from.is_bot && !standIns.has(from.id)) return undefined
  if (sender_chat !== undefined || from.is_bot) return { account: String(from.id), anonymous: true }
  return whoIs(from)
}

export function whoIs(user: User): Pick<Incoming, 'account' | 'name'> {
  const name = nameOf(user)
  return { account: String(user.id), ...(name !== '' && { name }) }
}

export function nameOf({ first_name, last_name }: { first_name: string; last_name?: string }): string {
  return last_name ? `${first_name} ${last_name}` : first_name
}

/** Channels are no talk: we take no part in what is posted there. */
export function isChannel(chat: Chat): boolean {
  return chat.type === 'channel' || ('is_direct_messages' in chat && chat.is_direct_messages === true)
}

/** What a later edit calls a message: of which bot, in which chat. */
export function sourceOf(message: Pick<Message, 'message_id'> & { chat: Chat }, botId: number): string {
  return `${botId}.${message.chat.id}.${message.message_id}`
}

export function dateOf(seconds: number): Date {
  return new Date(seconds * 1000)
}
