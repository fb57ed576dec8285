import type { Work } from '../../domain/context.ts'
import { civilDateOf } from '../../domain/rules/civil-date.ts'
import { excerptOf } from '../../domain/rules/clause-excerpt.ts'
import type { Clause } from '../../domain/rules/policy-search/clause.ts'
import { shorten } from '../text/names.ts'
import type { OfferedClause, PolicyFace, QuotedClause } from '../text/policy-sentences.ts'

/** Characters of a clause that an answer quotes, and that fit where all of it is asked for. */
export const quoted = { answer: 400, whole: 3000 } as const

/** So many headings tell what a policy is about. */
const mostHeadings = 6

/** A clause as it is quoted, in at most some `most` characters of its own. */
export function quoteOf(work: Work, clause: Clause, most: number): QuotedClause {
  const { policyId, position, summary } = clause
  const { text, isWhole } = excerptOf(clause.text, most)
  return {
    policyId,
    position,
    ...originOf(work, clause),
    article: nameOf(clause),
    quote: text,
    isWhole,
    summary,
    page: pageOf(work, clause),
  }
}

/** A clause as one of several that may be meant. */
export function offerOf(clause: Clause): OfferedClause {
  const beginning = shorten(plain(clause.text), 40)
  const label = shorten([clause.article, topicOf(clause)].filter(Boolean).join(' '), 24)
  return { title: bare(clause.title), label: label || shorten(beginning, 24), beginning }
}

/** A policy as its clauses tell of it; undefined when there is none, or it is not to be shown. */
export function faceOf(work: Work, policyId: string): PolicyFace | undefined {
  const clauses = work.policies.policy(policyId)
  const [first] = clauses
  if (!first || first.decoy) return undefined
  const headings = [...new Set(clauses.map((clause) => clause.heading.split(' / ')[0]?.trim() || nameOf(clause)))]
  return {
    policyId,
    ...originOf(work, first),
    summary: first.summary,
    headings: headings.slice(0, mostHeadings).map((heading) => shorten(heading, 24)),
    hasMore: headings.length > mostHeadings,
    clauses: clauses.length,
    page: `${work.publicUrl}/policies/${encodeURIComponent(policyId)}`,
  }
}

/** Our own page of a policy, at one of its clauses. */
export function pageOf({ publicUrl }: Pick<Work, 'publicUrl'>, { policyId, position }: Clause): string {
  return `${publicUrl}/policies/${encodeURIComponent(policyId)}#c-${position}`
}

function originOf(work: Work, { title, number, issuer, effectiveOn, expiresOn, link }: Clause) {
  const isOver = expiresOn !== undefined && expiresOn <= civilDateOf(work.at)
  return {
    title: bare(title),
    ...(number && { number }),
    ...(issuer && { issuer }),
    ...(effectiveOn && { effectiveOn }),
    ...(isOver && { endedOn: expiresOn }),
    ...(link && { source: link }),
  }
}

/** 补偿补助 of 第三章 补偿补助: what stands above a clause, without its number. */
function topicOf(clause: Clause): string {
  return lastHeading(clause).replace(
    /^(?:第[零〇一二三四五六七八九十百\d]+[编章节款部分]+|[一二三四五六七八九十]+、)\s*/,
    '',
  )
}

/** 第三条; where it has no number, what stands above it or how it begins. */
function nameOf(clause: Clause): string {
  return clause.article || lastHeading(clause) || shorten(plain(clause.text), 12)
}

function lastHeading({ heading }: Clause): string {
  return heading.split(' / ').at(-1)?.trim() ?? ''
}

/** In one line, without the lines of a table. */
function plain(text: string): string {
  return text
    .replace(/\|[\s:|-]*\|/g, ' ')
    .replace(/[|\s]+/g, ' ')
    .trim()
}

/** A title is put between 《》 when it is said. */
function bare(title: string): string {
  return title.replace(/^《(.*)》$/, '$1')
}
