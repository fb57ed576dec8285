import type { Answered, Clause, DictionaryWord, PolicyBase } from '../rules/policy-search/clause.ts'
import { reviveInstants, type Sql } from '../store/sql.ts'
import { earlier, supersededBy } from './supersession.ts'

/** What all instances compare their index with. */
export interface PolicyMoment {
  revision: number
  /** The civil date, by the clock that all instances share: the database's. */
  today: string
}

/** The office keeps UTC+8 all year (civil-date.ts). Every session of ours is in UTC. */
export async function readMoment(sql: Sql): Promise<PolicyMoment> {
  const [moment] = await sql<PolicyMoment>(
    `SELECT coalesce((SELECT revision FROM "PolicyRevision" WHERE id = 1), 0) AS revision,
      to_char(now() AT TIME ZONE 'UTC' + interval '8 hours', 'YYYY-MM-DD') AS today`,
  )
  if (!moment) throw new Error('The database told no time')
  return moment
}

/**
 * Everything that answers are found in. Where a version was published that comes into force after `today`, the one before it
 * stands until then: `changesOn` is the next day on which that makes the base another.
 */
export async function readPolicyBase(sql: Sql, today: string): Promise<{ base: PolicyBase; changesOn?: string }> {
  const versions = await readCandidates(sql)
  const inForce = chooseVersions(versions, today)
  const awaited = versions.flatMap(({ state, effectiveOn }) =>
    state === 'published' && effectiveOn && effectiveOn > today ? [effectiveOn] : [],
  )
  const [changesOn] = awaited.sort()
  const [clauses, answered, dictionary] = [
    await readClauses(sql, inForce, supersededBy(versions.filter(({ state }) => state === 'published'))),
    await readAnswered(sql),
    await readDictionary(sql),
  ]
  return { base: { clauses, answered, dictionary }, ...(changesOn !== undefined && { changesOn }) }
}

interface Candidate {
  policyId: string
  versionId: string
  state: 'published' | 'replaced'
  title: string
  number: string | null
  issuer: string | null
  effectiveOn: string | null
  expiresOn: string | null
  region: string
  supersedes: string[]
  link: string | null
  decoy: boolean
  summary: boolean
  publishedAt: Date
  endedAt: Date | null
}

/** What is published, and what was replaced by something that has a day on which it comes into force. */
async function readCandidates(sql: Sql): Promise<Candidate[]> {
  const rows = await sql<{ version: Record<string, unknown> }>(
    `SELECT to_jsonb(v) || jsonb_build_object('versionId', v.id) AS version FROM "PolicyVersion" v
    WHERE v.state = 'published' OR (v.state = 'replaced' AND EXISTS (
      SELECT 1 FROM "PolicyVersion" n
      WHERE n."policyId" = v."policyId" AND n.state = 'published' AND n."effectiveOn" IS NOT NULL))
    ORDER BY v."importedAt", v."policyId"`,
  )
  return rows.map(({ version }) => reviveInstants<Candidate>(version))
}

/** For each policy the version that is in force today, else the published one. */
function chooseVersions(versions: readonly Candidate[], today: string): Candidate[] {
  const former = new Map<string, Candidate>()
  for (const version of versions) {
    const before = former.get(version.policyId)
    const isInForce = !version.effectiveOn || version.effectiveOn <= today
    const isNewer = (version.endedAt?.getTime() ?? 0) > (before?.endedAt?.getTime() ?? 0)
    if (version.state === 'replaced' && isInForce && isNewer) former.set(version.policyId, version)
  }
  return versions
    .filter((version) => version.state === 'published')
    .map((version) => {
      const before = former.get(version.policyId)
      if (!version.effectiveOn || version.effectiveOn <= today || !before) return version
      return { ...before, expiresOn: earlier(before.expiresOn, version.effectiveOn) ?? null }
    })
}

interface ClauseRow {
  clauseId: string
  article: string
  heading: string
  text: string
  standsFor: string[]
  position: number
}

async function readClauses(
  sql: Sql,
  versions: readonly Candidate[],
  ends: ReturnType<typeof supersededBy>,
): Promise<Clause[]> {
  const rows = await sql<ClauseRow & { versionId: string }>(
    `SELECT "versionId"::text AS "versionId", "clauseId", article, heading, text, "standsFor", position
    FROM "PolicyClause" WHERE "versionId" = ANY($1::uuid[]) ORDER BY position`,
    [versions.map((version) => version.versionId)],
  )
  const byVersion = new Map<string, ClauseRow[]>()
  for (const row of rows) {
    const of = byVersion.get(row.versionId)
    if (of) of.push(row)
    else byVersion.set(row.versionId, [row])
  }
  return versions.flatMap((version) => {
    const expiresOn = earlier(version.expiresOn, ends.get(version.policyId)?.on)
    const { policyId, versionId, title, number, issuer, effectiveOn, region, link, decoy, summary } = version
    const policy = {
      ...{ policyId, versionId, title, region, decoy, summary },
      ...(number && { number }),
      ...(issuer && { issuer }),
      ...(effectiveOn && { effectiveOn }),
      ...(expiresOn && { expiresOn }),
      ...(link && { link }),
    }
    return (byVersion.get(versionId) ?? []).map(({ clauseId, article, heading, text, standsFor, position }) => ({
      ...policy,
      ...{ id: clauseId, article, heading, text, standsFor, position },
    }))
  })
}

function readAnswered(sql: Sql): Promise<Answered[]> {
  return sql<Answered>(
    `SELECT question, verdict::text AS verdict, "clauseIds" FROM "AnsweredQuestion" WHERE approved ORDER BY "decidedAt", id`,
  )
}

function readDictionary(sql: Sql): Promise<DictionaryWord[]> {
  return sql<DictionaryWord>(
    'SELECT word, means FROM "DictionaryEntry" WHERE "removedAt" IS NULL ORDER BY "addedAt", id',
  )
}
