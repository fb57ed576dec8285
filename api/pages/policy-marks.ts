import { type Html, html } from './html.ts'
import type { PolicyWords } from './words/policies.ts'

/** What tells a policy apart besides its title. */
export interface PolicyFacts {
  number?: string | null | undefined
  issuer?: string | null | undefined
  effectiveOn?: string | null | undefined
  expiresOn?: string | null | undefined
  region: string
  summary: boolean
  link?: string | null | undefined
}

/** On one line, what one wants to know before reading: number, issuer, since when, where. */
export function drawFactLine(facts: PolicyFacts, today: string, words: PolicyWords): Html {
  const { number, issuer, effectiveOn, region } = facts
  const parts = [
    number,
    issuer,
    effectiveOn && `${words.effectiveOn} ${words.day(effectiveOn)}`,
    region !== '' && `${words.region} ${region}`,
  ].filter((part) => typeof part === 'string' && part !== '')
  return html`<p class="soft">${parts.join(' · ')}${parts.length > 0 && ' '}${drawMarks(facts, today, words)}</p>`
}

/** The same as a list, with where the original is. */
export function drawFacts(facts: PolicyFacts, words: PolicyWords): Html {
  const { number, issuer, effectiveOn, expiresOn, region, link } = facts
  const fact = (label: string, value: Html | string | null | undefined | false) =>
    value ? html`<dt>${label}</dt><dd>${value}</dd>` : undefined
  return html`<dl class="facts">
${fact(words.number, number)}${fact(words.issuer, issuer)}
${fact(words.effectiveOn, effectiveOn && words.day(effectiveOn))}
${fact(words.expiresOn, expiresOn && words.day(expiresOn))}
${fact(words.region, region === '' ? words.everywhere : region)}
${fact(words.source, isWebAddress(link) && html`<a href="${link}" rel="noopener noreferrer">${words.original}</a>`)}
</dl>`
}

function drawMarks({ summary, effectiveOn, expiresOn }: PolicyFacts, today: string, words: PolicyWords): Html[] {
  const marks = [
    summary && words.summaryMark,
    effectiveOn && effectiveOn > today && words.notYetMark,
    expiresOn && expiresOn <= today && words.expiredMark,
  ]
  return marks.filter((mark) => typeof mark === 'string' && mark !== '').map((mark) => html`<mark>${mark}</mark> `)
}

/** A link that an import brought along may be anything; only what opens a page is one. */
function isWebAddress(link: string | null | undefined): link is string {
  return /^https?:\/\//i.test(link ?? '')
}
