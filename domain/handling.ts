import type { Officer, Ticket } from '../prisma/generated/client.ts'
import { type Contact, readResident } from './accounts.ts'
import { askDoneOn } from './after-care.ts'
import { showTicket } from './cards.ts'
import { requireFree, requireHolder } from './claims.ts'
import {
  clockLine,
  restartClock,
  resumeHandling,
  runningClocks,
  satisfyClocks,
  startHandling,
  stopOfficeClocks,
} from './clocks.ts'
import type { Work } from './context.ts'
import { DomainError, type DomainErrorCode } from './errors.ts'
import { type Actor, appendEvent } from './events.ts'
import { joinedFor, lockFamilyFor } from './family.ts'
import { maySee, officerName } from './officers.ts'
import { notifyResident } from './resident-notices.ts'
import { civilDateOf } from './rules/civil-date.ts'
import { findGround } from './rules/grounds.ts'
import { mayMove } from './rules/moves.ts'
import { lockTicketFor, moveTicket, numberOf, requireMove } from './tickets.ts'

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
  await satisfyClocks(work, ticket.id, ['NOTICE_15D', 'OBJECT_5WD'], 'accepted')
  await startHandling(work, ticket, acceptedOn)
  const clocks = await runningClocks(work, ticket.id)
  await notifyResident(work, ticket, 'accepted', seq, {
    unit: ticket.sealed ? null : ticket.unit,
    clocks: clocks.map(clockLine),
  })
  await showTicket(work, ticket, 'moved')
  return ticket
}

/**
 * Gives a ticket to a colleague, or to another unit. Never leaves it without a receiver (条例 28). From that day another
 * unit has five working days to object (条例 23): see `objectToTransfer`.
 */
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
  if (toUnit !== fromUnit) {
    await satisfyClocks(work, ticket.id, ['OBJECT_5WD'], 'handed-over')
    if (mayMove(ticket.state, 'objectTransfer')) await restartClock(work, ticket.id, 'OBJECT_5WD', civilDateOf(work.at))
  }
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
  await stopOfficeClocks(work, ticket.id, 'redirected')
  await notifyResident(work, ticket, 'redirected', seq, payload)
  await showTicket(work, ticket, 'moved')
  return ticket
}

/**
 * Closes an answered ticket with words for the resident (promise 4): a claim when the opinion on it has arrived, another
 * one when an answer has; so are those that are handled with it and have it too. Throws `opinion-missing`, `carry-out-first` for what was supported, `decision-missing` in a
 * review, and `words-missing`.
 */
export async function closeTicket(work: Work, officer: Officer, number: string, text: string): Promise<Ticket> {
  const family = await lockFamilyFor(work, officer, number)
  const { ticket } = family
  requireMove(ticket, 'close')
  const missing = missingForEnd(ticket)
  if (missing) throw new DomainError(missing, { number: numberOf(ticket) })
  await requireFree(work, officer, ticket)
  requireWords(text)
  const ready = joinedFor(family, 'close').filter((joined) => missingForEnd(joined) === undefined)
  for (const one of [ticket, ...ready]) await close(work, officer, one, text)
  return ticket
}

async function close(work: Work, officer: Officer, ticket: Ticket, text: string): Promise<void> {
  await moveTicket(work, ticket, 'close', { closedAt: work.at, askDoneOn: askDoneOn(work, ticket) })
  const seq = await appendEvent(work, ticket, 'closed', by(officer), { text })
  await stopOfficeClocks(work, ticket.id, 'closed')
  await notifyResident(work, ticket, 'closed', seq, { text })
  await showTicket(work, ticket, 'moved')
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

/** What an officer has to do first, before a ticket is closed. */
function missingForEnd(ticket: Ticket): DomainErrorCode | undefined {
  if (ticket.state === 'executing') return 'carry-out-first'
  if (ticket.state !== 'answered') return 'decision-missing'
  return ticket.kind === 'claim' && ticket.outcome === null ? 'opinion-missing' : undefined
}

function requireWords(text: string): void {
  if (text.trim() === '') throw new DomainError('words-missing')
}

function by(officer: Officer): Actor {
  return { kind: 'officer', id: officer.id }
}
