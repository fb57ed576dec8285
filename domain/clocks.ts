import { randomUUID } from 'node:crypto'
import type { Clock, Ticket } from '../prisma/generated/client.ts'
import type { Work } from './context.ts'
import { addDays, civilDateOf } from './rules/civil-date.ts'
import { countDeadline } from './rules/deadlines.ts'
import { findRule, rulePack } from './rules/rule-pack.ts'

export type OfficeRule = 'NOTICE_15D' | 'HANDLE_60D'

/**
 * Starts the clock of a rule on the civil date `startedOn`. Started twice, it stays as it was.
 * Throws when the rule is not in the pack.
 */
export async function startClock(work: Work, ticketId: string, ruleId: OfficeRule, startedOn: string): Promise<void> {
  const rule = findRule(ruleId)
  if (!rule) throw new Error(`The rule pack has no rule ${ruleId}`)
  const { rawLastDay, dueOn, remindOn, provisional } = countDeadline(rule, startedOn, work.calendar)
  await work.tx.clock.createMany({
    data: {
      id: randomUUID(),
      ticketId,
      rule: rule.id,
      ruleVersion: rulePack.version,
      holder: rule.holder,
      startedOn,
      rawLastDay,
      dueOn,
      remindOn,
      provisional,
    },
    skipDuplicates: true,
  })
}

/**
 * Starts the sixty days for an opinion on a claim (条例 34): on the day it is taken on, but never later than fifteen days
 * after receipt, so that being late with the notice buys no time for the opinion. Other kinds have no such period.
 */
export async function startHandling(work: Work, ticket: Ticket, takenOn: string): Promise<void> {
  if (ticket.kind !== 'claim') return
  const latest = addDays(ticket.receivedOn, 15)
  await startClock(work, ticket.id, 'HANDLE_60D', takenOn < latest ? takenOn : latest)
}

/**
 * A matter taken up again: its sixty days run on to the day they always had, for closing it too early bought no time.
 * One that was never taken on before begins them now.
 */
export async function resumeHandling(work: Work, ticket: Ticket): Promise<void> {
  await work.tx.clock.updateMany({
    where: { ticketId: ticket.id, rule: 'HANDLE_60D' },
    data: { satisfiedAt: null, satisfiedBy: null },
  })
  await startHandling(work, ticket, civilDateOf(work.at))
}

/** Stops a ticket's running clocks of these rules; `by` is the event kind that did it. */
export async function satisfyClocks(work: Work, ticketId: string, rules: OfficeRule[], by: string): Promise<void> {
  await work.tx.clock.updateMany({
    where: { ticketId, rule: { in: rules }, satisfiedAt: null },
    data: { satisfiedAt: work.at, satisfiedBy: by },
  })
}

/** The clocks of a ticket that still run, the nearest first. */
export function runningClocks(work: Work, ticketId: string): Promise<Clock[]> {
  return work.tx.clock.findMany({ where: { ticketId, satisfiedAt: null }, orderBy: { dueOn: 'asc' } })
}
