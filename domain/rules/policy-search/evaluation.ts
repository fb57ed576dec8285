import type { PolicyIndex, SearchOptions, SearchResult } from './clause.ts'

/** A question with the clauses that answer it; none: the base should not answer it. */
export interface JudgedQuestion {
  id: string
  text: string
  clauseIds: readonly string[]
}

/** How well the index answers a set of questions. Shares are 0 to 1; null where there was nothing to measure by. */
export interface SearchFigures {
  answerable: number
  unanswerable: number
  /** A clause that answers stands first, among the first three, among the first ten. */
  hit1: number | null
  hit3: number | null
  hit10: number | null
  /** One divided by the place of the first clause that answers, in the mean; beyond ten it counts as nothing. */
  mrr10: number | null
  /** How often an answerable question has the higher confidence, of all pairs with an unanswerable one. */
  auroc: number | null
  /** Questions in the answer band: how many of them are answerable, and how many of the answerable ones they are. */
  answered: number
  precision: number | null
  recall: number | null
  /** The largest share of the answerable questions that a threshold of confidence reaches with a precision of 0.9. */
  recallAtPrecision90: number | null
  /** Of the answered ones, how many are quoted a clause that answers. */
  quotedRight: number | null
  /** Results among the first three that are not in force on the day. */
  notInForce: number
  /** Milliseconds a search, half of them and ninety-nine in a hundred. */
  p50: number
  p99: number
}

const depth = 10

/** Asks every question once and judges what is found. `clock` tells milliseconds. */
export function evaluateSearch(
  index: Pick<PolicyIndex, 'search'>,
  questions: readonly JudgedQuestion[],
  { clock, ...options }: Omit<SearchOptions, 'limit'> & { clock(): number },
): SearchFigures {
  const asked = questions.map(({ text, clauseIds }): Asked => {
    const began = clock()
    const result = index.search(text, { ...options, limit: depth })
    return { ...result, ms: clock() - began, place: placeOf(result, clauseIds), isAnswerable: clauseIds.length > 0 }
  })
  const [answerable, unanswerable] = [asked.filter((one) => one.isAnswerable), asked.filter((one) => !one.isAnswerable)]
  const answered = asked.filter(({ band }) => band === 'answer')
  const within = (most: number) => share(answerable.filter(({ place }) => place <= most).length, answerable.length)
  const right = answered.filter((one) => one.isAnswerable).length
  const ms = asked.map((one) => one.ms).sort((a, b) => a - b)
  return {
    answerable: answerable.length,
    unanswerable: unanswerable.length,
    hit1: within(1),
    hit3: within(3),
    hit10: within(depth),
    mrr10: share(sum(answerable.map(({ place }) => (place <= depth ? 1 / place : 0))), answerable.length),
    auroc: aurocOf(
      answerable.map((one) => one.confidence),
      unanswerable.map((one) => one.confidence),
    ),
    answered: answered.length,
    precision: share(right, answered.length),
    recall: share(right, answerable.length),
    recallAtPrecision90: recallAt(0.9, asked, answerable.length),
    quotedRight: share(answered.filter(({ place }) => place === 1).length, answered.length),
    notInForce: sum(asked.map(({ results }) => results.slice(0, 3).filter((one) => !holdsOn(one, options.on)).length)),
    p50: quantile(ms, 0.5),
    p99: quantile(ms, 0.99),
  }
}

interface Asked extends SearchResult {
  ms: number
  /** Of the first clause that answers, from 1; infinite when it was not found. */
  place: number
  isAnswerable: boolean
}

function placeOf({ results }: SearchResult, clauseIds: readonly string[]): number {
  const at = results.findIndex(({ clause }) => clauseIds.includes(clause.id))
  return at === -1 ? Number.POSITIVE_INFINITY : at + 1
}

function holdsOn({ clause: { effectiveOn, expiresOn } }: SearchResult['results'][number], on: string): boolean {
  return (effectiveOn === undefined || effectiveOn <= on) && (expiresOn === undefined || on < expiresOn)
}

/** The share of pairs in which the first is higher; of equal ones half. */
function aurocOf(higher: readonly number[], lower: readonly number[]): number | null {
  const won = sum(higher.map((one) => sum(lower.map((other) => (one > other ? 1 : one === other ? 0.5 : 0)))))
  return share(won, higher.length * lower.length)
}

function recallAt(precision: number, asked: readonly Asked[], answerable: number): number | null {
  if (answerable === 0) return null
  const sorted = asked.toSorted((a, b) => b.confidence - a.confidence)
  let best = 0
  let right = 0
  sorted.forEach((one, index) => {
    if (one.isAnswerable) right += 1
    // A threshold lets all of the same confidence in, or none.
    const isEdge = sorted[index + 1]?.confidence !== one.confidence
    if (isEdge && right / (index + 1) >= precision) best = Math.max(best, right)
  })
  return best / answerable
}

function share(part: number, of: number): number | null {
  return of === 0 ? null : part / of
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}

function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}
