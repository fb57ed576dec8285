import { beforeEach, describe, expect, it } from 'vitest'
import type { Context } from '../../domain/context.ts'
import { createLog } from '../../domain/log.ts'
import { createQuestionModel } from '../../domain/policies/question-model.ts'
import type { PolicyIndex, SearchOptions } from '../../domain/rules/policy-search/clause.ts'
import { testContext } from '../embedded.ts'
import { openModelDouble } from '../question-model.ts'
import { yunxiPolicies } from '../written-policies.ts'
import { openApi } from './open-api.ts'
import { importMarkdown, publishMarkdown, resettlementMeasures } from './published-policies.ts'

let context: Context
beforeEach(async () => {
  context = { ...(await testContext()), policies: async () => yunxiPolicies() }
})

const addressOf = (asked: Record<string, string>) => `/api/policies/search?${new URLSearchParams(asked)}`

async function search(asked: Record<string, string>, settings: Parameters<typeof openApi>[1] = {}) {
  const { app } = await openApi(context, settings)
  const answer = await app.inject(addressOf(asked))
  return { status: answer.statusCode, headers: answer.headers, ...answer.json() }
}

describe('a search', () => {
  it('answers with the clause word for word, and everything that tells where it stands', async () => {
    const { status, band, confidence, results, headers } = await search({ q: '过渡费发到什么时候？' })
    expect({ status, band, confidence, cached: headers['cache-control'] }).toEqual({
      status: 200,
      band: 'answer',
      confidence: 0.9,
      cached: 'no-store',
    })
    expect(results[0]).toEqual({
      clauseId: 'banqian-12',
      policy: '云溪县水库移民搬迁安置办法',
      policyId: 'yunxi-banqian',
      number: '云政发〔2024〕7号',
      issuer: '云溪县人民政府',
      article: '第十二条',
      heading: '第三章 补偿补助',
      text: '搬迁户在新房交付前自行过渡的，按在册人口发给过渡安置费，发至新房交付后第三个月止。过渡安置费按季度发放。',
      effectiveOn: '2024-05-01',
      link: 'https://yunxi.example/zc/2024-7.html',
      page: 'http://127.0.0.1:3000/policies/yunxi-banqian#c-1',
      summary: false,
      score: 1,
    })
  })

  it('gives the ranked list whatever it makes of it, and says why it is no answer', async () => {
    const { status, band, doubt, results } = await search({ q: '我家的过渡费到账了吗？' })
    expect({ status, band, doubt }).toEqual({ status: 200, band: 'abstain', doubt: 'own-case' })
    expect(results).toHaveLength(1)
  })

  it('asks the base for what was asked: as of today and for the county, unless it is told otherwise', async () => {
    const asked: SearchOptions[] = []
    const index: PolicyIndex = {
      ...yunxiPolicies(),
      search(_, options) {
        asked.push(options)
        return { band: 'abstain', confidence: 0, doubt: 'nothing', results: [] }
      },
    }
    context = { ...context, policies: async () => index }
    await search({ q: ' 过渡费 ' })
    await search({ q: '过渡费', on: '2024-02-29', region: '柳湾镇', limit: '50' })
    expect(asked).toEqual([
      { on: '2026-08-03', region: '云溪县', limit: 10 },
      { on: '2024-02-29', region: '柳湾镇', limit: 50 },
    ])
  })

  it.each([
    ['nothing', {}, '"q" must hold a question.'],
    ['spaces', { q: ' \n ' }, '"q" must hold a question.'],
    ['a whole letter', { q: '补'.repeat(301) }, '"q" must be 300 characters at most.'],
    ['no results', { q: '补偿', limit: '0' }, '"limit" must be a whole number from 1 to 50.'],
    ['fifty-one results', { q: '补偿', limit: '51' }, '"limit" must be a whole number from 1 to 50.'],
    ['some results', { q: '补偿', limit: 'some' }, '"limit" must be a whole number from 1 to 50.'],
    ['a day that is none', { q: '补偿', on: '2026-02-29' }, '"on" must be a date like 2026-08-03.'],
    ['no region', { q: '补偿', region: '' }, '"region" must be the name of one region.'],
    ['two things', { on: 'today' }, '"q" must hold a question. "on" must be a date like 2026-08-03.'],
  ])('for %s is refused in a sentence', async (_, asked, error) => {
    expect(await search(asked as Record<string, string>)).toMatchObject({ status: 400, error })
  })

  it('of two questions at once is refused', async () => {
    const { app } = await openApi(context)
    const answer = await app.inject('/api/policies/search?q=a&q=b')
    expect(answer.statusCode).toBe(400)
  })

  it('of three hundred rare characters is answered', async () => {
    expect((await search({ q: '𠮷'.repeat(300) })).status).toBe(200)
  })

  it('leaves no trace of who asked what', async () => {
    const { app, logged } = await openApi(context)
    await app.inject(addressOf({ q: '过渡费发到什么时候？' }))
    await app.inject(addressOf({ q: '', on: '我叫王' }))
    expect(logged).toEqual([])
    expect(await context.db.policyAsk.count()).toBe(0)
  })

  it('may be repeated twelve hundred times a minute', async () => {
    const { app } = await openApi(context)
    const answers = []
    for (let i = 0; i < 1_201; i++) answers.push((await app.inject('/api/policies/search?q=a')).statusCode)
    expect(answers.slice(0, 1_200).every((status) => status === 200)).toBe(true)
    expect(answers.at(-1)).toBe(429)
  })
})

