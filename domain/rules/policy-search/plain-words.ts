import type { DictionaryWord } from './clause.ts'
import { aidWords } from './plain-words/aid.ts'
import { claimsWords } from './plain-words/claims.ts'
import { familyWords } from './plain-words/family.ts'
import { landWords } from './plain-words/land.ts'
import { movingWords } from './plain-words/moving.ts'
import { papersWords } from './plain-words/papers.ts'
import { peopleWords } from './plain-words/people.ts'
import { turnsWords } from './plain-words/turns.ts'
import { villageWords } from './plain-words/village.ts'
import { waterWords } from './plain-words/water.ts'

const lists = [
  peopleWords,
  movingWords,
  landWords,
  villageWords,
  papersWords,
  aidWords,
  claimsWords,
  familyWords,
  waterWords,
  turnsWords,
]

/**
 * What everybody says and no law does, with the words of the national laws for it. Officers add the words of their county
 * in the dictionary; a word that stands in both means what the officers wrote.
 */
export function plainWords(): DictionaryWord[] {
  const known = new Map<string, Set<string>>()
  for (const line of lists.flatMap((list) => list.split('\n'))) {
    const [words, means] = line.split('=').map((side) => side.trim().split(/\s+/).filter(Boolean))
    for (const word of words ?? []) {
      const all = known.get(word) ?? new Set()
      for (const meaning of means ?? []) all.add(meaning)
      known.set(word, all)
    }
  }
  return [...known].map(([word, means]) => ({ word, means: [...means] }))
}
