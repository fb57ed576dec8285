import type { Answered } from './clause.ts'
import type { Grams } from './grams.ts'
import type { Normalise } from './normal-text.ts'
import type { Postings } from './postings.ts'
import { withoutAsking } from './question-words.ts'

/** What officers decided about the questions nearest to one. */
export interface Verdicts {
  /**
   * From -1 to 1: how much the nearest answered questions say that the base answers it (1) or that it does not (-1), by how
   * near they are; 0 when there is none near. `notOurs`: those against are mostly for other offices.
   */
  lean(own: ReadonlyMap<number, number>): { lean: number; notOurs: boolean }
}

/** So many neighbours are asked; more blur, fewer chatter. */
const neighbours = 5
/** Below this likeness two questions have nothing to do with one another. */
const leastLikeness = 0.2

/** Questions as directions: each gram by its rarity, all of them of length 1. */
export function createVerdicts(
  answered: readonly Answered[],
  normalise: Normalise,
  grams: Grams,
  rarity: Postings['rarity'],
): Verdicts {
  const holders = new Map<number, { at: number[]; worth: number[] }>()
  for (const [at, { question }] of answered.entries()) {
    const worths = [...new Set(grams.add(withoutAsking(normalise(question))))].map(
      (gram) => [gram, rarity(gram)] as const,
    )
    const length = lengthOf(worths)
    for (const [gram, worth] of worths) {
      const holder = holders.get(gram) ?? { at: [], worth: [] }
      holder.at.push(at)
      holder.worth.push(worth / length)
      holders.set(gram, holder)
    }
  }

  return {
    lean(own) {
      const likeness = new Float32Array(answered.length)
      const worths = [...own.keys()].map((gram) => [gram, rarity(gram)] as const)
      const length = lengthOf(worths)
      for (const [gram, worth] of worths) {
        const holder = holders.get(gram)
        if (!holder) continue
        for (let i = 0; i < holder.at.length; i += 1) {
          const at = holder.at[i] ?? 0
          likeness[at] = (likeness[at] ?? 0) + ((holder.worth[i] ?? 0) * worth) / length
        }
      }
      return judge(answered, likeness)
    },
  }
}

function judge(answered: readonly Answered[], likeness: Float32Array): { lean: number; notOurs: boolean } {
  const near = [...likeness.keys()]
    .filter((at) => (likeness[at] ?? 0) >= leastLikeness)
    .sort((a, b) => (likeness[b] ?? 0) - (likeness[a] ?? 0) || a - b)
    .slice(0, neighbours)
  let sum = 0
  let all = 0
  let strangers = 0
  for (const at of near) {
    const weight = (likeness[at] ?? 0) ** 2
    const verdict = answered[at]?.verdict
    all += weight
    sum += verdict === 'clauses' ? weight : -weight
    if (verdict === 'notOurs') strangers += weight
  }
  const nearest = likeness[near[0] ?? -1] ?? 0
  return { lean: all === 0 ? 0 : (sum / all) * Math.min(1, nearest * 1.5), notOurs: strangers * 2 > all - strangers }
}

function lengthOf(worths: readonly (readonly [number, number])[]): number {
  return Math.sqrt(worths.reduce((total, [, worth]) => total + worth * worth, 0)) || 1
}
