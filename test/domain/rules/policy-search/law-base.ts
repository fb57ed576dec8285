import { readFileSync } from 'node:fs'
import { Converter } from 'opencc-js/t2cn'
import type { Clause, PolicyBase } from '../../../../domain/rules/policy-search/clause.ts'

const fixtures = new URL('../../../fixtures/policies/', import.meta.url)

/** As the office reads Chinese written either way. */
export const simplify = Converter({ from: 'tw', to: 'cn' })

export function readLines<T>(path: string | URL): T[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T)
}

/** Clauses of 40 laws and notices, or all 2,519 of the file that XINQIAO_CLAUSES names. */
export function readLawBase(): PolicyBase {
  const rows = readLines<{
    id: string
    title: string
    article: string
    heading?: string
    text: string
    effective?: string | null
    expires?: string | null
  }>(process.env.XINQIAO_CLAUSES ?? new URL('clauses.jsonl', fixtures))
  const clauses = rows.map(
    ({ id, title, article, heading = '', text, effective, expires }, position): Clause => ({
      ...{ id, policyId: `${title} ${effective}`, versionId: 'v', title, article, heading, text, position, region: '' },
      ...(effective && { effectiveOn: effective }),
      ...(expires && { expiresOn: expires }),
      ...{ decoy: false, summary: false, standsFor: [] },
    }),
  )
  return { clauses, answered: [], dictionary: [] }
}

/** Our own questions in residents' words, each with the clauses that answer it; some have none. */
export function readQuestions(prefix: '' | 'more-' = ''): { id: string; text: string; clauseIds: string[] }[] {
  const relevant = new Map<string, string[]>()
  const judged = readLines<{ query: string; clause: string }>(new URL(`${prefix}qrels.jsonl`, fixtures))
  for (const { query, clause } of judged) relevant.set(query, [...(relevant.get(query) ?? []), clause])
  return readLines<{ id: string; text: string }>(new URL(`${prefix}questions.jsonl`, fixtures)).map((question) => ({
    ...question,
    clauseIds: relevant.get(question.id) ?? [],
  }))
}
