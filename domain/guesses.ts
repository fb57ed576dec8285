import type { Work } from './context.ts'

export interface GuessLimit {
  /** What is counted, e.g. one account or all together. Holds ids only. */
  key: string
  most: number
  windowMs: number
}

/**
 * Counts one try against each limit before it is known whether it was right; `giveBack` takes it off again. A limit
 * that is used up answers with the instant from which the next try counts.
 */
export async function spendGuess(
  work: Work,
  limits: GuessLimit[],
): Promise<{ kind: 'try'; giveBack(): Promise<void> } | { kind: 'wait'; until: Date }> {
  for (const { key, most, windowMs } of limits) {
    const windowEnd = new Date(work.at.getTime() + windowMs)
    const rows = await work.tx.$queryRaw<{ count: number; windowEnd: Date }[]>`
      INSERT INTO "Guess" (key, count, "windowEnd") VALUES (${key}, 1, ${windowEnd})
      ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN "Guess"."windowEnd" <= ${work.at} THEN 1 ELSE "Guess".count + 1 END,
        "windowEnd" = CASE WHEN "Guess"."windowEnd" <= ${work.at} THEN EXCLUDED."windowEnd" ELSE "Guess"."windowEnd" END
      RETURNING count, "windowEnd"`
    const row = rows[0]
    if (row && row.count > most) return { kind: 'wait', until: row.windowEnd }
  }
  return {
    kind: 'try',
    async giveBack() {
      await work.tx.guess.updateMany({
        where: { key: { in: limits.map((limit) => limit.key) } },
        data: { count: { decrement: 1 } },
      })
    },
  }
}
