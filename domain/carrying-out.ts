import type { Officer, Ticket } from '../prisma/generated/client.ts'
import { askDoneOn } from './after-care.ts'
import { showTicket } from './cards.ts'
import { requireFree } from './claims.ts'
import { stopOfficeClocks } from './clocks.ts'
import type { Work } from './context.ts'
import { DomainError } from './errors.ts'
import { appendEvent } from './events.ts'
import { joinedFor, lockFamilyFor } from './family.ts'
import { notifyResident } from './resident-notices.ts'
import { moveTicket, requireMove } from './tickets.ts'

/**
 * What was supported has been carried out (条例 32): the matter is closed with words to the resident, who is asked four
 * weeks later whether it was done; so are those that are handled with it and wait for the same. Throws `words-missing`.
 */
export async function carryOut(work: Work, officer: Officer, number: string, text: string): Promise<Ticket> {
  const family = await lockFamilyFor(work, officer, number)
  const { ticket } = family
  requireMove(ticket, 'carryOut')
  await requireFree(work, officer, ticket)
  if (text.trim() === '') throw new DomainError('words-missing')
  for (const one of [ticket, ...joinedFor(family, 'carryOut')]) await close(work, officer, one, text)
  return ticket
}

async function close(work: Work, officer: Officer, ticket: Ticket, text: string): Promise<void> {
  await moveTicket(work, ticket, 'carryOut', { closedAt: work.at, askDoneOn: askDoneOn(work, ticket) })
  const seq = await appendEvent(work, ticket, 'carried-out', { kind: 'officer', id: officer.id }, { text })
  await stopOfficeClocks(work, ticket.id, 'carried-out')
  await notifyResident(work, ticket, 'carriedOut', seq, { text })
  await showTicket(work, ticket, 'moved')
}
