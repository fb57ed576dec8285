import type { Update } from 'grammy/types'
import { type Me, nothing, type Read } from './read.ts'
import { readEdit } from './read-edit.ts'
import { readMemberUpdate, readOurMembership } from './read-membership.ts'
import { readMessage } from './read-message.ts'
import { readPress } from './read-press.ts'
import { isWellFormed } from './well-formed.ts'

/** The kinds of update that are asked for: what `readUpdate` reads. */
export const wantedUpdates = ['message', 'edited_message', 'callback_query', 'my_chat_member', 'chat_member'] as const

/** What an update of Telegram's says in our language; `at` for what bears no date. Throws on one that has not its shape. */
export function readUpdate(update: Update, me: Me, at: Date): Read {
  const read = readKind(update, me, at)
  if (!read.incoming.every(isWellFormed)) throw new TypeError('An update of another shape')
  return read
}

/** Of an update that cannot be read: that somebody sent something, if it says who. */
export function readUnreadable(update: Update, at: Date): Read {
  const { message, edited_message, callback_query } = update
  const said = message ?? edited_message ?? callback_query
  const id = said?.from?.id
  if (!Number.isSafeInteger(id) || said?.from?.is_bot) return nothing
  const chat = callback_query ? callback_query.message?.chat : (message ?? edited_message)?.chat
  const isRoom = (chat?.type === 'group' || chat?.type === 'supergroup') && Number.isSafeInteger(chat.id)
  return {
    incoming: [
      {
        channel: 'telegram',
        messageId: `u${update.update_id}.x${id}`,
        account: String(id),
        ...(isRoom && { room: String(chat.id) }),
        at,
        input: { kind: 'unsupported' },
      },
    ],
  }
}

function readKind(update: Update, me: Me, at: Date): Read {
  if (update.message) return readMessage(update.update_id, update.message, me)
  if (update.edited_message) return readEdit(update.update_id, update.edited_message, me)
  if (update.callback_query) return readPress(update.update_id, update.callback_query, at)
  if (update.my_chat_member) return readOurMembership(update.update_id, update.my_chat_member)
  if (update.chat_member) return readMemberUpdate(update.update_id, update.chat_member)
  return nothing
}
