import type { FastifyInstance } from 'fastify'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Context, withWork } from '../../../domain/context.ts'
import { withdrawPolicy } from '../../../domain/policies/publishing.ts'
import { testContext } from '../../embedded.ts'
import { yunxiPolicies } from '../../written-policies.ts'
import { now, openApi } from '../open-api.ts'
import { importMarkdown, publishMarkdown, resettlementMeasures } from '../published-policies.ts'

let context: Context
let app: FastifyInstance
beforeEach(async () => {
  context = { ...(await testContext()), policies: async () => yunxiPolicies() }
  app = (await openApi(context)).app
})

async function read(url: string, headers: Record<string, string> = {}) {
  const answer = await app.inject({ url, headers: { accept: 'text/html', ...headers } })
  const text = answer.body
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, ' ')
  return { status: answer.statusCode, headers: answer.headers, html: answer.body, text }
}

const decades = new Date('2024-06-01T02:00:00Z')

describe('the page of a policy', () => {
  it('shows number, issuer and since when, an outline, and an anchor for each clause', async () => {
    const id = await publishMarkdown(context, resettlementMeasures({ more: 'link: https://yunxi.example/3.html' }))
    const { status, html, text } = await read(`/policies/${id}`)
    expect(status).toBe(200)
    expect(text).toContain('文号 云政发〔2026〕3号 发文单位 云溪县人民政府 施行日期 2026年1月1日')
    expect(html).toContain('<html lang="zh-CN">')
    expect(html).toContain('<a href="https://yunxi.example/3.html" rel="noopener noreferrer">原文</a>')
    expect(html).toMatch(/<a href="#c-2">第二章 补偿<\/a>/)
    expect([...html.matchAll(/<section class="clause" id="(c-\d+)">/g)].map(([, anchor]) => anchor)).toEqual([
      'c-0',
      'c-1',
      'c-2',
      'c-3',
    ])
    expect(html).toContain('<th scope="col">每平方米（元）</th>')
    expect(html).toContain('<td>1200</td>')
    expect(text).not.toContain('各个版本')
  })

  it('of an earlier version says that it was replaced and when, and leads to the one in force', async () => {
    const id = await publishMarkdown(context, resettlementMeasures(), decades)
    await publishMarkdown(context, resettlementMeasures({ support: 720 }))
    const current = await read(`/policies/${id}`)
    expect(current.text).toContain('每人每年720元')
    expect(current.text).not.toContain('代替')
    expect(current.html).toMatch(/<a href="\/policies\/\w+\?version=1">第 1 版<\/a>\s*2024年6月1日发布/)
    const earlier = await read(`/policies/${id}?version=1`)
    expect(earlier.text).toContain('每人每年600元')
    expect(earlier.text).toContain('这是第 1 版，2026年8月3日已被新的一版代替。')
    expect(earlier.html).toContain(`<a href="/policies/${id}">看现行的一版</a>`)
  })

  it.each([
    ['no more', 'expires: 2026-08-03', '这份文件从2026年8月3日起不再施行'],
    ['until tomorrow', 'expires: 2026-08-04', undefined],
  ])('in force %s says so', async (_, more, band) => {
    const id = await publishMarkdown(context, resettlementMeasures({ more }), decades)
    const { text } = await read(`/policies/${id}`)
    expect(text.includes('起不再施行')).toBe(band !== undefined)
    if (band) expect(text).toContain(band)
  })

  it('not in force yet says from when', async () => {
    const id = await publishMarkdown(context, resettlementMeasures({ effective: '2026-09-01' }))
    expect((await read(`/policies/${id}`)).text).toContain('这份文件从2026年9月1日起施行，现在还没有施行。')
  })

  it('published for a later day leaves the version before it where one reads until then', async () => {
    const id = await publishMarkdown(context, resettlementMeasures(), decades)
    await publishMarkdown(context, resettlementMeasures({ effective: '2026-09-01', support: 720 }))
    const stands = await read(`/policies/${id}`)
    expect(stands.text).toContain('每人每年600元')
    expect(stands.text).toContain('这是现行的一版，从2026年9月1日起改用新的一版： 第 2 版')
    expect(stands.text).not.toContain('已被新的一版代替')
    const next = await read(`/policies/${id}?version=2`)
    expect(next.text).toContain('每人每年720元')
    expect(next.text).toContain('现在还没有施行。 看现行的一版')
  })

  it('whose place another has taken leads there', async () => {
    const old = await publishMarkdown(context, resettlementMeasures(), decades)
    const other = resettlementMeasures({ effective: '2026-07-01', more: 'supersedes: 云溪县移民安置办法' })
      .replaceAll('云溪县移民安置办法', '云溪县移民安置条例')
      .replace('supersedes: 云溪县移民安置条例', 'supersedes: 云溪县移民安置办法')
      .replace('3号', '9号')
    const id = await publishMarkdown(context, other)
    const { html, text } = await read(`/policies/${old}`)
    expect(text).toContain('这份文件从2026年7月1日起不再施行')
    expect(html).toContain(`<a href="/policies/${id}" lang="zh-CN">云溪县移民安置条例</a>`)
  })

  it('that is a summary says so before anything else', async () => {
    const id = await publishMarkdown(context, resettlementMeasures({ more: 'summary: true' }))
    const { text } = await read(`/policies/${id}`)
    expect(text.indexOf('本办摘编，以原文为准')).toBeGreaterThan(0)
    expect(text.indexOf('本办摘编，以原文为准')).toBeLessThan(text.indexOf('文号'))
  })

  it('that was taken back is kept for reference', async () => {
    const id = await publishMarkdown(context, resettlementMeasures())
    await withWork(context, now, (work) => withdrawPolicy(work, id, { kind: 'operator' }))
    expect((await read(`/policies/${id}`)).text).toContain('这是第 1 版，已经撤下')
    expect((await read('/policies')).text).toContain('政策库里还没有文件')
  })

  it('speaks English around the Chinese text', async () => {
    const id = await publishMarkdown(context, resettlementMeasures())
    const { html, text } = await read(`/policies/${id}?lang=en`)
    expect(html).toContain('<html lang="en">')
    expect(html).toContain('<article lang="zh-CN">')
    expect(text).toContain('In force from 1 Jan 2026')
    expect(html).toContain(`<a href="/policies/${id}" lang="zh">中文</a>`)
  })

  it.each([
    ['there is none', '/policies/nothing'],
    ['the version is none', '/policies/$id?version=7'],
    ['the version is no number', '/policies/$id?version=new'],
  ])('where %s says so, and leads to the list', async (_, url) => {
    const id = await publishMarkdown(context, resettlementMeasures())
    const { status, text, html } = await read(url.replace('$id', id))
    expect(status).toBe(404)
    expect(text).toContain('没有这份文件')
    expect(html).toContain('href="/policies"')
  })

  it.each([
    ['a draft', (text: string) => importMarkdown(context, text).then(({ id }) => id)],
    [
      'what is for another office',
      (text: string) => publishMarkdown(context, text.replace('effective', 'decoy: true\neffective')),
    ],
  ])('%s is shown to nobody', async (_, take) => {
    const id = await take(resettlementMeasures())
    expect((await read(`/policies/${id}`)).status).toBe(404)
    expect((await read('/policies')).text).not.toContain('云溪县移民安置办法')
  })

  it('is sent again only when it has changed', async () => {
    const id = await publishMarkdown(context, resettlementMeasures())
    const { headers } = await read(`/policies/${id}`)
    const again = await read(`/policies/${id}`, { 'if-none-match': String(headers.etag) })
    expect([again.status, again.html]).toEqual([304, ''])
    await publishMarkdown(context, resettlementMeasures({ support: 720 }))
    expect((await read(`/policies/${id}`, { 'if-none-match': String(headers.etag) })).status).toBe(200)
  })
})

