import type { Message } from 'grammy/types'
import { type Me, nothing, type Read } from './read.ts'
import { readWords } from './read-text.ts'
import { dateOf, isChannel, placeOf, sourceOf, speakerOf } from './speaker.ts'

/** The new words of a message. One without words, such as a place that moves on, says nothing new. */
export function readEdit(updateId: number, message: Message, me: Me): Read {
  const written = message.text ?? message.caption
  if (isChannel(message.chat) || written === undefined) return nothing
  const speaker = speakerOf(message)
  const text = readWords(message, written, me)
  if (!speaker || text === undefined) return nothing
  return {
    incoming: [
      {
        channel: 'telegram',
        messageId: `u${updateId}.e${message.chat.id}.${message.message_id}`,
        ...speaker,
        ...placeOf(message),
        at: dateOf(message.edit_date ?? message.date),
        input: { kind: 'edit', of: sourceOf(message, me.id), text },
      },
    ],
  }
}
