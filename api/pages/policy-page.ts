import type { Office } from '../../domain/office.ts'
import type { ViewedClause, ViewedPolicy } from '../../domain/policies/policies.ts'
import { civilDateOf } from '../../domain/rules/civil-date.ts'
import { type Html, html } from './html.ts'
import { drawFacts } from './policy-marks.ts'
import { drawClauseText } from './policy-text.ts'
import { inLanguage, publicLayout } from './public-layout.ts'
import { type Language, type PolicyWords, policyWords } from './words/policies.ts'

/**
 * A policy as it stands, with an anchor `#c-<position>` for each clause. Draws the version it is handed, be it the one in
 * force or one that was asked for by its number.
 */
export function drawPolicy(page: {
  office: Pick<Office, 'name'>
  language: Language
  today: string
  policy: ViewedPolicy
  isInForce: boolean
}): string {
  const { office, language, today, policy, isInForce } = page
  const words = policyWords[language]
  const path = `/policies/${policy.id}`
  return publicLayout({
    office,
    language,
    title: policy.shown.title,
    address: isInForce ? path : `${path}?version=${policy.shown.version}`,
    body: html`${isInForce && drawNext(policy, path, language, words)}${drawBands(policy, path, language, today, words, isInForce)}
${drawFacts(policy.shown, words)}
${drawClauses(policy.clauses, words)}
${drawVersions(policy, path, language, today, words)}
`,
  })
}

/** The clauses with what leads to them. */
export function drawClauses(clauses: readonly ViewedClause[], words: PolicyWords): Html {
  const headings = outlineOf(clauses)
  return html`${drawOutline(clauses, headings, words)}
<article lang="zh-CN">${clauses.map((clause, index) => drawClause(clause, headings.get(index) ?? [], words))}</article>`
}

/** It stands only until the version that is published already comes into force. */
function drawNext(
  { shown, versions }: ViewedPolicy,
  path: string,
  language: Language,
  words: PolicyWords,
): Html | undefined {
  const next = versions.find(({ state }) => state === 'published')
  if (shown.state !== 'replaced' || !next?.effectiveOn) return undefined
  const page = inLanguage(`${path}?version=${next.version}`, language)
  return html`<p class="done" role="note">${words.next(words.day(next.effectiveOn))} <a href="${page}">${words.version(next.version)}</a></p>`
}

function drawBands(
  policy: ViewedPolicy,
  path: string,
  language: Language,
  today: string,
  words: PolicyWords,
  isInForce: boolean,
): Html {
  const { supersededBy } = policy
  const { state, version, endedAt, expiresOn, effectiveOn, summary } = policy.shown
  const current = policy.versions.some((one) => one.state === 'published')
  const toCurrent = current && html` <a href="${inLanguage(path, language)}">${words.inForce}</a>`
  const ended = endedAt ? words.day(civilDateOf(endedAt)) : undefined
  return html`${state === 'replaced' && !isInForce && html`<p class="problem" role="note">${words.replaced(version, ended)}${toCurrent}</p>`}
${state === 'rejected' && html`<p class="problem" role="note">${words.gone(version)}${toCurrent}</p>`}
${expiresOn && expiresOn <= today && html`<p class="problem" role="note">${words.expired(words.day(expiresOn))}</p>`}
${state === 'published' && supersededBy && html`<p class="problem" role="note">${words.supersededBy} <a href="${inLanguage(`/policies/${supersededBy.policyId}`, language)}" lang="zh-CN">${supersededBy.title}</a></p>`}
${effectiveOn && effectiveOn > today && html`<p class="problem" role="note">${words.notYet(words.day(effectiveOn))}${policy.versions.length > 1 && toCurrent}</p>`}
${summary && html`<p class="done" role="note"><strong>${words.summary}</strong></p>`}`
}

interface Heading {
  text: string
  /** 1 for the outermost. */
  depth: number
}

