import type { Officer, ReceptionPromise } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'
import { maySee } from '../officers.ts'
import { civilDateOf, daysBetween } from '../rules/civil-date.ts'
import { numberOf } from '../tickets.ts'
import { readPromiseClocks } from './promise-clocks.ts'
import { promiseText } from './promise-rows.ts'
import type { PromiseWords } from './promises.ts'

/** A promise as it stands. */
export interface PromiseView extends PromiseWords {
  id: string
  ticketId: string
  /** The day that was named; `dueOn` is the first working day on or after it. */
  saidOn: string
  provisional: boolean
  /** How many days the office is late with it; 0 while it is not, and once it is done. */
  daysLate: number
  madeAt: Date
  /** When the office said that it is done. */
  doneAt: Date | null
  /** What the visitor said of it; null while they have not been asked, or have not answered. */
  confirmed: boolean | null
}

/** The promises of matters, those that are open first, then by their dates. */
export async function listPromises(work: Work, ticketIds: string[]): Promise<PromiseView[]> {
  if (ticketIds.length === 0) return []
  return viewPromises(work, await work.tx.receptionPromise.findMany({ where: { ticketId: { in: ticketIds } } }))
}

/** What was promised and is not done yet, the nearest first, as far as the officer may know of it. */
export async function listOpenPromises(work: Work, officer: Officer): Promise<(PromiseView & { number: string })[]> {
  const open = await viewPromises(work, await work.tx.receptionPromise.findMany({ where: { doneAt: null } }))
  const tickets = await work.tx.ticket.findMany({ where: { id: { in: open.map(({ ticketId }) => ticketId) } } })
  return open.flatMap((promise) => {
    const ticket = tickets.find(({ id }) => id === promise.ticketId)
    const isShown = ticket && ticket.state !== 'withdrawn' && maySee(work, officer, ticket)
    return isShown ? [{ ...promise, number: numberOf(ticket) }] : []
  })
}

async function viewPromises(work: Work, rows: ReceptionPromise[]): Promise<PromiseView[]> {
  const clocks = await readPromiseClocks(work, rows)
  const on = civilDateOf(work.at)
  return rows
    .map((row): PromiseView => {
      const { id, ticketId, unit, dueOn: saidOn, madeAt, doneAt, confirmed } = row
      const clock = clocks.get(id)
      const dueOn = clock?.dueOn ?? saidOn
      const daysLate = doneAt === null ? Math.max(0, daysBetween(dueOn, on)) : 0
      const provisional = clock?.provisional ?? false
      return {
        id,
        ticketId,
        text: promiseText(work, row),
        unit,
        saidOn,
        dueOn,
        provisional,
        daysLate,
        madeAt,
        doneAt,
        confirmed,
      }
    })
    .toSorted(
      (a, b) =>
        Number(a.doneAt !== null) - Number(b.doneAt !== null) ||
        a.dueOn.localeCompare(b.dueOn) ||
        a.id.localeCompare(b.id),
    )
}
