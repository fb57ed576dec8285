import type { Marks } from '../marks.ts'

export const marks: Marks = {
  sticker: (emoji) => (emoji ? `［贴纸 ${emoji}］` : '［贴纸］'),
  forwarded: '［转发］',
}
