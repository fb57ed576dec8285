import { describe, expect, it } from 'vitest'
import type { Answered, Clause } from '../../../../domain/rules/policy-search/clause.ts'
import { buildPolicyIndex, createPolicyIndex } from '../../../../domain/rules/policy-search/index.ts'
import { readLawBase, readQuestions, simplify } from './law-base.ts'

const on = '2026-11-22'

describe('an index', () => {
  it('that was built while the server breathed is the same', async () => {
    const base = readLawBase()
    let breaths = 0
    const slow = await buildPolicyIndex(base, 7, simplify, async () => {
      breaths += 1
    })
    const fast = createPolicyIndex(base, 7, simplify)
    expect([slow.revision, slow.size, breaths > 5]).toEqual([7, base.clauses.length, true])
    for (const { text } of readQuestions().slice(0, 40))
      expect(slow.search(text, { on })).toEqual(fast.search(text, { on }))
  })

  it('knows its clauses by their ids and policies, in force or not, and no decoys', () => {
    const { clauses } = readLawBase()
    const [first] = clauses
    if (!first) throw new Error('There are no clauses')
    const expired = { ...first, id: 'old', policyId: 'old', expiresOn: '2020-01-01' }
    const decoy = { ...first, id: 'decoy', policyId: 'decoy', decoy: true }
    const index = createPolicyIndex(
      { clauses: [...clauses, expired, decoy], answered: [], dictionary: [] },
      1,
      simplify,
    )
    expect(index.clause('old')).toBe(expired)
    expect(index.policy('old')).toEqual([expired])
    expect([index.clause('decoy'), index.policy('decoy'), index.clause('none'), index.policy('none')]).toEqual([
      undefined,
      [],
      undefined,
      [],
    ])
    const positions = index.policy(first.policyId).map(({ position }) => position)
    expect(positions).toEqual(positions.toSorted((a, b) => a - b))
  })
})

describe('the first three', () => {
  const clause = (id: string, text: string, effectiveOn: string): Clause => ({
    ...{ id, policyId: id, versionId: 'v', title: '补偿办法', article: '第一条', heading: '', text, effectiveOn },
    ...{ position: 0, region: '', decoy: false, summary: false, standsFor: [] },
  })
  it('do not say the same twice: the newer one stands, the older one further down', () => {
    const said =
      '迁坟补助按照每座坟墓计算，由县人民政府在搬迁之前一次付清；坟主下落不明的，补助存入专户，公告满一年无人认领的，由村民委员会代为迁葬，费用从补助中支付，剩余部分退还。'
    const clauses = [
      clause('older', said, '2010-01-01'),
      clause('newer', said.replace('剩余部分', '剩余'), '2020-01-01'),
      clause('other', '迁坟的坟墓由村民委员会登记。', '2010-01-01'),
      clause('third', '坟墓所在的土地复垦。', '2010-01-01'),
      clause('fourth', '坟墓的照片存档。', '2010-01-01'),
    ]
    const index = createPolicyIndex({ clauses, answered: [], dictionary: [] }, 1, simplify)
    const { results } = index.search('迁坟补助每座坟墓多少', { on })
    const ids = results.map((found) => found.clause.id)
    expect(ids[0]).toBe('newer')
    expect(ids.slice(0, 3)).not.toContain('older')
    expect(ids).toContain('older')
    expect(results.map(({ score }) => score)).toEqual(results.map(({ score }) => score).toSorted((a, b) => b - a))
  })
})

describe('what officers decided about like questions', () => {
  const base = readLawBase()
  const question = '移民村想开农家乐要什么手续'
  const confidence = (answered: Answered[]) =>
    createPolicyIndex({ ...base, answered }, 1, simplify).search(question, { on }).confidence
  it('makes the index surer, or less sure, that the base answers one', () => {
    const asked = '移民村开农家乐办什么手续'
    const before = confidence([])
    expect(confidence([{ question: asked, verdict: 'gap', clauseIds: [] }])).toBeLessThan(before)
    const [clause] = base.clauses
    expect(confidence([{ question: asked, verdict: 'clauses', clauseIds: [clause?.id ?? ''] }])).toBeGreaterThan(before)
  })

  it('says why not: that it is for another office', () => {
    const answered: Answered[] = [{ question, verdict: 'notOurs', clauseIds: [] }]
    const index = createPolicyIndex({ ...base, answered }, 1, simplify)
    expect(index.search(question, { on })).toMatchObject({ band: 'abstain', doubt: 'not-ours' })
  })
})
