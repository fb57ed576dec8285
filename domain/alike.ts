import type { Work } from './context.ts'
import { addDays, civilDateOf } from './rules/civil-date.ts'
import { openStates } from './rules/moves.ts'

/** Fewer than this, and a number would point at somebody. */
const fewestPeople = 5

const withinDays = 60

/**
 * How many open matters of the last sixty days are about the same topic in the same village, besides those of the
 * accounts `besides`: a number and nothing else, and zero as long as fewer than five people filed them. It looks at topic and
 * place only, never at who, and never at accusations.
 */
export async function countAlike(
  work: Work,
  about: { category: string; village: string | null },
  besides: readonly string[] = [],
): Promise<number> {
  if (about.village === null) return 0
  const [row] = await work.sql<AlikeRow>(`${alikeTo('$1', '$2', '$3', '$4')} AND o."accountId" <> ALL($5::uuid[])`, [
    about.village,
    about.category,
    alikeSince(work),
    openStates,
    besides,
  ])
  return row ? tellAlike(row) : 0
}

export interface AlikeRow {
  matters: number
  people: number
}

/**
 * The query behind `countAlike`, for a statement that reads more than that: what stands for its four values. Whoever has
 * joined several accounts is one of those who filed.
 */
export function alikeTo(village: string, category: string, since: string, states: string): string {
  return `SELECT count(*)::int AS matters,
      count(DISTINCT coalesce(p."personId", o."residentId", o."accountId"))::int AS people
    FROM "Ticket" o JOIN "Account" p ON p.id = o."accountId"
    WHERE o.village = ${village} AND o.category = ${category} AND o."receivedOn" >= ${since} AND NOT o.sealed
      AND o.state::text = ANY(${states}::text[])`
}

/** The first civil date of the sixty days. */
export function alikeSince(work: Pick<Work, 'at'>): string {
  return addDays(civilDateOf(work.at), -withinDays)
}

/** What of it may be told. */
export function tellAlike({ matters, people }: AlikeRow): number {
  return people >= fewestPeople ? matters : 0
}
