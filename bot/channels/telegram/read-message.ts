import type { Message } from 'grammy/types'
import type { Incoming } from '../../message.ts'
import { type Me, nothing, type Read } from './read.ts'
import { readContent } from './read-content.ts'
import { readArrivals, readDeparture } from './read-membership.ts'
import { dateOf, isChannel, placeOf, sourceOf, speakerOf } from './speaker.ts'

/** What a message says, or the news that the platform words as a message. */
export function readMessage(updateId: number, message: Message, me: Me): Read {
  if (isChannel(message.chat)) return nothing
  const chat = String(message.chat.id)
  if (message.migrate_to_chat_id !== undefined) {
    return { incoming: [], moved: { from: chat, to: String(message.migrate_to_chat_id) } }
  }
  if (message.migrate_from_chat_id !== undefined) {
    return { incoming: [], moved: { from: String(message.migrate_from_chat_id), to: chat } }
  }
  if (message.new_chat_members) return { incoming: readArrivals(updateId, message, message.new_chat_members) }
  if (message.left_chat_member) return { incoming: readDeparture(updateId, message, message.left_chat_member) }
  const speaker = speakerOf(message)
  const input = speaker && readContent(message, me)
  if (!input) return nothing
  return {
    incoming: [
      {
        channel: 'telegram',
        // Both, for ids of updates may come again after a jump, and the same message in one update only.
        messageId: `u${updateId}.m${chat}.${message.message_id}`,
        ...speaker,
        ...placeOf(message),
        ...(message.chat.type !== 'private' && namesUs(message, me) && { addressed: true as const }),
        source: sourceOf(message, me.id),
        ...bundleOf(message),
        at: dateOf(message.date),
        input,
      },
    ],
  }
}

/** Whether the bot is mentioned in the words, or below a picture. */
function namesUs({ text, caption, entities = [], caption_entities = [], forward_origin }: Message, me: Me): boolean {
  const words = (text ?? caption ?? '').toLowerCase()
  const name = `@${me.username.toLowerCase()}`
  return (
    forward_origin === undefined &&
    [...entities, ...caption_entities].some(
      ({ type, offset, length }) => type === 'mention' && words.slice(offset, offset + length) === name,
    )
  )
}

/** The parts of an album come as messages of their own, and so do messages that are forwarded together. */
function bundleOf({ media_group_id, forward_origin }: Message): Pick<Incoming, 'bundle' | 'forwarded'> {
  const bundle = media_group_id !== undefined ? `album:${media_group_id}` : forward_origin && 'forward'
  return { ...(bundle && { bundle }), ...(forward_origin && { forwarded: true }) }
}
