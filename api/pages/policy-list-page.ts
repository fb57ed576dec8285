import type { Office } from '../../domain/office.ts'
import { excerptOf } from '../../domain/rules/clause-excerpt.ts'
import type { Band, Found, SearchResult } from '../../domain/rules/policy-search/clause.ts'
import { longestQuestion, type PolicyQuestionProblem } from '../policy-question.ts'
import { type Html, html } from './html.ts'
import { drawFactLine, type PolicyFacts } from './policy-marks.ts'
import { drawClauseText } from './policy-text.ts'
import { inLanguage, publicLayout } from './public-layout.ts'
import { type Language, type PolicyWords, policyWords } from './words/policies.ts'

export interface ListedPolicy extends PolicyFacts {
  id: string
  title: string
  clauses: number
}

/** What came of what was asked, if anything was. */
export type Finding = { kind: 'found'; result: SearchResult } | { kind: 'wrong'; problems: PolicyQuestionProblem[] }

/** All policies, and above them the box in which one looks for a clause. */
export function drawPolicyList(page: {
  office: Pick<Office, 'name'>
  language: Language
  today: string
  question: string
  finding?: Finding | undefined
  policies: readonly ListedPolicy[]
}): string {
  const { office, language, today, question, finding, policies } = page
  const words = policyWords[language]
  const address = question === '' ? '/policies' : `/policies?${new URLSearchParams({ q: question })}`
  return publicLayout({
    office,
    language,
    title: words.policies,
    address,
    body: html`${drawForm(question, language, words)}
${finding?.kind === 'wrong' && finding.problems.map((problem) => html`<p class="problem" role="alert">${words.problems[problem]}</p>`)}
${finding?.kind === 'found' && drawFinding(finding.result, language, today, words)}
${finding?.kind !== 'found' && drawAll(policies, language, today, words)}
`,
  })
}

function drawForm(question: string, language: Language, words: PolicyWords): Html {
  return html`<form class="no-print" action="/policies" method="get" role="search">
${language !== 'zh' && html`<input type="hidden" name="lang" value="${language}">`}
<label for="q">${words.searchLabel}</label>
<p class="soft" id="q-hint">${words.searchHint}</p>
<div class="acts"><input class="grow" type="search" id="q" name="q" value="${question}" maxlength="${longestQuestion}" aria-describedby="q-hint" enterkeyhint="search" required>
<button class="strong" type="submit">${words.search}</button></div>
</form>`
}

/** So many are shown at once; the others are opened by whoever wants to look further. */
const shownAtOnce: Record<Band, number> = { answer: 1, suggest: 3, abstain: 0 }

function drawFinding(result: SearchResult, language: Language, today: string, words: PolicyWords): Html {
  const { band, results } = result
  const draw = (some: readonly Found[]) =>
    html`<ul class="found">${some.map((found) => drawFound(found, language, today, words))}</ul>`
  const shown = results.slice(0, shownAtOnce[band])
  const others = results.slice(shownAtOnce[band])
  return html`<section><p class="done" role="status">${sayBand(result, words)}</p>
${shown.length > 0 && draw(shown)}
${band !== 'answer' && html`<p class="no-print"><a href="/">${words.askOffice}</a></p>`}
${others.length > 0 && html`<details><summary>${words.near(others.length)}</summary>${draw(others)}</details>`}
<p class="no-print"><a href="${inLanguage('/policies', language)}">${words.policies}</a></p></section>`
}

/** What it makes of the question; why it has no plain answer comes before what may be meant. */
function sayBand({ band, doubt = 'nothing' }: SearchResult, words: PolicyWords): string {
  if (band === 'answer') return words.answer
  if (band === 'suggest' && (doubt === 'unsure' || doubt === 'nothing')) return words.suggest
  return words.abstain[doubt]
}

/** Characters of a clause that are shown among others. */
const mostQuoted = 300

function drawFound({ clause }: Found, language: Language, today: string, words: PolicyWords): Html {
  const { text, isWhole } = excerptOf(clause.text, mostQuoted)
  const page = inLanguage(`/policies/${clause.policyId}#c-${clause.position}`, language)
  return html`<li><h2><a href="${page}"><span lang="zh-CN">${clause.title} ${clause.article}</span></a></h2>
${drawFactLine(clause, today, words)}
${clause.heading !== '' && html`<p class="soft" lang="zh-CN">${clause.heading}</p>`}
<blockquote lang="zh-CN">${drawClauseText(text, words.table)}</blockquote>
${!isWhole && html`<p><a href="${page}">${words.readOn}</a></p>`}</li>
`
}

function drawAll(policies: readonly ListedPolicy[], language: Language, today: string, words: PolicyWords): Html {
  if (policies.length === 0) return html`<p>${words.noPolicies}</p>`
  return html`<section><h2>${words.allPolicies(policies.length)}</h2>
<ul class="found">${policies.map(
    (
      policy,
    ) => html`<li><h3><a href="${inLanguage(`/policies/${policy.id}`, language)}" lang="zh-CN">${policy.title}</a></h3>
${drawFactLine(policy, today, words)}
<p class="soft">${words.clauses(policy.clauses)}</p></li>
`,
  )}</ul></section>`
}
