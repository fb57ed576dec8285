import type { Officer, Ticket } from '../prisma/generated/client.ts'
import { showTicket } from './cards.ts'
import { satisfyClocks } from './clocks.ts'
import type { Work } from './context.ts'
import type { DueClock } from './due-clocks.ts'
import { DomainError } from './errors.ts'
import { appendEvent, type EventPayloads, readEvents } from './events.ts'
import { post } from './outbox.ts'
import { roomsOf } from './rooms.ts'
import { civilDateOf } from './rules/civil-date.ts'
import { lockTicketFor, moveTicket, numberOf, requireMove } from './tickets.ts'

/**
 * The unit that received a transfer says, with its reasons, that the matter is not its own (条例 23). Within the five
 * working days the matter goes back to the unit it came from, whose rooms hear of it. Throws `not-the-unit` for others,
 * `objection-over` after the period or once the matter was taken on, and `words-missing`.
 */
export async function objectToTransfer(
  work: Work,
  officer: Officer,
  number: string,
  reason: string,
): Promise<{ ticket: Ticket; toUnit: string }> {
  const ticket = await lockTicketFor(work, officer, number)
  requireMove(ticket, 'objectTransfer')
  const clock = await work.tx.clock.findUnique({
    where: { ticketId_rule_subject: { ticketId: ticket.id, rule: 'OBJECT_5WD', subject: '' } },
  })
  const transfer = await lastTransfer(work, ticket)
  const isOver = clock?.satisfiedBy === lapsed || (clock?.satisfiedAt === null && civilDateOf(work.at) > clock.dueOn)
  if (!clock || !transfer || isOver || clock.satisfiedAt !== null) {
    throw new DomainError('objection-over', {
      number: numberOf(ticket),
      ...(isOver && clock && { dueOn: clock.dueOn }),
    })
  }
  const byUnit = ticket.unit
  if (officer.unit !== byUnit) throw new DomainError('not-the-unit', { number: numberOf(ticket), unit: byUnit })
  if (reason.trim() === '') throw new DomainError('words-missing')
  const toUnit = transfer.fromUnit
  await moveTicket(work, ticket, 'objectTransfer', { unit: toUnit, holderId: null, claimUntil: null })
  const actor = { kind: 'officer', id: officer.id } as const
  const seq = await appendEvent(work, ticket, 'transfer-objected', actor, { toUnit, reason })
  await satisfyClocks(work, ticket.id, ['OBJECT_5WD'], 'transfer-objected')
  await showTicket(work, ticket, 'added')
  const rooms = await roomsOf(work, ticket)
  await post(
    work,
    rooms.map((room) => ({
      dedupeKey: `transferObjected:${ticket.id}:${seq}:${room.id}`,
      lane: 'alarm' as const,
      kind: 'transferObjected',
      params: { number: numberOf(ticket), byUnit, reason },
      to: { room: room.id },
      ticketId: ticket.id,
    })),
  )
  return { ticket, toUnit }
}

/**
 * Ends the periods of objection that have run out: nobody is late with what they need not do. The matters are locked.
 * Returns the other clocks.
 */
export async function lapseObjections(work: Work, clocks: DueClock[]): Promise<DueClock[]> {
  const on = civilDateOf(work.at)
  const over = clocks.filter((clock) => clock.rule === 'OBJECT_5WD' && on > clock.dueOn)
  for (const { ticketId } of over) await satisfyClocks(work, ticketId, ['OBJECT_5WD'], lapsed)
  return clocks.filter((clock) => !over.includes(clock))
}

const lapsed = 'lapsed'

/** The hand-over that brought the ticket to the unit where it is. */
async function lastTransfer(work: Work, ticket: Ticket): Promise<EventPayloads['handed-over'] | undefined> {
  const events = await readEvents(work, ticket.id)
  return events
    .filter((event) => event.kind === 'handed-over')
    .map((event) => event.payload as EventPayloads['handed-over'])
    .findLast(({ fromUnit, toUnit }) => fromUnit !== toUnit && toUnit === ticket.unit)
}
