import type { Account, Ticket } from '../prisma/generated/client.ts'
import { showTicket } from './cards.ts'
import { resumeHandling } from './clocks.ts'
import type { Work } from './context.ts'
import { appendEvent, type EventKind } from './events.ts'
import { appendWords, type WrittenWords } from './letters.ts'
import { post } from './outbox.ts'
import { lockOwnTicket } from './ownership.ts'
import { addDays, civilDateOf } from './rules/civil-date.ts'
import { isOfficeOpen } from './rules/office-hours.ts'
import { lockTicket, moveTicket, numberOf, requireMove } from './tickets.ts'

/** Four weeks after it was closed the resident is asked whether it was done. */
const askAfterDays = 28

/** However often a matter is closed, its resident is asked no oftener. */
const askAgainAfterDays = 31

/**
 * The civil date on which to ask whether it was done, for a matter that is closed now; null where nothing was to be
 * done. To be written with the move that closes it.
 */
export function askDoneOn(work: Work, ticket: Pick<Ticket, 'kind'>): string | null {
  return ticket.kind === 'consultation' ? null : addDays(civilDateOf(work.at), askAfterDays)
}

/**
 * Asks residents of matters that were closed four weeks ago whether it was done: each once, in office hours, up to
 * `limit` of them, not after they wanted to be asked no more, and never twice within a month. Returns whom it looked
 * at, and their numbers where they were asked.
 */
export async function askDone(work: Work, limit: number): Promise<{ looked: number; asked: string[] }> {
  if (!isOfficeOpen(work.at, work.office.hours, work.calendar)) return { looked: 0, asked: [] }
  const on = civilDateOf(work.at)
  const due = await work.sql<{ id: string }>(
    `SELECT id FROM "Ticket" WHERE "askDoneOn" <= $1 AND state = 'closed' ORDER BY "askDoneOn", id LIMIT $2`,
    [on, limit],
  )
  const asked: string[] = []
  // Several are locked in the order in which others lock several.
  for (const id of due.map((row) => row.id).sort()) {
    const ticket = await lockTicket(work, id)
    // Asked by another instance, or opened again, while it was being looked for.
    if (ticket.state !== 'closed' || ticket.askDoneOn === null || ticket.askDoneOn > on) continue
    const again = await nextAsking(work, ticket, on)
    await work.tx.ticket.update({ where: { id }, data: { askDoneOn: again === 'now' ? null : again } })
    if (again !== 'now') continue
    await ask(work, ticket)
    asked.push(numberOf(ticket))
  }
  return { looked: due.length, asked }
}

/** The resident says that it was done. Said again it changes nothing. */
export async function sayDone(work: Work, ticketId: string): Promise<Ticket> {
  const ticket = await lockTicket(work, ticketId)
  if ((await lastOf(work, ticketId, ['done-asked', 'done-said', 'reopened']))?.kind === 'done-said') return ticket
  await appendEvent(work, ticket, 'done-said', { kind: 'resident' }, { done: true })
  await showTicket(work, ticket, 'moved')
  return ticket
}

/**
 * The resident says that it was not done: the same office takes the matter up again, with what they say. Throws
 * `move-not-allowed`, and `ticket-not-found`: see `lockOwnTicket`.
 */
export async function sayNotDone(
  work: Work,
  ticketId: string,
  account: Account,
  words: WrittenWords[],
  begunOn?: string,
): Promise<Ticket> {
  const ticket = await lockOwnTicket(work, ticketId, account, begunOn)
  requireMove(ticket, 'reopen')
  await appendEvent(work, ticket, 'done-said', { kind: 'resident' }, { done: false })
  await moveTicket(work, ticket, 'reopen', { closedAt: null, askDoneOn: null })
  await resumeHandling(work, ticket)
  for (const piece of words) await appendWords(work, ticket, account, piece)
  await showTicket(work, ticket, 'added')
  return ticket
}

/** The resident is asked no more whether a matter was done, neither this one nor another of theirs. */
export async function declineAsking(work: Work, ticketId: string): Promise<Ticket> {
  const ticket = await lockTicket(work, ticketId)
  if (!(await hasDeclined(work, ticket))) await appendEvent(work, ticket, 'done-declined', { kind: 'resident' }, {})
  return ticket
}

/** When to ask: now, on a later day because it is not long ago, or not at all. */
async function nextAsking(work: Work, ticket: Ticket, on: string): Promise<'now' | string | null> {
  if (await hasDeclined(work, ticket)) return null
  const last = await lastOf(work, ticket.id, ['done-asked'])
  const earliest = last ? addDays(civilDateOf(last.at), askAgainAfterDays) : on
  return earliest <= on ? 'now' : earliest
}

async function ask(work: Work, ticket: Ticket): Promise<void> {
  const seq = await appendEvent(work, ticket, 'done-asked', { kind: 'system' }, {})
  await post(work, [
    {
      dedupeKey: `askDone:${ticket.id}:${seq}`,
      lane: 'answer',
      kind: 'askDone',
      params: { ticketId: ticket.id, number: numberOf(ticket) },
      to: { account: ticket.accountId },
      ticketId: ticket.id,
    },
  ])
}

/** Whether the resident of a matter wants not to be asked any more whether something was done, on whichever account. */
export async function hasDeclined(work: Work, { accountId }: Pick<Ticket, 'accountId'>): Promise<boolean> {
  const rows = await work.sql(
    `SELECT 1 FROM "TicketEvent" e JOIN "Ticket" t ON t.id = e."ticketId"
    WHERE (t."accountId" = $1::uuid OR t."accountId" IN (
        SELECT o.id FROM "Account" a JOIN "Account" o ON o."personId" = a."personId" WHERE a.id = $1::uuid))
      AND e.kind = 'done-declined' LIMIT 1`,
    [accountId],
  )
  return rows.length > 0
}

function lastOf(work: Work, ticketId: string, kinds: EventKind[]): Promise<{ kind: string; at: Date } | null> {
  return work.tx.ticketEvent.findFirst({
    where: { ticketId, kind: { in: kinds } },
    orderBy: { seq: 'desc' },
    select: { kind: true, at: true },
  })
}
