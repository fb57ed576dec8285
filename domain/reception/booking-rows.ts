import { randomBytes, randomUUID } from 'node:crypto'
import type { Account, Booking, Officer } from '../../prisma/generated/client.ts'
import { readResident } from '../accounts.ts'
import type { Work } from '../context.ts'
import { DomainError } from '../errors.ts'
import type { Actor } from '../events.ts'
import { ownAccountIds } from '../ownership.ts'
import { normalizePhone } from '../rules/phone.ts'
import { createDoorCode } from '../rules/reception/door-codes.ts'

/** What somebody who comes needs. */
export interface Needs {
  wheelchair?: boolean
  /** Whoever talks with them should speak it. */
  dialect?: string
  /** They cannot come: somebody goes to them. */
  homeVisit?: boolean
  words?: string
}

/** Who does something with a booking: the resident whose account it is, or an officer for anybody. */
export type BookedBy = { account: Account } | { officer: Officer }

/** Who comes, about what. */
export interface Visitor {
  ticketId?: string
  /** What it is about, in their words. */
  words?: string
  name?: string
  phone?: string
  /** The names of all who come, where it is more than one. */
  people?: string[]
  needs?: Needs
  /** Elderly or without a phone: may have a reserved seat. They say so themselves, nobody has to prove it. */
  priority?: boolean
}

/** A booking as it is written; the database gives its place in the order of arrival. */
export type NewBooking = Omit<Booking, 'sequence'>

/** Bookings that hold their seat, as in the index Booking_seat_taken. */
export const seatedStates = `('offered', 'booked', 'arrived', 'called', 'seen', 'noShow')`

/** Bookings that are still to come to something, as in Booking_live_ticket and Booking_live_person. */
export const liveStates = `('waiting', 'offered', 'booked', 'arrived', 'called')`

/** A booking with a new code for the door, sealed and not written. Throws `too-many-people`. */
export async function fillBooking(
  work: Work,
  { draftId, dayId, by, ...visitor }: Visitor & { draftId: string; dayId: string; by: BookedBy },
): Promise<NewBooking> {
  const people = visitor.people?.map((name) => name.trim()).filter((name) => name !== '') ?? []
  const most = work.office.reception?.maxPeople ?? mostPeople
  if (people.length > most) throw new DomainError('too-many-people', { most })
  const id = randomUUID()
  const seal = (column: string, text: string | undefined) =>
    text === undefined || text === '' ? null : work.vault.seal('Booking', column, id, text)
  const accountId = await accountOf(work, by, visitor.ticketId)
  const code = createDoorCode(randomBytes)
  return {
    id,
    draftId,
    dayId,
    seatId: null,
    state: 'waiting',
    accountId,
    ticketId: visitor.ticketId ?? null,
    personHash: (await personHashes(work, { by, accountId, phone: visitor.phone, id }))[0] ?? '',
    codeEnc: work.vault.seal('Booking', 'codeEnc', id, code),
    codeHash: codeHash(work, code),
    nameEnc: seal('nameEnc', visitor.name?.trim()),
    phoneEnc: seal('phoneEnc', visitor.phone?.trim()),
    wordsEnc: seal('wordsEnc', visitor.words?.trim()),
    peopleEnc: seal('peopleEnc', people.length > 0 ? JSON.stringify(people) : ''),
    needsEnc: seal('needsEnc', hasNeeds(visitor.needs) ? JSON.stringify(visitor.needs) : ''),
    madeBy: actorName(by),
    walkIn: false,
    // Whom an officer books for has no phone to do it with.
    priority: visitor.priority ?? 'officer' in by,
    createdAt: work.at,
    offeredUntil: null,
    queueNumber: null,
    arrivedAt: null,
    calledAt: null,
    endedAt: null,
    outcomeEnc: null,
  }
}

/** 条例 20: so many at most may come about one matter, where the office says nothing else. */
const mostPeople = 5

/** So often a code of the door is drawn that nobody else has on that day. */
export const mostTries = 8

