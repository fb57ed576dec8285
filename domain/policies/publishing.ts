import type { PolicyVersion } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'
import { DomainError } from '../errors.ts'
import { civilDateOf } from '../rules/civil-date.ts'
import { noteOf, type PolicyActor } from './actor.ts'
import { type ChangedClause, type QuotableClause, tellThoseWhoAsked } from './news.ts'
import { movePolicies } from './revision.ts'
import { readPublished, type Supersession, supersededBy } from './supersession.ts'

/** What a publication or a withdrawal changed. */
export interface PolicyMove {
  version: PolicyVersion
  /** Who did it: `officer:<id>`, `operator` or `system`. */
  by: string
  /** The version in whose place it came. */
  replaced?: PolicyVersion
  /** Other policies that are in force no more because of it, and from when. */
  superseded: Supersession[]
  /** Clauses that read otherwise now, or are no more. */
  changed: ChangedClause[]
  /** How many of those who were answered with them are told. */
  told: number
}

/**
 * Puts a draft in force, in the place of the version there was, which is kept. An officer other than who imported it
 * decides; the operator does both. Those who were answered with a clause that it changes are told. Throws
 * `policy-not-found`, `policy-not-draft` and `same-officer`.
 */
export async function publishVersion(work: Work, versionId: string, by: PolicyActor): Promise<PolicyMove> {
  const draft = await lockVersion(work, versionId)
  if (draft.state !== 'draft') throw new DomainError('policy-not-draft', { state: draft.state, title: draft.title })
  if (by.kind === 'officer' && draft.importedBy === noteOf(by)) {
    throw new DomainError('same-officer', { title: draft.title })
  }
  const former = await work.tx.policyVersion.findFirst({ where: { policyId: draft.policyId, state: 'published' } })
  if (former) await endVersion(work, former.id, 'replaced')
  const version = await work.tx.policyVersion.update({
    where: { id: draft.id },
    data: { state: 'published', publishedBy: noteOf(by), publishedAt: work.at },
  })
  const changed = former ? await findChanges(work, former, version) : []
  const superseded = await findSuperseded(work, version)
  await movePolicies(work)
  let told = changed.length > 0 ? await tellThoseWhoAsked(work, changed) : 0
  for (const { policyId, on } of superseded) {
    // From the day on which it ends: before that it is in force as it was.
    if (on <= civilDateOf(work.at)) told += await tellThoseWhoAsked(work, await findClausesOf(work, policyId))
  }
  return { version, by: noteOf(by), ...(former && { replaced: former }), superseded, changed, told }
}

/** Lets a draft go; it is kept and found by nobody. Throws `policy-not-found` and `policy-not-draft`. */
export async function rejectVersion(work: Work, versionId: string, by: PolicyActor): Promise<PolicyVersion> {
  const draft = await lockVersion(work, versionId)
  if (draft.state !== 'draft') throw new DomainError('policy-not-draft', { state: draft.state, title: draft.title })
  return work.tx.policyVersion.update({
    where: { id: draft.id },
    // Without a day of publication it is the name of who let it go.
    data: { state: 'rejected', endedAt: work.at, publishedBy: noteOf(by) },
  })
}

/**
 * Takes a policy out of the base: nothing is quoted from it any more, and those who were answered with it are told. Its
 * text is kept, and imported again it is a version like any other. Throws `policy-not-found` when none is published.
 */
export async function withdrawPolicy(work: Work, policyId: string, by: PolicyActor): Promise<PolicyMove> {
  await lockPolicy(work, policyId)
  const published = await work.tx.policyVersion.findFirst({ where: { policyId, state: 'published' } })
  if (!published) throw new DomainError('policy-not-found', { id: policyId })
  const changed = await findClausesOf(work, policyId)
  const version = await endVersion(work, published.id, 'rejected')
  await movePolicies(work)
  return { version, by: noteOf(by), superseded: [], changed, told: await tellThoseWhoAsked(work, changed) }
}

/** Under the lock of its policy: two who publish at once do so one after the other. */
async function lockVersion(work: Work, versionId: string): Promise<PolicyVersion> {
  const isId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(versionId)
  const found = isId ? await work.tx.policyVersion.findUnique({ where: { id: versionId } }) : null
  if (!found) throw new DomainError('policy-not-found', { id: versionId })
  await lockPolicy(work, found.policyId)
  return work.tx.policyVersion.findUniqueOrThrow({ where: { id: versionId } })
}

async function lockPolicy(work: Work, policyId: string): Promise<void> {
  await work.sql('SELECT id FROM "Policy" WHERE id = $1 FOR UPDATE', [policyId])
}

function endVersion(work: Work, id: string, state: 'replaced' | 'rejected'): Promise<PolicyVersion> {
  return work.tx.policyVersion.update({ where: { id }, data: { state, endedAt: work.at } })
}

type ClauseRow = Pick<QuotableClause, 'article' | 'heading' | 'text' | 'position'> & { clauseId: string }

const columns = (table: string) =>
  ['clauseId', 'article', 'heading', 'text', 'position'].map((name) => `'${name}', ${table}."${name}"`).join(', ')

/** What the former version has and the new one has not, or has in other words. What is new was asked by nobody. */
async function findChanges(work: Work, former: PolicyVersion, version: PolicyVersion): Promise<ChangedClause[]> {
  if (former.decoy) return []
  const rows = await work.sql<{ was: ClauseRow; now: ClauseRow | null }>(
    `SELECT jsonb_build_object(${columns('o')}) AS was,
      CASE WHEN n."clauseId" IS NOT NULL THEN jsonb_build_object(${columns('n')}) END AS now
    FROM "PolicyClause" o LEFT JOIN "PolicyClause" n ON n."versionId" = $2::uuid AND n."clauseId" = o."clauseId"
    WHERE o."versionId" = $1::uuid AND n."textHash" IS DISTINCT FROM o."textHash" ORDER BY o.position`,
    [former.id, version.id],
  )
  return rows.map(({ was, now }) => ({
    clauseId: was.clauseId,
    versionId: version.id,
    was: quotable(former, was),
    ...(now && !version.decoy && { now: quotable(version, now) }),
  }))
}

/** All clauses of what is published of a policy, as ones that are no more. */
async function findClausesOf(work: Work, policyId: string): Promise<ChangedClause[]> {
  const version = await work.tx.policyVersion.findFirst({
    where: { policyId, state: 'published', decoy: false },
    include: { clauses: { orderBy: { position: 'asc' } } },
  })
  if (!version) return []
  return version.clauses.map((clause) => ({
    clauseId: clause.clauseId,
    versionId: version.id,
    was: quotable(version, clause),
  }))
}

function quotable(
  version: PolicyVersion,
  { article, heading, text, position }: Omit<ClauseRow, 'clauseId'>,
): QuotableClause {
  const { policyId, title, effectiveOn } = version
  return { policyId, title, article, heading, text, position, ...(effectiveOn !== null && { effectiveOn }) }
}

async function findSuperseded(work: Work, version: PolicyVersion): Promise<Supersession[]> {
  if (version.supersedes.length === 0) return []
  return [...supersededBy(await readPublished(work.sql)).values()].filter(({ by }) => by.policyId === version.policyId)
}
