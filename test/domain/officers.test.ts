import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { findOrOpenAccount } from '../../domain/accounts.ts'
import { type Context, withWork } from '../../domain/context.ts'
import { removeOfficer } from '../../domain/departures.ts'
import { openTicket } from '../../domain/filing.ts'
import {
  bindOfficer,
  custodianAccounts,
  findOfficerById,
  inviteOfficer,
  mayShowPersonal,
  officerOf,
  spendInvite,
  wasInvited,
} from '../../domain/officers.ts'
import { testContext } from '../embedded.ts'
import { at, fileMatter, hire } from '../small-office.ts'

const now = at('2026-08-03', '09:00')
let context: Context

beforeEach(async () => {
  context = await testContext()
})

describe('an officer’s code', () => {
  it('works in any case, with spaces and dashes, once', async () => {
    const { code } = await invite('云舒')
    const typed = ` ${code.toLowerCase().replace(/(.{4})/g, '$1-')} `
    expect(await withWork(context, now, (work) => spendInvite(work, typed))).toMatchObject({ unit: 'housing' })
    await expect(withWork(context, now, (work) => spendInvite(work, code))).rejects.toThrow('invite-invalid')
    expect(await withWork(context, now, (work) => wasInvited(work, code))).toBe(true)
    expect(await withWork(context, now, (work) => wasInvited(work, '2345678923456789'))).toBe(false)
  })

  it('of somebody who was staff before: the accounts of then speak for nobody until one brings the code', async () => {
    const { account } = await hire(context, now, '云舒')
    await withWork(context, now, (work) => removeOfficer(work, '云舒'))
    const { officer } = await invite('云舒')
    const before = await context.db.account.findUniqueOrThrow({ where: { id: account.id } })
    expect(await withWork(context, now, (work) => officerOf(work, before))).toBeUndefined()
    const bound = await withWork(context, now, (work) => bindOfficer(work, officer, 'telegram', '7'))
    expect(await withWork(context, now, (work) => officerOf(work, bound))).toMatchObject({ id: officer.id })
  })

  it('a second one for somebody who is staff takes no account away', async () => {
    const { account } = await hire(context, now, '云舒')
    await invite('云舒')
    const still = await context.db.account.findUniqueOrThrow({ where: { id: account.id } })
    expect(await withWork(context, now, (work) => officerOf(work, still))).toBeDefined()
  })
})

describe('accusations never leave the country', () => {
  it('a custodian is reached at home only', async () => {
    const { officer, account } = await hire(context, now, '纪检专员')
    await withWork(context, now, (work) => bindOfficer(work, officer, 'telegram', '7'))
    const reached = await withWork(context, now, (work) => custodianAccounts(work))
    expect(reached.map(({ id }) => id)).toEqual([account.id])
  })

  it('with no custodian at home none is taken', async () => {
    const { officer } = await invite('纪检专员')
    await withWork(context, now, (work) => bindOfficer(work, officer, 'telegram', '7'))
    await expect(fileMatter(context, now, { category: 'conduct' })).rejects.toThrow('no-custodian')
    await withWork(context, now, (work) => bindOfficer(work, officer, 'web', '7'))
    expect(await fileMatter(context, now, { category: 'conduct' })).toMatchObject({ sealed: true })
    const told = await context.db.outbox.findMany({ where: { kind: 'sealedCard' }, include: { account: true } })
    expect(told.map(({ account }) => account?.channel)).toEqual(['web'])
  })
})

describe('what is personal in a ticket', () => {
  it.each([
    ['shown at home, wherever it came from', 'web', 'telegram', 'strict', true],
    ['not shown abroad when it came in at home', 'telegram', 'web', 'consent', false],
    ['shown abroad when its resident agreed to that', 'telegram', 'telegram', 'consent', true],
    ['not shown abroad where the office is strict', 'telegram', 'telegram', 'strict', false],
  ] as const)('is %s', async (_, reader, filer, crossBorder, may) => {
    const office = { ...(await context.office()), crossBorder }
    const ticket = await withWork(context, now, async (work) => {
      const account = await findOrOpenAccount(work, filer, 'resident')
      const draft = { id: randomUUID(), category: 'pensions', words: [{ text: '养老金没到账', files: [] }] }
      return (await openTicket(work, account, draft)).ticket
    })
    const shown = await withWork({ ...context, office: async () => office }, now, (work) =>
      mayShowPersonal(work, reader, ticket),
    )
    expect(shown).toBe(may)
  })
})

it('an officer is found by id while staff, and by nothing that is none', async () => {
  const { officer } = await hire(context, now, '云舒')
  const find = (id: string) => withWork(context, now, (work) => findOfficerById(work, id))
  expect(await find(officer.id)).toMatchObject({ id: officer.id })
  for (const other of ['云舒', '', randomUUID(), `${officer.id}x`]) expect(await find(other)).toBeUndefined()
  await withWork(context, now, (work) => removeOfficer(work, '云舒'))
  expect(await find(officer.id)).toBeUndefined()
})

function invite(name: string) {
  return withWork(context, now, (work) => inviteOfficer(work, { name, role: 'officer', unit: 'housing' }))
}
