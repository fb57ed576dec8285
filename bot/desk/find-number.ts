import { DomainError } from '../../domain/errors.ts'
import { maySee } from '../../domain/officers.ts'
import { findTicketByNumber, numberOf } from '../../domain/tickets.ts'
import { type DeskTurn, seesSealed } from './turn.ts'

/** The full number of the ticket meant. Throws `ticket-not-found`, in a room and abroad also when it is sealed. */
export async function findNumber(turn: DeskTurn, typed: string): Promise<string> {
  const ticket = await findTicketByNumber(turn.work, typed)
  if (!ticket || !maySee(turn.work, turn.officer, ticket) || (ticket.sealed && !seesSealed(turn))) {
    throw new DomainError('ticket-not-found', { number: typed })
  }
  return numberOf(ticket)
}
