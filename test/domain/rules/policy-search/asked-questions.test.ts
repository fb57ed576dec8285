import { describe, expect, it } from 'vitest'
import { askedQuestions } from '../../../../domain/rules/policy-search/asked-questions.ts'
import type { Clause } from '../../../../domain/rules/policy-search/clause.ts'
import { readLawBase } from './law-base.ts'

const homestead: Clause = {
  ...{
    id: 'c',
    policyId: 'p',
    versionId: 'v',
    title: '《中华人民共和国土地管理法》',
    article: '第六十二条',
    heading: '',
  },
  ...{ text: '农村村民一户只能拥有一处宅基地', position: 0, region: '', decoy: false, summary: false, standsFor: [] },
}

describe('what people ask about a law', () => {
  it('leads to its article, by whatever name the law goes', () => {
    expect(askedQuestions([homestead])).toContainEqual({ clause: 0, text: '一户能有几块宅基地' })
    expect(askedQuestions([{ ...homestead, title: '土地管理法（2019年修正）' }])).toHaveLength(
      askedQuestions([homestead]).length,
    )
  })

  it('leads nowhere when the articles were counted anew or it is another law', () => {
    expect(askedQuestions([{ ...homestead, text: '国家建立土地调查制度' }])).toEqual([])
    expect(askedQuestions([{ ...homestead, title: '云溪县土地管理办法' }])).toEqual([])
  })

  it('is known of very many articles, and nothing of it twice', () => {
    const clauses = readLawBase().clauses.filter(({ expiresOn }) => !expiresOn)
    const asked = askedQuestions(clauses)
    expect(new Set(asked.map(({ clause }) => clause)).size).toBeGreaterThan(clauses.length / 3)
    expect(new Set(asked.map(({ clause, text }) => `${clause} ${text}`)).size).toBe(asked.length)
  })
})
