import type { Officer, Ticket } from '../prisma/generated/client.ts'
import { type Contact, readResident } from './accounts.ts'
import { showTicket } from './cards.ts'
import { resumeHandling, runningClocks, satisfyClocks, startHandling } from './clocks.ts'
import type { Work } from './context.ts'
import { DomainError } from './errors.ts'
import { type Actor, appendEvent } from './events.ts'
import { maySee, officerName } from './officers.ts'
import { post } from './outbox.ts'
import { civilDateOf } from './rules/civil-date.ts'
import { findGround } from './rules/grounds.ts'
import { lockTicket, lockTicketFor, moveTicket, numberOf, requireMove } from './tickets.ts'

/**
 * Takes a ticket in hand for the claim time of the office file, so that no two officers work on it unawares. Claimed by
 * oneself again, the time begins anew. Returns who holds it: `taken` names the colleague when it is not free.
 */
export async function claimTicket(
  work: Work,
  officer: Officer,
  number: string,
): Promise<{ kind: 'claimed'; ticket: Ticket; until: Date } | { kind: 'taken'; ticket: Ticket; by: string }> {
  const ticket = await lockTicketFor(work, officer, number)
  requireMove(ticket, 'claim')
  const other = await otherHolder(work, officer, ticket)
  if (other) return { kind: 'taken', ticket, by: other }
  const until = new Date(work.at.getTime() + work.office.claimMinutes * 60_000)
  await moveTicket(work, ticket, 'claim', {
    holderId: officer.id,
    claimUntil: ticket.state === 'received' ? until : null,
  })
  await appendEvent(work, ticket, 'claimed', by(officer), { until: until.toISOString() })
  await showTicket(work, ticket, 'moved')
  return { kind: 'claimed', ticket, until }
}

/** Lets a ticket go again. Throws `not-the-holder`. */
export async function releaseTicket(work: Work, officer: Officer, number: string): Promise<Ticket> {
  const ticket = await lockTicketFor(work, officer, number)
  requireHolder(officer, ticket)
  await moveTicket(work, ticket, 'claim', { holderId: null, claimUntil: null })
  await appendEvent(work, ticket, 'released', by(officer), { why: 'let-go' })
  await showTicket(work, ticket, 'moved')
  return ticket
}

/** Gives back the tickets whose claim has run out by `work.at`. Returns how many. */
export async function releaseStaleClaims(work: Work): Promise<number> {
  const stale = await work.tx.ticket.findMany({
    where: { claimUntil: { lte: work.at } },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: 200,
  })
  let released = 0
  for (const { id } of stale) {
    const ticket = await lockTicket(work, id)
    // Accepted, or claimed anew, while it was being looked for.
    if (ticket.claimUntil === null || ticket.claimUntil > work.at) continue
    await work.tx.ticket.update({ where: { id }, data: { holderId: null, claimUntil: null } })
    Object.assign(ticket, { holderId: null, claimUntil: null })
    await appendEvent(work, ticket, 'released', { kind: 'system' }, { why: 'ran-out' })
    await showTicket(work, ticket, 'moved')
    released += 1
  }
  return released
}

/**
 * The office takes the matter on (条例 23): the officer becomes its holder, the notice goes to the resident, the notice
 * clock stops and, for claims, the sixty days of 条例 34 begin: on the day of acceptance, but never later than fifteen
 * days after receipt, so that being late with the one buys no time for the other.
 */
export async function acceptTicket(work: Work, officer: Officer, number: string): Promise<Ticket> {
  const ticket = await lockTicketFor(work, officer, number)
  requireMove(ticket, 'accept')
  await requireFree(work, officer, ticket)
  const acceptedOn = civilDateOf(work.at)
  await moveTicket(work, ticket, 'accept', { acceptedOn, holderId: officer.id, claimUntil: null })
  const seq = await appendEvent(work, ticket, 'accepted', by(officer), { unit: ticket.unit })
  await satisfyClocks(work, ticket.id, ['NOTICE_15D'], 'accepted')
  await startHandling(work, ticket, acceptedOn)
  const clocks = await runningClocks(work, ticket.id)
  await notifyResident(work, ticket, 'accepted', seq, {
    unit: ticket.sealed ? null : ticket.unit,
    clocks: clocks.map(({ rule, dueOn, provisional }) => ({ rule, dueOn, provisional })),
  })
  await showTicket(work, ticket, 'moved')
  return ticket
}

/** Gives a ticket to a colleague, or to another unit. Never leaves it without a receiver (条例 28). */
export async function handOver(
  work: Work,
  officer: Officer,
  number: string,
  to: { officer: Officer } | { unit: string },
  reason: string,
): Promise<Ticket> {
  const ticket = await lockTicketFor(work, officer, number)
  requireMove(ticket, 'handOver')
  const fromUnit = ticket.unit
  const toUnit = 'officer' in to ? to.officer.unit : to.unit
  // 条例 28, 30: the unit complained of is never given the matter.
  if (ticket.accusedUnit === toUnit) throw new DomainError('unknown-unit', { unit: toUnit })
  if ('officer' in to && !maySee(work, to.officer, ticket)) {
    throw new DomainError('unknown-officer', { name: officerName(work, to.officer) })
  }
  const holderId = 'officer' in to ? to.officer.id : null
  await moveTicket(work, ticket, 'handOver', { unit: toUnit, holderId, claimUntil: null })
  const toOfficer = 'officer' in to ? { toOfficer: to.officer.id } : {}
  await appendEvent(work, ticket, 'handed-over', by(officer), { fromUnit, toUnit, reason, ...toOfficer })
  await showTicket(work, ticket, 'moved')
  return ticket
}

