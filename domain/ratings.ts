import { randomUUID } from 'node:crypto'
import type { Account, Ticket } from '../prisma/generated/client.ts'
import { showTicket } from './cards.ts'
import type { Work } from './context.ts'
import { appendEvent } from './events.ts'
import { lockOwnTicket } from './ownership.ts'
import { moves } from './rules/moves.ts'
import { requireMove } from './tickets.ts'

/** One to five stars, and what the resident says to them. */
export interface Stars {
  stars: number
  text: string
}

export const mostStars = 5

/**
 * How a resident found the way their matter was handled (条例 21): once for each matter, and changed as often as they
 * like. The staff room sees stars and words. Rated again without words, the words of before stay. Throws
 * `move-not-allowed` before there is anything to rate, and `ticket-not-found`: see `lockOwnTicket`.
 */
export async function rateMatter(
  work: Work,
  ticketId: string,
  account: Account,
  stars: number,
  text?: string,
  begunOn?: string,
): Promise<Ticket> {
  if (!Number.isInteger(stars) || stars < 1 || stars > mostStars) throw new RangeError(`Nobody gives ${stars} stars`)
  const ticket = await lockOwnTicket(work, ticketId, account, begunOn)
  requireMove(ticket, 'rate')
  const before = await readRating(work, ticket)
  const now = { stars, text: text ?? before?.text ?? '' }
  // A double tap says nothing new.
  if (before?.stars === now.stars && before.text === now.text) return ticket
  await writeRating(work, ticket, now)
  await appendEvent(work, ticket, 'rated', { kind: 'resident' }, now)
  await showTicket(work, ticket, 'added')
  return ticket
}

/** How a matter was rated; undefined when it was not. */
export async function readRating(work: Work, ticket: Pick<Ticket, 'id' | 'accountId'>): Promise<Stars | undefined> {
  const row = await work.tx.rating.findUnique({
    where: { ticketId_accountId: { ticketId: ticket.id, accountId: ticket.accountId } },
  })
  if (!row) return undefined
  return { stars: row.stars, text: row.wordsEnc ? work.vault.open('Rating', 'wordsEnc', row.id, row.wordsEnc) : '' }
}

/** Whether this end of a matter is the one to ask at: the first, and only where it was not rated before. */
export async function mayAskForRating(work: Work, ticket: Pick<Ticket, 'id' | 'accountId'>): Promise<boolean> {
  if (await readRating(work, ticket)) return false
  const ends = await work.tx.ticketEvent.count({
    where: { ticketId: ticket.id, kind: { in: ['closed', 'carried-out'] } },
  })
  return ends <= 1
}

export interface RatingPicture {
  /** Matters received in the time that could have been rated by now. */
  rateable: number
  rated: number
  /** Null where nobody has rated. */
  average: number | null
  /** How many gave one star, two, … five. */
  distribution: [number, number, number, number, number]
}

/**
 * What residents think of the matters received from the civil date `from` up to and with `to`. Who said nothing is told
 * beside it, for an average of the few who did is no picture of all.
 */
export async function readRatings(work: Work, { from, to }: { from: string; to: string }): Promise<RatingPicture> {
  const rows = await work.sql<{ stars: number | null; n: number }>(
    `SELECT r.stars, count(*)::int AS n FROM "Ticket" t LEFT JOIN "Rating" r ON r."ticketId" = t.id
    WHERE t."receivedOn" >= $1 AND t."receivedOn" <= $2 AND (r.id IS NOT NULL OR t.state::text = ANY($3::text[]))
    GROUP BY r.stars`,
    [from, to, moves.rate.from],
  )
  const distribution: RatingPicture['distribution'] = [0, 0, 0, 0, 0]
  for (const { stars, n } of rows) if (stars !== null) distribution[stars - 1] = n
  const rated = distribution.reduce((sum, n) => sum + n, 0)
  const sum = distribution.reduce((total, n, index) => total + n * (index + 1), 0)
  return {
    rateable: rows.reduce((total, row) => total + row.n, 0),
    rated,
    average: rated === 0 ? null : sum / rated,
    distribution,
  }
}

async function writeRating(work: Work, ticket: Ticket, { stars, text }: Stars): Promise<void> {
  const key = { ticketId: ticket.id, accountId: ticket.accountId }
  const there = await work.tx.rating.findUnique({ where: { ticketId_accountId: key }, select: { id: true } })
  const id = there?.id ?? randomUUID()
  const wordsEnc = text === '' ? null : work.vault.seal('Rating', 'wordsEnc', id, text)
  const row = { stars, wordsEnc, at: work.at }
  if (there) await work.tx.rating.update({ where: { id }, data: row })
  else await work.tx.rating.create({ data: { id, ...key, ...row } })
}
