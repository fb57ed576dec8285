import { randomUUID } from 'node:crypto'
import type { Account } from '../prisma/generated/client.ts'
import type { Work } from './context.ts'
import { spendGuess } from './guesses.ts'
import { createJoinCode, findJoinCode, isJoinCode, spendJoinCode } from './join-codes.ts'
import { sendOn } from './notice-copies.ts'
import { type Posting, post } from './outbox.ts'
import { accountsOf, lockPersons } from './persons.ts'

/** So many accounts can be one person's: more are nobody's own. */
export const mostAccounts = 10

/** A one-time code to be typed on another account of the same person: see `createJoinCode`. An officer's account has none. */
export async function askJoinCode(
  work: Work,
  account: Account,
): Promise<{ kind: 'asked'; code: string } | { kind: 'officer' }> {
  if (account.officerId !== null) return { kind: 'officer' }
  return { kind: 'asked', code: await createJoinCode(work, account) }
}

export type Joining =
  /** `other` is the account that the code was asked for on. */
  | { kind: 'joined'; other: Account }
  /** The code was used, has run out, or never was: nobody learns which. */
  | { kind: 'wrong' }
  /** Too many wrong ones. */
  | { kind: 'wait'; until: Date }
  /** It was asked for here. */
  | { kind: 'own' }
  /** The two are one person's already. */
  | { kind: 'already'; other: Account }
  /** One of the two is an officer's. */
  | { kind: 'officer' }
  /** Together they would be more than `mostAccounts`. */
  | { kind: 'full' }

/**
 * Joins the account a code is typed on to the one it was asked for on: from now on they are one person's, and so are all
 * that were joined to either before. Every other account of that person is told, with how to undo it, for a code can be
 * stolen. The code is spent only by a joining. Brings `account.personId` up to date.
 */
export async function joinAccounts(work: Work, account: Account, code: string): Promise<Joining> {
  // No code at all is no guess, and takes nobody's tries.
  if (!isJoinCode(code)) return { kind: 'wrong' }
  const guess = await spendGuess(work, [
    { key: `join:${account.id}`, most: 5, windowMs: 10 * 60_000 },
    { key: 'join:all', most: 1000, windowMs: 10 * 60_000 },
  ])
  if (guess.kind === 'wait') return guess
  await lockPersons(work)
  const found = await findJoinCode(work, code)
  if (!found) return { kind: 'wrong' }
  await guess.giveBack()
  if (found.accountId === account.id) return { kind: 'own' }
  const [here, there] = [await accountsOf(work, account.id), await accountsOf(work, found.accountId)]
  const other = there.find(({ id }) => id === found.accountId)
  if (!other) return { kind: 'wrong' }
  if (here.some(({ id }) => id === other.id)) return { kind: 'already', other }
  if ([...here, ...there].some(({ officerId }) => officerId !== null)) return { kind: 'officer' }
  if (here.length + there.length > mostAccounts) return { kind: 'full' }
  if (!(await spendJoinCode(work, found))) return { kind: 'wrong' }
  account.personId = await merge(work, [...here, ...there])
  await sendOn(
    work,
    [...here, ...there].map(({ id }) => id),
  )
  await post(work, [
    ...there.map(({ id }) => joinedNotice(found.id, id, account)),
    ...here.filter(({ id }) => id !== account.id).map(({ id }) => joinedNotice(found.id, id, other)),
  ])
  return { kind: 'joined', other }
}

/**
 * They become one person, the oldest of those there are. Where several become one, none of them has said where the notices
 * of all shall go: a stolen code must not lead them away.
 */
async function merge(work: Work, accounts: Account[]): Promise<string> {
  const ids = [...new Set(accounts.flatMap(({ personId }) => personId ?? []))]
  const persons = await work.tx.person.findMany({
    where: { id: { in: ids } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  const [kept, ...merged] = persons
  const id = kept?.id ?? randomUUID()
  if (!kept) await work.tx.person.create({ data: { id, createdAt: work.at } })
  if (merged.length > 0) await work.tx.person.update({ where: { id }, data: { preferredAccountId: null } })
  await work.tx.account.updateMany({ where: { id: { in: accounts.map((each) => each.id) } }, data: { personId: id } })
  await work.tx.person.deleteMany({ where: { id: { in: merged.map((person) => person.id) } } })
  return id
}

/** Goes out again where nobody knows whether it arrived: whoever's code was stolen has to see it. */
function joinedNotice(codeId: string, to: string, { channel }: Account): Posting {
  return {
    dedupeKey: `joined:${codeId}:${to}`,
    lane: 'answer',
    kind: 'accountJoined',
    params: { channel },
    to: { account: to },
    statutory: true,
  }
}
