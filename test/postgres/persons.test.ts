import { expect, test } from 'vitest'
import { findOrOpenAccount } from '../../domain/accounts.ts'
import { type Context, withWork } from '../../domain/context.ts'
import { askJoinCode, joinAccounts } from '../../domain/joining.ts'
import { bindOfficer, inviteOfficer } from '../../domain/officers.ts'
import { accountsOf, leavePerson } from '../../domain/persons.ts'
import type { Account } from '../../prisma/generated/client.ts'
import { joinAll } from '../joined-accounts.ts'
import { postgresDatabase } from './database.ts'

const place = postgresDatabase()
const at = new Date('2026-08-03T02:00:00Z')

test('a code that is typed on several accounts at once joins one of them', async () => {
  const context = await place.context()
  for (let round = 0; round < 10; round++) {
    const [page, ...others] = await accounts(context, 5, `${round}`)
    const code = await ask(context, page)
    const kinds = await Promise.all(others.map(async (other) => (await type(context, other, code)).kind))
    expect(kinds.toSorted()).toEqual(['joined', 'wrong', 'wrong', 'wrong'])
    expect(await mates(context, page)).toHaveLength(2)
  }
})

test('persons that are joined to one another all at once, while others leave, end as one or none, and nobody waits for ever', async () => {
  const context = await place.context()
  for (let round = 0; round < 10; round++) {
    const all = await accounts(context, 6, `${round}`)
    const [a, b, c, d, e, f] = all as [Account, Account, Account, Account, Account, Account]
    for (const pair of [
      [a, b],
      [c, d],
      [e, f],
    ]) {
      await joinAll(context, at, pair)
    }
    const [ofA, ofC, ofE] = [await ask(context, a), await ask(context, c), await ask(context, e)]
    await Promise.all([
      type(context, f, ofA),
      type(context, b, ofC),
      type(context, d, ofE),
      withWork(context, at, (work) => leavePerson(work, e)),
    ])
    const rows = await context.db.account.findMany({ where: { id: { in: all.map(({ id }) => id) } } })
    const persons = new Map<string, number>()
    for (const { personId } of rows) if (personId !== null) persons.set(personId, (persons.get(personId) ?? 0) + 1)
    expect([...persons.values()].every((count) => count > 1)).toBe(true)
    expect(await context.db.person.count({ where: { accounts: { none: {} } } })).toBe(0)
    expect(await mates(context, a)).toEqual(expect.arrayContaining([a.id, b.id, c.id, d.id, f.id]))
  }
})

test('whoever is joined and bound as staff in the same instant is staff, and nobody’s other account', async () => {
  const context = await place.context()
  const { officer } = await withWork(context, at, (work) =>
    inviteOfficer(work, { name: '云舒', role: 'officer', unit: work.office.defaultUnit }),
  )
  for (let round = 0; round < 10; round++) {
    const [page, chat] = (await accounts(context, 2, `${round}`)) as [Account, Account]
    const code = await ask(context, page)
    await Promise.all([
      type(context, chat, code),
      withWork(context, at, (work) => bindOfficer(work, officer, 'web', `resident:${round}:1`)),
    ])
    expect(await context.db.account.findUnique({ where: { id: chat.id } })).toMatchObject({
      officerId: officer.id,
      personId: null,
    })
    expect(await mates(context, page)).toEqual([page.id])
  }
})

function accounts(context: Context, count: number, name: string): Promise<Account[]> {
  return withWork(context, at, async (work) => {
    const opened: Account[] = []
    for (let n = 0; n < count; n++) opened.push(await findOrOpenAccount(work, 'web', `resident:${name}:${n}`))
    return opened
  })
}

async function ask(context: Context, account: Account | undefined): Promise<string> {
  if (!account) throw new Error('Nobody asks for a code')
  const asked = await withWork(context, at, (work) => askJoinCode(work, account))
  return asked.kind === 'asked' ? asked.code : ''
}

function type(context: Context, account: Account, code: string) {
  return withWork(context, at, (work) => joinAccounts(work, account, code))
}

async function mates(context: Context, account: Account | undefined): Promise<string[]> {
  return (await withWork(context, at, (work) => accountsOf(work, account?.id ?? ''))).map(({ id }) => id)
}
