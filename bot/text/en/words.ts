import type { LanguageWords } from '../language.ts'
import { card } from './card.ts'
import { desk } from './desk.ts'
import { dialogue } from './dialogue.ts'
import { labels } from './labels.ts'
import { notices } from './notices.ts'
import { terms } from './terms.ts'

export const en: LanguageWords = {
  sentences: { ...dialogue, ...notices, ...desk },
  labels,
  terms,
  card,
  sentAgain: '(Sent again: you may have this already.)',
}
