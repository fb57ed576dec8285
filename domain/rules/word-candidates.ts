import { type Asked, piecesOf } from './question-clusters.ts'

export interface WordCandidate {
  word: string
  /** In how many questions. */
  questions: number
}

const shortest = 2
const longest = 4

/**
 * Words of questions that the policies do not know: runs of two to four characters of which no two neighbours stand in
 * any policy, said by at least two people; at most `most`, the most often said first, of equals the longer one. What is
 * part of a word that was found counts for no other. `isKnown` tells whether a word of two characters stands in the
 * policies or the dictionary.
 */
export function wordCandidates(
  questions: readonly Asked[],
  isKnown: (word: string) => boolean,
  most: number,
): WordCandidate[] {
  const said = questions.map(({ asker, text }) => ({
    asker,
    runs: piecesOf(text, fillers).flatMap((piece) => unknownRuns(piece, isKnown)),
  }))
  const words: WordCandidate[] = []
  while (words.length < most) {
    const best = mostSaid(said)
    if (!best) break
    words.push(best)
    for (const question of said) question.runs = question.runs.flatMap((run) => run.split(best.word))
  }
  return words
}

/** Unlike in clusters 了 stays: 拆了 is a word to people. It begins none. */
const fillers =
  '的吗呢啊呀吧么多少几什怎样如何谁哪那这是有没不能可以要会该得我你他她它们您俺咱个一就还都也和跟与在给把被让去来说啥为'

/** The runs of a piece in which no two neighbours are a known word. */
function unknownRuns(piece: string, isKnown: (word: string) => boolean): string[] {
  const letters = [...piece]
  const isCovered = (at: number) =>
    isKnown((letters[at - 1] ?? ' ') + letters[at]) || isKnown(letters[at] + (letters[at + 1] ?? ' '))
  return letters
    .map((letter, at) => (isCovered(at) ? '\n' : letter))
    .join('')
    .split('\n')
}

function mostSaid(said: { asker: string; runs: string[] }[]): WordCandidate | undefined {
  const found = new Map<string, { questions: number; askers: Set<string> }>()
  for (const { asker, runs } of said) {
    for (const word of new Set(runs.flatMap(partsOf))) {
      const known = found.get(word) ?? { questions: 0, askers: new Set() }
      known.questions += 1
      known.askers.add(asker)
      found.set(word, known)
    }
  }
  return [...found]
    .flatMap(([word, { questions, askers }]) => (askers.size > 1 ? [{ word, questions }] : []))
    .sort((a, b) => b.questions - a.questions || b.word.length - a.word.length || (a.word < b.word ? -1 : 1))[0]
}

function partsOf(run: string): string[] {
  const letters = [...run]
  const parts: string[] = []
  for (let length = shortest; length <= longest; length += 1) {
    for (let from = 0; from + length <= letters.length; from += 1) {
      const part = letters.slice(from, from + length).join('')
      if (/^\p{Script=Han}+$/u.test(part) && !part.startsWith('了')) parts.push(part)
    }
  }
  return parts
}
