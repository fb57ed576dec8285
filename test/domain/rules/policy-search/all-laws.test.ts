import { describe, expect, it } from 'vitest'
import { evaluateSearch } from '../../../../domain/rules/policy-search/evaluation.ts'
import { createPolicyIndex } from '../../../../domain/rules/policy-search/index.ts'
import { readLawBase, readQuestions, simplify } from './law-base.ts'

const on = '2026-11-22'

/** All 40 laws are too large a file for the repository: test/fixtures/policies/README.md. */
describe.skipIf(!process.env.XINQIAO_CLAUSES)('all the laws', () => {
  const index = createPolicyIndex(readLawBase(), 1, simplify)
  const more = readQuestions('more-')

  it.each([
    ['questions that words were looked for', more.filter(({ id }) => !id.startsWith('x'))],
    ['questions it has never seen', more.filter(({ id }) => id.startsWith('x'))],
  ])('answer %s', (_, questions) => {
    const figures = evaluateSearch(index, questions, { on, clock: () => performance.now() })
    console.info(JSON.stringify(figures))
    expect(figures.hit1).toBeGreaterThanOrEqual(0.55)
    expect(figures.hit3).toBeGreaterThanOrEqual(0.72)
    expect(figures.hit10).toBeGreaterThanOrEqual(0.86)
    expect(figures.auroc).toBeGreaterThanOrEqual(0.9)
    expect(figures.precision).toBeGreaterThanOrEqual(0.9)
    expect(figures.recall).toBeGreaterThanOrEqual(0.7)
    expect(figures.notInForce).toBe(0)
  })

  it.each([
    ['低保', '社会救助暂行办法'],
    ['后扶', '后期扶持'],
    ['宅基地', '土地管理法'],
  ])('%s alone is question enough', (question, title) => {
    const { band, results } = index.search(question, { on })
    expect(band).toBe('answer')
    expect(results.slice(0, 3).some(({ clause }) => clause.title.includes(title))).toBe(true)
  })
})
