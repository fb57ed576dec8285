import { beforeEach, describe, expect, it } from 'vitest'
import { findOrOpenAccount } from '../../domain/accounts.ts'
import { type Context, type Work, withWork } from '../../domain/context.ts'
import { forgetJoinCodes } from '../../domain/join-codes.ts'
import { askJoinCode, joinAccounts, mostAccounts } from '../../domain/joining.ts'
import { bindOfficer, inviteOfficer } from '../../domain/officers.ts'
import { viewPerson } from '../../domain/person-view.ts'
import { accountsOf, leavePerson, preferAccount } from '../../domain/persons.ts'
import type { Account } from '../../prisma/generated/client.ts'
import { testContext } from '../embedded.ts'
import { at, openOffice, postedOf } from '../small-office.ts'

let context: Context
const now = at('2026-08-03', '09:00')
const minutes = (count: number) => new Date(now.getTime() + count * 60_000)

beforeEach(async () => {
  context = await testContext()
  await openOffice(context, now)
})

describe('a code that joins two accounts', () => {
  it('makes them one person’s, and tells the one that asked for it with what was joined', async () => {
    const [page, chat] = [await account('web'), await account('wechat')]
    expect(await join(page, chat)).toMatchObject({ kind: 'joined', other: { id: page.id } })
    expect(await idsOf(page)).toEqual([page.id, chat.id])
    expect(await idsOf(chat)).toEqual([page.id, chat.id])
    expect(await postedOf(context, 'accountJoined')).toMatchObject([
      { to: `a:${page.id}`, params: { channel: 'wechat' } },
    ])
  })

  it('is typed in any case and with any dashes, once, within fifteen minutes', async () => {
    const [page, chat, other] = [await account('web'), await account('wechat'), await account('telegram')]
    const code = await ask(page)
    const typed = code.toLowerCase().replaceAll('-', ' – ')
    expect(await type(chat, code, minutes(15))).toEqual({ kind: 'wrong' })
    expect(await type(chat, typed, new Date(minutes(15).getTime() - 1))).toMatchObject({ kind: 'joined' })
    expect(await type(other, code)).toEqual({ kind: 'wrong' })
    expect(await idsOf(other)).toEqual([other.id])
  })

  it('is good no more once another was asked for', async () => {
    const [page, chat] = [await account('web'), await account('wechat')]
    const [first, second] = [await ask(page), await ask(page)]
    expect(await type(chat, first)).toEqual({ kind: 'wrong' })
    expect(await type(chat, second)).toMatchObject({ kind: 'joined' })
  })

  it('stands in no dump', async () => {
    const code = await ask(await account('web'))
    const dump = JSON.stringify(await context.db.joinCode.findMany())
    expect(dump).not.toContain(code)
    expect(dump).not.toContain(code.replaceAll('-', ''))
  })

  it('is forgotten once it has run out, and not before', async () => {
    const [page, chat] = [await account('web'), await account('wechat')]
    const code = await ask(page)
    const forget = (at: Date) => withWork(context, at, (work) => forgetJoinCodes(work, at))
    expect(await forget(minutes(14))).toBe(0)
    expect(await type(chat, code, minutes(14))).toMatchObject({ kind: 'joined' })
    expect(await forget(minutes(16))).toBe(1)
    expect(await context.db.joinCode.count()).toBe(0)
  })

  it('typed on two accounts at the same time joins one', async () => {
    const [page, chat, other] = [await account('web'), await account('wechat'), await account('telegram')]
    const code = await ask(page)
    const kinds = (await Promise.all([type(chat, code), type(other, code)])).map(({ kind }) => kind)
    expect(kinds.toSorted()).toEqual(['joined', 'wrong'])
    expect(await idsOf(page)).toHaveLength(2)
  })

  it('is not to be guessed: after five wrong ones an account waits ten minutes, and the right one costs no try', async () => {
    const [page, chat] = [await account('web'), await account('wechat')]
    for (let times = 0; times < 7; times++) {
      await join(page, chat)
      await leave(chat)
    }
    const code = await ask(page)
    // What cannot be a code is no try.
    for (let tries = 0; tries < 7; tries++) expect(await type(chat, '我有一个代码')).toEqual({ kind: 'wrong' })
    for (let tries = 0; tries < 5; tries++) expect(await type(chat, 'ABCD-EFGH-JKMNP')).toEqual({ kind: 'wrong' })
    expect(await type(chat, code)).toMatchObject({ kind: 'wait', until: minutes(10) })
    expect(await type(chat, code, minutes(11))).toMatchObject({ kind: 'joined' })
  })

  it('what is no code at all joins nothing', async () => {
    await ask(await account('web'))
    const chat = await account('wechat')
    for (const typed of ['', '关联', '0'.repeat(13), 'A'.repeat(1000), '\u0000']) {
      expect(await type(chat, typed)).toEqual({ kind: 'wrong' })
    }
  })
})

