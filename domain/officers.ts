import { randomBytes, randomUUID } from 'node:crypto'
import type { Account, Officer, OfficerRole, Ticket } from '../prisma/generated/client.ts'
import { findOrOpenAccount } from './accounts.ts'
import type { Work } from './context.ts'
import { DomainError } from './errors.ts'
import { leavePerson } from './persons.ts'
import { isDomestic } from './rules/borders.ts'
import { createShortCode, normalizeShortCode } from './rules/query-code.ts'

const inviteDays = 7

/**
 * Makes somebody staff, or gives an officer who is staff already a new way in, and returns a one-time code that works
 * for seven days. Throws `unknown-unit` when the office file has no such unit.
 */
export async function inviteOfficer(
  work: Work,
  { name, role, unit }: { name: string; role: OfficerRole; unit: string },
): Promise<{ officer: Officer; code: string }> {
  if (!work.office.units.some((known) => known.id === unit)) throw new DomainError('unknown-unit', { unit })
  const nameHash = work.vault.hash('officer', name)
  // Somebody who comes back, or another of that name: only who brings the code speaks for them, no account of before.
  await work.tx.account.updateMany({
    where: { officer: { nameHash, leftAt: { not: null } } },
    data: { officerId: null },
  })
  const id = randomUUID()
  const officer = await work.tx.officer.upsert({
    where: { nameHash },
    create: { id, nameEnc: work.vault.seal('Officer', 'nameEnc', id, name), nameHash, role, unit, createdAt: work.at },
    update: { role, unit, leftAt: null },
  })
  const code = createShortCode(randomBytes)
  await work.tx.invite.create({
    data: {
      id: randomUUID(),
      officerId: officer.id,
      codeHash: codeHash(work, code),
      createdAt: work.at,
      expiresAt: new Date(work.at.getTime() + inviteDays * 24 * 3600_000),
    },
  })
  return { officer, code }
}

/** Whether a one-time code was ever an officer's, be it used or run out. */
export async function wasInvited(work: Work, code: string): Promise<boolean> {
  return (await work.tx.invite.count({ where: { codeHash: codeHash(work, code) } })) > 0
}

/** Spends a one-time code, typed in any case, with spaces or dashes. Throws `invite-invalid` when it was used, has run out, or never was. */
export async function spendInvite(work: Work, code: string): Promise<Officer> {
  const hash = codeHash(work, code)
  const spent = await work.tx.invite.updateMany({
    where: { codeHash: hash, usedAt: null, expiresAt: { gt: work.at }, officer: { leftAt: null } },
    data: { usedAt: work.at },
  })
  if (spent.count !== 1) throw new DomainError('invite-invalid')
  const invite = await work.tx.invite.findUniqueOrThrow({ where: { codeHash: hash }, include: { officer: true } })
  return invite.officer
}

/** Makes a channel's account an officer's, so that what it says is said by staff. It speaks for one, the last it was bound to. */
export async function bindOfficer(work: Work, officer: Officer, channel: string, externalId: string): Promise<Account> {
  const account = await findOrOpenAccount(work, channel, externalId)
  // What staff say and read is nobody's own matter; who is being joined in this moment is looked at anew by it.
  await leavePerson(work, account)
  return work.tx.account.update({ where: { id: account.id }, data: { officerId: officer.id } })
}

/** The officer an account speaks for, as of now: undefined for residents and for those who have left. */
export async function officerOf(work: Work, account: Account): Promise<Officer | undefined> {
  if (!account.officerId) return undefined
  const officer = await work.tx.officer.findUnique({ where: { id: account.officerId } })
  return officer && officer.leftAt === null ? officer : undefined
}

/** An active officer by the name they were invited with. */
export async function findOfficer(work: Work, name: string): Promise<Officer | undefined> {
  const officer = await work.tx.officer.findUnique({ where: { nameHash: work.vault.hash('officer', name) } })
  return officer && officer.leftAt === null ? officer : undefined
}

/** An active officer by id, which may be anything somebody typed. */
export async function findOfficerById(work: Work, id: string): Promise<Officer | undefined> {
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return undefined
  const officer = await work.tx.officer.findUnique({ where: { id } })
  return officer && officer.leftAt === null ? officer : undefined
}

