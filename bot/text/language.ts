import type { CardWords } from './card.ts'
import type { Labels } from './labels.ts'
import type { Marks } from './marks.ts'
import type { PointerWords } from './pointer-words.ts'
import type { Catalogue, FreshKind, Sentences } from './sentences.ts'
import type { Terms } from './terms.ts'

/** A whole language. Something missing does not compile. */
export interface LanguageWords {
  sentences: Catalogue<Omit<Sentences, FreshKind>>
  labels: Labels
  marks: Marks
  terms: Terms
  card: CardWords
  face: FaceWords
  pointers: PointerWords
  /** Before a notice that may have arrived already. */
  sentAgain: string
}

/** What a platform shows of the bot before anything is said. Commands are of small letters. */
export interface FaceWords {
  /** At most 512 characters with an office's name of 40. */
  description(office: string): string
  /** At most 120. */
  about(office: string): string
  residentCommands: Record<
    'report' | 'question' | 'mine' | 'track' | 'reception' | 'language' | 'menu' | 'back' | 'cancel',
    string
  >
  staffCommands: Record<'open' | 'mine' | 'due' | 'find' | 'help', string>
  /** Above the rest of what residents can ask for: with a reception day to book, or without. At most 16 bytes. */
  more: Record<'booking' | 'progress', string>
}
