import { describe, expect, it } from 'vitest'
import type { Band, Clause, SearchResult } from '../../../../domain/rules/policy-search/clause.ts'
import { evaluateSearch } from '../../../../domain/rules/policy-search/evaluation.ts'

const clause = (id: string, more: Partial<Clause> = {}): Clause => ({
  ...{ id, policyId: 'p', versionId: 'v', title: '办法', article: '', heading: '', text: id, position: 0, region: '' },
  ...{ decoy: false, summary: false, standsFor: [] },
  ...more,
})

/** Answers as it is told. */
const answering = (answers: Record<string, [Band, number, ...(string | Clause)[]]>) => ({
  search(question: string): SearchResult {
    const [band, confidence, ...found] = answers[question] ?? ['abstain', 0]
    const results = found.map((one) => ({ clause: typeof one === 'string' ? clause(one) : one, score: 1 }))
    return { band, confidence, results }
  },
})

let ticks = 0
const options = { on: '2026-08-03', clock: () => ticks++ }

describe('how well questions are answered', () => {
  const figures = evaluateSearch(
    answering({
      first: ['answer', 0.9, 'a', 'b'],
      third: ['suggest', 0.6, 'x', 'y', 'a'],
      eleventh: ['answer', 0.8, ...Array.from({ length: 10 }, (_, index) => `x${index}`)],
      never: ['abstain', 0.1],
      foreign: ['answer', 0.7, 'x', clause('old', { expiresOn: '2026-08-03' })],
      chat: ['abstain', 0.2],
    }),
    [
      ...['first', 'third', 'eleventh', 'never'].map((id) => ({ id, text: id, clauseIds: ['a'] })),
      ...['foreign', 'chat'].map((id) => ({ id, text: id, clauseIds: [] })),
    ],
    options,
  )

  it('counts where the clause that answers stands', () => {
    expect(figures).toMatchObject({ answerable: 4, unanswerable: 2, hit1: 0.25, hit3: 0.5, hit10: 0.5 })
    expect(figures.mrr10).toBeCloseTo((1 + 1 / 3) / 4)
  })

  it('counts how often an answerable question is the surer one', () => {
    // Of the eight pairs first and eleventh win four, third one, never none.
    expect(figures.auroc).toBe(5 / 8)
  })

  it('counts what was answered that could be, and what could be that was', () => {
    expect(figures).toMatchObject({ answered: 3, precision: 2 / 3, recall: 0.5, quotedRight: 1 / 3 })
    expect(figures.recallAtPrecision90).toBe(0.5)
  })

  it('finds what is not in force among the first three, and tells the time of a search', () => {
    expect(figures).toMatchObject({ notInForce: 1, p50: 1, p99: 1 })
  })

  it('says nothing of what there were no questions for', () => {
    expect(evaluateSearch(answering({}), [], options)).toMatchObject({
      hit1: null,
      auroc: null,
      precision: null,
      p99: 0,
    })
  })
})
