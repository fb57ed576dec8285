import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { type Context, outsideTransaction, type Work, withWork } from '../../domain/context.ts'
import { DomainError } from '../../domain/errors.ts'
import type { PolicyActor } from '../../domain/policies/actor.ts'
import { type VersionHead, type ViewedClause, type ViewedPolicy, viewPolicy } from '../../domain/policies/policies.ts'
import { publishVersion, rejectVersion } from '../../domain/policies/publishing.ts'
import { changeIn, compareClauses } from '../../domain/rules/clause-differences.ts'
import { type Html, html } from '../pages/html.ts'
import { drawFacts } from '../pages/policy-marks.ts'
import { drawClauses } from '../pages/policy-page.ts'
import { drawClauseText } from '../pages/policy-text.ts'
import { policyWords } from '../pages/words/policies.ts'
import type { ApiSettings } from '../settings.ts'
import { drawAct, momentOf, type Names, namesOf, policyDesk, policyFrame, versionPath } from './policies-frame.ts'
import { type Done, doneIn, sendBack } from './policies-tell.ts'

const path = `${policyDesk}/versions/:id/:version`

/** One version of a policy and what it changes; a draft is published by another officer than who imported it. */
export function draftRoutes(context: Context, { now }: Pick<ApiSettings, 'now'>): FastifyPluginAsync {
  return async (app) => {
    app.get(path, async (request, reply) => {
      const work = await outsideTransaction(context, now())
      const policy = await requireVersion(work, request)
      const current = await findCurrent(work, policy)
      const names = await namesOf(work, [policy.shown.importedBy, policy.shown.publishedBy])
      const isOwn = policy.shown.importedBy === `officer:${request.officer.id}`
      const body = html`${drawHead(policy.shown, names)}
${policy.shown.state === 'draft' && drawActs(policy, isOwn)}
${policy.shown.state === 'draft' && drawDifferences(policy, current)}
<h2>全文</h2>
${drawClauses(policy.clauses, policyWords.zh)}`
      return reply
        .type('text/html; charset=utf-8')
        .send(policyFrame({ title: policy.shown.title, part: policyDesk, body, ...doneIn(request) }))
    })

    app.post(`${path}/publish`, async (request, reply) =>
      decide(request, reply, async (work, { shown }, by) => {
        await publishVersion(work, shown.versionId, by)
        return 'published'
      }),
    )

    app.post(`${path}/reject`, async (request, reply) =>
      decide(request, reply, async (work, { shown }, by) => {
        await rejectVersion(work, shown.versionId, by)
        return 'rejected'
      }),
    )

    /** What was done is told on the desk, what could not be done on the page of the version. */
    function decide(
      request: FastifyRequest,
      reply: Parameters<typeof sendBack>[0],
      act: (work: Work, policy: ViewedPolicy, by: PolicyActor) => Promise<Done>,
    ) {
      const { id, version } = addressed(request)
      const by: PolicyActor = { kind: 'officer', officer: request.officer }
      return sendBack(
        reply,
        policyDesk,
        () => withWork(context, now(), async (work) => act(work, await requireVersion(work, request), by)),
        versionPath(id, version),
      )
    }
  }
}

function addressed(request: FastifyRequest): { id: string; version: number } {
  const { id, version } = request.params as { id: string; version: string }
  return { id, version: /^[1-9]\d{0,4}$/.test(version) ? Number(version) : 0 }
}

/** Throws `policy-not-found`. */
async function requireVersion(work: Work, request: FastifyRequest): Promise<ViewedPolicy> {
  const { id, version } = addressed(request)
  const policy = await viewPolicy(work, id, { staff: true, version })
  if (!policy) throw new DomainError('policy-not-found', { id })
  return policy
}

/** The published version of the same policy, which this one is to take the place of. */
async function findCurrent(work: Work, { id, versions, shown }: ViewedPolicy): Promise<ViewedPolicy | undefined> {
  const published = versions.find(({ state }) => state === 'published')
  if (!published || published.version === shown.version) return undefined
  return viewPolicy(work, id, { staff: true, version: published.version })
}

