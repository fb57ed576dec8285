import type { Account } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'
import { type Posting, post } from '../outbox.ts'
import { civilDateOf } from '../rules/civil-date.ts'
import { excerptOf } from '../rules/clause-excerpt.ts'
import type { Clause } from '../rules/policy-search/clause.ts'

/** A clause that a publication has changed or taken out. */
export interface ChangedClause {
  clauseId: string
  /** The version that has brought the change; of a policy that was taken back, the one that ended. */
  versionId: string
  was: QuotableClause
  /** Absent: there is no such clause any more. */
  now?: QuotableClause | undefined
}

/** What is told of a clause. */
export type QuotableClause = Pick<
  Clause,
  'policyId' | 'title' | 'article' | 'heading' | 'text' | 'position' | 'effectiveOn'
>

/** So many accounts are told in one statement, and so many clauses in one notice. */
const pageSize = 500
const mostTold = 3

/** Characters of the new wording that a notice quotes. */
const quotedNow = 200

/**
 * Tells those who were answered with one of these clauses that it reads otherwise now, or is no more: each account once
 * for each publication, unless it has opted out, cannot be reached, or was answered with the new version already.
 * Called again with the same changes it tells nobody twice. Returns how many accounts it concerns.
 */
export async function tellThoseWhoAsked(work: Work, changed: readonly ChangedClause[]): Promise<number> {
  let told = 0
  for (const ofOneVersion of byVersion(changed)) told += await tellOfVersion(work, ofOneVersion)
  return told
}

/** Nobody tells this account of changes to a policy any more; what it asks from now on counts anew. */
export async function stopTelling(work: Work, account: Pick<Account, 'id'>, policyId: string): Promise<void> {
  if (!/^[\w-]{1,64}$/.test(policyId)) return
  await work.sql(
    `UPDATE "PolicyAsk" a SET "mutedAt" = $3::timestamptz FROM "PolicyVersion" v
    WHERE a."accountId" = $1::uuid AND a."mutedAt" IS NULL AND v.id = a."versionId" AND v."policyId" = $2`,
    [account.id, policyId, work.at],
  )
}

async function tellOfVersion(work: Work, changed: readonly ChangedClause[]): Promise<number> {
  const byClause = new Map(changed.map((each) => [each.clauseId, each]))
  let told = 0
  for (let after = nobody; ; ) {
    const askers = await findAskers(work, changed, after)
    const postings = askers.map(({ accountId, clauseIds }) =>
      notice(
        work,
        accountId,
        clauseIds.flatMap((id) => byClause.get(id) ?? []),
      ),
    )
    await post(work, postings)
    told += askers.length
    const last = askers.at(-1)
    if (!last || askers.length < pageSize) return told
    after = last.accountId
  }
}

interface Asker {
  accountId: string
  clauseIds: string[]
}

const nobody = '00000000-0000-0000-0000-000000000000'

/** The next accounts that were answered with any of these clauses, each with those it was answered with. */
function findAskers(work: Work, changed: readonly ChangedClause[], after: string): Promise<Asker[]> {
  return work.sql<Asker>(
    `SELECT a."accountId"::text AS "accountId", array_agg(DISTINCT a."clauseId") AS "clauseIds"
    FROM "PolicyAsk" a JOIN "Account" p ON p.id = a."accountId" AND p."unreachableAt" IS NULL
    WHERE a."clauseId" = ANY($1::text[]) AND a."versionId" <> ALL($2::uuid[]) AND a."mutedAt" IS NULL
      AND a."accountId" > $3::uuid
    GROUP BY a."accountId" ORDER BY a."accountId" LIMIT $4`,
    [
      changed.map(({ clauseId }) => clauseId),
      changed.flatMap(({ versionId, now }) => (now ? [versionId] : [])),
      after,
      pageSize,
    ],
  )
}

function notice(work: Work, accountId: string, changed: readonly ChangedClause[]): Posting {
  const [first] = changed
  if (!first) throw new Error('There is nothing to tell of')
  const { policyId, title } = first.now ?? first.was
  // One version may bring a change and be taken back later: then the clauses are others, or are no more.
  const what = `${first.versionId}:${first.now ? 'now' : 'gone'}:${first.clauseId}`
  const page = `${work.publicUrl}/policies/${encodeURIComponent(policyId)}`
  return {
    dedupeKey: `policyChanged:${what}:${accountId}`,
    lane: 'digest',
    kind: 'policyChanged',
    params: {
      policyId,
      title: title.replace(/^《(.*)》$/, '$1'),
      page,
      on: changedOn(work, first.now),
      clauses: changed.slice(0, mostTold).map(({ was, now }) => lineOf(page, was, now)),
      more: Math.max(0, changed.length - mostTold),
    },
    to: { account: accountId },
  }
}

/** From when it is so: a new version may come into force after it is published. */
function changedOn(work: Work, now: QuotableClause | undefined): string {
  const today = civilDateOf(work.at)
  return now?.effectiveOn !== undefined && now.effectiveOn > today ? now.effectiveOn : today
}

function lineOf(page: string, was: QuotableClause, now: QuotableClause | undefined) {
  if (!now) return { article: nameOf(was) }
  const { text, isWhole } = excerptOf(now.text, quotedNow)
  const { position } = now
  return { article: nameOf(now), position, beginning: text, isWhole, page: `${page}#c-${position}` }
}

function nameOf({ article, heading, text }: QuotableClause): string {
  return article || heading.split(' / ').at(-1) || excerptOf(text, 12).text
}

function byVersion(changed: readonly ChangedClause[]): ChangedClause[][] {
  const versions = new Map<string, ChangedClause[]>()
  for (const each of changed) versions.set(each.versionId, [...(versions.get(each.versionId) ?? []), each])
  return [...versions.values()]
}
