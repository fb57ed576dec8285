import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { findOrOpenAccount } from '../../domain/accounts.ts'
import { consentVersion } from '../../domain/consents.ts'
import { type Context, withWork } from '../../domain/context.ts'
import { type Posting, post } from '../../domain/outbox.ts'
import { officeInstant } from '../../domain/rules/civil-date.ts'
import type { Account } from '../../prisma/generated/client.ts'
import { testContext } from '../embedded.ts'
import { fileMatter, openOffice } from '../small-office.ts'

const at = officeInstant('2026-08-03', '09:00')

let context: Context
let count = 0

beforeEach(async () => {
  context = await testContext()
})

describe('a notice goes', () => {
  it('to the account it is for, when its person has no other or wishes nothing', async () => {
    const alone = await account('web')
    expect(await placeOf(notice(alone))).toBe('web')
    const { wechat } = await person(['wechat', 'web'])
    expect(await placeOf(notice(wechat))).toBe('wechat')
  })

  it('to the account that the person prefers', async () => {
    const { wechat } = await person(['wechat', 'web', 'terminal'], { prefers: 'web' })
    expect(await placeOf(notice(wechat))).toBe('web')
  })

  it('past an account that cannot be reached: to where it was filed, or else to where they last wrote', async () => {
    const { wechat } = await person(['wechat', 'web', 'terminal'], { prefers: 'web', unreachable: ['web'] })
    expect(await placeOf(notice(wechat))).toBe('wechat')
    const other = await person(['wechat', 'web', 'terminal'], { unreachable: ['wechat'], wroteLast: 'terminal' })
    expect(await placeOf(notice(other.wechat))).toBe('terminal')
  })

  it('nowhere else when nobody can be reached anywhere', async () => {
    const { wechat } = await person(['wechat', 'web'], { unreachable: ['wechat', 'web'] })
    expect(await placeOf(notice(wechat))).toBe('wechat')
  })

  it('abroad only with consent to the wording in force', async () => {
    const { web } = await person(['web', 'telegram'], { prefers: 'telegram' })
    expect(await placeOf(notice(web))).toBe('web')
    const agreed = await person(['web', 'telegram'], { prefers: 'telegram', consents: consentVersion })
    expect(await placeOf(notice(agreed.web))).toBe('telegram')
    const outdated = await person(['web', 'telegram'], { prefers: 'telegram', consents: consentVersion - 1 })
    expect(await placeOf(notice(outdated.web))).toBe('web')
  })

  it('never abroad where the office is strict, whatever was agreed to', async () => {
    const office = { ...(await context.office()), crossBorder: 'strict' as const }
    context = { ...context, office: async () => office }
    const { web } = await person(['web', 'telegram'], { prefers: 'telegram', consents: consentVersion })
    expect(await placeOf(notice(web))).toBe('web')
  })

  it('of a sealed matter nowhere but where it was filed, whatever is preferred', async () => {
    const { wechat } = await person(['wechat', 'web'], { prefers: 'web' })
    await openOffice(context, at)
    const ticket = await fileMatter(context, at)
    const about = { ...notice(wechat), ticketId: ticket.id }
    await context.db.ticket.update({ where: { id: ticket.id }, data: { sealed: true } })
    expect(await placeOf(about)).toBe('wechat')
    await context.db.ticket.update({ where: { id: ticket.id }, data: { sealed: false } })
    expect(await placeOf({ ...about, dedupeKey: 'open' })).toBe('web')
  })

  it('abroad without more where it was filed there', async () => {
    const { telegram } = await person(['telegram', 'web'])
    expect(await placeOf(notice(telegram))).toBe('telegram')
  })

  it('nowhere else when it answers what was said there, or holds a code, or is talk', async () => {
    const { wechat } = await person(['wechat', 'web'], { prefers: 'web' })
    expect(await placeOf({ ...notice(wechat), stays: true })).toBe('wechat')
    for (const kind of ['receipt', 'codeReset', 'handedOver', 'policyChanged', 'menu']) {
      expect(await placeOf({ ...notice(wechat), kind })).toBe('wechat')
    }
  })

  it('once, though the wish has changed between two runs that post it', async () => {
    const { wechat, web } = await person(['wechat', 'web'], { prefers: 'web' })
    const same = notice(wechat)
    expect(await placeOf(same)).toBe('web')
    await context.db.person.updateMany({ data: { preferredAccountId: wechat?.id ?? null } })
    expect(await placeOf(same)).toBe('web')
    expect(await context.db.outbox.findMany({ select: { target: true } })).toEqual([{ target: `a:${web?.id}` }])
  })

  it('beside others, each to its own reader', async () => {
    const { wechat } = await person(['wechat', 'web'], { prefers: 'web' })
    const alone = await account('terminal')
    const postings = [notice(wechat), notice(alone), { ...notice(wechat), kind: 'receipt' }]
    await withWork(context, at, (work) => post(work, postings))
    const rows = await context.db.outbox.findMany({ orderBy: { id: 'asc' }, include: { account: true } })
    expect(rows.map((row) => row.account?.channel)).toEqual(['web', 'terminal', 'wechat'])
    expect(rows.map((row) => row.target)).toEqual(rows.map((row) => `a:${row.accountId}`))
  })
})

/** On which channel a notice goes. */
async function placeOf(posting: Posting): Promise<string | undefined> {
  await withWork(context, at, (work) => post(work, [posting]))
  const row = await context.db.outbox.findUnique({
    where: { dedupeKey: posting.dedupeKey },
    include: { account: true },
  })
  return row?.account?.channel
}

function notice(to: Account | undefined): Posting {
  if (!to) throw new Error('There is no such account')
  return { dedupeKey: `test:${count++}`, lane: 'answer', kind: 'accepted', params: {}, to: { account: to.id } }
}

function account(channel: string): Promise<Account> {
  return withWork(context, at, (work) => findOrOpenAccount(work, channel, `somebody:${count++}`))
}

/** Somebody with an account on each of these channels. */
async function person(
  channels: string[],
  more: { prefers?: string; unreachable?: string[]; wroteLast?: string; consents?: number } = {},
): Promise<Record<string, Account>> {
  const accounts: Account[] = []
  for (const channel of channels) accounts.push(await account(channel))
  const preferred = accounts.find(({ channel }) => channel === more.prefers)
  const { id } = await context.db.person.create({
    data: { id: randomUUID(), createdAt: at, preferredAccountId: preferred?.id ?? null },
  })
  for (const one of accounts) {
    const consent = { consentedAt: at, consentVersion: more.consents ?? null }
    await context.db.account.update({
      where: { id: one.id },
      data: {
        personId: id,
        unreachableAt: more.unreachable?.includes(one.channel) ? at : null,
        ...(one.channel === 'telegram' && more.consents !== undefined && consent),
      },
    })
    const updatedAt = new Date(at.getTime() + (one.channel === more.wroteLast ? 1000 : 0))
    await context.db.conversation.create({
      data: { id: randomUUID(), key: randomUUID(), accountId: one.id, updatedAt },
    })
  }
  return Object.fromEntries(accounts.map((one) => [one.channel, one]))
}
