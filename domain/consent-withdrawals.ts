import type { Account } from '../prisma/generated/client.ts'
import type { Work } from './context.ts'
import { takeNoticesBack } from './notice-copies.ts'

/**
 * The person takes their consent back. What was filed with it stays filed (个人信息保护法 15); what was on its way there
 * about what was filed in the country goes to where it was filed.
 */
export async function withdrawConsent(work: Work, account: Account): Promise<void> {
  const none = { consentedAt: null, consentVersion: null }
  await work.tx.account.update({ where: { id: account.id }, data: none })
  Object.assign(account, none)
  await takeNoticesBack(work, [account.id])
}
