import { randomUUID } from 'node:crypto'
import type { Clock, ReceptionPromise } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'
import { endReminders, firstStepOn, resumeReminders } from '../reminder-steps.ts'
import { civilDateOf } from '../rules/civil-date.ts'
import { settleLastDay } from '../rules/deadlines.ts'
import { promiseRule } from '../rules/own-rules.ts'
import { insertRow } from '../store/sql.ts'

/**
 * Starts the clock of a promise: a task of the office's on the matter, due on the day that was named, on a rest day on
 * the first working day after it. It is reminded of like what the law asks for. Returns its dates.
 */
export async function startPromiseClock(
  work: Work,
  ticketId: string,
  promiseId: string,
  lastDay: string,
): Promise<Pick<Clock, 'dueOn' | 'provisional'>> {
  const { rawLastDay, dueOn, remindOn, provisional } = settleLastDay(lastDay, work.calendar)
  const dates = { startedOn: civilDateOf(work.at), rawLastDay, dueOn, remindOn }
  await insertRow(work.sql, 'Clock', {
    id: randomUUID(),
    ticketId,
    rule: promiseRule.id,
    subject: promiseId,
    ruleVersion: promiseRule.version,
    holder: promiseRule.holder,
    ...dates,
    provisional,
    pausedDays: 0,
    extendedDays: 0,
    pausedOn: null,
    nextStepOn: firstStepOn(promiseRule.holder, dates, work.calendar),
  })
  return { dueOn, provisional }
}

/** The clocks of promises, by promise. */
export async function readPromiseClocks(
  work: Work,
  promises: readonly Pick<ReceptionPromise, 'ticketId'>[],
): Promise<Map<string, Clock>> {
  if (promises.length === 0) return new Map()
  const ticketIds = [...new Set(promises.map(({ ticketId }) => ticketId))]
  const clocks = await work.tx.clock.findMany({ where: { ticketId: { in: ticketIds }, rule: promiseRule.id } })
  return new Map(clocks.map((clock) => [clock.subject, clock]))
}

/** Stops the clock of a promise: the office says that it is done. */
export async function stopPromiseClock(work: Work, ticketId: string, promiseId: string, by: string): Promise<void> {
  const stopped = await work.sql<Clock>(
    `UPDATE "Clock" SET "satisfiedAt" = $4::timestamptz, "satisfiedBy" = $5, "nextStepOn" = NULL
    WHERE "ticketId" = $1::uuid AND rule = $2 AND subject = $3 AND "satisfiedAt" IS NULL RETURNING *`,
    [ticketId, promiseRule.id, promiseId, work.at, by],
  )
  await endReminders(work, stopped)
}

/** Stops the clocks of all promises of a matter: its resident has taken it back, and nobody waits for anything. */
export async function stopPromiseClocks(work: Work, ticketId: string, by: string): Promise<void> {
  const open = await work.tx.clock.findMany({ where: { ticketId, rule: promiseRule.id, satisfiedAt: null } })
  for (const { subject } of open) await stopPromiseClock(work, ticketId, subject, by)
}

/** Lets it run on to the day it always had: what was said to be done was not. */
export async function resumePromiseClock(work: Work, ticketId: string, promiseId: string): Promise<void> {
  const resumed = await work.sql<{ id: string }>(
    `UPDATE "Clock" SET "satisfiedAt" = NULL, "satisfiedBy" = NULL
    WHERE "ticketId" = $1::uuid AND rule = $2 AND subject = $3 AND "satisfiedAt" IS NOT NULL RETURNING id`,
    [ticketId, promiseRule.id, promiseId],
  )
  await resumeReminders(
    work,
    resumed.map((clock) => clock.id),
  )
}
