import { describe, expect, it } from 'vitest'
import { searchAdvised, wantsAdvice } from '../../../domain/rules/advised-search.ts'
import type { Clause, PolicyIndex, SearchResult } from '../../../domain/rules/policy-search/clause.ts'

const clauses = new Map(['a', 'b', 'c', 'd'].map((id, position) => [id, clauseOf(id, position)]))

function clauseOf(id: string, position: number): Clause {
  return {
    id,
    policyId: 'p',
    versionId: 'v',
    title: '云溪县办法',
    article: `第${position}条`,
    heading: '',
    text: id,
    position,
    region: '',
    decoy: false,
    summary: false,
    standsFor: [],
  }
}

/** What was found, best first: `b:3` is the clause b with a score of 3. */
function result(band: SearchResult['band'], confidence: number, found: string, doubt?: SearchResult['doubt']) {
  const results = found.split(' ').flatMap((one) => {
    const [id = '', score] = one.split(':')
    const clause = clauses.get(id)
    return clause ? [{ clause, score: Number(score) }] : []
  })
  return { band, confidence, results, ...(doubt && { doubt }) } satisfies SearchResult
}

/** An index that finds for each question what is written here. */
function indexOf(finds: Record<string, SearchResult>): PolicyIndex {
  return {
    revision: 1,
    size: clauses.size,
    search: (question) => finds[question] ?? result('abstain', 0, '', 'nothing'),
    clause: (id) => clauses.get(id),
    policy: () => [...clauses.values()],
  }
}

const options = { on: '2026-08-03', limit: 3 }
const shown = ({ band, doubt, results }: SearchResult) =>
  `${band}${doubt ? ` (${doubt})` : ''}: ${results.map(({ clause }) => clause.id).join(' ')}`

describe('advice is wanted', () => {
  it.each<[SearchResult['band'], SearchResult['doubt'], boolean]>([
    ['answer', undefined, false],
    ['suggest', undefined, true],
    ['suggest', 'unsure', true],
    ['abstain', 'nothing', true],
    ['abstain', 'own-case', false],
    ['suggest', 'no-value', false],
    ['abstain', 'not-ours', false],
  ])('where it says %s (%s): %s', (band, doubt, wanted) => {
    expect(wantsAdvice({ band, ...(doubt && { doubt }) })).toBe(wanted)
  })
})

describe('another wording', () => {
  const asked = { 房子拆了: result('abstain', 0.1, 'd:2', 'nothing') }

  it('is searched for too, and what is found by it is taken when it is surer', () => {
    const index = indexOf({ ...asked, 房屋补偿: result('answer', 0.9, 'a:9 b:3') })
    expect(shown(searchAdvised(index, '房子拆了', options, { question: '房屋补偿' }))).toBe('answer: a b')
  })

  it('is forgotten when it finds less', () => {
    const index = indexOf({ ...asked, 房屋: result('abstain', 0.05, 'c:9', 'nothing') })
    expect(shown(searchAdvised(index, '房子拆了', options, { question: '房屋' }))).toBe('abstain (nothing): d')
  })

  it('is not looked at when the question alone was answered', () => {
    const index = indexOf({ 房子拆了: result('answer', 0.9, 'b:5'), 房屋补偿: result('answer', 0.99, 'a:9') })
    expect(shown(searchAdvised(index, '房子拆了', options, { question: '房屋补偿' }))).toBe('answer: b')
  })

  it('does not talk anybody out of asking an officer about their own case', () => {
    const index = indexOf({
      我的到账了吗: result('abstain', 0.4, 'b:5', 'own-case'),
      发放时间: result('answer', 0.9, 'a:9'),
    })
    const advised = searchAdvised(index, '我的到账了吗', options, { question: '发放时间', clauseId: 'b' })
    expect(shown(advised)).toBe('abstain (own-case): b')
  })
})

describe('another wording that leaves out what was asked for', () => {
  // The clauses read a, b, c, d: none holds a figure.
  it.each([
    ['房子拆了补多少钱', 'suggest (no-value): a b'],
    ['后扶的钱几号发', 'suggest (no-value): a b'],
    ['房子拆了怎么补', 'answer: a b'],
  ])('%s → %s', (question, expected) => {
    const index = indexOf({
      [question]: result('abstain', 0.1, '', 'nothing'),
      房屋补偿: result('answer', 0.9, 'a:9 b:3'),
    })
    expect(shown(searchAdvised(index, question, options, { question: '房屋补偿' }))).toBe(expected)
  })
})

describe('a clause that was picked', () => {
  it('comes first among what is offered', () => {
    const index = indexOf({ 怎么补: result('suggest', 0.5, 'a:9 b:8 c:7', 'unsure') })
    const advised = searchAdvised(index, '怎么补', options, { clauseId: 'c' })
    expect(shown(advised)).toBe('suggest (unsure): c a b')
    expect(advised.results.map(({ score }) => score)).toEqual([9, 9, 8])
  })

  it('is offered where nothing would have been, and never quoted as the answer by that alone', () => {
    const index = indexOf({ 怎么补: result('abstain', 0.2, 'a:3 b:2', 'nothing') })
    expect(shown(searchAdvised(index, '怎么补', options, { clauseId: 'a' }))).toBe('suggest (unsure): a b')
    expect(shown(searchAdvised(index, '怎么补', options, { clauseId: 'b' }))).toBe('suggest (unsure): b a')
  })

  it('against what the other wording is sure of, both are offered', () => {
    const index = indexOf({
      怎么补: result('suggest', 0.5, 'a:9 b:8', 'unsure'),
      补偿标准: result('answer', 0.9, 'd:9 a:2 c:1'),
    })
    const advised = searchAdvised(index, '怎么补', options, { question: '补偿标准', clauseId: 'b' })
    expect(shown(advised)).toBe('suggest (unsure): b d a')
  })

  it('and found first by the other wording, it is the answer', () => {
    const index = indexOf({
      怎么补: result('suggest', 0.5, 'a:9 b:8', 'unsure'),
      补偿标准: result('answer', 0.9, 'b:9 a:2'),
    })
    const advised = searchAdvised(index, '怎么补', options, { question: '补偿标准', clauseId: 'b' })
    expect(shown(advised)).toBe('answer: b a')
  })

  it('and not found, changes nothing', () => {
    const index = indexOf({ 怎么补: result('abstain', 0.2, 'a:3', 'nothing') })
    expect(shown(searchAdvised(index, '怎么补', options, { clauseId: 'z' }))).toBe('abstain (nothing): a')
  })
})
