import type { Clock, Ticket } from '../prisma/generated/client.ts'
import type { Work } from './context.ts'
import { civilDateOf } from './rules/civil-date.ts'
import { isOwnRule } from './rules/own-rules.ts'

/** A clock with its matter. `unit` is the one that has to do it: the matter's, or for a promise the one it was made for. */
export type DueClock = Clock & { ticket: Ticket; unit: string }

/**
 * The matters that have a clock of the office's to be looked at by the civil date `$1`, and their rows locked: who is
 * just about to satisfy a clock does it before or after, and never meanwhile. In the order in which others lock several.
 * A matter that is closed has none but those of promises, which end only when they are kept.
 */
export const lockDueTickets = `
  SELECT t.id FROM "Ticket" t
  WHERE t.state <> 'withdrawn' AND t.id IN (
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
  const units = await unitsOfPromises(work, clocks)
  return clocks
    .flatMap((clock) => {
      const ticket = tickets.get(clock.ticketId)
      return ticket ? [{ ...clock, ticket, unit: units.get(clock.subject) ?? ticket.unit }] : []
    })
    .sort((a, b) => a.dueOn.localeCompare(b.dueOn) || a.id.localeCompare(b.id))
}

/** By promise, the units that are to keep them. */
async function unitsOfPromises(work: Work, clocks: Clock[]): Promise<Map<string, string>> {
  const ids = clocks.flatMap(({ rule, subject }) => (isOwnRule(rule) ? [subject] : []))
  if (ids.length === 0) return new Map()
  const promises = await work.tx.receptionPromise.findMany({
    where: { id: { in: ids.slice(0, chunk) } },
    select: { id: true, unit: true },
  })
  return new Map(promises.map(({ id, unit }) => [id, unit]))
}

/** A statement takes so many values and no more. */
const chunk = 5000
