import type { Message } from 'grammy/types'

/** The message it answers. In a topic every message bears a reply to the topic's first one, which is none. */
export function replyOf(message: Message): { replyTo?: string } {
  const answered = message.reply_to_message
  if (answered === undefined || answered.forum_topic_created !== undefined) return {}
  if (message.is_topic_message === true && answered.message_id === message.message_thread_id) return {}
  return { replyTo: String(answered.message_id) }
}
