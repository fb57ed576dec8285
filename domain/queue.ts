import type { Officer, Ticket } from '../prisma/generated/client.ts'
import type { Work } from './context.ts'
import { maySee } from './officers.ts'
import { civilDateOf, daysBetween } from './rules/civil-date.ts'
import { openStates } from './rules/moves.ts'
import { numberOf } from './tickets.ts'

/** One line of a list in the staff room. */
export interface QueueLine {
  number: string
  state: Ticket['state']
  category: string
  village: string | null
  township: string | null
  holderId: string | null
  dueOn: string | null
  daysLeft: number | null
}

export interface QueuePage {
  lines: QueueLine[]
  total: number
  page: number
  pages: number
}

const pageSize = 10

/**
 * What waits for the office: all of it, one's own, or what is due within seven days; the most urgent first. Sealed
 * matters stand in no list but a custodian's own, in private (`sealedToo`).
 */
export async function listQueue(
  work: Work,
  officer: Officer,
  list: 'open' | 'mine' | 'due',
  page: number,
  options: { unit?: string; sealedToo?: boolean } = {},
): Promise<QueuePage> {
  const today = civilDateOf(work.at)
  const rows = await work.tx.ticket.findMany({
    where: {
      state: { in: [...openStates] },
      ...(list === 'mine' && { holderId: officer.id }),
      ...(options.unit && { unit: options.unit }),
      ...(!options.sealedToo && { sealed: false }),
      ...(list === 'due' && { clocks: { some: { satisfiedAt: null, holder: 'office' } } }),
    },
    include: { clocks: { where: { satisfiedAt: null, holder: 'office' }, orderBy: { dueOn: 'asc' }, take: 1 } },
  })
  const lines = rows
    .filter((ticket) => maySee(work, officer, ticket))
    .map((ticket): QueueLine => {
      const dueOn = ticket.clocks[0]?.dueOn ?? null
      return {
        number: numberOf(ticket),
        state: ticket.state,
        category: ticket.category,
        village: ticket.village,
        township: ticket.township,
        holderId: ticket.holderId,
        dueOn,
        daysLeft: dueOn ? daysBetween(today, dueOn) : null,
      }
    })
    .filter((line) => list !== 'due' || (line.daysLeft !== null && line.daysLeft <= 7))
    .sort((a, b) => (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999') || a.number.localeCompare(b.number))
  const pages = Math.max(1, Math.ceil(lines.length / pageSize))
  const shown = Math.min(Math.max(1, page), pages)
  return { lines: lines.slice((shown - 1) * pageSize, shown * pageSize), total: lines.length, page: shown, pages }
}
