import type { Account } from '../prisma/generated/client.ts'
import type { Work } from './context.ts'
import { takeNoticesBack } from './notice-copies.ts'
import { type Posting, post } from './outbox.ts'

/** The accounts of whoever has this one, itself included, oldest first; only itself where nothing is joined to it. */
export function accountsOf(work: Work, accountId: string): Promise<Account[]> {
  return work.sql<Account>(
    `SELECT o.* FROM "Account" a JOIN "Account" o ON o.id = a.id OR o."personId" = a."personId"
    WHERE a.id = $1::uuid ORDER BY o."createdAt", o.id`,
    [accountId],
  )
}

/**
 * Takes an account out of its person: from now on it has only what it filed itself, and what was on its way to it for the
 * others goes to them, and the other way round. Whoever is left alone is no person of several accounts any more. `by` is the account that it is done on, its own or another of the person; all but that one are
 * told. False when it belonged to nobody. Brings `account.personId` up to date.
 */
export async function leavePerson(work: Work, account: Account, by: Account = account): Promise<boolean> {
  await lockPersons(work)
  const others = (await accountsOf(work, account.id)).filter(({ id }) => id !== account.id)
  const { personId } = await work.tx.account.findUniqueOrThrow({ where: { id: account.id } })
  account.personId = null
  if (personId === null) return false
  await work.tx.account.update({ where: { id: account.id }, data: { personId: null } })
  await work.tx.person.updateMany({ where: { id: personId, preferredAccountId: account.id }, data: noPreference })
  // Its accounts lose it by the foreign key.
  if (others.length < 2) await work.tx.person.delete({ where: { id: personId } })
  await takeNoticesBack(
    work,
    [account, ...others].map(({ id }) => id),
  )
  await post(work, [
    ...others.filter(({ id }) => id !== by.id).map(({ id }) => leftNotice(work, id, account, account)),
    ...(by.id === account.id ? [] : [leftNotice(work, account.id, account, by)]),
  ])
  return true
}

/**
 * Where a person's notices go first; null: each to where its matter was filed. `by` is the account that it is said on; the
 * others are told when it changes. False when the account is none of theirs.
 */
export async function preferAccount(
  work: Work,
  personId: string,
  preferredAccountId: string | null,
  by: Pick<Account, 'id'>,
): Promise<boolean> {
  await lockPersons(work)
  const person = await work.tx.person.findUnique({ where: { id: personId }, include: { accounts: true } })
  const preferred = person?.accounts.find(({ id }) => id === preferredAccountId)
  if (!person || (preferredAccountId !== null && !preferred)) return false
  if (person.preferredAccountId === preferredAccountId) return true
  await work.tx.person.update({ where: { id: personId }, data: { preferredAccountId } })
  const others = person.accounts.filter(({ id }) => id !== by.id)
  await post(
    work,
    others.map(({ id }) => preferredNotice(work, personId, id, preferred)),
  )
  return true
}

const noPreference = { preferredAccountId: null }

/** `gone`: the account that is seen there no more. */
function leftNotice({ at }: Work, to: string, left: Account, gone: Account): Posting {
  return {
    dedupeKey: `unjoined:${left.id}:${to}:${at.getTime()}`,
    lane: 'answer',
    kind: 'accountLeft',
    params: { channel: gone.channel },
    to: { account: to },
  }
}

/** Goes out again where nobody knows whether it arrived: whoever's notices were led away has to see it. */
function preferredNotice({ at }: Work, personId: string, to: string, preferred: Account | undefined): Posting {
  return {
    dedupeKey: `preferred:${personId}:${to}:${at.getTime()}`,
    lane: 'answer',
    kind: 'noticesLed',
    params: { place: preferred ? { channel: preferred.channel, here: preferred.id === to } : null },
    to: { account: to },
    statutory: true,
  }
}

/**
 * One joining or leaving at a time, until the transaction ends: they are rare, and each can touch the accounts of several
 * persons, which locked one by one would be locked in different orders.
 */
export async function lockPersons(work: Work): Promise<void> {
  await work.sql(`SELECT pg_advisory_xact_lock(hashtextextended('persons', 0))`)
}
