import type { LanguageWords } from '../language.ts'
import { card } from './card.ts'
import { desk } from './desk.ts'
import { dialogue } from './dialogue.ts'
import { labels } from './labels.ts'
import { notices } from './notices.ts'
import { terms } from './terms.ts'

export const zh: LanguageWords = {
  sentences: { ...dialogue, ...notices, ...desk },
  labels,
  terms,
  card,
  sentAgain: '（再次发送：您可能已经收到过这一条。）',
}
