import type { Clock, Ticket } from '../prisma/generated/client.ts'
import type { Work } from './context.ts'
import { civilDateOf } from './rules/civil-date.ts'

export type DueClock = Clock & { ticket: Ticket }

/**
 * The matters that have a clock of the office's to be looked at by the civil date `$1`, and their rows locked: who is
 * just about to satisfy a clock does it before or after, and never meanwhile. In the order in which others lock several.
 */
export const lockDueTickets = `
  SELECT t.id FROM "Ticket" t
  WHERE t.state NOT IN ('closed', 'withdrawn') AND t.id IN (
    SELECT c."ticketId" FROM "Clock" c
    WHERE c."satisfiedAt" IS NULL AND c."nextStepOn" <= $1 AND c.holder = 'office' AND c."pausedOn" IS NULL)
  ORDER BY t.id FOR UPDATE`

/**
 * The office's clocks that have to be looked at today, their matters locked, the nearest end first. Those of a withdrawn
 * matter run on for its seven days, but nobody has to hurry for it.
 */
export async function findDueClocks(work: Work): Promise<DueClock[]> {
  const on = civilDateOf(work.at)
  const locked = await work.sql<{ id: string }>(lockDueTickets, [on])
  const ids = locked.map((row) => row.id)
  const tickets = new Map<string, Ticket>()
  const clocks: Clock[] = []
  for (let start = 0; start < ids.length; start += chunk) {
    const some = ids.slice(start, start + chunk)
    for (const ticket of await work.tx.ticket.findMany({ where: { id: { in: some } } })) tickets.set(ticket.id, ticket)
    clocks.push(
      ...(await work.tx.clock.findMany({
        where: {
          ticketId: { in: some },
          satisfiedAt: null,
          nextStepOn: { lte: on },
          holder: 'office',
          pausedOn: null,
        },
      })),
    )
  }
  return clocks
    .flatMap((clock) => {
      const ticket = tickets.get(clock.ticketId)
      return ticket ? [{ ...clock, ticket }] : []
    })
    .sort((a, b) => a.dueOn.localeCompare(b.dueOn) || a.id.localeCompare(b.id))
}

/** A statement takes so many values and no more. */
const chunk = 5000
