import { randomUUID } from 'node:crypto'
import type { PolicyState } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'
import { noteOf, type PolicyActor } from './actor.ts'
import { findPlace, type PolicyPlace } from './editions.ts'
import type { ParsedClause, ParsedPolicy } from './files/parsed-policy.ts'
import { longHash, shortHash } from './files/policy-key.ts'

/** What came of the import of one policy. */
export type PolicyImport =
  | {
      kind: 'imported'
      policyId: string
      versionId: string
      /** 1 for a policy that was not known. */
      version: number
      /** An edition that is over: kept to be read, never quoted. `until`: the first day it was no longer in force. */
      earlierEdition?: { until: string }
      /** So many clauses got another id than they brought, for another policy has clauses of that id. */
      idsChanged: number
    }
  /** The same text is known already. */
  | { kind: 'duplicate'; policyId: string; versionId: string; version: number; state: PolicyState }

/**
 * Takes a policy in as a draft: a new version of the policy that is known under its title (or its number, when one title
 * holds the other), or the first of a new one. What was published stays so until the draft is. The same text again changes
 * nothing, unless it was rejected or replaced meanwhile. All clauses go in with one statement.
 */
export async function importPolicy(
  work: Work,
  parsed: ParsedPolicy,
  { by, source }: { by: PolicyActor; source: string },
): Promise<PolicyImport> {
  const policy = wellFormed(parsed)
  const place = await findPlace(work, policy)
  const contentHash = hashOf(policy)
  const known = place.versions.find(
    (version) => version.contentHash === contentHash && ['draft', 'published'].includes(version.state),
  )
  if (known) {
    const { policyId, versionId, version, state } = known
    return { kind: 'duplicate', policyId, versionId, version, state }
  }
  const own = place.versions.filter((version) => version.policyId === place.policyId)
  const version = Math.max(0, ...own.map((one) => one.version)) + 1
  const versionId = randomUUID()
  const { ids, changed } = await nameClauses(work, policy.clauses, place)
  await work.sql(insertVersion, [
    place.policyId,
    place.key,
    work.at,
    JSON.stringify({
      id: versionId,
      policyId: place.policyId,
      version,
      state: 'draft',
      title: policy.title,
      number: policy.number,
      issuer: policy.issuer,
      effectiveOn: policy.effectiveOn,
      expiresOn: place.until ?? policy.expiresOn,
      region: policy.region,
      supersedes: policy.supersedes,
      link: policy.link,
      decoy: policy.decoy,
      summary: policy.summary,
      contentHash,
      source,
      importedBy: noteOf(by),
      importedAt: work.at,
    }),
    JSON.stringify(
      policy.clauses.map(({ article, heading, text, standsFor }, position) => {
        return {
          versionId,
          clauseId: ids[position],
          position,
          article,
          heading,
          text,
          standsFor,
          textHash: longHash(text),
        }
      }),
    ),
  ])
  return {
    kind: 'imported',
    policyId: place.policyId,
    versionId,
    version,
    ...(place.until !== undefined && { earlierEdition: { until: place.until } }),
    idsChanged: changed,
  }
}

const insertVersion = `
  WITH policy AS (
    INSERT INTO "Policy" (id, key, "createdAt") VALUES ($1, $2, $3::timestamptz) ON CONFLICT DO NOTHING),
  version AS (INSERT INTO "PolicyVersion" SELECT * FROM jsonb_populate_record(NULL::"PolicyVersion", $4::jsonb))
  INSERT INTO "PolicyClause" SELECT * FROM jsonb_populate_recordset(NULL::"PolicyClause", $5::jsonb)`

/** The database takes no sign of which there is only one half, and no sign 0. */
function wellFormed(policy: ParsedPolicy): ParsedPolicy {
  return JSON.parse(JSON.stringify(policy), (_, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value,
  ) as ParsedPolicy
}

/** Of all that is said of it: with another date or link it is another version. */
function hashOf({ clauses, tables: _, warnings: __, ...policy }: ParsedPolicy): string {
  const said = Object.entries(policy).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return longHash(
    JSON.stringify([
      said,
      clauses.map(({ id, article, heading, text, standsFor }) => [id, article, heading, text, standsFor]),
    ]),
  )
}

/**
 * The id of each clause: its own, or title and article, or title and where beneath its headings it stands. The same in every
 * version, as far as it is the same clause, and no other policy's.
 */
async function nameClauses(
  work: Work,
  clauses: readonly ParsedClause[],
  place: PolicyPlace,
): Promise<{ ids: string[]; changed: number }> {
  const counts = new Map<string, number>()
  const next = (name: string): number => {
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    return count
  }
  const wanted = clauses.map(({ id, article, heading }) => {
    if (id) return id
    if (article !== '') return `${place.name}${article}${place.suffix}`
    return `${place.name}#${shortHash(`${heading}/${next(heading)}`, 7)}${place.suffix}`
  })
  const taken = new Set(await findTaken(work, place.policyId, wanted))
  const used = new Set<string>()
  let changed = 0
  const ids = wanted.map((id, at) => {
    let free = id
    if (taken.has(id)) {
      free = `${id}@${place.policyId}`
      changed += 1
    }
    for (let count = 2; used.has(free); count += 1) free = `${id}~${count}`
    if (free !== id && !taken.has(id) && clauses[at]?.id) changed += 1
    used.add(free)
    return free
  })
  return { ids, changed }
}

/** Which of these ids are those of clauses of other policies. */
async function findTaken(work: Work, policyId: string, ids: readonly string[]): Promise<string[]> {
  const rows = await work.sql<{ id: string }>(
    `SELECT DISTINCT c."clauseId" AS id FROM "PolicyClause" c JOIN "PolicyVersion" v ON v.id = c."versionId"
    WHERE c."clauseId" = ANY($2::text[]) AND v."policyId" <> $1 AND v.state IN ('draft', 'published')`,
    [policyId, ids],
  )
  return rows.map((row) => row.id)
}
