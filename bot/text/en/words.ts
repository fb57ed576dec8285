import type { LanguageWords } from '../language.ts'
import { afterwards } from './afterwards.ts'
import { card } from './card.ts'
import { desk } from './desk.ts'
import { dialogue } from './dialogue.ts'
import { face } from './face.ts'
import { labels } from './labels.ts'
import { marks } from './marks.ts'
import { notices } from './notices.ts'
import { terms } from './terms.ts'

export const en: LanguageWords = {
  sentences: { ...dialogue, ...afterwards, ...notices, ...desk },
  labels,
  marks,
  terms,
  card,
  face,
  sentAgain: '(Sent again: you may have this already.)',
}
