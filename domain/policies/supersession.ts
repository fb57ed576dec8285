import { civilDateOf } from '../rules/civil-date.ts'
import { reviveInstants, type Sql } from '../store/sql.ts'
import { namesOf, supersededKeys } from './files/policy-key.ts'

/** A published version without its clauses. */
export interface PublishedVersion {
  policyId: string
  versionId: string
  title: string
  number: string | null
  effectiveOn: string | null
  expiresOn: string | null
  supersedes: string[]
  publishedAt: Date
}

/** A policy is in force no more from a civil date on, because another has taken its place. */
export interface Supersession {
  policyId: string
  on: string
  by: { policyId: string; title: string }
}

/** The heads of all that is published. */
export async function readPublished(sql: Sql): Promise<PublishedVersion[]> {
  const rows = await sql<{ version: Record<string, unknown> }>(
    `SELECT jsonb_build_object('policyId', "policyId", 'versionId', id, 'title', title, 'number', number,
      'effectiveOn', "effectiveOn", 'expiresOn', "expiresOn", 'supersedes', supersedes, 'publishedAt', "publishedAt") AS version
    FROM "PolicyVersion" WHERE state = 'published'`,
  )
  return rows.map(({ version }) => reviveInstants<PublishedVersion>(version))
}

/**
 * Which published policies have lost their force to another, by their ids: from the day on which that one comes into force,
 * or was published when it names none. Asked anew each time and kept nowhere, so that a withdrawal undoes it. What came into
 * force later than the other is not meant.
 */
export function supersededBy(published: readonly PublishedVersion[]): Map<string, Supersession> {
  const named = new Map<string, PublishedVersion[]>()
  for (const version of published) {
    for (const name of namesOf(version)) named.set(name, [...(named.get(name) ?? []), version])
  }
  const found = new Map<string, Supersession>()
  for (const { policyId, title, supersedes, effectiveOn, publishedAt } of published) {
    const on = effectiveOn ?? civilDateOf(publishedAt)
    const meant = [...supersededKeys(supersedes)].flatMap((key) => named.get(key) ?? [])
    for (const other of meant) {
      const isLater = (other.effectiveOn ?? '') >= on
      const before = found.get(other.policyId)
      if (other.policyId === policyId || isLater || (before && before.on <= on)) continue
      found.set(other.policyId, { policyId: other.policyId, on, by: { policyId, title } })
    }
  }
  return found
}

/** The earlier of two days, either of which may be none. */
export function earlier(first: string | null | undefined, second: string | null | undefined): string | undefined {
  if (!first || !second) return first || second || undefined
  return first < second ? first : second
}
