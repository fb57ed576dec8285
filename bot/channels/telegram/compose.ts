import type { InlineKeyboardMarkup } from 'grammy/types'
import type { Reply } from '../../message.ts'
import { keyboardOf } from './keyboard.ts'
import { shorten } from './shorten.ts'
import { splitText } from './split.ts'
import { cutWords, fillIn, type Words } from './words.ts'

/** Characters in one message, which Telegram counts by code points; by UTF-16 units there are never fewer. */
export const textLimit = 4096

export interface Part extends Words {
  keyboard?: InlineKeyboardMarkup
}

export interface Composed {
  /** In order; the buttons are under the last. None when there are no words. */
  parts: Part[]
  /** How many buttons could not be shown. */
  leftOut: number
}

/** A reply as Telegram's messages. A card is one message, whatever its length, for it is edited as it moves. */
export function compose(reply: Reply): Composed {
  const words = fillIn(reply.text, reply.secrets)
  const { markup, leftOut } = keyboardOf(reply.choices)
  const parts: Part[] = reply.card
    ? [asOne(words)]
    : splitText(words.text, textLimit).map(({ from, to }) => cutWords(words, from, to))
  const last = parts.at(-1)
  if (last && markup) last.keyboard = markup
  return { parts, leftOut }
}

function asOne(words: Words): Words {
  if (words.text.length <= textLimit) return words
  return { text: shorten(words.text, textLimit), entities: [] }
}
