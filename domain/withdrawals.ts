import type { Ticket } from '../prisma/generated/client.ts'
import { showTicket } from './cards.ts'
import { satisfyClocks, stopOfficeClocks } from './clocks.ts'
import type { Work } from './context.ts'
import { DomainError } from './errors.ts'
import { appendEvent } from './events.ts'
import { stopPromiseClocks } from './reception/promise-clocks.ts'
import { addDays, civilDateOf } from './rules/civil-date.ts'
import { withdrawalDays } from './rules/moves.ts'
import { requestRules } from './rules/review-rights.ts'
import { lockTicket, moveTicket, numberOf } from './tickets.ts'

/** The last civil date on which a withdrawal made at `withdrawnAt` can be undone. */
export function undoableUntil(withdrawnAt: Date): string {
  return addDays(civilDateOf(withdrawnAt), withdrawalDays)
}

/**
 * The resident, and nobody else, takes a matter back. It can be undone for seven days; the clocks go on running until
 * then, so that undoing costs the resident no time.
 */
export async function withdrawTicket(work: Work, ticketId: string): Promise<Ticket> {
  const ticket = await lockTicket(work, ticketId)
  await moveTicket(work, ticket, 'withdraw', { withdrawnAt: work.at, stateBefore: ticket.state })
  await appendEvent(work, ticket, 'withdrawn', { kind: 'resident' }, {})
  await showTicket(work, ticket, 'added')
  return ticket
}

/** Undoes a withdrawal: the matter stands where it stood. Throws `undo-over` after seven days. */
export async function undoWithdrawal(work: Work, ticketId: string): Promise<Ticket> {
  const ticket = await lockTicket(work, ticketId)
  if (ticket.withdrawnAt && civilDateOf(work.at) > undoableUntil(ticket.withdrawnAt)) {
    throw new DomainError('undo-over', { number: numberOf(ticket) })
  }
  await moveTicket(work, ticket, 'undoWithdrawal', { withdrawnAt: null, stateBefore: null })
  await appendEvent(work, ticket, 'withdrawal-undone', { kind: 'resident' }, {})
  await showTicket(work, ticket, 'added')
  return ticket
}

/** Stops the clocks of the matters whose seven days are over at `work.at`. Returns how many. */
export async function settleWithdrawals(work: Work): Promise<number> {
  const withdrawn = await work.tx.ticket.findMany({
    where: { state: 'withdrawn', clocks: { some: { satisfiedAt: null } } },
    select: { id: true },
    orderBy: { withdrawnAt: 'asc' },
    take: 500,
  })
  let settled = 0
  for (const { id } of withdrawn) {
    const ticket = await lockTicket(work, id)
    // Taken up again while it was being looked for, or its seven days are not over.
    if (!ticket.withdrawnAt || civilDateOf(work.at) <= undoableUntil(ticket.withdrawnAt)) continue
    await stopOfficeClocks(work, id, 'withdrawn')
    await satisfyClocks(work, id, Object.values(requestRules), 'withdrawn')
    await stopPromiseClocks(work, id, 'withdrawn')
    settled += 1
  }
  return settled
}
