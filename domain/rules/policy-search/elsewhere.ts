import { elsewhereWords } from './elsewhere-words.ts'
import { createLexicon } from './lexicon.ts'
import type { Normalise } from './normal-text.ts'

/** From so many clauses on that hold a word, the base speaks of it, and it points nowhere else. */
const spokenOf = 6

/**
 * How much of a question belongs elsewhere: the share of its characters that are words of matters no such office deals with.
 * This is what tells 驾照到期了怎么换 from 身份证到期了怎么换 before any officer has taught it.
 * @param clausesWith How many clauses of the base hold a normalised word.
 */
export function createElsewhere(
  normalise: Normalise,
  clausesWith: (word: string) => number,
): (question: string) => number {
  const words = elsewhereWords.trim().split(/\s+/).map(normalise)
  const lexicon = createLexicon(
    words.filter((word) => clausesWith(word) < spokenOf).map((word): [string, true] => [word, true]),
  )
  return (question) => {
    const covered = new Set(
      lexicon.find(question).flatMap(({ word, at }) => Array.from(word, (_character, i) => at + i)),
    )
    return question.length === 0 ? 0 : covered.size / question.length
  }
}
