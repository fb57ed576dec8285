import type { PointerWords } from '../pointer-words.ts'

const open = 'Tap to read it'

export const pointers: PointerWords = {
  news: { title: 'A message for you', hint: open },
  answer: { title: 'An answer for you', hint: open },
  asked: { title: 'A question for you', hint: 'Tap, then reply' },
  receipt: { title: 'Received, keep this', hint: open },
  progress: { title: 'There is progress', hint: open },
  date: { title: 'A date comes near', hint: 'Tap to see which' },
  visit: { title: 'About your visit', hint: 'Tap for day and time' },
  changed: { title: 'Something changed', hint: open },
}
