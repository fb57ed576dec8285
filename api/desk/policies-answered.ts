import type { FastifyPluginAsync } from 'fastify'
import { type Context, outsideTransaction, type Work, withWork } from '../../domain/context.ts'
import {
  approveAnswered,
  declineAnswered,
  listAnswered,
  withdrawAnswered,
} from '../../domain/policies/answered-questions.ts'
import { excerptOf } from '../../domain/rules/clause-excerpt.ts'
import type { AnsweredQuestion, AnsweredVerdict, Officer } from '../../prisma/generated/client.ts'
import { type Html, html } from '../pages/html.ts'
import { drawClauseText } from '../pages/policy-text.ts'
import type { ApiSettings } from '../settings.ts'
import { drawAct, fieldIn, momentOf, type Names, namesOf, policyDesk, policyFrame } from './policies-frame.ts'
import { doneIn, sendBack } from './policies-tell.ts'

const path = `${policyDesk}/answered`

/** So many of those that count already are listed. */
const mostListed = 200

/** Answered questions that wait for a second officer, and those that count. */
export function answeredRoutes(context: Context, { now }: Pick<ApiSettings, 'now'>): FastifyPluginAsync {
  return async (app) => {
    app.get(path, async (request, reply) => {
      const work = await outsideTransaction(context, now())
      const waiting = await listAnswered(work, { state: 'waiting' })
      const approved = await listAnswered(work, { state: 'approved', limit: mostListed })
      const names = await namesOf(
        work,
        [...waiting, ...approved].flatMap(({ proposedBy, decidedBy }) => [proposedBy, decidedBy]),
      )
      const { officer } = request
      const body = html`<p>工作人员答过的问题，再由一位同事看过，以后有人问到相近的，就从这些条款里找。问题里的个人信息已经去掉；看到还有的，请不要同意。</p>
<h2>等同事看（${waiting.length}）</h2>
${waiting.length === 0 && html`<p class="soft">没有等着看的。</p>`}
<ul class="found">${waiting.map((one) => drawWaiting(work, officer, one, names))}</ul>
<h2>已经在用（${approved.length}）</h2>
<ul class="found">${approved.map((one) => drawApproved(work, one, names))}</ul>`
      return reply
        .type('text/html; charset=utf-8')
        .send(policyFrame({ title: '问答复核', part: path, body, ...doneIn(request) }))
    })

    app.post(`${path}/:id/approve`, async (request, reply) =>
      sendBack(reply, path, async () => {
        await withWork(context, now(), (work) => approveAnswered(work, request.officer, idIn(request.params)))
        return 'approved'
      }),
    )

    app.post(`${path}/:id/decline`, async (request, reply) =>
      sendBack(reply, path, async () => {
        const reason = fieldIn(request.body, 'reason').slice(0, 200)
        await withWork(context, now(), (work) => declineAnswered(work, request.officer, idIn(request.params), reason))
        return 'declined'
      }),
    )

    app.post(`${path}/:id/withdraw`, async (request, reply) =>
      sendBack(reply, path, async () => {
        const by = `officer:${request.officer.id}`
        await withWork(context, now(), (work) => withdrawAnswered(work, by, idIn(request.params)))
        return 'answered-withdrawn'
      }),
    )
  }
}

function idIn(params: unknown): string {
  return (params as { id: string }).id
}

function drawWaiting(work: Work, officer: Officer, answered: AnsweredQuestion, names: Names): Html {
  const { id, question, proposedBy, proposedAt } = answered
  const isOwn = proposedBy === `officer:${officer.id}`
  return html`<li>${drawAnswered(work, answered)}
<p class="soft">${names(proposedBy)} 提出，${momentOf(proposedAt)}</p>
${isOwn && html`<p>是您自己提的，要由同事来看。${drawAct({ path: `${path}/${id}/withdraw`, label: '收回', about: question })}</p>`}
${
  !isOwn &&
  html`<div class="acts">${drawAct({ path: `${path}/${id}/approve`, label: '同意', strong: true, about: question })}
<form class="acts" action="${path}/${id}/decline" method="post"><label>原因（可以不写） <input name="reason" maxlength="200" autocomplete="off"></label><button type="submit" aria-label="不同意：${question}">不同意</button></form></div>`
}</li>
`
}

function drawApproved(work: Work, answered: AnsweredQuestion, names: Names): Html {
  const { id, question, proposedBy, decidedBy, decidedAt } = answered
  return html`<li>${drawAnswered(work, answered)}
<p class="soft">${names(proposedBy)} 提出，${names(decidedBy)} 同意${decidedAt && `，${momentOf(decidedAt)}`}</p>
${drawAct({ path: `${path}/${id}/withdraw`, label: '不再用', about: question })}</li>
`
}

const verdicts: Record<AnsweredVerdict, string> = {
  clauses: '据此回答：',
  gap: '归我们管，库里没有。',
  notOurs: '不归我们管。',
}

/** Characters of a clause that a question rests on. */
const mostQuoted = 200

function drawAnswered({ policies }: Work, { question, verdict, clauseIds }: AnsweredQuestion): Html {
  return html`<h3>${question}</h3><p>${verdicts[verdict]}</p>${clauseIds.map((clauseId) => {
    const clause = policies.clause(clauseId)
    if (!clause) return html`<p class="problem">这一条已经不在库里：${clauseId}</p>`
    const page = `/policies/${clause.policyId}#c-${clause.position}`
    return html`<blockquote><p><a href="${page}">${clause.title} ${clause.article}</a></p>${drawClauseText(excerptOf(clause.text, mostQuoted).text, '表格')}</blockquote>`
  })}`
}
