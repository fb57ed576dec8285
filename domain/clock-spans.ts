import type { Clock } from '../prisma/generated/client.ts'
import type { OfficeRule } from './clocks.ts'
import type { Work } from './context.ts'
import { scheduleReminders } from './reminder-steps.ts'
import { civilDateOf, daysBetween } from './rules/civil-date.ts'
import { countDeadline } from './rules/deadlines.ts'
import { findRule } from './rules/rule-pack.ts'

/** A ticket's clock of a rule, while it runs. */
export async function findRunningClock(work: Work, ticketId: string, rule: OfficeRule): Promise<Clock | undefined> {
  return (await work.tx.clock.findFirst({ where: { ticketId, rule, satisfiedAt: null } })) ?? undefined
}

/** Lengthens a running clock by `days`, counted with its own as one span (条例 34). Returns it with its new dates. */
export function extendClock(work: Work, clock: Clock, days: number): Promise<Clock> {
  return recount(work, { ...clock, extendedDays: clock.extendedDays + days })
}

/** Stands a clock still from today on. It has no last day until it runs again (条例 36). */
export function pauseClock(work: Work, clock: Clock): Promise<Clock> {
  return recount(work, { ...clock, pausedOn: civilDateOf(work.at) })
}

/** Lets it run again; `days` were taken by what stopped it. Returns it with its new dates. */
export function resumeClock(work: Work, clock: Clock, days: number): Promise<Clock> {
  return recount(work, { ...clock, pausedOn: null, pausedDays: clock.pausedDays + days })
}

/** The days from the one on which a clock was stopped to the one on which it runs again, both of them counted. */
export function daysOfPause(from: string, to: string): number {
  return daysBetween(from, to) + 1
}

/** Counted anew under the rule it was counted with. */
async function recount(work: Work, clock: Clock): Promise<Clock> {
  const rule = findRule(clock.rule, clock.ruleVersion)
  if (!rule) throw new Error(`No rule pack has a rule ${clock.rule}`)
  const { extendedDays, pausedDays, pausedOn } = clock
  const counted = countDeadline(rule, clock.startedOn, work.calendar, { extendedDays, pausedDays })
  const { rawLastDay, dueOn, remindOn, provisional } = counted
  const recounted = await work.tx.clock.update({
    where: { id: clock.id },
    data: { extendedDays, pausedDays, pausedOn, rawLastDay, dueOn, remindOn, provisional },
  })
  await scheduleReminders(work, [clock.id])
  return recounted
}
