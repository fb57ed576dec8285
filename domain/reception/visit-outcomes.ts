import type { Account, Officer, Ticket } from '../../prisma/generated/client.ts'
import { findOrOpenAccount } from '../accounts.ts'
import { showTicket } from '../cards.ts'
import type { Work } from '../context.ts'
import { DomainError } from '../errors.ts'
import { appendEvent } from '../events.ts'
import { openTicket } from '../filing.ts'
import { maySee } from '../officers.ts'
import { post } from '../outbox.ts'
import { topicOfQuestions } from '../rules/routing.ts'
import { lockTicket, numberOf } from '../tickets.ts'
import { lockVisit } from './booking-days.ts'
import { openVisitor } from './booking-rows.ts'
import type { BookingRow } from './booking-view.ts'
import { paperChannel } from './paper-notices.ts'
import { checkPromises, enterPromises, type PromiseLine, type PromiseWords } from './promises.ts'
import { tellQueue } from './visit-queues.ts'

/** What came of a visit. */
export interface VisitOutcome {
  /** The matter it is written down on; null for a visit about nothing that was filed, where nothing was promised. */
  ticket: Ticket | null
  promises: PromiseLine[]
  /** The visitor has no account: what is written here is handed to them on paper. */
  onPaper: boolean
}

/**
 * Ends a visit with what came of it and what was promised. Each promise is a dated task on the matter, and the visitor
 * has all of it in writing. Where the visit was about nothing that was filed and something is promised, a question is
 * opened from the visitor's words in the same transaction: for somebody without an account on one of paper. Throws
 * `booking-not-found`, `visit-not-there` for who was not called or is through, `ticket-not-found` for an officer who may
 * not know of the matter, and like `checkPromises`.
 */
export async function finishVisit(
  work: Work,
  officer: Officer,
  bookingId: string,
  { text, promises }: { text: string; promises: readonly PromiseWords[] },
): Promise<VisitOutcome> {
  if (text.trim() === '') throw new DomainError('words-missing')
  checkPromises(work, promises)
  const booking = await lockVisit(work, bookingId)
  await end(work, booking, text)
  const ticket = await matterOf(work, officer, booking, promises.length > 0)
  const outcome = await write(work, officer, booking, ticket, { text, promises })
  await tellQueue(work, booking.day)
  return outcome
}

async function end(work: Work, { id }: BookingRow, text: string): Promise<void> {
  const ended = await work.sql(
    `UPDATE "Booking" SET state = 'seen', "endedAt" = $2::timestamptz, "outcomeEnc" = $3,
      "calledAt" = coalesce("calledAt", $2::timestamptz)
    WHERE id = $1::uuid AND (state IN ('arrived', 'called') OR (state = 'seen' AND "outcomeEnc" IS NULL)) RETURNING 1`,
    [id, work.at, work.vault.seal('Booking', 'outcomeEnc', id, text)],
  )
  if (ended.length === 1) return
  const { state } = await work.tx.booking.findUniqueOrThrow({ where: { id }, select: { state: true } })
  throw new DomainError('visit-not-there', { state })
}

/** The matter of a visit, locked; a new one where there is none, or none any more, and one is needed. */
async function matterOf(
  work: Work,
  officer: Officer,
  booking: BookingRow,
  isNeeded: boolean,
): Promise<Ticket | undefined> {
  const ticket = booking.ticketId === null ? undefined : await lockTicket(work, booking.ticketId)
  if (ticket && !maySee(work, officer, ticket)) throw new DomainError('ticket-not-found', { number: '' })
  const isThere = ticket !== undefined && ticket.state !== 'withdrawn'
  if (isThere || !isNeeded) return ticket
  return openFromVisit(work, booking)
}

async function openFromVisit(work: Work, booking: BookingRow): Promise<Ticket> {
  const { name, phone, words } = openVisitor(work, booking)
  const account = await accountOf(work, booking)
  const { ticket } = await openTicket(work, account, {
    // A visit becomes one matter, however often it is ended.
    id: booking.id,
    category: topicOfQuestions(work.office),
    words: words === null ? [] : [{ text: words, files: [] }],
    ...(name !== null && phone !== null && { contact: { name, phone } }),
  })
  await work.tx.booking.update({ where: { id: booking.id }, data: { ticketId: ticket.id } })
  return lockTicket(work, ticket.id)
}

/** Of somebody without an account: one made for this visit, whose letters are handed over on paper. */
async function accountOf(work: Work, { id, accountId }: BookingRow): Promise<Account> {
  return accountId === null
    ? findOrOpenAccount(work, paperChannel, `booking:${id}`)
    : work.tx.account.findUniqueOrThrow({ where: { id: accountId } })
}

async function write(
  work: Work,
  officer: Officer,
  booking: BookingRow,
  ticket: Ticket | undefined,
  { text, promises }: { text: string; promises: readonly PromiseWords[] },
): Promise<VisitOutcome> {
  const { on } = booking.day
  const account = ticket?.accountId ?? booking.accountId
  let eventSeq: number | undefined
  let lines: PromiseLine[] = []
  if (ticket) {
    eventSeq = await appendEvent(work, ticket, 'visit-ended', { kind: 'officer', id: officer.id }, { on, text })
    lines = await enterPromises(work, officer, ticket, booking.id, promises)
    await showTicket(work, ticket, 'moved')
  }
  if (account !== null) {
    const about = ticket ? { ticketId: ticket.id, number: numberOf(ticket) } : { number: null }
    await post(work, [
      {
        dedupeKey: `visitEnded:${booking.id}`,
        lane: 'answer',
        kind: 'visitEnded',
        params: { ...about, on, text, promises: lines },
        to: { account },
        ...(ticket && { ticketId: ticket.id, ...(eventSeq !== undefined && { eventSeq }) }),
        statutory: true,
      },
    ])
  }
  const onPaper = ticket ? await isOnPaper(work, ticket) : account === null
  return { ticket: ticket ?? null, promises: lines, onPaper }
}

async function isOnPaper(work: Work, { accountId }: Ticket): Promise<boolean> {
  const { channel } = await work.tx.account.findUniqueOrThrow({ where: { id: accountId }, select: { channel: true } })
  return channel === paperChannel
}
