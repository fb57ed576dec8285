import type { InlineKeyboardMarkup } from 'grammy/types'
import type { Choice } from '../../message.ts'

/** What Telegram carries behind a button, in bytes: https://core.telegram.org/bots/api#inlinekeyboardbutton */
const valueLimit = 64

export interface Keyboard {
  markup?: InlineKeyboardMarkup
  /** Buttons that Telegram would refuse, and the whole message with them. */
  leftOut: number
}

export function keyboardOf(choices: Choice[][] = []): Keyboard {
  const rows = choices.map((row) =>
    row.filter(isCarried).map(({ label, value }) => ({ text: label, callback_data: value })),
  )
  const filled = rows.filter((row) => row.length > 0)
  return {
    ...(filled.length > 0 && { markup: { inline_keyboard: filled } }),
    leftOut: choices.flat().length - filled.flat().length,
  }
}

function isCarried({ label, value }: Choice): boolean {
  return label.trim() !== '' && value !== '' && Buffer.byteLength(value) <= valueLimit
}