/**
 * Tells the resident that another road is the right one, on one of the eight legal grounds, with where to go and by
 * when in the officer's words. Throws `unknown-ground` and `words-missing`.
 */
export async function redirectTicket(
  work: Work,
  officer: Officer,
  number: string,
  groundId: string,
  text: string,
): Promise<Ticket> {
  const ticket = await lockTicketFor(work, officer, number)
  requireMove(ticket, 'redirect')
  await requireFree(work, officer, ticket)
  const ground = findGround(groundId)
  if (!ground) throw new DomainError('unknown-ground', { ground: groundId })
  requireWords(text)
  await moveTicket(work, ticket, 'redirect', { holderId: officer.id, claimUntil: null })
  const payload = { ground: ground.id, article: ground.article, text }
  const seq = await appendEvent(work, ticket, 'redirected', by(officer), payload)
  await satisfyClocks(work, ticket.id, ['NOTICE_15D', 'HANDLE_60D'], 'redirected')
  await notifyResident(work, ticket, 'redirected', seq, payload)
  await showTicket(work, ticket, 'moved')
  return ticket
}

/** Closes an answered ticket with words for the resident. Throws `words-missing`. */
export async function closeTicket(work: Work, officer: Officer, number: string, text: string): Promise<Ticket> {
  const ticket = await lockTicketFor(work, officer, number)
  requireMove(ticket, 'close')
  await requireFree(work, officer, ticket)
  requireWords(text)
  await moveTicket(work, ticket, 'close', { closedAt: work.at })
  const seq = await appendEvent(work, ticket, 'closed', by(officer), { text })
  await satisfyClocks(work, ticket.id, ['NOTICE_15D', 'HANDLE_60D'], 'closed')
  await notifyResident(work, ticket, 'closed', seq, { text })
  await showTicket(work, ticket, 'moved')
  return ticket
}

/** Opens a ticket again, with the reason, in words the resident reads too. */
export async function reopenTicket(work: Work, officer: Officer, number: string, text: string): Promise<Ticket> {
  const ticket = await lockTicketFor(work, officer, number)
  requireMove(ticket, 'reopen')
  requireWords(text)
  await moveTicket(work, ticket, 'reopen', { closedAt: null, holderId: officer.id, claimUntil: null })
  await resumeHandling(work, ticket)
  const seq = await appendEvent(work, ticket, 'reopened', by(officer), { text })
  await notifyResident(work, ticket, 'reopenedByOffice', seq, { text })
  await showTicket(work, ticket, 'moved')
  return ticket
}

/** Writes a note for colleagues. It is its own act: nothing of it can reach the resident. */
export async function writeNote(work: Work, officer: Officer, number: string, text: string): Promise<Ticket> {
  const ticket = await lockTicketFor(work, officer, number)
  requireMove(ticket, 'note')
  requireWords(text)
  await appendEvent(work, ticket, 'note', by(officer), { text })
  await showTicket(work, ticket, 'moved')
  return ticket
}

/**
 * Opens who filed a ticket to the officer who holds it, and writes down that it was opened. The caller shows it in a
 * private talk only. Throws `not-the-holder`; undefined when the resident stayed anonymous.
 */
export async function readIdentity(
  work: Work,
  officer: Officer,
  number: string,
): Promise<{ ticket: Ticket; contact: Contact | undefined }> {
  const ticket = await lockTicketFor(work, officer, number)
  if (!ticket.sealed) requireHolder(officer, ticket)
  await appendEvent(work, ticket, 'identity-read', by(officer), {})
  const contact = ticket.residentId ? await readResident(work, ticket.residentId) : undefined
  return { ticket, contact }
}

/** Throws `not-the-holder`, with the colleague's name, when somebody else holds the ticket. */
export async function requireFree(work: Work, officer: Officer, ticket: Ticket): Promise<void> {
  const other = await otherHolder(work, officer, ticket)
  if (other) throw new DomainError('not-the-holder', { number: numberOf(ticket), holder: other })
}

/** The name of a colleague who holds the ticket and whose claim still runs. */
export async function otherHolder(work: Work, officer: Officer, ticket: Ticket): Promise<string | undefined> {
  if (ticket.holderId === null || ticket.holderId === officer.id) return undefined
  if (ticket.claimUntil !== null && ticket.claimUntil <= work.at) return undefined
  const holder = await work.tx.officer.findUnique({ where: { id: ticket.holderId } })
  return holder && holder.leftAt === null ? officerName(work, holder) : undefined
}

/** Tells the resident of a step. Statutory: it goes again, marked, when its arrival is unknown. */
export async function notifyResident(
  work: Work,
  ticket: Ticket,
  kind: 'accepted' | 'redirected' | 'closed' | 'reopenedByOffice',
  eventSeq: number,
  params: Record<string, unknown>,
): Promise<void> {
  await post(work, [
    {
      dedupeKey: `${kind}:${ticket.id}:${eventSeq}`,
      lane: 'answer',
      kind,
      params: { number: numberOf(ticket), ...params },
      to: { account: ticket.accountId },
      ticketId: ticket.id,
      eventSeq,
      statutory: true,
    },
  ])
}

function requireHolder(officer: Officer, ticket: Ticket): void {
  if (ticket.holderId !== officer.id) throw new DomainError('not-the-holder', { number: numberOf(ticket) })
}

function requireWords(text: string): void {
  if (text.trim() === '') throw new DomainError('words-missing')
}

function by(officer: Officer): Actor {
  return { kind: 'officer', id: officer.id }
}
