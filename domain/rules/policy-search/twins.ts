import type { Clause, Found } from './clause.ts'
import type { Normalise } from './normal-text.ts'

/** So many results are read at a glance; there, the same words a second time are a wasted line. */
const glance = 3
/** Where so many say the same, the rest may. */
const depth = 24
/** The share of common pairs from which two clauses say the same. */
const sameShare = 0.9

/**
 * The results with the second of two clauses that say the same moved behind the first three. Of the two, the one in force
 * since later stands: it is the newer version, or the law that took the words over.
 */
export function partTwins(results: readonly Found[], normalise: Normalise): Found[] {
  const first: Found[] = []
  const moved: Found[] = []
  const same = createComparison(normalise)
  let at = 0
  for (; at < Math.min(depth, results.length) && first.length < glance; at += 1) {
    const found = results[at]
    if (!found) break
    const twin = first.findIndex((other) => same(other.clause, found.clause))
    if (twin < 0) {
      first.push(found)
      continue
    }
    const shown = first[twin]
    if (shown && isNewer(found.clause, shown.clause)) {
      first[twin] = { ...found, score: shown.score }
      moved.push({ ...shown, score: found.score })
    } else moved.push(found)
  }
  if (moved.length === 0) return [...results]
  // Scores fall from result to result: what was moved back takes the score of the place it moved to.
  const order = [...first, ...moved, ...results.slice(at)]
  const scores = order.map(({ score }) => score).sort((a, b) => b - a)
  return order.map((found, i) => ({ ...found, score: scores[i] ?? found.score }))
}

function isNewer(clause: Clause, other: Clause): boolean {
  return (clause.effectiveOn ?? '') > (other.effectiveOn ?? '')
}

/** Do two clauses say the same? Each is read once. */
function createComparison(normalise: Normalise): (clause: Clause, other: Clause) => boolean {
  const known = new Map<Clause, Set<string>>()
  const pairsOf = (clause: Clause): Set<string> => {
    let pairs = known.get(clause)
    if (!pairs) {
      const text = normalise(clause.text)
      pairs = new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_none, i) => text.slice(i, i + 2)))
      known.set(clause, pairs)
    }
    return pairs
  }
  return (clause, other) => {
    if (clause.text === other.text) return true
    const [short = 0, long = 0] = [clause.text.length, other.text.length].sort((a, b) => a - b)
    if (short < sameShare * long) return false
    const [pairs, others] = [pairsOf(clause), pairsOf(other)]
    let common = 0
    for (const pair of pairs) if (others.has(pair)) common += 1
    return common >= sameShare * (pairs.size + others.size - common)
  }
}