describe('the policies', () => {
  const ask = async (url: string, headers: Record<string, string> = {}) => {
    const { app } = await openApi(context)
    return app.inject({ url, headers })
  }

  it('are listed as they are published, without drafts and without what is for others', async () => {
    const id = await publishMarkdown(context, resettlementMeasures())
    await importMarkdown(context, resettlementMeasures({ support: 720 }))
    await publishMarkdown(context, '---\ntitle: 云溪县养犬办法\ndecoy: true\n---\n\n第一条 养犬应当登记。\n')
    expect((await ask('/api/policies')).json()).toEqual([
      {
        id,
        title: '云溪县移民安置办法',
        version: 1,
        number: '云政发〔2026〕3号',
        issuer: '云溪县人民政府',
        effectiveOn: '2026-01-01',
        region: '',
        clauses: 4,
        summary: false,
        page: `http://127.0.0.1:3000/policies/${id}`,
      },
    ])
  })

  it('are read whole, with every version there was, and each of those by its number', async () => {
    const id = await publishMarkdown(context, resettlementMeasures(), new Date('2026-02-01T01:00:00Z'))
    await publishMarkdown(context, resettlementMeasures({ support: 720 }))
    const { clauses, versions, ...policy } = (await ask(`/api/policies/${id}`)).json()
    expect(policy).toMatchObject({ id, version: 2, state: 'published', title: '云溪县移民安置办法' })
    expect(versions).toMatchObject([
      { version: 2, state: 'published', publishedAt: '2026-08-03T01:00:00.000Z' },
      { version: 1, state: 'replaced', endedAt: '2026-08-03T01:00:00.000Z' },
    ])
    expect(clauses[3]).toMatchObject({
      article: '第四条',
      heading: '第二章 补偿',
      text: '后期扶持资金每人每年720元。',
      page: `http://127.0.0.1:3000/policies/${id}#c-3`,
    })
    const former = (await ask(`/api/policies/${id}?version=1`)).json()
    expect(former.clauses[3]).toMatchObject({
      clauseId: clauses[3].clauseId,
      text: '后期扶持资金每人每年600元。',
      page: `http://127.0.0.1:3000/policies/${id}?version=1#c-3`,
    })
  })

  it.each([
    ['/api/policies/nothing', 404, '没有这个地址。'],
    ['/api/policies/$id?version=3', 404, '没有这个地址。'],
    ['/api/policies/$id?version=last', 400, '"version" must be the number of a version: 1, 2, …'],
  ])('%s answers %i', async (url, status, error) => {
    const id = await publishMarkdown(context, resettlementMeasures())
    const answer = await ask(url.replace('$id', id))
    expect([answer.statusCode, answer.json()]).toEqual([status, { error }])
    expect(answer.headers).not.toHaveProperty('etag')
  })

  it('are sent again only when the base has moved', async () => {
    let revision = 7
    context = { ...context, policies: async () => ({ ...yunxiPolicies(), revision }) }
    const first = await ask('/api/policies')
    const known = { 'if-none-match': `W/${first.headers.etag}` }
    expect((await ask('/api/policies', known)).statusCode).toBe(304)
    revision = 8
    expect((await ask('/api/policies', known)).statusCode).toBe(200)
  })

  it('can be asked for by HEAD', async () => {
    const { app } = await openApi(context)
    const answer = await app.inject({ method: 'HEAD', url: '/api/policies' })
    expect([answer.statusCode, answer.body]).toEqual([200, ''])
  })
})

describe('a language model beside it', () => {
  const asked = '我家那点过渡的钱啥时候停'

  it('words a question anew that the search knows nothing of, and is counted', async () => {
    const double = await openModelDouble()
    double.answers({ content: '{"question": "过渡费发到什么时候？"}' })
    const model = createQuestionModel({ url: double.url, name: 'small' }, createLog('silent'))
    expect(await search({ q: asked }, { model })).toMatchObject({
      band: 'answer',
      results: [{ clauseId: 'banqian-12' }, { clauseId: 'banqian-13' }],
    })
    const { app } = await openApi(context, { model })
    const { body } = await app.inject('/metrics')
    expect(body).toContain('xinqiao_question_model_total{outcome="rewritten"} 1\n')
    expect(body).toContain('xinqiao_question_model_total{outcome="slow"} 0\n')
  })

  it('that fails changes nothing of the answer', async () => {
    const alone = await search({ q: asked })
    const double = await openModelDouble()
    double.answers('breaks')
    const model = createQuestionModel({ url: double.url, name: 'small' }, createLog('silent'))
    const { headers: _, ...helped } = await search({ q: asked }, { model })
    expect(alone).toMatchObject(helped)
    expect(double.asked).toHaveLength(1)
  })

  it('is not asked about what the search is sure of, nor about what only a file can tell', async () => {
    const double = await openModelDouble()
    const model = createQuestionModel({ url: double.url, name: 'small' }, createLog('silent'))
    await search({ q: '过渡费发到什么时候？' }, { model })
    await search({ q: '我家的过渡费到账了吗？' }, { model })
    expect(double.asked).toEqual([])
  })
})
