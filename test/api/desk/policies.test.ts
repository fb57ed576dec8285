import type { FastifyInstance } from 'fastify'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Context } from '../../../domain/context.ts'
import { testContext } from '../../embedded.ts'
import { openApi } from '../open-api.ts'
import { publishMarkdown, resettlementMeasures } from '../published-policies.ts'
import { enterDesk, type OfficerBrowser } from './officer-browser.ts'

let context: Context
let app: FastifyInstance
let first: OfficerBrowser
let second: OfficerBrowser
beforeEach(async () => {
  context = await testContext()
  app = (await openApi(context)).app
  first = await enterDesk(app, context, '值班甲')
  second = await enterDesk(app, context, '值班乙')
})

const measures = { name: '安置办法.md', content: resettlementMeasures() }

/** Where the draft that was uploaded last is looked at. */
function draftIn(html: string): string {
  return /href="(\/desk\/policies\/versions\/\w+\/\d+)"/.exec(html)?.[1] ?? ''
}

describe('who may in', () => {
  it.each(['/desk/policies', '/desk/policies/words', '/desk/policies/answered', '/desk/policies/versions/x/1'])(
    'nobody else reads %s',
    async (url) => {
      const page = await app.inject({ url, headers: { accept: 'text/html' } })
      expect([page.statusCode, page.headers.location]).toEqual([303, '/desk'])
      expect((await app.inject(url)).statusCode).toBe(401)
    },
  )

  it.each([
    ['of another site', { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' }, 403],
    ['of another site in a frame without an origin', { origin: 'null', 'sec-fetch-site': 'cross-site' }, 403],
    ['of nobody knows where', { origin: 'null' }, 403],
    ['of a page of ours', { origin: 'http://office.example', 'sec-fetch-site': 'same-origin' }, 401],
    [
      'of a page of ours that tells nobody where one comes from',
      { origin: 'null', 'sec-fetch-site': 'same-origin' },
      401,
    ],
  ])('a form %s: %j is answered %i before anything is done', async (_, headers, status) => {
    const answer = await app.inject({
      method: 'POST',
      url: '/desk/policies/words',
      headers: { host: 'office.example', 'content-type': 'application/x-www-form-urlencoded', ...headers },
      payload: 'word=a&means=b',
    })
    expect(answer.statusCode).toBe(status)
  })
})

describe('an upload', () => {
  it('becomes a draft and is reported: clauses, tables, what to look at', async () => {
    const { status, text, html } = await first.uploads('/desk/policies/upload', measures)
    expect(status).toBe(200)
    expect(text).toContain('文件：安置办法.md')
    expect(text).toContain('云溪县移民安置办法 已收为草稿，是新文件。 4 条，1 张表。')
    const draft = await first.opens(draftIn(html))
    expect(draft.text).toContain('是您自己上传的，要由另一位同事看过再发布。')
    expect(draft.text).not.toContain('看过了，发布')
    expect(draft.text).toContain('是新文件，没有现行的一版可比。')
    expect(draft.html).toContain('<td>1200</td>')
    const desk = await second.opens('/desk/policies')
    expect(desk.text).toContain('等着发布的草稿（1）')
    expect(desk.text).toContain('第 1 版 · 4 条 · 值班甲 2026-08-03 09:00 上传 · 安置办法.md')
  })

  it('takes what is written into the form before what stands in the file', async () => {
    const fields = {
      title: '云溪县安置细则',
      effectiveOn: '2026-05-01',
      region: '柳湾镇',
      supersedes: '旧办法\n云政发〔2020〕1号',
    }
    const { html } = await first.uploads('/desk/policies/upload', measures, fields)
    const { text } = await first.opens(draftIn(html))
    expect(text).toContain('云溪县安置细则')
    expect(text).toContain('施行日期 2026年5月1日 适用地区 柳湾镇')
    expect(text).toContain('代替：旧办法、云政发〔2020〕1号')
  })

  it.each([
    ['an old Word file', '办法.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex'), {}, '旧格式的 Word'],
    ['a picture', '办法.jpg', 'x', {}, '.jpg 文件读不了'],
    ['nothing', '办法.md', '', {}, '没有条款'],
    ['what is called PDF and is none', '办法.pdf', 'hello', {}, '可能坏了'],
    ['a clause without words', '清单.jsonl', '{"title":"办法","article":"第一条"}', {}, '第 1 行没有条文'],
    ['a day that is none', '办法.md', resettlementMeasures(), { effectiveOn: '2026-02-30' }, '日期要写成'],
    [
      'a link that is none',
      '办法.md',
      resettlementMeasures(),
      { link: 'javascript:alert(1)' },
      '要以 http:// 或 https:// 开头',
    ],
  ])('of %s is refused in plain words', async (_, name, content, fields, sentence) => {
    const { status, text } = await first.uploads('/desk/policies/upload', { name, content }, fields)
    expect(status).toBe(422)
    expect(text).toContain(sentence)
    expect(await context.db.policyVersion.count()).toBe(0)
  })

  it('of more than 20 MB is refused', async () => {
    const content = Buffer.alloc(20 * 1024 * 1024 + 1, 'x')
    const { text } = await first.uploads('/desk/policies/upload', { name: '办法.txt', content })
    expect(text).toContain('文件太大了，最多 20 MB。')
  })

  it('of the same file again changes nothing', async () => {
    await first.uploads('/desk/policies/upload', measures)
    const { text } = await second.uploads('/desk/policies/upload', measures)
    expect(text).toContain('和等着发布的一份草稿一字不差，没有再收。')
    expect(await context.db.policyVersion.count()).toBe(1)
  })

  it('without a file says so', async () => {
    const { text } = await first.uploads('/desk/policies/upload', { name: '', content: '' })
    expect(text).toContain('还没有选文件。')
  })
})

describe('a draft', () => {
  it('is published by a colleague, and by nobody else', async () => {
    const { html } = await first.uploads('/desk/policies/upload', measures)
    const draft = draftIn(html)
    const refused = await first.sends(`${draft}/publish`)
    expect(refused.text).toContain('自己导入的，要由另一位同事发布。')
    expect((await second.opens(draft)).text).toContain('看过了，发布')
    const published = await second.sends(`${draft}/publish`)
    expect(published.text).toContain('已经发布，几秒钟后就能查到。')
    expect(published.text).toContain('等着发布的草稿（0）')
    expect(published.text).toContain('已发布 · 第 1 版 · 4 条')
    expect((await second.opens(draft)).text).toContain('值班乙 2026-08-03 09:00 发布')
    const again = await second.sends(`${draft}/publish`)
    expect(again.text).toContain('这一份已经不是草稿了。')
  })

  it('of a policy in force shows what it changes, word by word', async () => {
    await publishMarkdown(context, resettlementMeasures())
    const content = `${resettlementMeasures({ support: 720 }).replace('第二条 本办法适用于云溪县行政区域内的移民安置。\n', '').replace('云政发〔2026〕3号', '云政发〔2026〕8号')}
第五条 本办法由云溪县移民安置办公室解释。
`
    const { html } = await first.uploads('/desk/policies/upload', { name: '新办法.md', content })
    const { text, html: page } = await first.opens(draftIn(html))
    expect(text).toContain('新增 1 条，改动 1 条，去掉 1 条，不变 2 条。')
    expect(page).toContain('<del>云政发〔2026〕3号</del> <ins>云政发〔2026〕8号</ins>')
    expect(page).toContain('后期扶持资金每人每年<del>60</del><ins>72</ins>0元。')
    expect(text).toContain('新增：第二章 补偿 第五条')
    expect(text).toContain('去掉：第一章 总则 第二条')
  })

  it('can be let go by whoever looks at it', async () => {
    const { html } = await first.uploads('/desk/policies/upload', measures)
    const { text } = await first.sends(`${draftIn(html)}/reject`)
    expect(text).toContain('这份草稿已经退回，不会发布。')
    expect(text).toContain('等着发布的草稿（0）')
    expect((await second.sends(`${draftIn(html)}/publish`)).text).toContain('这一份已经不是草稿了。')
  })

  it('that is none is not found', async () => {
    const { status, text } = await first.opens('/desk/policies/versions/nothing/1')
    expect(status).toBe(404)
    expect(text).toContain('政策库里没有这一份。')
  })
})

describe('a policy in force', () => {
  it('is taken back by whoever says that they are sure', async () => {
    const id = await publishMarkdown(context, resettlementMeasures())
    const unsure = await first.sends('/desk/policies/withdraw', { policy: id })
    expect(unsure.text).toContain('还缺一项内容。')
    expect((await app.inject(`/api/policies/${id}`)).json().state).toBe('published')
    const { text } = await first.sends('/desk/policies/withdraw', { policy: id, sure: 'yes' })
    expect(text).toContain('已经撤下，几秒钟后不再查得到。')
    expect(text).toContain('已撤下或退回')
    expect((await app.inject(`/api/policies/${id}`)).json().state).toBe('withdrawn')
  })

  it('is found by its title or its number', async () => {
    await publishMarkdown(context, resettlementMeasures())
    expect((await first.opens('/desk/policies?q=移民安置')).text).toContain('全部文件（1）')
    expect((await first.opens('/desk/policies?q=云政发〔2026〕3号')).text).toContain('全部文件（1）')
    expect((await first.opens('/desk/policies?q=养犬')).text).toContain('全部文件（0）')
  })
})

describe('the dictionary', () => {
  it('takes a word with what it means, changes it, and gives it up', async () => {
    const added = await first.sends('/desk/policies/words', { word: '拆了', means: '征收、拆除，搬迁' })
    expect(added.text).toContain('已经加进词典')
    expect(added.text).toContain('拆了 征收、拆除、搬迁 值班甲')
    const changed = await second.sends('/desk/policies/words', { word: '拆了', means: '征收' })
    expect(changed.text).toContain('词典里的意思已经改了')
    expect(changed.text).toContain('拆了 征收 值班乙')
    expect((await first.opens('/desk/policies/words?q=征')).text).toContain('“征”：1 个词')
    const removed = await first.sends('/desk/policies/words/remove', { word: '拆了' })
    expect(removed.text).toContain('已经从词典里拿掉')
    expect(removed.text).toContain('共 0 个词')
  })

  it('refuses a word that means nothing, and says so', async () => {
    const { text } = await first.sends('/desk/policies/words', { word: '拆了', means: ' ' })
    expect(text).not.toContain('已经加进词典')
    expect(text).toContain('共 0 个词')
  })
})

it('tells only our own words of what was done', async () => {
  const { html } = await first.opens('/desk/policies?done=<script>&problem=constructor')
  expect(html).not.toContain('<script')
  expect(html).not.toContain('class="done"')
  expect(html).not.toContain('class="problem"')
})