describe('the list', () => {
  it('names every policy with its number, and has a box that works without a script', async () => {
    const id = await publishMarkdown(context, resettlementMeasures())
    const { html, text } = await read('/policies')
    expect(text).toContain('全部文件（1 份）')
    expect(text).toContain('云政发〔2026〕3号 · 云溪县人民政府 · 施行日期 2026年1月1日')
    expect(html).toContain(`<a href="/policies/${id}" lang="zh-CN">云溪县移民安置办法</a>`)
    expect(html).toContain('<form class="no-print" action="/policies" method="get" role="search">')
    expect(html).not.toContain('<script')
  })

  it.each([
    ['过渡费发到什么时候？', '最对得上的一条如下', '第十二条'],
    ['后扶资金几号发', '文件里没有写具体的数字、日期或电话', '第八条'],
    ['户口没迁能不能领？', '不敢肯定是哪一条', '第八条'],
    ['我家的过渡费到账了吗？', '这要查您自己的档案', '第十二条'],
    ['猫能坐车吗', '没有找到能回答这个问题的条款', undefined],
  ])('asked “%s” says how sure it is, and quotes', async (question, said, quoted) => {
    const { status, text, headers, html } = await read(`/policies?${new URLSearchParams({ q: question })}`)
    expect(status).toBe(200)
    expect(text).toContain(said)
    if (quoted) expect(html).toMatch(new RegExp(`href="/policies/yunxi-\\w+#c-\\d">.*${quoted}`))
    expect(headers['cache-control']).toBe('no-store')
    expect(html).toContain(`value="${question}"`)
  })

  it('shows the clause that answers, or three that may be meant; who wants to see more opens it', async () => {
    const quotesFor = async (q: string) => {
      const { html } = await read(`/policies?${new URLSearchParams({ q })}`)
      return [html.split('<details>')[0]?.match(/<blockquote/g)?.length, html.match(/<blockquote/g)?.length]
    }
    expect(await quotesFor('过渡费发到什么时候？')).toEqual([1, 2])
    expect(await quotesFor('户口没迁能不能领？')).toEqual([3, 3])
    expect(await quotesFor('养老保险怎么交')).toEqual([undefined, 1])
  })

  it('quotes the beginning of a long clause, to the end of a sentence, and leads to the rest', async () => {
    const { html, text } = await read('/policies?q=搬家补哪些钱')
    expect(text).toContain('搬迁补助费包括下列各项')
    expect(text).not.toContain('期满仍不能搬迁的')
    expect(html).toContain('<a href="/policies/yunxi-banqian#c-2">……这一条还有，点开看全文</a>')
  })

  it('asked nothing, or too much, says so', async () => {
    expect(await read('/policies?q=+')).toMatchObject({ status: 400, text: expect.stringContaining('请先写要查什么') })
    const long = await read(`/policies?q=${encodeURIComponent('补'.repeat(301))}&lang=en`)
    expect(long).toMatchObject({ status: 400, text: expect.stringContaining('three hundred characters at most') })
  })

  it('runs nothing that was put into its address', async () => {
    const { html } = await read(`/policies?${new URLSearchParams({ q: '"><script>alert(1)</script>' })}`)
    expect(html).not.toContain('<script')
  })
})

describe('every page', () => {
  it('runs no script, loads nothing from elsewhere, is framed by nobody, and tells nobody where one comes from', async () => {
    const { headers } = await read('/policies')
    expect(headers['content-security-policy']).toBe(
      "default-src 'none';style-src 'self';img-src 'self';base-uri 'none';form-action 'self';frame-ancestors 'none'",
    )
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'SAMEORIGIN',
    })
    expect(headers).not.toHaveProperty('strict-transport-security')
  })

  it('where something goes wrong is a page too, for whoever reads pages', async () => {
    const broken = { ...context, policies: () => Promise.reject(new Error('the index is torn')) }
    const { app: server, logged } = await openApi(broken)
    const page = await server.inject({ url: '/policies?q=a&lang=en', headers: { accept: 'text/html' } })
    expect(page.statusCode).toBe(500)
    expect(page.body).toContain('<h1>Something went wrong on our side.')
    expect(page.body).not.toContain('torn')
    expect(logged).toHaveLength(1)
    const program = await server.inject('/policies?q=a')
    expect(program.json()).toEqual({ error: expect.stringContaining('出了点问题') })
  })
})
