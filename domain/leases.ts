import type { Context } from './context.ts'

/** For so long a lease holds unless it is held again, ms: what an instance that died keeps the others waiting. */
export const leaseMs = 10_000

/** Takes a lease for `owner`, or keeps it for another while. False while somebody else has it. */
export async function holdLease(context: Context, name: string, owner: string, at: Date): Promise<boolean> {
  const rows = await context.sql(
    `INSERT INTO "Lease" (name, owner, until) VALUES ($1, $2, $4::timestamptz)
    ON CONFLICT (name) DO UPDATE SET owner = EXCLUDED.owner, until = EXCLUDED.until
      WHERE "Lease".owner = EXCLUDED.owner OR "Lease".until <= $3::timestamptz
    RETURNING 1`,
    [name, owner, at, new Date(at.getTime() + leaseMs)],
  )
  return rows.length === 1
}

/** Gives a lease to whoever wants it next; somebody else's stays theirs. */
export async function releaseLease(context: Context, name: string, owner: string, at: Date): Promise<void> {
  await context.sql(`UPDATE "Lease" SET until = $3::timestamptz WHERE name = $1 AND owner = $2`, [name, owner, at])
}

/** What the holder does for its lease was answered just now. */
export async function noteAlive(context: Context, name: string, at: Date): Promise<void> {
  await context.sql(`UPDATE "Lease" SET "aliveAt" = $2::timestamptz WHERE name = $1`, [name, at])
}

/** When the platform last answered whoever holds the lease at `at`; null: never yet. Undefined when nobody holds it. */
export async function findHeldLease(
  context: Context,
  name: string,
  at: Date,
): Promise<{ aliveAt: Date | null } | undefined> {
  const [row] = await context.sql<{ aliveAt: Date | null }>(
    `SELECT "aliveAt" FROM "Lease" WHERE name = $1 AND until > $2::timestamptz`,
    [name, at],
  )
  return row
}
