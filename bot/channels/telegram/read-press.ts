import type { CallbackQuery } from 'grammy/types'
import { nothing, type Read } from './read.ts'
import { isChannel, placeOf, whoIs } from './speaker.ts'

/** A press on a button, which bears no date of its own. It is answered whatever it says. */
export function readPress(updateId: number, press: CallbackQuery, at: Date): Read {
  const { message, data } = press
  if (message === undefined || data === undefined || isChannel(message.chat)) return { ...nothing, press: press.id }
  return {
    press: press.id,
    incoming: [
      {
        channel: 'telegram',
        messageId: `u${updateId}.c${press.id}`,
        ...whoIs(press.from),
        ...placeOf(message),
        at,
        input: { kind: 'choice', value: data, keyboard: String(message.message_id) },
      },
    ],
  }
}
