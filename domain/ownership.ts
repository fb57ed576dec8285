import type { Account, Booking, Prisma, Ticket } from '../prisma/generated/client.ts'
import { hasConsent } from './consents.ts'
import type { Work } from './context.ts'
import { DomainError } from './errors.ts'
import { isDomestic } from './rules/borders.ts'
import { lockTicket } from './tickets.ts'

/** The account that asks for what is its own. */
export type Owner = Pick<Account, 'id' | 'channel' | 'personId' | 'consentedAt' | 'consentVersion'>

/**
 * The accounts whose matters and bookings are an account's own: itself first, and the others of its person. On a channel
 * abroad the others only once its person has agreed to that, and never where the office is strict (个人信息保护法 36, 39).
 * An account that nothing is joined to costs no query.
 */
export async function ownAccountIds(work: Work, account: Owner): Promise<string[]> {
  if (account.personId === null || !mayReadOthers(work, account)) return [account.id]
  const others = await work.tx.account.findMany({
    where: { personId: account.personId, id: { not: account.id } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true },
  })
  return [account.id, ...others.map(({ id }) => id)]
}

/** Whether a ticket is the account's own. What lies under seal is so only of the account that filed it. */
export async function isOwnTicket(
  work: Work,
  ticket: Pick<Ticket, 'accountId' | 'sealed'>,
  account: Owner,
): Promise<boolean> {
  if (ticket.accountId === account.id) return true
  if (ticket.sealed) return false
  return (await ownAccountIds(work, account)).includes(ticket.accountId)
}

/**
 * A ticket that the account is about to change, locked. Throws `ticket-not-found` when it is not its own, or not any more:
 * a form may have been begun before its accounts parted. `begunOn`: the account that the form was begun on and handed over
 * from; then it has to be that one's.
 */
export async function lockOwnTicket(
  work: Work,
  ticketId: string,
  account: Owner,
  begunOn: string | undefined,
): Promise<Ticket> {
  const ticket = await lockTicket(work, ticketId)
  const owner = begunOn === undefined ? account : await work.tx.account.findUnique({ where: { id: begunOn } })
  if (!owner || !(await isOwnTicket(work, ticket, owner))) throw new DomainError('ticket-not-found')
  return ticket
}

/** Picks the tickets for which `isOwnTicket` holds. */
export async function ownTickets(work: Work, account: Owner): Promise<Prisma.TicketWhereInput> {
  const [own, ...others] = await ownAccountIds(work, account)
  if (others.length === 0) return { accountId: account.id }
  return { OR: [{ accountId: own ?? account.id }, { accountId: { in: others }, sealed: false }] }
}

/** How many matters other accounts of the person have filed under seal: all that is told of them, and nothing abroad. */
export async function countSealedElsewhere(work: Work, account: Owner): Promise<number> {
  if (!isDomestic(account.channel)) return 0
  const [, ...others] = await ownAccountIds(work, account)
  return others.length === 0 ? 0 : work.tx.ticket.count({ where: { accountId: { in: others }, sealed: true } })
}

/** Of these bookings the account's own; the same holds as for tickets where they are about one. */
export async function ownBookings<Row extends Pick<Booking, 'accountId' | 'ticketId'>>(
  work: Work,
  rows: Row[],
  account: Owner,
): Promise<Row[]> {
  if (rows.every(({ accountId }) => accountId === account.id)) return rows
  const ids = await ownAccountIds(work, account)
  const own = rows.filter(({ accountId }) => accountId !== null && ids.includes(accountId))
  const about = own.flatMap(({ accountId, ticketId }) => (accountId === account.id ? [] : (ticketId ?? [])))
  if (about.length === 0) return own
  const sealed = await work.tx.ticket.findMany({ where: { id: { in: about }, sealed: true }, select: { id: true } })
  const hidden = new Set(sealed.map(({ id }) => id))
  return own.filter(({ accountId, ticketId }) => accountId === account.id || !hidden.has(ticketId ?? ''))
}

export async function isOwnBooking(
  work: Work,
  booking: Pick<Booking, 'accountId' | 'ticketId'>,
  account: Owner,
): Promise<boolean> {
  return (await ownBookings(work, [booking], account)).length === 1
}

function mayReadOthers(work: Pick<Work, 'office'>, account: Owner): boolean {
  return isDomestic(account.channel) || (work.office.crossBorder === 'consent' && hasConsent(account))
}