describe('a joining that cannot be', () => {
  it('typed where the code was asked for says so, and the code stays good', async () => {
    const [page, chat] = [await account('web'), await account('wechat')]
    const code = await ask(page)
    expect(await type(page, code)).toEqual({ kind: 'own' })
    expect(await type(chat, code)).toMatchObject({ kind: 'joined' })
  })

  it('of two that are joined already changes nothing and tells nobody again', async () => {
    const [page, chat] = [await account('web'), await account('wechat')]
    await join(page, chat)
    expect(await join(page, chat)).toMatchObject({ kind: 'already' })
    expect(await postedOf(context, 'accountJoined')).toHaveLength(1)
  })

  it('with an officer’s account is refused, whichever side it stands on', async () => {
    const [page, chat] = [await account('web'), await account('wechat')]
    const code = await ask(page)
    await makeOfficer(page)
    expect(await type(chat, code)).toEqual({ kind: 'officer' })
    expect(await on((work) => askJoinCode(work, page))).toEqual({ kind: 'officer' })
    expect(await type(page, await ask(chat))).toEqual({ kind: 'officer' })
    expect(await context.db.person.count()).toBe(0)
  })

  it('of more than ten accounts is refused', async () => {
    const page = await account('web')
    for (let count = 1; count < mostAccounts; count++) await join(page, await account('wechat'))
    expect(await join(page, await account('wechat'))).toEqual({ kind: 'full' })
    expect(await idsOf(page)).toHaveLength(mostAccounts)
  })
})

