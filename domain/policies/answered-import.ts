import { randomUUID } from 'node:crypto'
import type { Work } from '../context.ts'
import { maskText } from '../rules/masking.ts'
import { scrubLine } from '../rules/scrub.ts'
import { noteOf, type PolicyActor } from './actor.ts'
import { movePolicies } from './revision.ts'

/** A question with the clauses that answered it. */
export interface AnsweredRow {
  question: string
  clauseIds: readonly string[]
}

export interface AnsweredImport {
  added: number
  /** Kept already with the same clauses. */
  known: number
  /** Questions of which no clause is published. */
  leftOut: number
  /** Clauses that are not published, by their ids. */
  unknownClauses: string[]
}

/**
 * Keeps questions that were answered elsewhere as if two officers had approved them: from now on the next one who asks alike
 * finds what they found. Numbers of persons are taken out; names are for whoever hands them over to take out before. All go
 * in with one statement.
 */
export async function importAnswered(
  work: Work,
  rows: readonly AnsweredRow[],
  by: PolicyActor,
): Promise<AnsweredImport> {
  const wanted = [...new Set(rows.flatMap((row) => row.clauseIds))]
  const published = new Set(await findPublished(work, wanted))
  const usable = rows
    .map(({ question, clauseIds }) => ({
      question: maskText(scrubLine(question.replace(/\s+/g, ' ').trim()), []),
      clauseIds: [...new Set(clauseIds)].filter((id) => published.has(id)).sort(),
    }))
    .filter(({ question, clauseIds }) => question !== '' && clauseIds.length > 0)
  const added = await work.sql(insertAnswered, [
    JSON.stringify(
      usable.map((row) => ({
        ...row,
        id: randomUUID(),
        verdict: 'clauses',
        approved: true,
        ...{ proposedBy: noteOf(by), proposedAt: work.at, decidedBy: noteOf(by), decidedAt: work.at },
      })),
    ),
  ])
  if (added.length > 0) await movePolicies(work)
  return {
    added: added.length,
    known: usable.length - added.length,
    leftOut: rows.length - usable.length,
    unknownClauses: wanted.filter((id) => !published.has(id)),
  }
}

const insertAnswered = `
  INSERT INTO "AnsweredQuestion"
  SELECT DISTINCT ON (r.question, r."clauseIds") r.*
  FROM jsonb_populate_recordset(NULL::"AnsweredQuestion", $1::jsonb) r
  WHERE NOT EXISTS (
    SELECT 1 FROM "AnsweredQuestion" k WHERE k.approved AND k.question = r.question AND k."clauseIds" = r."clauseIds")
  RETURNING 1`

async function findPublished(work: Work, ids: readonly string[]): Promise<string[]> {
  const rows = await work.sql<{ id: string }>(
    `SELECT DISTINCT c."clauseId" AS id FROM "PolicyClause" c JOIN "PolicyVersion" v ON v.id = c."versionId"
    WHERE c."clauseId" = ANY($1::text[]) AND v.state = 'published' AND NOT v.decoy`,
    [ids],
  )
  return rows.map((row) => row.id)
}
