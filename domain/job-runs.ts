import type { Context, Work } from './context.ts'

/** Takes a slot of a job for this instance. False when another instance, or this one before, has taken it. */
export async function takeSlot(context: Context, job: string, slot: Date, owner: string, at: Date): Promise<boolean> {
  const taken = await context.db.$executeRaw`
    INSERT INTO "JobRun" (job, slot, owner, "startedAt") VALUES (${job}, ${slot}, ${owner}, ${at})
    ON CONFLICT (job, slot) DO NOTHING`
  return taken === 1
}

/** Writes down how a run ended: `ok`, with how much it found to do, or `failed`, with the error's name. */
export async function recordRun(context: Context, job: string, slot: Date, outcome: string, at: Date): Promise<void> {
  await context.db.jobRun.update({
    where: { job_slot: { job, slot } },
    data: { finishedAt: at, outcome: outcome.slice(0, 200) },
  })
}

/** Forgets the runs that began before `before`. Returns how many. */
export async function forgetRuns(work: Work, before: Date): Promise<number> {
  const { count } = await work.tx.jobRun.deleteMany({ where: { startedAt: { lt: before } } })
  return count
}
