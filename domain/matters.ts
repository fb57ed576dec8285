import { randomBytes } from 'node:crypto'
import type { Account, Ticket } from '../prisma/generated/client.ts'
import { showTicket } from './cards.ts'
import { resumeHandling, runningClocks, satisfyClocks } from './clocks.ts'
import type { Work } from './context.ts'
import { appendEvent, type EventKind, type EventPayloads, latestEdits, readEvents } from './events.ts'
import { spendGuess } from './guesses.ts'
import { appendWords, type WrittenWords } from './letters.ts'
import { civilDateOf } from './rules/civil-date.ts'
import { mayMove } from './rules/moves.ts'
import { createQueryCode, normalizeQueryCode } from './rules/query-code.ts'
import { findTicketByNumber, lockTicket, moveTicket, numberOf } from './tickets.ts'
import { undoableUntil } from './withdrawals.ts'

/** A matter as its resident sees it. */
export interface MatterView {
  ticketId: string
  number: string
  kind: Ticket['kind']
  state: Ticket['state']
  category: string
  unit: string
  receivedOn: string
  clocks: { rule: string; dueOn: string; provisional: boolean }[]
  /** What happened, oldest first: kinds and, where it was said to the resident, the words. */
  steps: { kind: EventKind; at: string; text?: string; files?: number }[]
  undoableUntil: string | null
  /** What the reader may do with it: nothing when it was another account that filed it. */
  may: Record<'addWords' | 'withdraw' | 'undoWithdrawal' | 'confirm' | 'reopen' | 'resetCode', boolean>
}

/** The matters an account has filed, the newest first. */
export function listMatters(work: Work, account: Account): Promise<Ticket[]> {
  return work.tx.ticket.findMany({
    where: { accountId: account.id },
    orderBy: [{ receivedAt: 'desc' }, { sequence: 'desc' }],
    take: 20,
  })
}

/** One matter of an account; undefined when it is not its own. */
export async function findMatter(work: Work, account: Account, ticketId: string): Promise<Ticket | undefined> {
  const ticket = await work.tx.ticket.findUnique({ where: { id: ticketId } })
  return ticket?.accountId === account.id ? ticket : undefined
}

/**
 * The matter that a number and its query code open, for whoever holds both. Wrong tries are counted per account and
 * over all; `wait` says when the next may be made. Unknown number and wrong code are one and the same answer.
 */
export async function openByCode(
  work: Work,
  account: Account,
  number: string,
  code: string,
): Promise<{ kind: 'open'; ticket: Ticket } | { kind: 'wrong' } | { kind: 'wait'; until: Date }> {
  const guess = await spendGuess(work, [
    { key: `code:${account.id}`, most: 5, windowMs: 10 * 60_000 },
    { key: 'code:all', most: 1000, windowMs: 10 * 60_000 },
  ])
  if (guess.kind === 'wait') return guess
  const ticket = await findTicketByNumber(work, number)
  const tried = work.vault.hash('query-code', normalizeQueryCode(code) ?? '')
  if (!ticket || ticket.queryCodeHash !== tried) return { kind: 'wrong' }
  await guess.giveBack()
  return { kind: 'open', ticket }
}

/** A matter as `account` may see it: its own, or one it has opened by number and code. */
export async function viewMatter(work: Work, ticket: Ticket, account: Account): Promise<MatterView> {
  const events = await readEvents(work, ticket.id)
  const clocks = await runningClocks(work, ticket.id)
  const told = new Set(
    events.filter((e) => e.kind === 'reply-delivered').map((e) => (e.payload as EventPayloads['reply-delivered']).of),
  )
  const arrived = await work.tx.outbox.findMany({
    where: { ticketId: ticket.id, eventSeq: { not: null }, status: 'sent' },
    select: { eventSeq: true },
  })
  for (const row of arrived) if (row.eventSeq !== null) told.add(row.eventSeq)
  const edits = latestEdits(events)
  const isOwn = ticket.accountId === account.id
  const lastDay = ticket.withdrawnAt ? undoableUntil(ticket.withdrawnAt) : null
  return {
    ticketId: ticket.id,
    number: numberOf(ticket),
    kind: ticket.kind,
    state: ticket.state,
    category: ticket.category,
    unit: ticket.unit,
    receivedOn: ticket.receivedOn,
    clocks: clocks.map(({ rule, dueOn, provisional }) => ({ rule, dueOn, provisional })),
    steps: events
      .filter((event) => isShown(event.kind) && (!isSaid(event.kind) || told.has(event.seq)))
      .map((event) => ({
        kind: event.kind,
        at: event.at.toISOString(),
        ...('text' in event.payload && { text: edits.get(event.seq) ?? String(event.payload.text) }),
        ...('files' in event.payload && { files: event.payload.files.length }),
      })),
    undoableUntil: lastDay,
    may: {
      addWords: isOwn && mayMove(ticket.state, 'addWords'),
      withdraw: isOwn && mayMove(ticket.state, 'withdraw'),
      undoWithdrawal: isOwn && ticket.state === 'withdrawn' && lastDay !== null && civilDateOf(work.at) <= lastDay,
      confirm: isOwn && ticket.state === 'answered',
      reopen: isOwn && mayMove(ticket.state, 'reopen'),
      resetCode: isOwn,
    },
  }
}

/** The resident says the answer settles it. */
export async function confirmMatter(work: Work, ticketId: string): Promise<Ticket> {
  const ticket = await lockTicket(work, ticketId)
  await moveTicket(work, ticket, 'close', { closedAt: work.at })
  await appendEvent(work, ticket, 'closed', { kind: 'resident' }, { text: '' })
  await satisfyClocks(work, ticket.id, ['NOTICE_15D', 'HANDLE_60D'], 'closed')
  await showTicket(work, ticket, 'added')
  return ticket
}

/** The resident says it is not settled: the matter is open again, with the reason as further words. */
export async function reopenMatter(
  work: Work,
  ticketId: string,
  account: Account,
  words: WrittenWords[],
): Promise<Ticket> {
  const ticket = await lockTicket(work, ticketId)
  await moveTicket(work, ticket, 'reopen', { closedAt: null })
  await resumeHandling(work, ticket)
  for (const piece of words) await appendWords(work, ticket, account, piece)
  await appendEvent(work, ticket, 'reopened', { kind: 'resident' }, { text: '' })
  await showTicket(work, ticket, 'added')
  return ticket
}

/** Gives a matter a new query code; the old one opens nothing any more. */
export async function resetQueryCode(work: Work, ticketId: string): Promise<{ ticket: Ticket; code: string }> {
  const ticket = await lockTicket(work, ticketId)
  const code = createQueryCode(randomBytes)
  await work.tx.ticket.update({
    where: { id: ticketId },
    data: { queryCodeHash: work.vault.hash('query-code', normalizeQueryCode(code) ?? code) },
  })
  await appendEvent(work, ticket, 'code-reset', { kind: 'resident' }, {})
  return { ticket, code }
}

/** Notes, identity look-ups and claims are the office's own business. */
function isShown(kind: EventKind): boolean {
  return [
    'opened',
    'words-added',
    'accepted',
    'handed-over',
    'asked-back',
    'replied',
    'redirected',
    'closed',
    'reopened',
    'withdrawn',
    'withdrawal-undone',
  ].includes(kind)
}

/** Words of the office count from when they have been sent, so that what is still held shows nowhere. */
function isSaid(kind: EventKind): boolean {
  return kind === 'replied' || kind === 'asked-back'
}
