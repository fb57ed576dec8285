/** A clause of one version of a policy. */
interface Versioned {
  /** The same in every version, as far as it is the same clause. */
  clauseId: string
  text: string
}

/** What one version of a policy changes in another, each in the order of its own version. */
export interface ClauseDifferences<T extends Versioned> {
  added: T[]
  changed: { was: T; now: T }[]
  gone: T[]
  /** How many read as they did. */
  same: number
}

/** Compares two versions clause by clause. Where a clause stands, and under which heading, makes no difference. */
export function compareClauses<T extends Versioned>(before: readonly T[], after: readonly T[]): ClauseDifferences<T> {
  const was = new Map(before.map((clause) => [clause.clauseId, clause]))
  const is = new Set(after.map(({ clauseId }) => clauseId))
  const kept = after.flatMap((now) => {
    const former = was.get(now.clauseId)
    return former ? [{ was: former, now }] : []
  })
  const changed = kept.filter(({ was, now }) => was.text !== now.text)
  return {
    added: after.filter(({ clauseId }) => !was.has(clauseId)),
    changed,
    gone: before.filter(({ clauseId }) => !is.has(clauseId)),
    same: kept.length - changed.length,
  }
}

/** A changed text: what both begin with, what was there and is there instead, what both end with. */
export interface TextChange {
  head: string
  was: string
  now: string
  tail: string
}

/** Where two texts differ, from the first character to the last that does. */
export function changeIn(before: string, after: string): TextChange {
  const [was, now] = [[...before], [...after]]
  const shorter = Math.min(was.length, now.length)
  let head = 0
  while (head < shorter && was[head] === now[head]) head += 1
  let tail = 0
  while (tail < shorter - head && was.at(-1 - tail) === now.at(-1 - tail)) tail += 1
  return {
    head: was.slice(0, head).join(''),
    was: was.slice(head, was.length - tail).join(''),
    now: now.slice(head, now.length - tail).join(''),
    tail: was.slice(was.length - tail).join(''),
  }
}
