import { beforeAll, describe, expect, it } from 'vitest'
import type { Clause, PolicyIndex } from '../../../../domain/rules/policy-search/clause.ts'
import { evaluateSearch, type SearchFigures } from '../../../../domain/rules/policy-search/evaluation.ts'
import { createPolicyIndex } from '../../../../domain/rules/policy-search/index.ts'
import { readLawBase, readQuestions, simplify } from './law-base.ts'

const on = '2026-11-22'
const clock = () => performance.now()

describe('our own questions, asked of the laws', () => {
  const questions = readQuestions()
  let index: PolicyIndex
  let figures: SearchFigures
  beforeAll(() => {
    index = createPolicyIndex(readLawBase(), 1, simplify)
    // Once for the engine to warm up.
    for (const { text } of questions.slice(0, 50)) index.search(text, { on })
    figures = evaluateSearch(index, questions, { on, clock })
  })

  it('are many, a third of them such as the base cannot answer, and of clauses that there are', () => {
    expect(questions.length).toBeGreaterThanOrEqual(150)
    expect(figures.unanswerable / questions.length).toBeGreaterThan(0.33)
    expect(questions.flatMap(({ clauseIds }) => clauseIds).filter((id) => !index.clause(id))).toEqual([])
  })

  it('find the clause that answers them', () => {
    expect(figures.hit1).toBeGreaterThanOrEqual(0.55)
    expect(figures.hit3).toBeGreaterThanOrEqual(0.72)
    expect(figures.hit10).toBeGreaterThanOrEqual(0.86)
  })

  it('are answered when the base has an answer, and hardly ever when it has none', () => {
    expect(figures.auroc).toBeGreaterThanOrEqual(0.9)
    expect(figures.precision).toBeGreaterThanOrEqual(0.9)
    expect(figures.recall).toBeGreaterThanOrEqual(0.7)
  })

  it('are never answered with what is not in force', () => {
    expect(figures.notInForce).toBe(0)
  })

  it('leave a clause that was answered with before easier to find: half of them teach the other half', () => {
    const answerable = questions.filter(({ clauseIds }) => clauseIds.length > 0)
    const [taught, asked] = [answerable.filter((_, at) => at % 2 === 0), answerable.filter((_, at) => at % 2 === 1)]
    const answered = taught.map(({ text, clauseIds }) => ({ question: text, verdict: 'clauses' as const, clauseIds }))
    const knowing = createPolicyIndex({ ...readLawBase(), answered }, 1, simplify)
    const ask = (one: PolicyIndex, those: typeof questions) => evaluateSearch(one, those, { on, clock })
    expect(ask(knowing, taught).hit1).toBeGreaterThan((ask(index, taught).hit1 ?? 0) + 0.05)
    // What was not asked before is still found.
    expect(ask(knowing, asked).hit10).toBeGreaterThan((ask(index, asked).hit10 ?? 0) - 0.03)
  })
})

it('the time to build an index and to search it grows with the base, and no faster', () => {
  const { clauses } = readLawBase()
  const questions = readQuestions()
  /** So many times the base, each time in other words, with answered questions like an office of some years has. */
  const grown = (times: number) => {
    const many = Array.from({ length: clauses.length * times }, (_, at): Clause => {
      const one = clauses[at % clauses.length] as Clause
      const round = Math.floor(at / clauses.length)
      return {
        ...{ ...one, id: `${one.id}#${round}`, policyId: `${one.policyId}#${round}` },
        text: `${one.text}（${round}甲${at}）`,
      }
    })
    const answered = Array.from({ length: 70 * times }, (_, at) => {
      const { text, clauseIds } = questions[at % questions.length] ?? { text: '', clauseIds: [] }
      return {
        ...{ question: `${text}${at}`, verdict: 'clauses' as const },
        clauseIds: clauseIds.map((id) => `${id}#${at % times}`),
      }
    })
    const began = performance.now()
    const index = createPolicyIndex({ clauses: many, answered, dictionary: [] }, 1, simplify)
    return { index, builtIn: performance.now() - began }
  }
  // Single times lie on a busy machine; side by side, and the best of three, they compare.
  const [small, large] = [grown(2), grown(8)]
  const asked = questions.slice(0, 60)
  const times = (index: PolicyIndex) => evaluateSearch(index, asked, { on, clock }).p50
  const rounds = [1, 2, 3].map(() => ({ small: times(small.index), large: times(large.index) }))
  const best = (of: 'small' | 'large') => Math.min(...rounds.map((round) => round[of]))
  expect(large.index.size).toBeGreaterThan(5_000)
  expect(best('large') / best('small')).toBeLessThan(4 * 3)
  expect(large.builtIn / small.builtIn).toBeLessThan(4 * 4)
})
