import type { Account } from '../prisma/generated/client.ts'
import type { Work } from './context.ts'

/**
 * The wording that people agree to (`askConsent` in bot/text). Counted up whenever it tells of something else than
 * before: then everybody is asked anew (个人信息保护法 14).
 */
export const consentVersion = 2

/** Whether the account's person has agreed, to the wording in force, that their words pass through servers abroad. */
export function hasConsent(account: Pick<Account, 'consentedAt' | 'consentVersion'>): boolean {
  return account.consentedAt !== null && account.consentVersion === consentVersion
}

/** The person has read the wording in force and agrees to it. */
export async function giveConsent(work: Work, account: Account): Promise<void> {
  const consent = { consentedAt: work.at, consentVersion }
  await work.tx.account.update({ where: { id: account.id }, data: consent })
  Object.assign(account, consent)
}
