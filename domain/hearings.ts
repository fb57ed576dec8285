import type { Clock, Officer, Ticket } from '../prisma/generated/client.ts'
import { showTicket } from './cards.ts'
import { requireFree } from './claims.ts'
import { daysOfPause, findRunningClock, pauseClock, resumeClock } from './clock-spans.ts'
import type { Work } from './context.ts'
import { DomainError } from './errors.ts'
import { appendEvent } from './events.ts'
import { notifyResident } from './resident-notices.ts'
import { civilDateOf } from './rules/civil-date.ts'
import { lockTicketFor, numberOf, requireMove } from './tickets.ts'

/**
 * A hearing is held in a recheck (条例 36): from today on its days do not count, and the resident is told. Throws
 * `hearing-open` when one is held already, and `no-hearing` when no period runs that could rest.
 */
export async function holdHearing(work: Work, officer: Officer, number: string): Promise<Ticket> {
  const ticket = await lockTicketFor(work, officer, number)
  requireMove(ticket, 'holdHearing')
  await requireFree(work, officer, ticket)
  const clock = await requireClock(work, ticket)
  if (clock.pausedOn !== null) throw new DomainError('hearing-open', { number: numberOf(ticket) })
  const from = civilDateOf(work.at)
  await pauseClock(work, clock)
  const seq = await appendEvent(work, ticket, 'hearing-held', { kind: 'officer', id: officer.id }, { from })
  await notifyResident(work, ticket, 'hearingHeld', seq, { from })
  await showTicket(work, ticket, 'added')
  return ticket
}

/** It has ended, today included: the period runs on, longer by those days, and the resident is told until when. */
export async function endHearing(
  work: Work,
  officer: Officer,
  number: string,
): Promise<{ ticket: Ticket; days: number; dueOn: string }> {
  const ticket = await lockTicketFor(work, officer, number)
  requireMove(ticket, 'endHearing')
  await requireFree(work, officer, ticket)
  const clock = await requireClock(work, ticket)
  if (clock.pausedOn === null) throw new DomainError('no-hearing', { number: numberOf(ticket) })
  const days = daysOfPause(clock.pausedOn, civilDateOf(work.at)) - (await daysCounted(work, ticket, clock.pausedOn))
  const { dueOn, provisional } = await resumeClock(work, clock, days)
  const seq = await appendEvent(work, ticket, 'hearing-ended', { kind: 'officer', id: officer.id }, { days })
  await notifyResident(work, ticket, 'hearingEnded', seq, { days, dueOn, provisional })
  await showTicket(work, ticket, 'added')
  return { ticket, days, dueOn }
}

async function requireClock(work: Work, ticket: Ticket): Promise<Clock> {
  const clock = await findRunningClock(work, ticket.id, 'RECHECK_DECIDE_30D')
  if (!clock) throw new DomainError('no-hearing', { number: numberOf(ticket) })
  return clock
}

/** 1 when another hearing ended on the day on which this one began: that day is not counted twice. */
async function daysCounted(work: Work, ticket: Ticket, from: string): Promise<number> {
  const before = await work.tx.ticketEvent.findFirst({
    where: { ticketId: ticket.id, kind: 'hearing-ended' },
    orderBy: { seq: 'desc' },
    select: { at: true },
  })
  return before && civilDateOf(before.at) === from ? 1 : 0
}
