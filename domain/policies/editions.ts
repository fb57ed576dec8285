import type { PolicyState } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'
import { civilDateOf } from '../rules/civil-date.ts'
import type { ParsedPolicy } from './files/parsed-policy.ts'
import { longHash, namesOf, numberKey, shortHash, titleKey } from './files/policy-key.ts'

/** Where a text belongs among the policies that are known. */
export interface PolicyPlace {
  policyId: string
  key: string
  /** What clauses without an id of their own are named after, and what stands behind their names. */
  name: string
  suffix: string
  /** For an earlier edition: the first day on which it was no longer in force. */
  until?: string
  /** Every version of every edition. */
  versions: KnownVersion[]
}

export interface KnownVersion {
  policyId: string
  key: string
  versionId: string
  version: number
  state: PolicyState
  title: string
  effectiveOn: string | null
  region: string
  contentHash: string
}

/**
 * Finds the policy that a text is a version of, or the place of a new one, and keeps others from importing the same until
 * this commits. An edition that is over already, or came into force before the one that is published, is a policy of its
 * own: it must not take the place of the one in force. So is the same title of another region.
 */
export async function findPlace(work: Work, policy: ParsedPolicy): Promise<PolicyPlace> {
  const title = titleKey(policy.title)
  await work.sql('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`policy:${title}`])
  let versions = await findVersions(work, title)
  const other =
    versions.length === 0 && policy.number && !policy.summary
      ? await findByNumber(work, policy.number, title)
      : undefined
  if (other !== undefined) versions = await findVersions(work, other)
  const name = other ?? title
  const region = findRegion(versions, name, policy.region)
  const current = currentOf(versions, `${name}${region}`)
  const until = (await isSameText(work, policy, current)) ? undefined : endOf(work, policy, current)
  const edition = until === undefined ? '' : `@${policy.effectiveOn ?? ''}~${until}`
  const key = `${name}${region}${edition}`
  const year = (policy.effectiveOn ?? until ?? '').slice(0, 4)
  return {
    policyId: versions.find((version) => version.key === key)?.policyId ?? shortHash(key, 10),
    key,
    name,
    suffix: `${region}${until === undefined ? '' : `@${year}`}`,
    ...(until !== undefined && { until }),
    versions,
  }
}

/** Editions stand behind @, regions behind #. */
function findVersions(work: Work, key: string): Promise<KnownVersion[]> {
  return work.sql<KnownVersion>(
    `SELECT p.id AS "policyId", p.key, v.id::text AS "versionId", v.version, v.state::text AS state, v.title, v."effectiveOn",
      v.region, v."contentHash"
    FROM "Policy" p JOIN "PolicyVersion" v ON v."policyId" = p.id
    WHERE p.key = $1 OR starts_with(p.key, $1 || '@') OR starts_with(p.key, $1 || '#') ORDER BY v.version`,
    [key],
  )
}

/** 关于印发某办法的通知 and 某办法 under one number are one policy; several papers may go out under one number. */
async function findByNumber(work: Work, number: string, title: string): Promise<string | undefined> {
  if (!/〔\d{4}〕\d+号/.test(numberKey(number))) return undefined
  const rows = await work.sql<{ key: string; title: string; number: string | null }>(
    `SELECT DISTINCT p.key, v.title, v.number FROM "Policy" p JOIN "PolicyVersion" v ON v."policyId" = p.id
    WHERE v.number IS NOT NULL AND p.key !~ '[@#]' AND NOT v.summary AND v.state <> 'rejected'`,
  )
  const same = rows.filter((row) => {
    const known = titleKey(row.title)
    return namesOf(row).has(numberKey(number)) && (known.includes(title) || title.includes(known))
  })
  return same[0]?.key
}

/** `#region` when the title is known in another region; empty when it is not. */
function findRegion(versions: readonly KnownVersion[], name: string, region: string): string {
  const latest = versions.filter((version) => version.key === name && version.state !== 'rejected').at(-1)
  const isElsewhere = latest !== undefined && latest.region !== '' && region !== '' && latest.region !== region
  return isElsewhere ? `#${region}` : ''
}

function currentOf(versions: readonly KnownVersion[], key: string): KnownVersion | undefined {
  const own = versions.filter((version) => version.key === key)
  return own.find((version) => version.state === 'published') ?? own.findLast((version) => version.state === 'draft')
}

/** The very text with another date is a correction of it and no other edition. */
async function isSameText(work: Work, policy: ParsedPolicy, current: KnownVersion | undefined): Promise<boolean> {
  if (!current || endOf(work, policy, current) === undefined) return false
  const rows = await work.sql<{ hash: string }>(
    'SELECT "textHash" AS hash FROM "PolicyClause" WHERE "versionId" = $1::uuid ORDER BY position',
    [current.versionId],
  )
  return rows.map(({ hash }) => hash).join() === policy.clauses.map(({ text }) => longHash(text)).join()
}

/** Since when an earlier edition is over; undefined for one that is, or will be, the current one. */
function endOf(work: Work, policy: ParsedPolicy, current: KnownVersion | undefined): string | undefined {
  const { effectiveOn, expiresOn } = policy
  const isSame = current !== undefined && (current.effectiveOn ?? undefined) === effectiveOn
  if (isSame) return undefined
  if (expiresOn !== undefined && expiresOn <= civilDateOf(work.at)) return expiresOn
  const isEarlier = current?.effectiveOn && effectiveOn !== undefined && effectiveOn < current.effectiveOn
  return isEarlier ? (expiresOn ?? current.effectiveOn ?? undefined) : undefined
}
