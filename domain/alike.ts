import type { Work } from './context.ts'
import { addDays, civilDateOf } from './rules/civil-date.ts'
import { openStates } from './rules/moves.ts'

/** Fewer than this, and a number would point at somebody. */
const fewestPeople = 5

const withinDays = 60

/**
 * How many open matters of the last sixty days are about the same topic in the same village, besides those of
 * `account`: a number and nothing else, and zero as long as fewer than five people filed them. It looks at topic and
 * place only, never at who, and never at accusations.
 */
export async function countAlike(
  work: Work,
  about: { category: string; village: string | null },
  account?: string,
): Promise<number> {
  if (about.village === null) return 0
  const [row] = await work.sql<{ matters: number; people: number }>(
    `SELECT count(*)::int AS matters, count(DISTINCT coalesce("residentId", "accountId"))::int AS people
    FROM "Ticket"
    WHERE village = $1 AND category = $2 AND "receivedOn" >= $3 AND NOT sealed AND state::text = ANY($4::text[])
      AND ($5::uuid IS NULL OR "accountId" <> $5::uuid)`,
    [about.village, about.category, addDays(civilDateOf(work.at), -withinDays), openStates, account ?? null],
  )
  return row && row.people >= fewestPeople ? row.matters : 0
}
