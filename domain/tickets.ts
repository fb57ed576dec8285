import type { Officer, Ticket } from '../prisma/generated/client.ts'
import type { Work } from './context.ts'
import { DomainError } from './errors.ts'
import { maySee } from './officers.ts'
import { civilDateOf } from './rules/civil-date.ts'
import { type MoveName, mayMove, stateAfter } from './rules/moves.ts'
import { formatTicketNumber, parseTicketNumber } from './rules/ticket-number.ts'

/** `2026-000123`: the number to speak of, no secret. */
export function numberOf(ticket: Pick<Ticket, 'year' | 'sequence'>): string {
  return formatTicketNumber(ticket.year, ticket.sequence)
}

/** Locks a ticket's row until the transaction ends and returns it as it is now. */
export async function lockTicket(work: Work, id: string): Promise<Ticket> {
  await work.tx.$queryRaw`SELECT id FROM "Ticket" WHERE id = ${id}::uuid FOR UPDATE`
  return work.tx.ticket.findUniqueOrThrow({ where: { id } })
}

/**
 * The ticket an officer means by `#123` (of this year, or the latest earlier year that has it) or by its full number,
 * locked. Throws `ticket-not-found` when there is none, and just so when the officer may not see it.
 */
export async function lockTicketFor(work: Work, officer: Officer, number: string): Promise<Ticket> {
  const ticket = await findTicketByNumber(work, number)
  if (!ticket || !maySee(work, officer, ticket)) throw new DomainError('ticket-not-found', { number })
  return lockTicket(work, ticket.id)
}

/** A ticket by what people call it, whoever asks. */
export async function findTicketByNumber(work: Work, number: string): Promise<Ticket | null> {
  const year = Number(civilDateOf(work.at).slice(0, 4))
  const parsed = parseTicketNumber(number, year)
  if (!parsed) return null
  const isShort = !/\d{4}\s*-/.test(number.normalize('NFKC'))
  return work.tx.ticket.findFirst({
    where: { sequence: parsed.sequence, ...(isShort ? { year: { lte: year } } : { year: parsed.year }) },
    orderBy: { year: 'desc' },
  })
}

/**
 * Up to three tickets that an officer looks for: by number, or by the village, township or category that bears the name.
 * Sealed ones are found only where `sealedToo` says so: in private.
 */
export async function findTickets(
  work: Work,
  officer: Officer,
  query: string,
  options: { sealedToo: boolean },
): Promise<Ticket[]> {
  const byNumber = await findTicketByNumber(work, query)
  const found = byNumber ? [byNumber] : await findTicketsByName(work, query.trim())
  return found.filter((ticket) => maySee(work, officer, ticket) && (options.sealedToo || !ticket.sealed)).slice(0, 3)
}

/** Moves a locked ticket, or throws `move-not-allowed` with the state it is in. Writes `more` along with the state. */
export async function moveTicket(
  work: Work,
  ticket: Ticket,
  name: MoveName,
  more: Partial<
    Pick<
      Ticket,
      | 'acceptedOn'
      | 'answeredAt'
      | 'closedAt'
      | 'withdrawnAt'
      | 'stateBefore'
      | 'unit'
      | 'holderId'
      | 'claimUntil'
      | 'outcome'
      | 'remedyOn'
      | 'mergedIntoId'
      | 'askDoneOn'
    >
  > = {},
): Promise<void> {
  requireMove(ticket, name)
  const changed = {
    state: stateAfter(ticket.state, name, ticket.stateBefore),
    // What was said of it before does not hold for what is taken up again, nor that it is one with another.
    ...(name === 'reopen' && { outcome: null, remedyOn: null, mergedIntoId: null }),
    ...more,
  }
  await work.tx.ticket.update({ where: { id: ticket.id }, data: changed })
  Object.assign(ticket, changed)
}

export function requireMove(ticket: Ticket, name: MoveName): void {
  if (!mayMove(ticket.state, name)) {
    throw new DomainError('move-not-allowed', { move: name, state: ticket.state, number: numberOf(ticket) })
  }
}

async function findTicketsByName(work: Work, name: string): Promise<Ticket[]> {
  if (name === '') return []
  const { townships, categories } = work.office
  const villages = townships.flatMap((township) => township.villages)
  const isNamed = (place: { name: string }) => place.name.includes(name)
  const topics = categories.flatMap((group) => [group, ...(group.children ?? [])])
  return work.tx.ticket.findMany({
    where: {
      OR: [
        { village: { in: villages.filter(isNamed).map((village) => village.id) } },
        { township: { in: townships.filter(isNamed).map((township) => township.id) } },
        { category: { in: topics.filter((topic) => topic.name.zh.includes(name)).map((topic) => topic.id) } },
      ],
    },
    orderBy: { receivedAt: 'desc' },
    take: 20,
  })
}