function drawHead(shown: VersionHead, names: Names): Html {
  const { state, version, clauses, importedBy, importedAt, publishedBy, publishedAt, source, supersedes } = shown
  return html`<p class="soft">第 ${version} 版 · ${clauses} 条 · ${names(importedBy)} ${momentOf(importedAt)} 上传 · ${source}</p>
${publishedAt && html`<p class="soft">${names(publishedBy)} ${momentOf(publishedAt)} 发布</p>`}
${state === 'rejected' && html`<p class="problem" role="note">这一版已经${publishedAt ? '撤下' : '退回'}。</p>`}
${state === 'replaced' && html`<p class="problem" role="note">这一版已经被新的代替。</p>`}
${shown.decoy && html`<p class="problem" role="note">不归本局管：只用来认出这类问题，不给居民看。</p>`}
${shown.summary && html`<p class="done" role="note">${policyWords.zh.summary}</p>`}
${drawFacts(shown, policyWords.zh)}
${supersedes.length > 0 && html`<p>代替：${supersedes.join('、')}</p>`}`
}

function drawActs({ id, shown }: ViewedPolicy, isOwn: boolean): Html {
  const at = versionPath(id, shown.version)
  return html`${isOwn && html`<p>是您自己上传的，要由另一位同事看过再发布。</p>`}
<div class="acts no-print">${!isOwn && drawAct({ path: `${at}/publish`, label: '看过了，发布', strong: true })}
${drawAct({ path: `${at}/reject`, label: '退回，不发布' })}</div>`
}

function drawDifferences(draft: ViewedPolicy, current: ViewedPolicy | undefined): Html {
  if (!current) return html`<p>是新文件，没有现行的一版可比。</p>`
  const { added, changed, gone, same } = compareClauses(current.clauses, draft.clauses)
  return html`<h2>和现行的第 ${current.shown.version} 版比</h2>
<p>新增 ${added.length} 条，改动 ${changed.length} 条，去掉 ${gone.length} 条，不变 ${same} 条。${changed.length + gone.length > 0 && '发布以后，得到过这些条款答复的居民会收到通知。'}</p>
${drawFactChanges(current.shown, draft.shown)}
${changed.map(
  ({ was, now }) => html`<section><h3>改动：${nameOf(now)}</h3>${drawChange(was.text, now.text)}</section>
`,
)}
${added.map((clause) => html`<section><h3>新增：${nameOf(clause)}</h3><blockquote>${drawClauseText(clause.text, '表格')}</blockquote></section>\n`)}
${gone.map((clause) => html`<section><h3>去掉：${nameOf(clause)}</h3><blockquote>${drawClauseText(clause.text, '表格')}</blockquote></section>\n`)}`
}

/** What is said of the policy itself and is not what it was. */
function drawFactChanges(was: VersionHead, now: VersionHead): Html | undefined {
  const facts = [
    ['标题', was.title, now.title],
    ['文号', was.number, now.number],
    ['发文单位', was.issuer, now.issuer],
    ['施行日期', was.effectiveOn, now.effectiveOn],
    ['失效日期', was.expiresOn, now.expiresOn],
    ['适用地区', was.region, now.region],
    ['原文链接', was.link, now.link],
  ] as const
  const changed = facts.filter(([, before, after]) => (before ?? '') !== (after ?? ''))
  if (changed.length === 0) return undefined
  return html`<ul>${changed.map(([label, before, after]) => html`<li>${label}：<del>${before || '（空）'}</del> <ins>${after || '（空）'}</ins></li>`)}</ul>`
}

function drawChange(before: string, after: string): Html {
  const { head, was, now, tail } = changeIn(before, after)
  return html`<p class="as-written">${head}${was !== '' && html`<del>${was}</del>`}${now !== '' && html`<ins>${now}</ins>`}${tail}</p>`
}

function nameOf({ article, heading, position }: ViewedClause): string {
  const last = heading.split(' / ').at(-1) ?? ''
  return [last, article || policyWords.zh.paragraph(position + 1)].filter(Boolean).join(' ')
}
