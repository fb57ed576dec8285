import type { Account } from '../prisma/generated/client.ts'
import type { Work } from './context.ts'
import { accountsOf } from './persons.ts'

/** One of a person's accounts, as that person is shown it: without a name, for they have several of them. */
export interface JoinedAccount {
  accountId: string
  channel: string
  /** The ISO instant at which something was last said there in private; null when that is forgotten. */
  heardAt: string | null
  /** The one that asks. */
  here: boolean
  /** Notices go here first. */
  preferred: boolean
}

/** The accounts of whoever has this one, oldest first; none where nothing is joined to it. */
export async function viewPerson(work: Work, account: Account): Promise<JoinedAccount[]> {
  if (account.personId === null) return []
  const accounts = await accountsOf(work, account.id)
  const person = await work.tx.person.findUnique({ where: { id: account.personId } })
  const talks = await work.tx.conversation.groupBy({
    by: ['accountId'],
    where: { accountId: { in: accounts.map(({ id }) => id) }, roomId: null },
    _max: { updatedAt: true },
  })
  const heardAt = new Map(talks.map(({ accountId, _max }) => [accountId, _max.updatedAt]))
  return accounts.map(({ id, channel }) => {
    const at = id === account.id ? work.at : (heardAt.get(id) ?? null)
    return {
      accountId: id,
      channel,
      heardAt: at?.toISOString() ?? null,
      here: id === account.id,
      preferred: person?.preferredAccountId === id,
    }
  })
}