/** What a code of the door is found by. */
export function codeHash(work: Pick<Work, 'vault'>, code: string): string {
  return work.vault.hash('door-code', code)
}

/** What is personal in a booking. */
export function openVisitor(
  work: Pick<Work, 'vault'>,
  booking: Pick<Booking, 'id' | 'nameEnc' | 'phoneEnc' | 'wordsEnc' | 'peopleEnc' | 'needsEnc'>,
): Required<Pick<Visitor, 'people' | 'needs'>> & { name: string | null; phone: string | null; words: string | null } {
  const open = (column: 'nameEnc' | 'phoneEnc' | 'wordsEnc' | 'peopleEnc' | 'needsEnc') => {
    const sealed = booking[column]
    return sealed === null ? null : work.vault.open('Booking', column, booking.id, sealed)
  }
  return {
    name: open('nameEnc'),
    phone: open('phoneEnc'),
    words: open('wordsEnc'),
    people: JSON.parse(open('peopleEnc') ?? '[]'),
    needs: JSON.parse(open('needsEnc') ?? '{}'),
  }
}

export function openCode(work: Pick<Work, 'vault'>, { id, codeEnc }: Pick<Booking, 'id' | 'codeEnc'>): string {
  return work.vault.open('Booking', 'codeEnc', id, codeEnc)
}

/** How it is written who did it: in the history of a matter, and of a booking. */
export function actorOf(by: BookedBy): Actor {
  return 'officer' in by ? { kind: 'officer', id: by.officer.id } : { kind: 'resident' }
}

/**
 * Whom a booking is for, the hash it is written with first: by phone where one is given or the account's person has left
 * one; else by account. One that was made by account stands in the way of the same account's with a phone, and so does
 * one of another account of the same person. Who has neither is known by the booking alone: whoever books for them sees to
 * it that they have one.
 */
export async function personHashes(
  work: Work,
  { by, accountId, phone, id }: { by: BookedBy; accountId: string | null; phone: string | undefined; id: string },
): Promise<string[]> {
  const hash = (what: string) => work.vault.hash('visitor', what)
  const known = phone ?? ('account' in by ? await ownPhone(work, by.account) : undefined)
  const ofPhone = known === undefined ? [] : [hash(`p:${normalizePhone(known) ?? known}`)]
  // An officer books for many, and a matter's account may have been a helper's.
  const ofAccount = accountId !== null && 'account' in by ? [hash(`a:${accountId}`)] : []
  const others = 'account' in by ? await otherAccounts(work, by.account) : []
  const ofOthers = others.map((other) => hash(`a:${other.id}`))
  const phones = known === undefined ? await Promise.all(others.map((other) => ownPhone(work, other))) : []
  const ofOtherPhones = phones.flatMap((own) => (own === undefined ? [] : hash(`p:${normalizePhone(own) ?? own}`)))
  const all = [...ofPhone, ...ofAccount, ...ofOthers, ...ofOtherPhones]
  return all.length > 0 ? all : [hash(`b:${id}`)]
}

async function otherAccounts(work: Work, account: Account): Promise<Account[]> {
  const [, ...others] = await ownAccountIds(work, account)
  return others.length === 0 ? [] : work.tx.account.findMany({ where: { id: { in: others } } })
}

async function ownPhone(work: Work, { residentId }: Account): Promise<string | undefined> {
  return residentId === null ? undefined : (await readResident(work, residentId))?.phone
}

/** Who is told of a booking: the resident who made it, or whose matter an officer made it for. */
async function accountOf(work: Work, by: BookedBy, ticketId: string | undefined): Promise<string | null> {
  if ('account' in by) return by.account.id
  if (ticketId === undefined) return null
  const ticket = await work.tx.ticket.findUnique({ where: { id: ticketId }, select: { accountId: true } })
  return ticket?.accountId ?? null
}

function actorName(by: BookedBy): string {
  return 'officer' in by ? `officer:${by.officer.id}` : 'resident'
}

function hasNeeds(needs: Needs | undefined): boolean {
  return needs !== undefined && Object.values(needs).some(Boolean)
}
