import { DomainError } from '../../domain/errors.ts'
import { readClockHistory } from '../../domain/reminder-history.ts'
import { findTicketByNumber } from '../../domain/tickets.ts'
import { say } from '../text/sentences.ts'
import type { ActOutcome, DeskTurn } from './turn.ts'

/** Why a ticket's days are what they are, and what became of each reminder. `number` is one the officer may see. */
export async function explainClocks({ work }: DeskTurn, number: string): Promise<ActOutcome> {
  const ticket = await findTicketByNumber(work, number)
  if (!ticket) throw new DomainError('ticket-not-found', { number })
  return { says: [say('why', { number, state: ticket.state, clocks: await readClockHistory(work, ticket) })] }
}
