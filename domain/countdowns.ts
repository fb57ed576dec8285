import type { Clock, Ticket } from '../prisma/generated/client.ts'
import { runningClocks } from './clocks.ts'
import type { Work } from './context.ts'
import { type ReadEvent, readEvents } from './events.ts'
import { type Posting, post, targetOf } from './outbox.ts'
import { addDays, civilDateOf, daysBetween } from './rules/civil-date.ts'
import { type CountdownStep, countdownDue, countdownHorizon } from './rules/countdowns.ts'
import { isOfficeOpen } from './rules/office-hours.ts'
import { type ReviewStage, requestRules, reviewRight } from './rules/review-rights.ts'
import { insertRow } from './store/sql.ts'
import { lockTicket, numberOf } from './tickets.ts'

/** A resident told that a right of theirs ends. */
export interface Countdown {
  number: string
  stage: ReviewStage
  step: CountdownStep
  until: string
  daysLeft: number
}

/**
 * Reminds residents 10 and 3 days before their own right to a review or a recheck ends, each once, in office hours: not
 * when it was used, and not when they have said that all is settled. The ledger of reminders keeps what was told, so run
 * again, late or twice at once the end is the same. Returns what was posted.
 */
export async function remindResidents(work: Work): Promise<Countdown[]> {
  if (!isOfficeOpen(work.at, work.office.hours, work.calendar)) return []
  const on = civilDateOf(work.at)
  const told: Countdown[] = []
  const postings: Posting[] = []
  for (const { clock, step } of await findDue(work, on)) {
    const ticket = await lockTicket(work, clock.ticketId)
    const stage = stageOf(clock.rule)
    // Used while it was being looked for.
    const [right] = (await runningClocks(work, ticket.id)).filter(({ id }) => id === clock.id)
    if (!stage || !right || reviewRight(stage, ticket.state, [right], on).kind !== 'open') continue
    const isNeeded = !isSettled(await readEvents(work, ticket.id))
    const reader = targetOf({ account: ticket.accountId })
    const outcome = isNeeded ? 'sent' : 'not-needed'
    // The row is written by one of two runs, and that one tells.
    const row = { clockId: clock.id, dueOn: clock.dueOn, step, reader, outcome, at: work.at }
    if (!(await insertRow(work.sql, 'Reminder', row)) || !isNeeded) continue
    const until = clock.rawLastDay
    const countdown = { number: numberOf(ticket), stage, step, until, daysLeft: daysBetween(on, until) }
    told.push(countdown)
    postings.push(toPosting(clock, ticket, countdown))
  }
  await post(work, postings)
  return told
}

/** The rights with a reminder that has come and is not in the ledger, in the order in which several tickets are locked. */
async function findDue(work: Work, on: string): Promise<{ clock: Clock; step: CountdownStep }[]> {
  const clocks = await findEndingRights(work, on)
  const due = clocks.flatMap((clock) => {
    const step = countdownDue(clock, on, work.calendar)
    return step ? [{ clock, step }] : []
  })
  const ledger = await work.sql<{ clockId: string; dueOn: string; step: string }>(
    `SELECT "clockId", "dueOn", step FROM "Reminder" WHERE "clockId" = ANY($1::uuid[])`,
    [due.map(({ clock }) => clock.id)],
  )
  const entered = new Set(ledger.map((row) => [row.clockId, row.dueOn, row.step].join()))
  return due
    .filter(({ clock, step }) => !entered.has([clock.id, clock.dueOn, step].join()))
    .sort((a, b) => a.clock.ticketId.localeCompare(b.clock.ticketId))
}

/** Rights of residents that still run and whose last day is near. The last working day before it is what the index holds. */
function findEndingRights(work: Work, on: string): Promise<Clock[]> {
  const horizon = addDays(on, countdownHorizon)
  return work.tx.clock.findMany({
    where: {
      satisfiedAt: null,
      holder: 'resident',
      remindOn: { gte: addDays(on, -countdownHorizon), lte: horizon },
      rawLastDay: { gte: on, lte: horizon },
      ticket: { state: { notIn: ['withdrawn', 'inReview', 'inRecheck'] } },
    },
  })
}

function stageOf(rule: string): ReviewStage | undefined {
  return (['review', 'recheck'] as const).find((stage) => requestRules[stage] === rule)
}

/** The resident's last word on it was that it is settled. */
function isSettled(events: ReadEvent[]): boolean {
  const last = events.findLast(
    ({ kind, actor }) =>
      kind === 'done-said' || kind === 'reopened' || (kind === 'closed' && actor.kind === 'resident'),
  )
  if (last?.kind === 'done-said') return (last.payload as { done: boolean }).done
  return last?.kind === 'closed'
}

function toPosting(clock: Clock, ticket: Ticket, { number, stage, until, daysLeft, step }: Countdown): Posting {
  const { rule, ruleVersion } = clock
  return {
    dedupeKey: `countdown:${clock.id}:${clock.dueOn}:${step}`,
    lane: 'answer',
    kind: 'rightEnding',
    params: { ticketId: ticket.id, number, stage, until, daysLeft, rule, version: ruleVersion },
    to: { account: ticket.accountId },
    ticketId: ticket.id,
  }
}
