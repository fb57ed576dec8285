import type { Band, Found, PolicyIndex, SearchOptions, SearchResult } from './policy-search/clause.ts'
import { missesFigure, readFigures } from './policy-search/figures.ts'

/** What somebody or something suggests about a question: another wording of it, the clause that is meant, or both. */
export interface Advice {
  question?: string
  /** One of those that the search had found. */
  clauseId?: string
}

/**
 * Whether advice could help. What is sure needs none; what is about the asker's own file, asks for a figure that no clause
 * holds, or is for another office is so by a rule, which no other wording changes.
 */
export function wantsAdvice({ band, doubt }: Pick<SearchResult, 'band' | 'doubt'>): boolean {
  return band !== 'answer' && (doubt === undefined || doubt === 'unsure' || doubt === 'nothing')
}

/**
 * Searches with the advice there is. The search stays the judge of what may be quoted: a clause that was picked for it
 * comes first among what is offered and is never an answer by that alone; another wording is one more search, whose
 * finds are taken when it is surer than the first. A figure that the question asks for stays asked for, whatever the other
 * wording leaves out.
 */
export function searchAdvised(
  index: PolicyIndex,
  question: string,
  options: SearchOptions,
  advice: Advice | undefined,
): SearchResult {
  const asked = index.search(question, options)
  if (!advice || !wantsAdvice(asked)) return asked
  const reworded =
    advice.question === undefined ? undefined : lackingFigure(question, index.search(advice.question, options))
  const surer = reworded && isSurer(reworded, asked) ? reworded : asked
  const picked = [...asked.results, ...(reworded?.results ?? [])].find(({ clause }) => clause.id === advice.clauseId)
  return picked ? withFirst(surer, picked, options.limit) : surer
}

/** The value rule, by the question itself: what lacks the figure it asks for is no plain answer to it. */
function lackingFigure(question: string, found: SearchResult): SearchResult {
  const figures = readFigures(question.normalize('NFKC'))
  const lacks = found.results.slice(0, 3).every(({ clause }) => missesFigure(figures, clause.text) !== 'no')
  return found.band === 'answer' && lacks ? { ...found, band: 'suggest', doubt: 'no-value' } : found
}

const rank: Record<Band, number> = { abstain: 0, suggest: 1, answer: 2 }

function isSurer(one: SearchResult, other: SearchResult): boolean {
  const higher = rank[one.band] - rank[other.band]
  return higher > 0 || (higher === 0 && one.confidence > other.confidence)
}

function withFirst(result: SearchResult, picked: Found, limit = 10): SearchResult {
  const [first] = result.results
  if (first?.clause.id === picked.clause.id) return result.band === 'abstain' ? offered(result) : result
  // Another clause than the one the search is sure of: whoever asks decides between them.
  const rest = result.results.filter(({ clause }) => clause.id !== picked.clause.id)
  const score = Math.max(picked.score, first?.score ?? 0)
  return offered({ ...result, results: [{ clause: picked.clause, score }, ...rest].slice(0, limit) })
}

function offered(result: SearchResult): SearchResult {
  return { ...result, band: 'suggest', doubt: 'unsure' }
}
