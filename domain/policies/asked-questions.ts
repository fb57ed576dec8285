import type { Officer, Ticket } from '../../prisma/generated/client.ts'
import { readResident } from '../accounts.ts'
import type { Work } from '../context.ts'
import { DomainError } from '../errors.ts'
import { type EventPayloads, latestEdits, readEvents } from '../events.ts'
import { maySee } from '../officers.ts'
import { findTicketByNumber, numberOf } from '../tickets.ts'
import { readQuestion } from './asks.ts'
import { readAskerNames, stripQuestions } from './stripped-questions.ts'

/** So much of a resident's words is taken for their question. */
const mostLetters = 300

/**
 * What was asked in a consultation: in the resident's words, to search with, and stripped of what is personal, as it may
 * be kept and shown. Throws `ticket-not-found`, and `not-a-question` for any other matter.
 */
export async function readQuestionOf(
  work: Work,
  officer: Officer,
  number: string,
): Promise<{ words: string; stripped: string }> {
  const ticket = await findTicketByNumber(work, number)
  if (!ticket || !maySee(work, officer, ticket)) throw new DomainError('ticket-not-found', { number })
  requireConsultation(ticket)
  const words = await readWords(work, ticket)
  return { words, stripped: await stripFor(work, ticket, words) }
}

/** Words that an officer wrote in place of a resident's, stripped in the same way. */
export async function stripWordsFor(work: Work, officer: Officer, number: string, words: string): Promise<string> {
  const ticket = await findTicketByNumber(work, number)
  if (!ticket || !maySee(work, officer, ticket)) throw new DomainError('ticket-not-found', { number })
  return stripFor(work, ticket, words)
}

/** Throws `not-a-question` for any other matter, and for what is sealed. */
export function requireConsultation(ticket: Ticket): void {
  if (ticket.kind !== 'consultation' || ticket.sealed) {
    throw new DomainError('not-a-question', { number: numberOf(ticket) })
  }
}

/** As it was asked of the bot, or else what the resident wrote before they were answered. */
export async function readWords(work: Work, ticket: Ticket): Promise<string> {
  const ask = await work.tx.policyAsk.findFirst({ where: { ticketId: ticket.id }, orderBy: { askedAt: 'desc' } })
  const asked = ask ? readQuestion(work, ask) : ''
  if (asked !== '') return cut(asked)
  const events = await readEvents(work, ticket.id)
  const edits = latestEdits(events)
  const recalled = new Set(
    events.flatMap(({ kind, payload }) => (kind === 'words-recalled' ? [(payload as { of: number }).of] : [])),
  )
  const answeredAt = events.findIndex(({ kind }) => kind === 'replied')
  const said = (answeredAt < 0 ? events : events.slice(0, answeredAt)).flatMap(({ kind, seq, payload }) =>
    kind === 'words-added' && !recalled.has(seq)
      ? [edits.get(seq) ?? (payload as EventPayloads['words-added']).text]
      : [],
  )
  return cut(said.filter(Boolean).join(' '))
}

function cut(words: string): string {
  return [...words.trim()].slice(0, mostLetters).join('')
}

/** Words about a matter, without what is personal; the names of whoever filed it are known. */
export async function stripFor(work: Work, ticket: Ticket, words: string): Promise<string> {
  const contact = ticket.residentId ? await readResident(work, ticket.residentId) : undefined
  const called = (await readAskerNames(work, [ticket.accountId])).get(ticket.accountId) ?? []
  const names = contact ? [contact.name, ...called] : called
  const [stripped = ''] = await stripQuestions(work, [{ text: words, names }])
  return cut(stripped)
}