/** The headings that begin at a clause, by its index: what differs from the path of the clause before. */
function outlineOf(clauses: readonly ViewedClause[]): Map<number, Heading[]> {
  const begun = new Map<number, Heading[]>()
  let before: string[] = []
  clauses.forEach(({ heading }, index) => {
    const path = pathOf(heading)
    const same = path.findIndex((text, depth) => text !== before[depth])
    const fresh = same === -1 ? [] : path.slice(same).map((text, i) => ({ text, depth: same + i + 1 }))
    if (fresh.length > 0) begun.set(index, fresh)
    before = path
  })
  return begun
}

function pathOf(heading: string): string[] {
  return heading === '' ? [] : heading.split(' / ')
}

/** Headings with what lies below them; a text without any, by its articles. */
function drawOutline(
  clauses: readonly ViewedClause[],
  headings: Map<number, Heading[]>,
  words: PolicyWords,
): Html | undefined {
  const entries = clauses.flatMap((clause, index) => {
    const begun = headings.get(index) ?? []
    return begun.map(({ text, depth }) => ({ text, depth, anchor: anchorOf(clause) }))
  })
  const byArticle = clauses
    .filter(({ article }) => article !== '')
    .map((clause) => ({ text: clause.article, anchor: anchorOf(clause) }))
  if (entries.length > 1) {
    return html`<nav class="no-print" aria-label="${words.outline}"><details open><summary>${words.outline}</summary>
<ul class="outline" lang="zh-CN">${entries.map(({ text, depth, anchor }) => html`<li class="depth-${Math.min(depth, 4)}"><a href="#${anchor}">${text}</a></li>`)}</ul></details></nav>`
  }
  if (byArticle.length < 6) return undefined
  return html`<nav class="no-print" aria-label="${words.outline}"><details><summary>${words.outline}</summary>
<p class="articles" lang="zh-CN">${byArticle.map(({ text, anchor }) => html`<a href="#${anchor}">${text}</a> `)}</p></details></nav>`
}

function drawClause(clause: ViewedClause, begun: readonly Heading[], words: PolicyWords): Html {
  const { position, article, heading, text } = clause
  const depth = pathOf(heading).length
  const label = article === '' ? words.paragraph(position + 1) : article
  const anchor = anchorOf(clause)
  const link = html`<a class="anchor" href="#${anchor}" aria-label="${words.clauseLink(label)}">#</a>`
  return html`${begun.map((one) => inHeading(one.depth, html`${one.text}`))}
<section class="clause" id="${anchor}">${article === '' ? link : inHeading(depth + 1, html`${article} ${link}`)}
${drawClauseText(text, words.table)}</section>
`
}

/** Below the page's own title. There are no more than six levels. */
function inHeading(depth: number, content: Html): Html {
  switch (Math.min(depth, 5)) {
    case 1:
      return html`<h2>${content}</h2>`
    case 2:
      return html`<h3>${content}</h3>`
    case 3:
      return html`<h4>${content}</h4>`
    case 4:
      return html`<h5>${content}</h5>`
    default:
      return html`<h6>${content}</h6>`
  }
}

function anchorOf({ position }: ViewedClause): string {
  return `c-${position}`
}

function drawVersions(
  policy: ViewedPolicy,
  path: string,
  language: Language,
  today: string,
  words: PolicyWords,
): Html | undefined {
  if (policy.versions.length < 2) return undefined
  return html`<section class="no-print"><h2>${words.versions}</h2><ul>${policy.versions.map((one) => {
    const isInForce = one.state === 'published' && !(one.effectiveOn && one.effectiveOn > today)
    const address = isInForce ? path : `${path}?version=${one.version}`
    const isShown = one.version === policy.shown.version
    return html`<li><a href="${inLanguage(address, language)}"${isShown && html` aria-current="page"`}>${words.version(one.version)}</a>
${one.publishedAt && words.publishedOn(words.day(civilDateOf(one.publishedAt)))}${isShown && ` · ${words.shown}`}</li>`
  })}</ul></section>`
}

/** There is no such policy, or none that may be shown. */
export function drawNoPolicy({ office, language }: { office: Pick<Office, 'name'>; language: Language }): string {
  const words = policyWords[language]
  return publicLayout({
    office,
    language,
    title: words.notFound,
    address: '/policies',
    body: html`<p>${words.notFoundMore}</p><p><a class="button" href="${inLanguage('/policies', language)}">${words.policies}</a></p>`,
  })
}
