import type { Account, Ticket } from '../prisma/generated/client.ts'
import { showTicket } from './cards.ts'
import type { Work } from './context.ts'
import { appendEvent, chainEvent, type EventRow, findEventBySource } from './events.ts'
import { isOwnTicket, lockOwnTicket } from './ownership.ts'
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
export async function appendWords(work: Work, ticket: Ticket, account: Account, words: WrittenWords): Promise<void> {
  const written = chainWords(work, ticket, words, await ownFiles(work, account, words.files))
  await work.sql(writeWords, [
    ticket.id,
    ticket.eventCount,
    ticket.eventHash,
    JSON.stringify(written.events),
    JSON.stringify(written.attachments),
  ])
}

const writeWords = `
  WITH counted AS (
    UPDATE "Ticket" SET "eventCount" = $2, "eventHash" = $3 WHERE id = $1::uuid),
  attached AS (
    INSERT INTO "Attachment" SELECT * FROM jsonb_populate_recordset(NULL::"Attachment", $5::jsonb) ON CONFLICT DO NOTHING)
  INSERT INTO "TicketEvent" SELECT * FROM jsonb_populate_recordset(NULL::"TicketEvent", $4::jsonb)`

export interface ChainedWords {
  events: EventRow[]
  attachments: { ticketId: string; fileId: string; eventSeq: number }[]
}

/** Words as events of a history, each version of them one; nothing is written yet. `own`: the files that may go along. */
export function chainWords(
  work: Pick<Work, 'vault' | 'at'>,
  ticket: Ticket,
  words: WrittenWords,
  own: ReadonlySet<string>,
): ChainedWords {
  const by = { kind: 'resident' as const }
  const files = words.files.filter((file) => own.has(file))
  const [text = words.text, ...later] = [...(words.earlier ?? []), words.text]
  const first = chainEvent(work, ticket, 'words-added', by, { text, files, by: 'resident' }, words.source)
  return {
    events: [
      first,
      ...later.map((changed) => chainEvent(work, ticket, 'words-edited', by, { of: first.seq, text: changed })),
    ],
    attachments: files.map((fileId) => ({ ticketId: ticket.id, fileId, eventSeq: first.seq })),
  }
}

/** Of these files the account's own: an id learnt elsewhere attaches nothing. */
export async function ownFiles(work: Work, account: Account, files: string[]): Promise<ReadonlySet<string>> {
  const ids = files.filter(isFileId)
  if (ids.length === 0) return new Set()
  const rows = await work.tx.file.findMany({ where: { id: { in: ids }, accountId: account.id }, select: { id: true } })
  return new Set(rows.map((row) => row.id))
}

/**
 * The resident says more about an open matter; the staff room sees it on the card.
 * Throws `move-not-allowed` when the matter is closed or withdrawn, and `ticket-not-found`: see `lockOwnTicket`.
 */
export async function addWords(
  work: Work,
  ticketId: string,
  account: Account,
  words: WrittenWords[],
  begunOn?: string,
): Promise<Ticket> {
  const ticket = await lockOwnTicket(work, ticketId, account, begunOn)
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
  // A message id can be made up: only whoever filed the ticket changes its words.
  if (!(await isOwnTicket(work, ticket, account))) return undefined
  await appendEvent(work, ticket, 'words-edited', { kind: 'resident' }, { of: found.seq, text })
  await showTicket(work, ticket, 'added')
  return ticket
}

/** A message that became part of a ticket was recalled on its platform. The office keeps what it received, marked. */
export async function recallWords(work: Work, source: string, account: Account): Promise<Ticket | undefined> {
  const found = await findEventBySource(work, source)
  if (!found) return undefined
  const ticket = await lockTicket(work, found.ticketId)
  // A message id can be made up: only whoever filed the ticket changes its words.
  if (!(await isOwnTicket(work, ticket, account))) return undefined
  await appendEvent(work, ticket, 'words-recalled', { kind: 'resident' }, { of: found.seq })
  await showTicket(work, ticket, 'added')
  return ticket
}

function isFileId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
