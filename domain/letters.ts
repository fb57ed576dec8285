import type { Account, Ticket } from '../prisma/generated/client.ts'
import { showTicket } from './cards.ts'
import type { Work } from './context.ts'
import { appendEvent, findEventBySource } from './events.ts'
import { lockTicket, requireMove } from './tickets.ts'

/** One message of the resident's, as it came. */
export interface WrittenWords {
  text: string
  /** What it said before it was edited, the first version first. */
  earlier?: string[]
  /** Ids in the file store. */
  files: string[]
  /** `channel:messageId` it came as, so that a later edit finds it. */
  source?: string
}

/** Adds words and files to a ticket's history. The caller holds the ticket's lock. */
export async function appendWords(work: Work, ticket: Ticket, account: Account, words: WrittenWords): Promise<number> {
  // Only the account's own files: an id learnt elsewhere attaches nothing.
  const files = await work.tx.file.findMany({
    where: { id: { in: words.files.filter(isFileId) }, accountId: account.id },
    select: { id: true },
  })
  const [first = words.text, ...later] = [...(words.earlier ?? []), words.text]
  const payload = { text: first, files: files.map((file) => file.id), by: 'resident' as const }
  const seq = await appendEvent(work, ticket, 'words-added', { kind: 'resident' }, payload, words.source)
  await work.tx.attachment.createMany({
    data: files.map((file) => ({ ticketId: ticket.id, fileId: file.id, eventSeq: seq })),
    skipDuplicates: true,
  })
  for (const text of later) await appendEvent(work, ticket, 'words-edited', { kind: 'resident' }, { of: seq, text })
  return seq
}

/**
 * The resident says more about an open matter; the staff room sees it on the card.
 * Throws `move-not-allowed` when the matter is closed or withdrawn.
 */
export async function addWords(work: Work, ticketId: string, account: Account, words: WrittenWords[]): Promise<Ticket> {
  const ticket = await lockTicket(work, ticketId)
  requireMove(ticket, 'addWords')
  for (const piece of words) await appendWords(work, ticket, account, piece)
  await showTicket(work, ticket, 'added')
  return ticket
}

/**
 * A message that became part of a ticket was edited: a new version is added, nothing is erased. Returns the ticket it
 * belongs to, or undefined when the message is no ticket's.
 */
export async function editWords(
  work: Work,
  source: string,
  account: Account,
  text: string,
): Promise<Ticket | undefined> {
  const found = await findEventBySource(work, source)
  if (!found) return undefined
  const ticket = await lockTicket(work, found.ticketId)
  // A message id can be made up: only the account that filed the ticket changes its words.
  if (ticket.accountId !== account.id) return undefined
  await appendEvent(work, ticket, 'words-edited', { kind: 'resident' }, { of: found.seq, text })
  await showTicket(work, ticket, 'added')
  return ticket
}

/** A message that became part of a ticket was recalled on its platform. The office keeps what it received, marked. */
export async function recallWords(work: Work, source: string, account: Account): Promise<Ticket | undefined> {
  const found = await findEventBySource(work, source)
  if (!found) return undefined
  const ticket = await lockTicket(work, found.ticketId)
  // A message id can be made up: only the account that filed the ticket changes its words.
  if (ticket.accountId !== account.id) return undefined
  await appendEvent(work, ticket, 'words-recalled', { kind: 'resident' }, { of: found.seq })
  await showTicket(work, ticket, 'added')
  return ticket
}

function isFileId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
