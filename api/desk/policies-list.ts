import type { FastifyPluginAsync } from 'fastify'
import { type Context, outsideTransaction, withWork } from '../../domain/context.ts'
import { DomainError } from '../../domain/errors.ts'
import type { PolicyActor } from '../../domain/policies/actor.ts'
import { type ListedPolicy, listPolicies, type VersionHead } from '../../domain/policies/policies.ts'
import { withdrawPolicy } from '../../domain/policies/publishing.ts'
import { civilDateOf } from '../../domain/rules/civil-date.ts'
import { type Html, html } from '../pages/html.ts'
import { drawFactLine } from '../pages/policy-marks.ts'
import { policyWords } from '../pages/words/policies.ts'
import type { ApiSettings } from '../settings.ts'
import { fieldIn, momentOf, type Names, namesOf, policyDesk, policyFrame, versionPath } from './policies-frame.ts'
import { doneIn, sendBack } from './policies-tell.ts'
import { drawUpload } from './policies-upload.ts'

const pageSize = 100

/** All policies with their drafts; any officer may upload one, and take one back. */
export function policyDeskRoutes(context: Context, { now }: Pick<ApiSettings, 'now'>): FastifyPluginAsync {
  return async (app) => {
    app.get(policyDesk, async (request, reply) => {
      const { q, page: asked } = request.query as { q?: unknown; page?: unknown }
      const query = typeof q === 'string' ? q.trim().slice(0, 100) : ''
      const page = Math.max(1, Math.trunc(Number(asked)) || 1)
      const work = await outsideTransaction(context, now())
      const listed = await listPolicies(work, { staff: true, query, limit: pageSize, offset: (page - 1) * pageSize })
      // A draft waits whatever page it would stand on.
      const { policies: all } = await listPolicies(work, { staff: true, limit: 10_000 })
      const drafts = all.flatMap(({ id, drafts }) => drafts.map((draft) => ({ ...draft, id })))
      const names = await namesOf(
        work,
        drafts.map(({ importedBy }) => importedBy),
      )
      const today = civilDateOf(now())
      const body = html`<h2>上传文件</h2>
${drawUpload()}
<h2>等着发布的草稿（${drafts.length}）</h2>
${drawDrafts(drafts, names)}
<h2>全部文件（${listed.total}）</h2>
<form action="${policyDesk}" method="get" role="search"><label for="q">按标题或文号找</label>
<div class="acts"><input class="grow" type="search" id="q" name="q" value="${query}" maxlength="100"><button type="submit">找</button></div></form>
<ul class="found">${listed.policies.map((policy) => drawListed(policy, today))}</ul>
${drawPages(page, Math.ceil(listed.total / pageSize), query)}`
      return reply
        .type('text/html; charset=utf-8')
        .send(policyFrame({ title: '政策库', part: policyDesk, body, ...doneIn(request) }))
    })

    app.post(`${policyDesk}/withdraw`, async (request, reply) =>
      sendBack(reply, policyDesk, async () => {
        if (fieldIn(request.body, 'sure') !== 'yes') throw new DomainError('slot-missing', { slot: 'sure' })
        const by: PolicyActor = { kind: 'officer', officer: request.officer }
        await withWork(context, now(), (work) => withdrawPolicy(work, fieldIn(request.body, 'policy'), by))
        return 'withdrawn'
      }),
    )
  }
}

function drawDrafts(drafts: readonly (VersionHead & { id: string })[], names: Names): Html {
  if (drafts.length === 0) return html`<p class="soft">没有。</p>`
  return html`<ul class="found">${drafts.map(
    ({ id, title, version, clauses, importedBy, importedAt, source }) =>
      html`<li><h3><a href="${versionPath(id, version)}">${title}</a></h3>
<p class="soft">第 ${version} 版 · ${clauses} 条 · ${names(importedBy)} ${momentOf(importedAt)} 上传 · ${source}</p></li>
`,
  )}</ul>`
}

function drawListed(policy: ListedPolicy, today: string): Html {
  const { id, title, version, state, clauses, decoy, supersededBy } = policy
  const words = policyWords.zh
  return html`<li><h3><a href="${versionPath(id, version)}">${title}</a></h3>
${drawFactLine(policy, today, words)}
<p class="soft">${states[state]} · 第 ${version} 版 · ${clauses} 条${decoy && ' · 不归本局，不给居民看'}${supersededBy && ` · 由《${supersededBy.title}》代替`}</p>
${
  state === 'published' &&
  html`<div class="acts">${!decoy && html`<a class="button" href="/policies/${id}">居民看到的样子</a>`}
<details><summary>撤下</summary><form action="${policyDesk}/withdraw" method="post"><input type="hidden" name="policy" value="${id}">
<p>撤下以后不再用它回答，得到过它答复的居民会收到通知。</p>
<label><input type="checkbox" name="sure" value="yes" required> 确实要撤下《${title}》</label>
<button type="submit" aria-label="撤下：${title}">撤下</button></form></details></div>`
}</li>
`
}

const states: Record<VersionHead['state'], string> = {
  draft: '草稿',
  published: '已发布',
  replaced: '已被代替',
  rejected: '已撤下或退回',
}

function drawPages(page: number, pages: number, query: string): Html | undefined {
  if (pages < 2) return undefined
  const to = (other: number) =>
    `${policyDesk}?${new URLSearchParams({ ...(query !== '' && { q: query }), page: String(other) })}`
  return html`<nav class="acts" aria-label="翻页">${page > 1 && html`<a class="button" href="${to(page - 1)}">上一页</a>`}
<span>第 ${page} 页，共 ${pages} 页</span>
${page < pages && html`<a class="button" href="${to(page + 1)}">下一页</a>`}</nav>`
}
