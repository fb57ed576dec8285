import type { DictionaryWord } from './clause.ts'
import type { Grams } from './grams.ts'
import { createLexicon, type Lexicon } from './lexicon.ts'
import type { Normalise } from './normal-text.ts'
import { plainWords } from './plain-words.ts'
import { emptyCharacters, withoutAsking } from './question-words.ts'

/** What a question asks for, as grams with their weights. */
export interface Weighed {
  /** Normalised. */
  text: string
  /** The grams it says itself. -1 is kept out. */
  own: Map<number, number>
  /** With those that its words mean in the language of the laws. */
  all: Map<number, number>
  /** How many grams of its own are nowhere in the base. */
  unknown: number
  /** The share of its characters that are words we know to be asked about here, 0 to 1. */
  familiar: number
}

/** Two neighbouring characters say as much as one alone: .5 to 1.2 rank alike, 1 best. */
const pairWeight = 1
/** What a word means counts a little less than what was said. */
const meaningWeight = 0.85
/** Of a meaning, single characters say little: they are everywhere in laws. */
const meaningSingleWeight = 0.5

/** Reads questions. Officers' words win over the plain ones that everybody uses. */
export function createWeighing(
  normalise: Normalise,
  grams: Grams,
  dictionary: readonly DictionaryWord[],
): (question: string) => Weighed {
  const lexicon = createMeanings(normalise, [...plainWords(), ...dictionary])
  const empty = new Set([...emptyCharacters].flatMap((character) => [...grams.find(character)]))

  return (question) => {
    const text = normalise(question)
    const own = new Map<number, number>()
    let unknown = 0
    for (const gram of grams.find(withoutAsking(text))) {
      if (gram < 0) unknown += 1
      else if (!empty.has(gram)) own.set(gram, grams.isSingle(gram) ? 1 : pairWeight)
    }
    const all = new Map(own)
    const words = lexicon.find(text)
    for (const { value: means } of words) {
      const share = meaningWeight / Math.sqrt(means.length)
      for (const gram of means.flatMap((meaning) => [...grams.find(meaning)])) {
        if (gram < 0) continue
        const weight = share * (grams.isSingle(gram) ? meaningSingleWeight : pairWeight)
        if (weight > (all.get(gram) ?? 0)) all.set(gram, weight)
      }
    }
    return { text, own, all, unknown, familiar: shareOf(text, words) }
  }
}

function createMeanings(normalise: Normalise, dictionary: readonly DictionaryWord[]): Lexicon<string[]> {
  return createLexicon(
    dictionary.map(({ word, means }) => [normalise(word), means.map(normalise).filter((text) => text !== '')] as const),
  )
}

function shareOf(text: string, words: readonly { word: string; at: number }[]): number {
  const covered = new Set(words.flatMap(({ word, at }) => Array.from(word, (_character, i) => at + i)))
  return text.length === 0 ? 0 : covered.size / text.length
}
