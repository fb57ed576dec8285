import type { Officer, ReceptionPromise, Ticket } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'
import { DomainError } from '../errors.ts'
import { maySee } from '../officers.ts'
import { isOwnTicket } from '../ownership.ts'
import { lockTicket, numberOf } from '../tickets.ts'
import type { BookedBy } from './booking-rows.ts'

/** Locks the matter of a promise. Throws `promise-not-found` for who may not know of it. */
export async function lockPromise(
  work: Work,
  by: BookedBy | { officer: Officer } | 'system',
  promiseId: string,
): Promise<{ promise: ReceptionPromise; ticket: Ticket }> {
  const found = isId(promiseId) ? await work.tx.receptionPromise.findUnique({ where: { id: promiseId } }) : null
  if (!found) throw new DomainError('promise-not-found')
  const ticket = await lockTicket(work, found.ticketId)
  const isTheirs =
    by === 'system' ||
    ('account' in by ? await isOwnTicket(work, ticket, by.account) : maySee(work, by.officer, ticket))
  if (!isTheirs) throw new DomainError('promise-not-found')
  return { promise: await work.tx.receptionPromise.findUniqueOrThrow({ where: { id: promiseId } }), ticket }
}

/** What notices and questions say of a promise. */
export function aboutPromise(work: Work, ticket: Ticket, promise: ReceptionPromise) {
  return { ticketId: ticket.id, number: numberOf(ticket), promiseId: promise.id, text: promiseText(work, promise) }
}

/** What was promised, in words. */
export function promiseText(work: Work, { id, textEnc }: Pick<ReceptionPromise, 'id' | 'textEnc'>): string {
  return work.vault.open('ReceptionPromise', 'textEnc', id, textEnc)
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
