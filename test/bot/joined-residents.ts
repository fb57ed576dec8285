import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { consentVersion } from '../../domain/consents.ts'
import { leavePerson } from '../../domain/persons.ts'
import type { Account } from '../../prisma/generated/client.ts'
import type { Resident, Town } from './conversation.ts'

/** Somebody who filed on WeChat and has the page too, and perhaps Telegram. */
export async function filedOnWechat(
  town: Town,
  more: { prefers?: 'web' | 'abroad'; abroad?: true; consents?: boolean } = {},
): Promise<{
  officer: Awaited<ReturnType<Town['officer']>>
  number: string
  wechat: Resident
  web: Resident
  abroad: Resident | undefined
  accounts: string[]
}> {
  const officer = await town.officer('云舒')
  const [wechat, web] = [town.resident('柳叶青', 'wechat'), town.resident('柳叶青')]
  const abroad = more.abroad && town.resident('柳叶青', 'abroad')
  await web.opens()
  await abroad?.opens()
  const number = await wechat.files()
  const accounts = await join(town, abroad ? [wechat, abroad] : [wechat, web], more.prefers)
  if (more.consents) {
    const consent = { consentedAt: town.now(), consentVersion }
    await town.context.db.account.updateMany({ where: { channel: 'telegram' }, data: consent })
  }
  return { officer, number, wechat, web, abroad, accounts }
}

/** They are one person's from now on. Returns the accounts' ids. */
export async function join(town: Town, residents: Resident[], prefers?: 'web' | 'abroad'): Promise<string[]> {
  const { db, vault } = town.context
  const hashes = residents.flatMap(({ account }) =>
    ['web', 'wechat', 'telegram'].map((channel) => vault.hash('account', `${channel}:${account}`)),
  )
  const accounts = await db.account.findMany({ where: { externalHash: { in: hashes } }, orderBy: { channel: 'desc' } })
  expect(accounts).toHaveLength(residents.length)
  const preferred = accounts.find(({ channel }) => channel === (prefers === 'abroad' ? 'telegram' : prefers))
  const person = { id: randomUUID(), createdAt: town.now(), preferredAccountId: preferred?.id ?? null }
  await db.person.create({ data: person })
  const ids = accounts.map(({ id }) => id)
  await db.account.updateMany({ where: { id: { in: ids } }, data: { personId: person.id } })
  return ids
}

export function cardOf(town: Town): string {
  return town.room().find(({ reply }) => reply.card)?.reply.text ?? ''
}

export function textOf(resident: Resident): string {
  return resident
    .screen()
    .map(({ reply }) => reply.text)
    .join('\n')
}

export async function kindsOf(town: Town): Promise<string[]> {
  const events = await town.context.db.ticketEvent.findMany({ orderBy: { seq: 'asc' } })
  return events.map(({ kind }) => kind)
}

export async function statusesOf(town: Town, kind: string): Promise<string[]> {
  const rows = await town.context.db.outbox.findMany({ where: { kind }, orderBy: { id: 'asc' } })
  return rows.map(({ status }) => status)
}

/** Parts the account of this resident on this channel from the others, as it is done on that of `by`. */
export async function part(town: Town, leaving: Resident, by: Resident = leaving): Promise<void> {
  const [account, doer] = [await accountOf(town, leaving), await accountOf(town, by)]
  await town.work((work) => leavePerson(work, account, doer))
  await town.settle()
}

export async function accountOf({ context }: Town, { account }: Resident): Promise<Account> {
  const hashes = ['web', 'wechat', 'telegram'].map((channel) => context.vault.hash('account', `${channel}:${account}`))
  return context.db.account.findFirstOrThrow({ where: { externalHash: { in: hashes } } })
}
