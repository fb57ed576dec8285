/** Words with something that belongs to them, to be found in running text. */
export interface Lexicon<T> {
  /** From left to right, the longest at each place; what lies inside a longer word is not found. */
  find(text: string): Occurrence<T>[]
}

export interface Occurrence<T> {
  word: string
  /** Where it begins. */
  at: number
  value: T
}

/** Words of one character are left out: they are parts of too many others. */
export function createLexicon<T>(entries: Iterable<readonly [string, T]>): Lexicon<T> {
  const known = new Map(entries)
  const lengthsOf = new Map<string, number[]>()
  for (const word of known.keys()) {
    if (word.length < 2) continue
    const lengths = lengthsOf.get(word[0] ?? '') ?? []
    if (!lengths.includes(word.length)) lengths.push(word.length)
    lengthsOf.set(word[0] ?? '', lengths)
  }
  for (const lengths of lengthsOf.values()) lengths.sort((a, b) => b - a)

  return {
    find(text) {
      const found: Occurrence<T>[] = []
      let covered = 0
      for (let at = 0; at < text.length; at += 1) {
        for (const length of lengthsOf.get(text[at] ?? '') ?? []) {
          if (at + length <= covered || at + length > text.length) continue
          const word = text.slice(at, at + length)
          const value = known.get(word)
          if (value === undefined) continue
          found.push({ word, at, value })
          covered = at + length
          break
        }
      }
      return found
    },
  }
}
