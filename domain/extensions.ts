import type { Clock, Officer, Ticket } from '../prisma/generated/client.ts'
import { showTicket } from './cards.ts'
import { extendClock, findRunningClock } from './clock-spans.ts'
import type { Work } from './context.ts'
import { DomainError } from './errors.ts'
import { appendEvent } from './events.ts'
import { type Family, joinedFor } from './family.ts'
import { propose } from './proposals.ts'
import { notifyResident } from './resident-notices.ts'
import { civilDateOf } from './rules/civil-date.ts'
import { ruleInForce } from './rules/rule-pack.ts'
import { lockTicketFor, numberOf, requireMove } from './tickets.ts'

/**
 * Asks for more time for an opinion on a claim (条例 34): by its holder, with the reason that the resident will read; the
 * head of the office decides. Returns the names of those who may. Throws `days-wrong`, `extension-over` when the period
 * does not run or is over, and `extended-already`.
 */
export async function askExtension(
  work: Work,
  officer: Officer,
  number: string,
  { days, reason }: { days: number; reason: string },
): Promise<{ ticket: Ticket; approvers: string[] }> {
  const ticket = await lockTicketFor(work, officer, number)
  requireMove(ticket, 'askExtension')
  if (ticket.holderId !== officer.id) throw new DomainError('not-the-holder', { number: numberOf(ticket) })
  await requireExtensible(work, ticket, days)
  if (reason.trim() === '') throw new DomainError('slot-missing', { slot: 'reason' })
  return { ticket, approvers: await propose(work, officer, ticket, 'extension', { days, reason }) }
}

/**
 * Gives the time that was asked for, as one span with what there was, and tells the resident why and until when; so too
 * those whose matters are handled with this one, where their own period still runs and was not extended.
 */
export async function grantExtension(
  work: Work,
  officer: Officer,
  family: Family,
  extension: { days: number; reason: string },
): Promise<{ dueOn: string }> {
  requireMove(family.ticket, 'askExtension')
  const granted = await requireExtensible(work, family.ticket, extension.days)
  for (const ticket of joinedFor(family, 'askExtension')) {
    const clock = await findRunningClock(work, ticket.id, 'HANDLE_60D')
    if (!clock || clock.dueOn < civilDateOf(work.at) || clock.extendedDays > 0) continue
    await extend(work, officer, ticket, clock, extension)
    await showTicket(work, ticket, 'moved')
  }
  return { dueOn: await extend(work, officer, family.ticket, granted, extension) }
}

async function extend(
  work: Work,
  officer: Officer,
  ticket: Ticket,
  clock: Clock,
  { days, reason }: { days: number; reason: string },
): Promise<string> {
  const { dueOn, provisional } = await extendClock(work, clock, days)
  const seq = await appendEvent(work, ticket, 'extended', { kind: 'officer', id: officer.id }, { days, reason, dueOn })
  await notifyResident(work, ticket, 'extended', seq, {
    days,
    reason,
    dueOn,
    provisional,
    on: civilDateOf(work.at),
  })
  return dueOn
}

async function requireExtensible(work: Work, ticket: Ticket, days: number): Promise<Clock> {
  const number = numberOf(ticket)
  const on = civilDateOf(work.at)
  const clock = await findRunningClock(work, ticket.id, 'HANDLE_60D')
  if (!clock || clock.dueOn < on) throw new DomainError('extension-over', { number })
  if (clock.extendedDays > 0) throw new DomainError('extended-already', { number })
  const most = ruleInForce('EXTEND_30D', work.office.rules.jurisdiction, on).days
  if (!Number.isInteger(days) || days < 1 || days > most) throw new DomainError('days-wrong', { most })
  return clock
}
