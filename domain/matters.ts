import { randomBytes } from 'node:crypto'
import type { Account, Ticket } from '../prisma/generated/client.ts'
import { askDoneOn } from './after-care.ts'
import { showTicket } from './cards.ts'
import { resumeHandling, stopOfficeClocks } from './clocks.ts'
import type { Work } from './context.ts'
import { DomainError } from './errors.ts'
import { appendEvent } from './events.ts'
import { spendGuess } from './guesses.ts'
import { appendWords, type WrittenWords } from './letters.ts'
import { isOwnTicket, lockOwnTicket, ownTickets } from './ownership.ts'
import { isDomestic } from './rules/borders.ts'
import { createQueryCode, normalizeQueryCode } from './rules/query-code.ts'
import { findTicketByNumber, lockTicket, moveTicket } from './tickets.ts'

/** The matters that an account, or another of its person's, has filed, the newest first. */
export async function listMatters(work: Work, account: Account): Promise<Ticket[]> {
  return work.tx.ticket.findMany({
    where: await ownTickets(work, account),
    orderBy: [{ receivedAt: 'desc' }, { sequence: 'desc' }],
    take: 20,
  })
}

/** One matter of an account; undefined when it is not its own. */
export async function findMatter(work: Work, account: Account, ticketId: string): Promise<Ticket | undefined> {
  const ticket = await work.tx.ticket.findUnique({ where: { id: ticketId } })
  return ticket && (await isOwnTicket(work, ticket, account)) ? ticket : undefined
}

/** One matter of an account by its number, without its query code; undefined when it is not its own. */
export async function findMatterByNumber(work: Work, account: Account, number: string): Promise<Ticket | undefined> {
  const ticket = await findTicketByNumber(work, number)
  return ticket && (await isOwnTicket(work, ticket, account)) ? ticket : undefined
}

/**
 * The matter that a number and its query code open, for whoever holds both. Wrong tries are counted per account and
 * over all; `wait` says when the next may be made. Unknown number and wrong code are one and the same answer. What lies
 * under seal opens on no channel abroad, and there a right code counts as a try like any other.
 */
export async function openByCode(
  work: Work,
  account: Account,
  number: string,
  code: string,
): Promise<{ kind: 'open'; ticket: Ticket } | { kind: 'sealed' } | { kind: 'wrong' } | { kind: 'wait'; until: Date }> {
  const typed = normalizeQueryCode(code)
  // No code at all is no guess, and takes nobody's tries.
  if (typed === undefined) return { kind: 'wrong' }
  const guess = await spendGuess(work, [
    { key: `code:${account.id}`, most: 5, windowMs: 10 * 60_000 },
    { key: 'code:all', most: 1000, windowMs: 10 * 60_000 },
  ])
  if (guess.kind === 'wait') return guess
  const ticket = await findTicketByNumber(work, number)
  if (!ticket || ticket.queryCodeHash !== work.vault.hash('query-code', typed)) return { kind: 'wrong' }
  if (ticket.sealed && !isDomestic(account.channel)) return { kind: 'sealed' }
  await guess.giveBack()
  return { kind: 'open', ticket }
}

/** The resident says the answer settles it. */
export async function confirmMatter(work: Work, ticketId: string): Promise<Ticket> {
  const ticket = await lockTicket(work, ticketId)
  await moveTicket(work, ticket, 'close', { closedAt: work.at, askDoneOn: askDoneOn(work, ticket) })
  await appendEvent(work, ticket, 'closed', { kind: 'resident' }, { text: '' })
  await stopOfficeClocks(work, ticket.id, 'closed')
  await showTicket(work, ticket, 'added')
  return ticket
}

/**
 * The resident says it is not settled: the matter is open again, with the reason as further words. Throws
 * `move-not-allowed`, and `ticket-not-found`: see `lockOwnTicket`.
 */
export async function reopenMatter(
  work: Work,
  ticketId: string,
  account: Account,
  words: WrittenWords[],
  begunOn?: string,
): Promise<Ticket> {
  const ticket = await lockOwnTicket(work, ticketId, account, begunOn)
  await moveTicket(work, ticket, 'reopen', { closedAt: null, askDoneOn: null })
  await resumeHandling(work, ticket)
  for (const piece of words) await appendWords(work, ticket, account, piece)
  await appendEvent(work, ticket, 'reopened', { kind: 'resident' }, { text: '' })
  await showTicket(work, ticket, 'added')
  return ticket
}

/**
 * Gives a matter a new query code; the old one opens nothing any more. Only to the account that filed it: another of the
 * person could open it with that after they have parted, and the code on paper would be dead. Throws `ticket-not-found`.
 */
export async function resetQueryCode(
  work: Work,
  ticketId: string,
  account: Pick<Account, 'id'>,
): Promise<{ ticket: Ticket; code: string }> {
  const ticket = await lockTicket(work, ticketId)
  if (ticket.accountId !== account.id) throw new DomainError('ticket-not-found')
  const code = createQueryCode(randomBytes)
  await work.tx.ticket.update({
    where: { id: ticketId },
    data: { queryCodeHash: work.vault.hash('query-code', normalizeQueryCode(code) ?? code) },
  })
  await appendEvent(work, ticket, 'code-reset', { kind: 'resident' }, {})
  return { ticket, code }
}
