import type { Aliases } from './aliases.ts'
import type { Band, Clause, Doubt, Found, SearchOptions, SearchResult } from './clause.ts'
import { confidenceOf, type Signs } from './confidence.ts'
import { type Figures, holdsFigure, missesFigure, readFigures } from './figures.ts'
import type { MayShow } from './in-force.ts'
import type { Normalise } from './normal-text.ts'
import { isOwnCase } from './own-case.ts'
import type { Postings } from './postings.ts'
import type { Standing } from './standing.ts'
import { partTwins } from './twins.ts'
import type { Verdicts } from './verdicts.ts'
import type { Weighed } from './weighing.ts'

/** Everything that is looked into for a question. */
export interface Searched {
  clauses: readonly Clause[]
  normalise: Normalise
  weigh: (question: string) => Weighed
  postings: Postings
  /** Undefined when the base has no decoys. */
  decoys: { postings: Postings; count: number } | undefined
  aliases: readonly Aliases[]
  verdicts: Verdicts
  elsewhere: (question: string) => number
  inForce: (options: SearchOptions) => MayShow
  standing: (question: string, region?: string) => Standing
}

/** Above: quoted. Between: suggested. Below: the base has nothing. Chosen on our own questions, see confidence.ts. */
const bands = { answer: 0.57, suggest: 0.3 }

/** So many of the best are looked at more closely. */
const shortlist = 100
/** A clause that holds the kind of figure that is asked for; more where only the figure is an answer. */
const figureFactors = { no: 1, loose: 1.2, strict: 1.4 }

export function search(base: Searched, question: string, options: SearchOptions): SearchResult {
  const asked = base.weigh(question)
  const figures = readFigures(asked.text)
  const ranked = rank(base, asked, figures, options)
  const found = partTwins(ranked.found, base.normalise)
  const signs = readSigns(base, asked, figures, ranked, found)
  const confidence = confidenceOf(signs)
  const { band, doubt } = judge(signs, confidence)
  const limit = Math.max(0, options.limit ?? 10)
  return { band, confidence, ...(doubt && { doubt }), results: found.slice(0, limit) }
}

interface Ranked {
  /** Best first, at most the shortlist. */
  found: Found[]
  /** The best score by the clauses' own words, before aliases and factors. */
  bestByText: number
  /** With their aliases. */
  best: number
}

function rank(base: Searched, asked: Weighed, figures: Figures, options: SearchOptions): Ranked {
  const { clauses, postings } = base
  const mayShow = base.inForce(options)
  const scores = new Float32Array(clauses.length)
  for (const [gram, weight] of asked.all) postings.addScores(gram, weight, scores)
  const bestByText = highest(scores, mayShow)
  for (const aliases of base.aliases) aliases.vote(asked.all, scores)
  const best = highest(scores, mayShow)

  const factor = base.standing(asked.text, options.region)
  const candidates: Candidate[] = []
  for (let at = 0; at < scores.length; at += 1) {
    const score = scores[at] ?? 0
    const last = candidates[shortlist - 1]?.score ?? 0
    // Factors make it less, never more.
    if (score > last && mayShow(at)) insert(candidates, { at, score: score * factor(at) })
  }
  const found = candidates.flatMap(({ at, score }) => {
    const clause = clauses[at]
    if (!clause) return []
    return [{ at, clause, score: score * figureFactors[holdsFigure(figures, clause.text)] }]
  })
  found.sort(byScore)
  return { found: found.map(({ clause, score }) => ({ clause, score })), bestByText, best }
}

interface Candidate {
  at: number
  score: number
}

/** Keeps the list sorted and no longer than the shortlist: sorting all that has anything in common takes longer than the search. */
function insert(candidates: Candidate[], candidate: Candidate): void {
  let low = 0
  for (let high = candidates.length; low < high; ) {
    const middle = (low + high) >> 1
    if (byScore(candidates[middle] ?? candidate, candidate) <= 0) low = middle + 1
    else high = middle
  }
  if (low >= shortlist) return
  candidates.splice(low, 0, candidate)
  if (candidates.length > shortlist) candidates.pop()
}

/** Of equal ones, that which stands first in the base. */
function byScore(a: Candidate, b: Candidate): number {
  return b.score - a.score || a.at - b.at
}

function highest(scores: Float32Array, mayShow: MayShow): number {
  let best = 0
  for (let at = 0; at < scores.length; at += 1) if ((scores[at] ?? 0) > best && mayShow(at)) best = scores[at] ?? 0
  return best
}

function readSigns(base: Searched, asked: Weighed, figures: Figures, ranked: Ranked, found: Found[]): Signs {
  const { lean, notOurs } = base.verdicts.lean(asked.own)
  return {
    best: ranked.bestByText,
    lift: ranked.best - ranked.bestByText,
    most: mostOf(base.postings, asked),
    decoy: bestDecoy(base, asked),
    familiar: asked.familiar,
    elsewhere: base.elsewhere(asked.text),
    lean,
    notOurs,
    ownCase: isOwnCase(asked.text),
    missing: missingIn(figures, found.slice(0, 3)),
  }
}

/** What a clause would score that held everything, again and again. */
function mostOf({ rarity }: Postings, { all, unknown }: Weighed): number {
  let most = unknown * rarity(-1)
  for (const [gram, weight] of all) most += weight * rarity(gram)
  return 2 * most
}

function bestDecoy({ decoys }: Searched, { all }: Weighed): number | undefined {
  if (!decoys) return undefined
  const scores = new Float32Array(decoys.count)
  for (const [gram, weight] of all) decoys.postings.addScores(gram, weight, scores)
  return highest(scores, () => true)
}

/** A figure that alone is an answer has to stand in the first clause; another may stand in one of the first three. */
function missingIn(figures: Figures, found: readonly Found[]): Signs['missing'] {
  const misses = found.map(({ clause }) => missesFigure(figures, clause.text))
  if (misses[0] === 'strict') return 'strict'
  return misses.includes('no') ? 'no' : (misses[0] ?? 'no')
}

function judge(signs: Signs, confidence: number): { band: Band; doubt?: Doubt } {
  const ofTopic = confidenceOf({ ...signs, ownCase: false, missing: 'no' })
  const isOfElsewhere = signs.elsewhere > 0.2 || signs.notOurs || (signs.decoy ?? 0) > signs.best
  if (ofTopic < bands.suggest) {
    if (isOfElsewhere) return { band: 'abstain', doubt: 'not-ours' }
    return { band: 'abstain', doubt: signs.ownCase ? 'own-case' : signs.missing === 'strict' ? 'no-value' : 'nothing' }
  }
  if (signs.ownCase) return { band: 'suggest', doubt: 'own-case' }
  if (signs.missing !== 'no') return { band: 'suggest', doubt: 'no-value' }
  return confidence >= bands.answer ? { band: 'answer' } : { band: 'suggest', doubt: 'unsure' }
}
