import { randomUUID } from 'node:crypto'
import type { Clock, Ticket } from '../prisma/generated/client.ts'
import type { Work } from './context.ts'
import { endReminders, firstStepOn, resumeReminders } from './reminder-steps.ts'
import { civilDateOf } from './rules/civil-date.ts'
import { countDeadline } from './rules/deadlines.ts'
import { ruleInForce } from './rules/rule-pack.ts'
import { insertRow } from './store/sql.ts'

/** A clock that has begun and not stopped. */
export type NewClock = Omit<Clock, 'satisfiedAt' | 'satisfiedBy'>

/** The rules that start a clock of their own. */
export type OfficeRule =
  | 'NOTICE_15D'
  | 'OBJECT_5WD'
  | 'HANDLE_60D'
  | 'REVIEW_REQUEST_30D'
  | 'REVIEW_DECIDE_30D'
  | 'RECHECK_REQUEST_30D'
  | 'RECHECK_DECIDE_30D'

/**
 * Starts the clock of a rule on the civil date `startedOn`. Started twice, it stays as it was.
 * Throws RuleError when no period can begin under it then.
 */
export async function startClock(work: Work, ticketId: string, ruleId: OfficeRule, startedOn: string): Promise<void> {
  await insertRow(work.sql, 'Clock', countClock(work, ticketId, ruleId, startedOn))
}

/** The clock that `startClock` would start, counted and not written. Throws like it. */
export function countClock(
  work: Pick<Work, 'calendar' | 'office'>,
  ticketId: string,
  ruleId: OfficeRule,
  startedOn: string,
): NewClock {
  const rule = ruleInForce(ruleId, work.office.rules.jurisdiction, startedOn)
  const { rawLastDay, dueOn, remindOn, provisional } = countDeadline(rule, startedOn, work.calendar)
  const dates = { startedOn, rawLastDay, dueOn, remindOn }
  return {
    id: randomUUID(),
    ticketId,
    rule: rule.id,
    subject: '',
    ruleVersion: rule.version,
    holder: rule.holder,
    ...dates,
    provisional,
    pausedDays: 0,
    extendedDays: 0,
    pausedOn: null,
    nextStepOn: firstStepOn(rule.holder, dates, work.calendar),
  }
}

/**
 * Starts the clock of a rule on a later day than it may have started before: another opinion gives the resident the whole
 * time again, another request the office. One that runs from that day already stays as it
 * was.
 */
export async function restartClock(work: Work, ticketId: string, ruleId: OfficeRule, startedOn: string): Promise<void> {
  const rule = ruleInForce(ruleId, work.office.rules.jurisdiction, startedOn)
  const { rawLastDay, dueOn, remindOn, provisional } = countDeadline(rule, startedOn, work.calendar)
  const restarted = await work.sql<{ id: string }>(
    `UPDATE "Clock" SET "ruleVersion" = $3, "startedOn" = $4, "rawLastDay" = $5, "dueOn" = $6, "remindOn" = $7,
      provisional = $8, "pausedDays" = 0, "extendedDays" = 0, "pausedOn" = NULL, "satisfiedAt" = NULL, "satisfiedBy" = NULL
    WHERE "ticketId" = $1::uuid AND rule = $2 AND ("startedOn" < $4 OR "satisfiedAt" IS NOT NULL) RETURNING id`,
    [ticketId, rule.id, rule.version, startedOn, rawLastDay, dueOn, remindOn, provisional],
  )
  if (restarted.length === 0) return startClock(work, ticketId, ruleId, startedOn)
  await resumeReminders(
    work,
    restarted.map((clock) => clock.id),
  )
}

/**
 * Starts the period for an opinion on a claim (条例 34): on the day it is taken on, but never later than the notice of
 * receipt was due by the count, so that being late with the one buys no time for the other. Other kinds have no such
 * period.
 */
export async function startHandling(work: Work, ticket: Ticket, takenOn: string): Promise<void> {
  if (ticket.kind !== 'claim') return
  const notice = ruleInForce('NOTICE_15D', work.office.rules.jurisdiction, ticket.receivedOn)
  const latest = countDeadline(notice, ticket.receivedOn, work.calendar).rawLastDay
  await startClock(work, ticket.id, 'HANDLE_60D', takenOn < latest ? takenOn : latest)
}

/**
 * A matter taken up again: its sixty days run on to the day they always had, for closing it too early bought no time.
 * One that was never taken on before begins them now.
 */
export async function resumeHandling(work: Work, ticket: Ticket): Promise<void> {
  const resumed = await work.sql<{ id: string }>(
    `UPDATE "Clock" SET "satisfiedAt" = NULL, "satisfiedBy" = NULL
    WHERE "ticketId" = $1::uuid AND rule = 'HANDLE_60D' AND "satisfiedAt" IS NOT NULL RETURNING id`,
    [ticket.id],
  )
  await resumeReminders(
    work,
    resumed.map((clock) => clock.id),
  )
  await startHandling(work, ticket, civilDateOf(work.at))
}

/** Stops a ticket's running clocks of these rules; `by` is the event kind that did it. */
export async function satisfyClocks(work: Work, ticketId: string, rules: OfficeRule[], by: string): Promise<void> {
  const satisfied = await work.sql<Clock>(
    `UPDATE "Clock" SET "satisfiedAt" = $3::timestamptz, "satisfiedBy" = $4, "nextStepOn" = NULL
    WHERE "ticketId" = $1::uuid AND rule = ANY($2::text[]) AND "satisfiedAt" IS NULL RETURNING *`,
    [ticketId, rules, work.at, by],
  )
  await endReminders(work, satisfied)
}

/** Stops every clock of the office's: nothing is left for it to do. */
export function stopOfficeClocks(work: Work, ticketId: string, by: string): Promise<void> {
  return satisfyClocks(work, ticketId, officeRules, by)
}

const officeRules: OfficeRule[] = ['NOTICE_15D', 'OBJECT_5WD', 'HANDLE_60D', 'REVIEW_DECIDE_30D', 'RECHECK_DECIDE_30D']

/** What is said of a clock: kept with the version it was counted with, so that the words cite that law. */
export interface ClockLine {
  rule: string
  version: string
  dueOn: string
  provisional: boolean
}

export function clockLine({ rule, ruleVersion, dueOn, provisional }: NewClock): ClockLine {
  return { rule, version: ruleVersion, dueOn, provisional }
}

/** The clocks of a ticket that still run, the nearest first. */
export function runningClocks(work: Work, ticketId: string): Promise<Clock[]> {
  return work.sql<Clock>(
    `SELECT * FROM "Clock" WHERE "ticketId" = $1::uuid AND "satisfiedAt" IS NULL ORDER BY "dueOn"`,
    [ticketId],
  )
}
