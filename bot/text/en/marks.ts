import type { Marks } from '../marks.ts'

export const marks: Marks = {
  sticker: (emoji) => (emoji ? `[sticker ${emoji}]` : '[sticker]'),
  forwarded: '[forwarded] ',
}