describe('a person', () => {
  it('merges with another, with all accounts of both; each of them is told but the one that typed', async () => {
    const [a, b, c, d] = [
      await account('web'),
      await account('wechat'),
      await account('telegram'),
      await account('web'),
    ]
    await join(a, b)
    await join(c, d)
    await prefer(d, d)
    await context.db.outbox.deleteMany()
    expect(await join(b, c)).toMatchObject({ kind: 'joined' })
    expect(await idsOf(d)).toEqual([a, b, c, d].map(({ id }) => id))
    // Neither of the two has said where the notices of both shall go.
    expect(await context.db.person.findMany()).toMatchObject([{ preferredAccountId: null }])
    const told = await postedOf(context, 'accountJoined')
    expect(told.map(({ to, params }) => ({ to, params })).toSorted((x, y) => x.to.localeCompare(y.to))).toEqual(
      [
        { to: `a:${a.id}`, params: { channel: 'telegram' } },
        { to: `a:${b.id}`, params: { channel: 'telegram' } },
        { to: `a:${d.id}`, params: { channel: 'wechat' } },
      ].toSorted((x, y) => x.to.localeCompare(y.to)),
    )
  })

  it('ends when one is left alone; the others are told that an account has gone', async () => {
    const [page, chat] = [await account('web'), await account('wechat')]
    await join(page, chat)
    expect(await leave(chat)).toBe(true)
    expect(await leave(chat)).toBe(false)
    expect(await idsOf(page)).toEqual([page.id])
    expect(await context.db.person.count()).toBe(0)
    expect(await postedOf(context, 'accountLeft')).toMatchObject([
      { to: `a:${page.id}`, params: { channel: 'wechat' } },
    ])
  })

  it('says where notices go first, only to an account of theirs, until that one leaves; the others hear of a change', async () => {
    const [page, chat, third, stranger] = [
      await account('web'),
      await account('wechat'),
      await account('telegram'),
      await account('web'),
    ]
    await join(page, chat)
    await join(page, third)
    expect(await prefer(page, stranger)).toBe(false)
    expect(await prefer(page, chat)).toBe(true)
    expect(await prefer(third, chat)).toBe(true)
    const told = (await postedOf(context, 'noticesLed')).map(({ to, params }) => ({ to, params }))
    expect(told).toEqual([
      { to: `a:${chat.id}`, params: { place: { channel: 'wechat', here: true } } },
      { to: `a:${third.id}`, params: { place: { channel: 'wechat', here: false } } },
    ])
    const asking = await fresh(page)
    const seen = await on((work) => viewPerson(work, asking))
    expect(seen.map(({ accountId, preferred: first, here }) => ({ accountId, first, here }))).toEqual([
      { accountId: page.id, first: false, here: true },
      { accountId: chat.id, first: true, here: false },
      { accountId: third.id, first: false, here: false },
    ])
    await leave(chat)
    expect(await context.db.person.findFirst()).toMatchObject({ preferredAccountId: null })
  })

  it('keeps where notices go when an account joins that was nobody’s', async () => {
    const [page, chat, third] = [await account('web'), await account('wechat'), await account('telegram')]
    await join(page, chat)
    await prefer(page, chat)
    await join(page, third)
    expect(await context.db.person.findMany()).toMatchObject([{ preferredAccountId: chat.id }])
  })

  it('loses an account that becomes an officer’s', async () => {
    const [page, chat] = [await account('web'), await account('wechat')]
    await join(page, chat)
    await makeOfficer(chat)
    expect(await idsOf(page)).toEqual([page.id])
  })

  it('never has fewer than two accounts, and each account one person, after whatever was joined and left', async () => {
    const accounts = await Promise.all(Array.from({ length: 6 }, (_, n) => account(n % 2 ? 'web' : 'wechat')))
    const sets = new Map(accounts.map(({ id }) => [id, new Set([id])]))
    let seed = 7
    const draw = (most: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648
      return Math.floor((seed / 2147483648) * most)
    }
    for (let step = 0; step < 40; step++) {
      const [one, other] = [there(accounts[draw(6)]), there(accounts[draw(6)])]
      const isLeaving = draw(3) === 0
      if (isLeaving) {
        await leave(one)
        sets.get(one.id)?.delete(one.id)
        sets.set(one.id, new Set([one.id]))
      } else if (one !== other) {
        await join(one, other)
        const all = new Set([...there(sets.get(one.id)), ...there(sets.get(other.id))])
        for (const id of all) sets.set(id, all)
      }
      const rows = await context.db.account.findMany({ where: { id: { in: accounts.map(({ id }) => id) } } })
      for (const row of rows) {
        const mates = rows.filter(({ personId }) => personId !== null && personId === row.personId)
        const expected = there(sets.get(row.id))
        expect(new Set(mates.length === 0 ? [row.id] : mates.map(({ id }) => id))).toEqual(expected)
        expect(mates).not.toHaveLength(1)
      }
      expect(await context.db.person.count()).toBe(new Set(rows.flatMap(({ personId }) => personId ?? [])).size)
    }
  })
})

let opened = 0

/** A new account, younger than those before. */
async function account(channel: string): Promise<Account> {
  opened += 1
  return withWork(context, new Date(now.getTime() - 3600_000 + opened), (work) =>
    findOrOpenAccount(work, channel, `resident:${opened}`),
  )
}

function on<T>(task: (work: Work) => Promise<T>, when = now): Promise<T> {
  return withWork(context, when, task)
}

function fresh({ id }: Account): Promise<Account> {
  return context.db.account.findUniqueOrThrow({ where: { id } })
}

async function ask(asking: Account): Promise<string> {
  const asked = await on(async (work) => askJoinCode(work, asking))
  if (asked.kind !== 'asked') throw new Error(`No code was given: ${asked.kind}`)
  return asked.code
}

async function type(typing: Account, code: string, when = now) {
  const account = await fresh(typing)
  return on((work) => joinAccounts(work, account, code), when)
}

async function join(asking: Account, typing: Account) {
  return type(typing, await ask(asking))
}

async function leave(leaving: Account): Promise<boolean> {
  const account = await fresh(leaving)
  return on((work) => leavePerson(work, account))
}

async function prefer(of: Account, preferred: Account): Promise<boolean> {
  const { personId } = await fresh(of)
  return on((work) => preferAccount(work, personId ?? '', preferred.id, of))
}

async function idsOf({ id }: Account): Promise<string[]> {
  return (await on((work) => accountsOf(work, id))).map((each) => each.id)
}

async function makeOfficer(account: Account): Promise<void> {
  await on(async (work) => {
    const { officer } = await inviteOfficer(work, { name: '云舒', role: 'officer', unit: 'housing' })
    const external = work.vault.open('Account', 'externalEnc', account.id, account.externalEnc)
    await bindOfficer(work, officer, account.channel, external)
  })
  Object.assign(account, await fresh(account))
}

function there<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('Nothing is there')
  return value
}
