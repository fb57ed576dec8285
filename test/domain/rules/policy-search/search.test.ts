import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answered, Clause, PolicyBase } from '../../../../domain/rules/policy-search/clause.ts'
import { createPolicyIndex } from '../../../../domain/rules/policy-search/index.ts'
import { simplify } from './law-base.ts'

const on = '2026-08-03'

let count = 0
const clause = (text: string, more: Partial<Clause> = {}): Clause => ({
  ...{
    id: `c${++count}`,
    policyId: `p${count}`,
    versionId: 'v',
    title: '云溪县移民安置办法',
    article: '第一条',
    heading: '',
  },
  ...{ text, position: 0, region: '', decoy: false, summary: false, standsFor: [] },
  ...more,
})

const others = [
  '征收土地应当给予公平合理的补偿，补偿标准由省人民政府公布。',
  '移民后期扶持资金按人发放，每人每年600元，连续扶持20年。',
  '搬迁费用由县人民政府一次付给搬迁户，过渡期的房租另行补助。',
  '对答复不服的，可以自收到答复之日起30日内请求复查。',
].map((text) => clause(text))

const indexOf = (clauses: Clause[], more: Partial<PolicyBase> = {}) =>
  createPolicyIndex({ clauses: [...others, ...clauses], answered: [], dictionary: [], ...more }, 1, simplify)

const found = (clauses: Clause[], question: string, more: Partial<PolicyBase> = {}, region?: string) =>
  indexOf(clauses, more)
    .search(question, { on, ...(region !== undefined && { region }) })
    .results.map((one) => one.clause.id)

describe('what is found', () => {
  const graves = '迁坟补助按每座坟墓计算。'
  it.each([
    ['is in force', {}, true],
    ['is not in force any more from this day on', { expiresOn: '2026-08-03' }, false],
    ['is in force until tomorrow', { expiresOn: '2026-08-04' }, true],
    ['comes into force tomorrow', { effectiveOn: '2026-08-04' }, false],
    ['comes into force today', { effectiveOn: '2026-08-03' }, true],
    ['is a decoy', { decoy: true }, false],
  ] as [string, Partial<Clause>, boolean][])('what %s', (_, more, isFound) => {
    const one = clause(graves, more)
    expect(found([one], '迁坟补多少').includes(one.id)).toBe(isFound)
  })

  it.each([
    ['', '云溪县', true],
    ['云溪县', '云溪县', true],
    ['山前县', '云溪县', false],
    ['山前县', undefined, true],
  ] as [string, string | undefined, boolean][])('of the region “%s”, asked in %s', (region, asked, isFound) => {
    const one = clause(graves, { region })
    expect(found([one], '迁坟补多少', {}, asked).includes(one.id)).toBe(isFound)
  })

  it('is the same for traditional characters, wide letters and capitals', () => {
    const one = clause('外迁移民凭 ABC 卡领取補助。')
    const index = indexOf([one])
    const ask = (question: string) => index.search(question, { on }).results.map((each) => each.clause.id)
    expect(ask('憑ＡＢＣ卡領補助')).toEqual(ask('凭abc卡领补助'))
    expect(ask('凭abc卡领补助')[0]).toBe(one.id)
  })

  it('a summary gives way to the clause it is about, and leads to it by its own words', () => {
    const law = clause('被征地农民社会保障费用应当列入征地成本。', { title: '土地管理法', article: '第四十八条' })
    const summary = clause('地没了老了靠什么？养老的钱从征地的钱里出。', {
      ...{ title: '摘编', article: '', summary: true, standsFor: ['土地管理法|第四十八条'] },
    })
    expect(found([summary], '地没了老了靠什么')[0]).toBe(summary.id)
    const both = found([summary, law], '地没了老了靠什么')
    expect(both[0]).toBe(law.id)
    expect(both).not.toContain(summary.id)
  })

  it('a word of the dictionary leads to what the policies call it', () => {
    const one = clause('附着物按照原规模、原标准计价。')
    const dictionary = [{ word: '猪圈', means: ['附着物'] }]
    expect(found([one], '猪圈咋算', { dictionary })[0]).toBe(one.id)
  })

  it('a question that an officer answered leads to what answered it', () => {
    const one = clause('外业工作结束后应当将成果公示。')
    const answered: Answered[] = [{ question: '丈量完了给不给我们看', verdict: 'clauses', clauseIds: [one.id] }]
    expect(found([one], '丈量完给我们看吗', { answered })[0]).toBe(one.id)
  })
})

describe('when it is no plain answer', () => {
  const index = indexOf([clause('办事大厅受理移民身份登记。')])
  it.each([
    ['我家的后期扶持资金到账了吗', 'own-case'],
    ['俺家的补偿批下来没有', 'own-case'],
    ['后期扶持的电话是多少', 'no-value'],
  ])('%s: %s', (question, doubt) => {
    const { band, doubt: why } = index.search(question, { on })
    expect([band === 'answer', why]).toEqual([false, doubt])
  })

  it('what the base knows nothing of, it says nothing of', () => {
    expect(index.search('今天晚上吃什么菜', { on }).band).toBe('abstain')
    expect(indexOf([]).search('', { on })).toMatchObject({ band: 'abstain', results: [] })
    expect(
      createPolicyIndex({ clauses: [], answered: [], dictionary: [] }, 1, simplify).search('补偿', { on }),
    ).toMatchObject({
      band: 'abstain',
      confidence: 0,
      results: [],
    })
  })
})

describe('whatever is asked', () => {
  const index = indexOf([
    clause('旧办法规定的补偿。', { expiresOn: '2020-01-01' }),
    clause('考驾照的补偿。', { decoy: true }),
  ])
  const words = fc.array(
    fc.constantFrom('补偿', '征地', '多少', '我家', '到账', '吗', '复查', '搬迁', '驾照', '𠮷', 'A', ' ', '？'),
    {
      maxLength: 40,
    },
  )
  it('nothing comes that may not be shown, the best first, no more than asked for, and the same again', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 6 }), (parts, limit) => {
        const question = parts.join('')
        const result = index.search(question, { on, limit })
        expect(result.results.length).toBeLessThanOrEqual(limit)
        expect(result.results.filter((one) => one.clause.decoy || one.clause.expiresOn !== undefined)).toEqual([])
        const scores = result.results.map((one) => one.score)
        expect(scores).toEqual(scores.toSorted((a, b) => b - a))
        expect(result.confidence).toBeGreaterThanOrEqual(0)
        expect(result.confidence).toBeLessThanOrEqual(1)
        expect(index.search(question, { on, limit })).toEqual(result)
      }),
      { numRuns: 300 },
    )
  })
})
