import type { Work } from './context.ts'
import { civilDateOf } from './rules/civil-date.ts'
import { type RemindedClock, reminderLadder, stepAfter, stepsDue } from './rules/reminders.ts'

/** What became of one step of a clock's reminders for one reader. */
export interface LedgerRow {
  clockId: string
  dueOn: string
  step: string
  /** As `Outbox.target`; empty where nobody was to be told. */
  reader: string
  outcome: ReminderOutcome
}

/** `overtaken`: a later step was due already when the office woke. `not-needed`: the clock was satisfied before. */
export type ReminderOutcome = 'sent' | 'digest' | 'overtaken' | 'not-needed'

/** Writes down what became of steps. What stands in the ledger already stays as it was. */
export async function enterReminders(work: Work, rows: LedgerRow[]): Promise<void> {
  if (rows.length === 0) return
  await work.sql(
    `INSERT INTO "Reminder" ("clockId", "dueOn", step, reader, outcome, at)
    SELECT r."clockId", r."dueOn", r.step, r.reader, r.outcome, $2::timestamptz
    FROM jsonb_to_recordset($1::jsonb) AS r("clockId" uuid, "dueOn" text, step text, reader text, outcome text)
    ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows), work.at],
  )
}

/** What the ledger holds of clocks, by clock. */
export async function readLedger(work: Work, clockIds: string[]): Promise<Map<string, (LedgerRow & { at: Date })[]>> {
  const rows = await work.tx.reminder.findMany({
    where: { clockId: { in: clockIds } },
    orderBy: [{ at: 'asc' }, { reader: 'desc' }],
  })
  const byClock = new Map<string, (LedgerRow & { at: Date })[]>()
  for (const row of rows) {
    const outcome = row.outcome as ReminderOutcome
    byClock.set(row.clockId, [...(byClock.get(row.clockId) ?? []), { ...row, outcome }])
  }
  return byClock
}

/** The day on which a new clock is first looked at; null where it is not the office's time that runs. */
export function firstStepOn(holder: string, clock: RemindedClock, calendar: Work['calendar']): string | null {
  return holder === 'office' ? (reminderLadder(clock, calendar)[0]?.on ?? null) : null
}

/**
 * Finds out anew on which day each of the clocks has to be looked at: to be called in the same transaction whenever the
 * dates of a clock have changed, or when it runs on after a rest. None for a clock that stands still.
 */
export async function scheduleReminders(work: Work, clockIds: string[]): Promise<void> {
  const on = civilDateOf(work.at)
  const clocks = await work.tx.clock.findMany({ where: { id: { in: clockIds }, holder: 'office' } })
  const ledger = await readLedger(work, clockIds)
  await setNextSteps(
    work,
    clocks.map((clock) => {
      if (clock.satisfiedAt !== null || clock.pausedOn !== null) return { id: clock.id, on: null }
      const [due] = stepsDue(clock, on, work.calendar)
      const isTold = sinceStart(ledger.get(clock.id), clock).some((row) => row.step === due?.step && isSent(row))
      return { id: clock.id, on: due && !isTold ? on : stepAfter(clock, on, work.calendar).on }
    }),
  )
}

/** The days on which clocks are looked at next. */
export async function setNextSteps(work: Work, next: { id: string; on: string | null }[]): Promise<void> {
  if (next.length === 0) return
  await work.sql(
    `UPDATE "Clock" c SET "nextStepOn" = n."on"
    FROM jsonb_to_recordset($1::jsonb) AS n(id uuid, "on" text) WHERE c.id = n.id`,
    [JSON.stringify(next)],
  )
}

/** Clocks were satisfied: the steps that were still to come, or had come and waited, are not needed. */
export async function endReminders(
  work: Work,
  satisfied: (RemindedClock & { id: string; holder: string })[],
): Promise<void> {
  const clocks = satisfied.filter((clock) => clock.holder === 'office')
  if (clocks.length === 0) return
  const on = civilDateOf(work.at)
  const ledger = await readLedger(
    work,
    clocks.map((clock) => clock.id),
  )
  const rows = clocks.flatMap((clock) =>
    reminderLadder(clock, work.calendar)
      .filter((step) => !isEntered(sinceStart(ledger.get(clock.id), clock), clock.dueOn, step, on))
      .map(({ step }) => ({ clockId: clock.id, dueOn: clock.dueOn, step, reader: '', outcome: 'not-needed' as const })),
  )
  await enterReminders(work, rows)
}

/** Clocks run again: they need after all what they did not need before. */
export async function resumeReminders(work: Work, clockIds: string[]): Promise<void> {
  if (clockIds.length === 0) return
  await work.tx.reminder.deleteMany({ where: { clockId: { in: clockIds }, outcome: 'not-needed' } })
  await scheduleReminders(work, clockIds)
}

/** What became of a clock's steps since it last began: one that was started again has its reminders anew. */
export function sinceStart<Row extends LedgerRow>(rows: Row[] | undefined, clock: { startedOn: string }): Row[] {
  return (rows ?? []).filter((row) => row.dueOn >= clock.startedOn)
}

/**
 * Is it known what became of a step? One that is still to come counts for the day the clock now runs to; one that has
 * come was told, whatever day the clock ran to then.
 */
export function isEntered(rows: LedgerRow[], dueOn: string, { step, on }: { step: string; on: string }, today: string) {
  return rows.some((row) => row.step === step && (row.dueOn === dueOn || on <= today))
}

export function isSent({ outcome }: Pick<LedgerRow, 'outcome'>): boolean {
  return outcome === 'sent' || outcome === 'digest'
}
