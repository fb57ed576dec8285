import type { ReceptionDay, Seat, Ticket } from '../../prisma/generated/client.ts'
import { showTicket } from '../cards.ts'
import type { Work } from '../context.ts'
import { DomainError } from '../errors.ts'
import { type Actor, appendEvent, type EventKind, type EventPayloads } from '../events.ts'
import { maySee } from '../officers.ts'
import { isOwnTicket } from '../ownership.ts'
import { lockTicket } from '../tickets.ts'
import { actorOf, type BookedBy } from './booking-rows.ts'

type VisitEvent = Extract<EventKind, `visit-${string}`>

/** Locks the matter a booking is to be about. Throws `ticket-not-found` when it is not theirs, or not for this officer. */
export async function lockMatter(work: Work, by: BookedBy, ticketId: string): Promise<Ticket> {
  const known = await work.tx.ticket.findUnique({ where: { id: ticketId }, select: { id: true } })
  const ticket = known && (await lockTicket(work, ticketId))
  const isTheirs =
    ticket && ('account' in by ? await isOwnTicket(work, ticket, by.account) : maySee(work, by.officer, ticket))
  if (!isTheirs) throw new DomainError('ticket-not-found', { number: '' })
  return ticket
}

/** What became of a visit, for the history of the matter it is about. */
export type VisitNote = {
  [K in VisitEvent]: { ticketId: string | null; kind: K; by: BookedBy | 'system'; payload: EventPayloads[K] }
}[VisitEvent]

/**
 * Writes what became of visits into the histories of their matters and shows it on the cards; nothing for one without a
 * matter. All that one operation has to write is given at once, for the matters are locked in the order of their ids.
 */
export async function noteVisits(work: Work, notes: readonly VisitNote[]): Promise<void> {
  for (const note of notes.toSorted((a, b) => (a.ticketId ?? '').localeCompare(b.ticketId ?? ''))) {
    if (note.ticketId === null) continue
    const ticket = await lockTicket(work, note.ticketId)
    const actor: Actor = note.by === 'system' ? { kind: 'system' } : actorOf(note.by)
    await appendEvent(work, ticket, note.kind, actor, note.payload)
    await showTicket(work, ticket, 'moved')
  }
}

/** When a visit is, as the history has it. */
export function timeOf(day: Pick<ReceptionDay, 'on'>, seat: Pick<Seat, 'startsAt'> | null) {
  return { on: day.on, ...(seat && { startsAt: seat.startsAt }) }
}
