import type { PolicyState } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'
import { reviveInstants } from '../store/sql.ts'
import { earlier, readPublished, type Supersession, supersededBy } from './supersession.ts'

/** One version of a policy, without its clauses. */
export interface VersionHead {
  versionId: string
  /** 1, 2, … within the policy. */
  version: number
  /** `rejected` with a day of publication: it was published, and taken back. */
  state: PolicyState
  title: string
  number: string | null
  issuer: string | null
  effectiveOn: string | null
  /** The first day on which it is in force no more: its own, or that on which another takes its place. */
  expiresOn: string | null
  region: string
  supersedes: string[]
  link: string | null
  decoy: boolean
  summary: boolean
  source: string
  /** `officer:<id>`, `operator` or `system`. */
  importedBy: string
  importedAt: Date
  publishedBy: string | null
  publishedAt: Date | null
  endedAt: Date | null
  /** How many. */
  clauses: number
}

/** A policy by the version that stands for it: the published one, else the newest. */
export interface ListedPolicy extends VersionHead {
  id: string
  /** What has taken its place, if anything has. */
  supersededBy?: Supersession['by']
  /** Drafts that wait for somebody to publish them; none for the public. */
  drafts: VersionHead[]
}

export interface ViewedClause {
  clauseId: string
  position: number
  article: string
  heading: string
  text: string
  standsFor: string[]
}

/** A policy with one of its versions to be read. */
export interface ViewedPolicy {
  id: string
  /** The version that is read. */
  shown: VersionHead
  clauses: ViewedClause[]
  /** Newest first. */
  versions: VersionHead[]
  supersededBy?: Supersession['by']
}

export interface PolicyAudience {
  /** Officers see drafts, decoys and what was never published too. */
  staff?: boolean
}

/**
 * The policies by title: for the public those that are published and no decoys; for staff all of them. `query` leaves those
 * whose title or number holds it.
 */
export async function listPolicies(
  work: Work,
  {
    staff = false,
    query = '',
    limit = 500,
    offset = 0,
  }: PolicyAudience & { query?: string; limit?: number; offset?: number } = {},
): Promise<{ policies: ListedPolicy[]; total: number }> {
  const ends = supersededBy(await readPublished(work.sql))
  const byPolicy = new Map<string, VersionRow[]>()
  for (const row of await readVersions(work)) byPolicy.set(row.policyId, [...(byPolicy.get(row.policyId) ?? []), row])
  const wanted = query.normalize('NFKC').replace(/\s+/g, '').toLowerCase()
  const all = [...byPolicy].flatMap(([id, rows]) => {
    const heads = rows.map((row) => headOf(row, ends)).toSorted(newestFirst)
    const published = heads.find((head) => head.state === 'published')
    const stands = published ?? (staff ? heads[0] : undefined)
    if (!stands || (stands.decoy && !staff)) return []
    const name = `${stands.title}${stands.number ?? ''}`.normalize('NFKC').replace(/\s+/g, '').toLowerCase()
    if (!name.includes(wanted)) return []
    const drafts = staff ? heads.filter((head) => head.state === 'draft') : []
    const by = published && ends.get(id)?.by
    return [{ ...stands, id, drafts, ...(by && { supersededBy: by }) }]
  })
  const inOrder = all.toSorted((a, b) => order.compare(a.title, b.title))
  return { policies: inOrder.slice(offset, offset + limit), total: all.length }
}

/**
 * A policy to be read: the version of that number, or the one that is published, or else the last one that was. Undefined
 * when there is none that this reader may see: the public sees what is or was published, and no decoys.
 */
export async function viewPolicy(
  work: Work,
  id: string,
  { staff = false, version }: PolicyAudience & { version?: number } = {},
): Promise<ViewedPolicy | undefined> {
  const rows = await readVersions(work, id)
  const ends = supersededBy(await readPublished(work.sql))
  const versions = rows
    .map((row) => headOf(row, ends))
    .filter((head) => staff || (head.publishedAt !== null && !head.decoy))
    .toSorted(newestFirst)
  const shown =
    version === undefined
      ? (versions.find((head) => head.state === 'published') ?? versions[0])
      : versions.find((head) => head.version === version)
  if (!shown) return undefined
  const clauses = await work.sql<ViewedClause>(
    `SELECT "clauseId", position, article, heading, text, "standsFor" FROM "PolicyClause"
    WHERE "versionId" = $1::uuid ORDER BY position`,
    [shown.versionId],
  )
  const by = ends.get(id)?.by
  return { id, shown, clauses, versions, ...(by && { supersededBy: by }) }
}

interface VersionRow extends VersionHead {
  policyId: string
}

async function readVersions(work: Work, policyId?: string): Promise<VersionRow[]> {
  const rows = await work.sql<{ version: Record<string, unknown> }>(
    `SELECT to_jsonb(v) || jsonb_build_object('versionId', v.id, 'clauses',
      (SELECT count(*)::int FROM "PolicyClause" c WHERE c."versionId" = v.id)) - ARRAY['id', 'contentHash'] AS version
    FROM "PolicyVersion" v WHERE $1::text IS NULL OR v."policyId" = $1`,
    [policyId ?? null],
  )
  return rows.map(({ version }) => reviveInstants<VersionRow>(version))
}

function headOf({ policyId, ...head }: VersionRow, ends: Map<string, Supersession>): VersionHead {
  if (head.state !== 'published') return head
  return { ...head, expiresOn: earlier(head.expiresOn, ends.get(policyId)?.on) ?? null }
}

function newestFirst(a: VersionHead, b: VersionHead): number {
  return b.version - a.version
}

/** By the sounds of the characters, as a clerk looks things up. */
const order = new Intl.Collator('zh-CN')
