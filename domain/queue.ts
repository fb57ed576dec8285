import type { Officer, Ticket } from '../prisma/generated/client.ts'
import type { Work } from './context.ts'
import { maySee } from './officers.ts'
import { civilDateOf, daysBetween } from './rules/civil-date.ts'
import { openStates } from './rules/moves.ts'
import { promiseRule } from './rules/own-rules.ts'
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
  /** Something of it waits for another officer's word. */
  waits: boolean
}

export interface QueuePage {
  lines: QueueLine[]
  total: number
  page: number
  pages: number
}

const pageSize = 10

/**
 * What waits for the office: all of it, one's own, or what is due within seven days, by a clock or because what was
 * supported is to be carried out by then; the most urgent first. Sealed
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
      OR: [
        { state: { in: [...openStates] } },
        // A claim that has had a reply still waits for the opinion on it.
        { state: 'answered', clocks: { some: { satisfiedAt: null, holder: 'office' } } },
        // What was promised to its visitor is still to be kept.
        { state: { not: 'withdrawn' }, clocks: { some: { satisfiedAt: null, rule: promiseRule.id } } },
      ],
      ...(list === 'mine' && { holderId: officer.id }),
      ...(options.unit && { unit: options.unit }),
      ...(!options.sealedToo && { sealed: false }),
      ...(list === 'due' && {
        AND: {
          OR: [
            { clocks: { some: { satisfiedAt: null, holder: 'office' } } },
            { state: 'executing', remedyOn: { not: null } },
          ],
        },
      }),
    },
    include: {
      clocks: { where: { satisfiedAt: null, holder: 'office', pausedOn: null }, orderBy: { dueOn: 'asc' }, take: 1 },
      proposals: { where: { decision: null }, take: 1 },
    },
  })
  const lines = rows
    .filter((ticket) => maySee(work, officer, ticket))
    .map((ticket): QueueLine => {
      const remedyOn = ticket.state === 'executing' ? ticket.remedyOn : null
      const dueOn = [ticket.clocks[0]?.dueOn, remedyOn].filter((on) => typeof on === 'string').sort()[0] ?? null
      return {
        number: numberOf(ticket),
        state: ticket.state,
        category: ticket.category,
        village: ticket.village,
        township: ticket.township,
        holderId: ticket.holderId,
        dueOn,
        daysLeft: dueOn ? daysBetween(today, dueOn) : null,
        waits: ticket.proposals.length > 0,
      }
    })
    .filter((line) => list !== 'due' || (line.daysLeft !== null && line.daysLeft <= 7))
    .sort((a, b) => (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999') || a.number.localeCompare(b.number))
  const pages = Math.max(1, Math.ceil(lines.length / pageSize))
  const shown = Math.min(Math.max(1, page), pages)
  return { lines: lines.slice((shown - 1) * pageSize, shown * pageSize), total: lines.length, page: shown, pages }
}