export function officerName(work: Pick<Work, 'vault'>, officer: Pick<Officer, 'id' | 'nameEnc'>): string {
  return work.vault.open('Officer', 'nameEnc', officer.id, officer.nameEnc)
}

/** Names of officers by id, for cards and lists. */
export async function officerNames(work: Work, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await work.tx.officer.findMany({ where: { id: { in: [...new Set(ids)] } } })
  return new Map(rows.map((row) => [row.id, officerName(work, row)]))
}

/**
 * Where a custodian can be reached for an accusation about `accusedUnit`: the custodians named in the office file who
 * are staff, have an account, and do not belong to that unit (条例 30: not to the accused person or unit). Only accounts
 * whose channel stays in the country: accusations never leave it.
 */
export async function custodianAccounts(work: Work, accusedUnit?: string): Promise<Account[]> {
  const hashes = work.office.accusations.custodians.map((name) => work.vault.hash('officer', name))
  const officers = await work.tx.officer.findMany({
    where: { nameHash: { in: hashes }, leftAt: null },
    include: { accounts: true },
  })
  return officers
    .filter((officer) => officer.unit !== accusedUnit)
    .flatMap((officer) => officer.accounts.filter((account) => isDomestic(account.channel)))
}

/**
 * Who stands above a unit's officers and may know of a ticket: its supervisors, else the supervisors there are, else the
 * directors. Of a sealed one, its custodians. Returns their accounts.
 */
export async function supervisorAccounts(work: Work, ticket: Ticket, unit: string): Promise<{ id: string }[]> {
  if (ticket.sealed) return custodianAccounts(work, ticket.accusedUnit ?? undefined)
  const chiefs = await work.tx.officer.findMany({
    where: { role: { in: ['supervisor', 'director'] }, leftAt: null },
    include: { accounts: { select: { id: true } } },
    orderBy: { createdAt: 'asc' },
  })
  const supervisors = chiefs.filter(({ role }) => role === 'supervisor')
  const ofUnit = supervisors.filter((officer) => officer.unit === unit)
  const told = [ofUnit, supervisors, chiefs].find((some) => some.some(({ accounts }) => accounts.length > 0)) ?? []
  return told.flatMap(({ accounts }) => accounts)
}

/** Whether an officer may know of a ticket at all. A sealed one: only custodians, never of the accused unit. */
export function maySee(work: Work, officer: Officer, ticket: Pick<Ticket, 'sealed' | 'accusedUnit'>): boolean {
  if (officer.leftAt !== null) return false
  if (!ticket.sealed) return true
  const isCustodian = work.office.accusations.custodians.some(
    (name) => work.vault.hash('officer', name) === officer.nameHash,
  )
  return isCustodian && officer.unit !== ticket.accusedUnit
}

/**
 * Whether what is personal in a ticket, its name, phone and files, may be shown to an officer on a channel. Abroad only
 * what came in from abroad, for to that its resident has agreed, and nothing where files were added to it in the country or
 * the office is strict (个人信息保护法 36, 39).
 */
export async function mayShowPersonal(
  work: Work,
  channel: string,
  ticket: Pick<Ticket, 'id' | 'accountId'>,
): Promise<boolean> {
  if (isDomestic(channel)) return true
  if (work.office.crossBorder !== 'consent') return false
  const filer = await work.tx.account.findUniqueOrThrow({ where: { id: ticket.accountId } })
  if (isDomestic(filer.channel)) return false
  const senders = await work.sql<{ channel: string }>(
    `SELECT DISTINCT a.channel FROM "Attachment" x JOIN "File" f ON f.id = x."fileId"
      JOIN "Account" a ON a.id = f."accountId" WHERE x."ticketId" = $1::uuid`,
    [ticket.id],
  )
  return senders.every(({ channel }) => !isDomestic(channel))
}

/**
 * A one-time code for the first officer of a new office, who can then invite the others. Undefined once anybody has
 * come in.
 */
export async function firstInvite(work: Work): Promise<string | undefined> {
  if ((await work.tx.account.count({ where: { officerId: { not: null } } })) > 0) return undefined
  const { code } = await inviteOfficer(work, { name: '值班员', role: 'admin', unit: work.office.defaultUnit })
  return code
}

function codeHash(work: Work, code: string): string {
  return work.vault.hash('invite', normalizeShortCode(code) ?? '')
}
