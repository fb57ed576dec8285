import { randomUUID } from 'node:crypto'
import type { Account } from '../prisma/generated/client.ts'
import type { Context, Work } from './context.ts'
import { normalizePhone } from './rules/phone.ts'
import { insertRow } from './store/sql.ts'

/** The account of somebody on a channel, made at their first word. `name` is what the platform shows for them. */
export async function findOrOpenAccount(
  work: Work,
  channel: string,
  externalId: string,
  name?: string,
): Promise<Account> {
  const externalHash = accountHash(work, channel, externalId)
  const found = await work.tx.account.findUnique({ where: { channel_externalHash: { channel, externalHash } } })
  return found ?? openAccount(work, channel, externalId, name)
}

/** Makes the account of somebody who is new. Made meanwhile by somebody else, it is that one. */
export async function openAccount(work: Work, channel: string, externalId: string, name?: string): Promise<Account> {
  const externalHash = accountHash(work, channel, externalId)
  const id = randomUUID()
  const account: Account = {
    id,
    channel,
    externalHash,
    externalEnc: work.vault.seal('Account', 'externalEnc', id, externalId),
    nameEnc: name === undefined ? null : work.vault.seal('Account', 'nameEnc', id, name),
    language: 'zh',
    residentId: null,
    officerId: null,
    createdAt: work.at,
    unreachableAt: null,
    consentedAt: null,
    consentVersion: null,
    personId: null,
  }
  if (await insertRow(work.sql, 'Account', account)) return account
  return work.tx.account.findUniqueOrThrow({ where: { channel_externalHash: { channel, externalHash } } })
}

/** The account that a channel's own id belongs to, if there is one. */
export function findAccount(context: Pick<Context, 'db' | 'vault'>, channel: string, externalId: string) {
  const externalHash = accountHash(context, channel, externalId)
  return context.db.account.findUnique({ where: { channel_externalHash: { channel, externalHash } } })
}

/** The platform's id of an account, for sending to it. */
export function externalIdOf(context: Pick<Context, 'vault'>, account: Pick<Account, 'id' | 'externalEnc'>): string {
  return context.vault.open('Account', 'externalEnc', account.id, account.externalEnc)
}

export async function setLanguage(work: Work, accountId: string, language: 'zh' | 'en'): Promise<void> {
  await work.tx.account.update({ where: { id: accountId }, data: { language } })
}

export interface Contact {
  name: string
  phone: string
}

/**
 * Keeps who an account's person is. A first contact makes the resident; a later one that says something else makes a
 * new resident row, so that an earlier ticket keeps the name it was filed under.
 */
export async function recordResident(work: Work, account: Account, contact: Contact): Promise<string> {
  if (account.residentId) {
    const known = await readResident(work, account.residentId)
    if (known && known.name === contact.name && known.phone === contact.phone) return account.residentId
  }
  const id = randomUUID()
  const phone = normalizePhone(contact.phone) ?? contact.phone
  await work.tx.resident.create({
    data: {
      id,
      nameEnc: work.vault.seal('Resident', 'nameEnc', id, contact.name),
      phoneEnc: work.vault.seal('Resident', 'phoneEnc', id, contact.phone),
      phoneHash: work.vault.hash('phone', phone),
      createdAt: work.at,
    },
  })
  await work.tx.account.update({ where: { id: account.id }, data: { residentId: id } })
  account.residentId = id
  return id
}

/** Name and phone of a resident. Callers that show it to an officer record it (`readIdentity`). */
export async function readResident(work: Work, residentId: string): Promise<Contact | undefined> {
  const row = await work.tx.resident.findUnique({ where: { id: residentId } })
  if (!row?.nameEnc || !row.phoneEnc) return undefined
  return {
    name: work.vault.open('Resident', 'nameEnc', row.id, row.nameEnc),
    phone: work.vault.open('Resident', 'phoneEnc', row.id, row.phoneEnc),
  }
}

/** What an account is looked up by: keyed, for platform ids are personal data. */
export function accountHash(context: Pick<Context, 'vault'>, channel: string, externalId: string): string {
  return context.vault.hash('account', `${channel}:${externalId}`)
}
