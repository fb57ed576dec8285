import type { CardWords } from './card.ts'
import type { Labels } from './labels.ts'
import type { Catalogue, FreshKind, Sentences } from './sentences.ts'
import type { Terms } from './terms.ts'

/** A whole language. Something missing does not compile. */
export interface LanguageWords {
  sentences: Catalogue<Omit<Sentences, FreshKind>>
  labels: Labels
  terms: Terms
  card: CardWords
  /** Before a notice that may have arrived already. */
  sentAgain: string
}
