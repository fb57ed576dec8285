import type { Work } from '../context.ts'
import { DomainError } from '../errors.ts'
import { civilDateOf } from '../rules/civil-date.ts'
import { articleKey, type ClauseReference, readClauses, titleKey } from '../rules/clause-reference.ts'
import type { Clause } from '../rules/policy-search/clause.ts'

/** So many clauses may answer one question. */
const mostClauses = 5

/** The three clauses nearest to a question, best first, fewer when there are no more. */
export function nearestClauses(work: Work, question: string): Clause[] {
  const { results } = work.policies.search(question, { on: civilDateOf(work.at), limit: 3 })
  return results.slice(0, 3).map(({ clause }) => clause)
}

/**
 * The published clauses that words name: by 《title》第X条, by their ids, or by their places in a list that was shown, whose
 * ids are `listed`. At least one. Throws `unknown-clause`, `clause-unclear` when several policies fit, `clause-ended` when
 * it is in force no more, `too-many-clauses`.
 */
export async function findNamedClauses(work: Work, typed: string, listed: readonly string[]): Promise<Clause[]> {
  const whole = work.policies.clause(typed.trim())
  const references: ClauseReference[] = whole ? [{ kind: 'words', words: whole.id }] : readClauses(typed)
  if (references.length === 0) throw new DomainError('unknown-clause', { clause: typed.slice(0, 60) })
  const titles = references.some(({ kind }) => kind === 'article') ? await readTitles(work) : []
  const clauses: Clause[] = []
  for (const reference of references) {
    const clause = await find(work, reference, titles, listed)
    if (!clauses.some(({ id }) => id === clause.id)) clauses.push(clause)
  }
  requireClauses(
    work,
    clauses.map(({ id }) => id),
  )
  return clauses
}

/** The clauses of these ids, all published, to be shown and in force. Throws as `findNamedClauses` does. */
export function requireClauses(work: Work, ids: readonly string[]): Clause[] {
  if (ids.length > mostClauses) throw new DomainError('too-many-clauses', { most: mostClauses })
  return ids.map((id) => {
    const clause = work.policies.clause(id)
    if (!clause || clause.decoy) throw new DomainError('unknown-clause', { clause: id.slice(0, 60) })
    if (!isInForce(clause, civilDateOf(work.at))) {
      throw new DomainError('clause-ended', { clause: `《${clause.title}》${clause.article}` })
    }
    return clause
  })
}

interface PublishedTitle {
  versionId: string
  title: string
  key: string
}

async function find(
  work: Work,
  reference: ClauseReference,
  titles: PublishedTitle[],
  listed: readonly string[],
): Promise<Clause> {
  switch (reference.kind) {
    case 'listed': {
      const clause = work.policies.clause(listed[reference.place - 1] ?? '')
      if (!clause) throw new DomainError('unknown-clause', { clause: String(reference.place) })
      return clause
    }
    case 'words': {
      const clause = work.policies.clause(reference.words)
      if (!clause) throw new DomainError('unknown-clause', { clause: reference.words.slice(0, 60) })
      return clause
    }
    case 'article':
      return findArticle(work, reference, titles)
  }
}

/** What is in force goes before what was, the law before our summary of it, and the very title before a longer one. */
async function findArticle(
  work: Work,
  { title, article }: Extract<ClauseReference, { kind: 'article' }>,
  titles: PublishedTitle[],
): Promise<Clause> {
  const same = titles.filter(({ key }) => key === title)
  const fitting = same.length > 0 ? same : titles.filter(({ key }) => key.includes(title))
  const rows = await work.tx.policyClause.findMany({
    where: { versionId: { in: fitting.map(({ versionId }) => versionId) } },
    select: { clauseId: true, article: true },
    orderBy: { clauseId: 'asc' },
  })
  const clauses = rows
    .filter((row) => articleKey(row.article) === article)
    .flatMap(({ clauseId }) => work.policies.clause(clauseId) ?? [])
  const inForce = clauses.filter((clause) => isInForce(clause, civilDateOf(work.at)))
  const [candidates = []] = [inForce.filter(({ summary }) => !summary), inForce, clauses].filter(
    ({ length }) => length > 0,
  )
  const [only, another] = candidates
  if (!only) throw new DomainError('unknown-clause', { clause: `《${title}》`.slice(0, 60) })
  if (another && inForce.length > 0) {
    throw new DomainError('clause-unclear', {
      clause: title.slice(0, 60),
      like: candidates.slice(0, 3).map(nameOf).join('、'),
    })
  }
  return only
}

function nameOf({ title, article }: Clause): string {
  return `《${title}》${article}`
}

async function readTitles(work: Work): Promise<PublishedTitle[]> {
  const versions = await work.tx.policyVersion.findMany({
    where: { state: 'published', decoy: false },
    select: { id: true, title: true },
  })
  return versions.map(({ id, title }) => ({ versionId: id, title, key: titleKey(title) }))
}

function isInForce({ effectiveOn, expiresOn }: Clause, on: string): boolean {
  return (effectiveOn === undefined || effectiveOn <= on) && (expiresOn === undefined || on < expiresOn)
}
