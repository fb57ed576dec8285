import { randomBytes, randomUUID } from 'node:crypto'
import type { Account, JoinCode } from '../prisma/generated/client.ts'
import type { Work } from './context.ts'
import { createQueryCode, normalizeQueryCode } from './rules/query-code.ts'

/** For how long a code joins. */
export const joinCodeMinutes = 15

/**
 * A new one-time code that joins the account it is typed on to this one, as `XXXX-XXXX-XXXXX`: 64 bits, kept only as a
 * keyed hash, good for fifteen minutes. The one that was asked for before joins nothing any more.
 */
export async function createJoinCode(work: Work, account: Pick<Account, 'id'>): Promise<string> {
  await work.tx.joinCode.deleteMany({ where: { accountId: account.id } })
  const code = createQueryCode(randomBytes)
  await work.tx.joinCode.create({
    data: {
      id: randomUUID(),
      codeHash: codeHash(work, code),
      accountId: account.id,
      createdAt: work.at,
      expiresAt: new Date(work.at.getTime() + joinCodeMinutes * 60_000),
    },
  })
  return code
}

/** What a code would join to, typed in any case and with any dashes. Undefined when it was used, has run out, or never was. */
export async function findJoinCode(work: Work, code: string): Promise<JoinCode | undefined> {
  const found = await work.tx.joinCode.findFirst({
    where: { codeHash: codeHash(work, code), usedAt: null, expiresAt: { gt: work.at } },
  })
  return found ?? undefined
}

/** Spends a code that was found. False when somebody else has been quicker. */
export async function spendJoinCode(work: Work, { id }: Pick<JoinCode, 'id'>): Promise<boolean> {
  const spent = await work.tx.joinCode.updateMany({ where: { id, usedAt: null }, data: { usedAt: work.at } })
  return spent.count === 1
}

/** Forgets the codes that ran out before `before`, used or not. Returns how many. */
export async function forgetJoinCodes(work: Work, before: Date): Promise<number> {
  const { count } = await work.tx.joinCode.deleteMany({ where: { expiresAt: { lt: before } } })
  return count
}

/** Whether it has the form of a code, be it good or not. */
export function isJoinCode(text: string): boolean {
  return normalizeQueryCode(text) !== undefined
}

function codeHash(work: Pick<Work, 'vault'>, code: string): string {
  return work.vault.hash('join-code', normalizeQueryCode(code) ?? '')
}
