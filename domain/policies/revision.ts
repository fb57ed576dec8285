import type { Work } from '../context.ts'
import { nudge } from '../store/nudges.ts'

/**
 * Counts up what every instance compares its index with, and wakes them when this commits. Called by whoever changes what
 * answers are found by: policies, answered questions, the dictionary.
 */
export async function movePolicies(work: Work): Promise<void> {
  await work.sql(
    `INSERT INTO "PolicyRevision" (id, revision) VALUES (1, 1)
    ON CONFLICT (id) DO UPDATE SET revision = "PolicyRevision".revision + 1`,
  )
  await nudge(work.tx, 'policies')
}
