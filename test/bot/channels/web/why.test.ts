import Fastify from 'fastify'
import { describe, expect, it } from 'vitest'
import type { WhyPage } from '../../../../bot/channels/web/office.ts'
import { drawWhyPage } from '../../../../bot/channels/web/why-html.ts'
import { whyRoutes } from '../../../../bot/channels/web/why-routes.ts'
import { createWebOffice } from '../../../../bot/web-office.ts'
import { embeddedDatabase, testContext } from '../../../embedded.ts'

async function ask(query: string) {
  const app = Fastify()
  const office = createWebOffice(await testContext(), await embeddedDatabase(), () => new Date('2026-08-03T01:00:00Z'))
  await app.register(whyRoutes({ office }))
  const { statusCode, body, headers } = await app.inject(`/why?${query}`)
  return { statusCode, body, type: headers['content-type'] }
}

describe('GET /why', () => {
  it('is a page that is read without a script, in Chinese, with a link to the same in English', async () => {
    const { statusCode, body, type } = await ask('rule=HANDLE_60D&start=2026-08-03')
    expect([statusCode, type]).toEqual([200, 'text/html; charset=utf-8'])
    expect(body).toContain('<html lang="zh-CN">')
    expect(body).toContain('<h1>为什么是这一天</h1>')
    expect(body).toContain('<strong>2026年10月8日 星期四</strong>')
    expect(body).toContain('href="/why?rule=HANDLE_60D&#38;start=2026-08-03&#38;lang=en"')
    expect(body).not.toMatch(/<script|%\w+%|\{\{/)
  })

  it('in English keeps the law’s own words as they are, marked as Chinese', async () => {
    const { body } = await ask('rule=HANDLE_60D&start=2026-08-03&lang=en')
    expect(body).toContain('<html lang="en">')
    expect(body).toContain('<strong>Thursday, 8 Oct 2026</strong>')
    expect(body).toContain('<blockquote lang="zh-CN"><p>应当自受理之日起60日内办结。</p></blockquote>')
    expect(body).toContain('name="lang" value="en"')
  })

  it('with a question that is not right says so in a sentence, and keeps the form to ask again', async () => {
    const { statusCode, body } = await ask('rule=HANDLE_61D&start=2026-08-03')
    expect([statusCode, body.includes('role="alert">没有这一项规定'), body.includes('<form')]).toEqual([
      400,
      true,
      true,
    ])
    expect((await ask('')).statusCode).toBe(200)
  })

  it('repeats nothing of an address as HTML', async () => {
    const attack = encodeURIComponent('"><script>alert(1)</script>')
    const { statusCode, body } = await ask(`rule=${attack}&start=${attack}&extended=${attack}`)
    expect(statusCode).toBe(400)
    expect(body).not.toContain('<script')
  })
})

it('whatever stands on the page is text, also where it looks like a place to fill', () => {
  const sharp = `<b>&"'%title%$&`
  const page: WhyPage = {
    language: 'zh',
    title: sharp,
    office: sharp,
    problems: [sharp],
    parts: [{ kind: 'days', heading: sharp, days: [sharp], why: sharp }],
    form: {
      heading: sharp,
      rule: { label: sharp, options: [{ value: sharp, label: sharp, isChosen: true }] },
      start: { label: sharp, value: sharp },
      submit: sharp,
    },
    other: { label: sharp, language: 'en' },
  }
  const drawn = drawWhyPage('<title>%title%</title>%page%', page, { rule: sharp })
  expect(drawn).not.toContain('<b>')
  expect(drawn).toContain('<title>&#60;b&#62;&#38;&#34;&#39;%title%$&#38;</title>')
})
