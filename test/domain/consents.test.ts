import { beforeEach, expect, it } from 'vitest'
import { findOrOpenAccount } from '../../domain/accounts.ts'
import { withdrawConsent } from '../../domain/consent-withdrawals.ts'
import { consentVersion, giveConsent, hasConsent } from '../../domain/consents.ts'
import { type Context, withWork } from '../../domain/context.ts'
import type { Account } from '../../prisma/generated/client.ts'
import { testContext } from '../embedded.ts'

const at = new Date('2026-08-03T02:00:00Z')
let context: Context
let account: Account

beforeEach(async () => {
  context = await testContext()
  account = await withWork(context, at, (work) => findOrOpenAccount(work, 'telegram', '1'))
})

it('nobody has agreed before they did', () => {
  expect(hasConsent(account)).toBe(false)
})

it('a consent is kept with its time and wording, and can be taken back', async () => {
  await withWork(context, at, (work) => giveConsent(work, account))
  expect(hasConsent(account)).toBe(true)
  expect(await stored()).toMatchObject({ consentedAt: at, consentVersion })
  await withWork(context, at, (work) => withdrawConsent(work, account))
  expect(hasConsent(account)).toBe(false)
  expect(await stored()).toMatchObject({ consentedAt: null, consentVersion: null })
})

it('a consent to another wording is none', () => {
  expect(hasConsent({ consentedAt: at, consentVersion: consentVersion - 1 })).toBe(false)
  expect(hasConsent({ consentedAt: at, consentVersion: consentVersion + 1 })).toBe(false)
  expect(hasConsent({ consentedAt: at, consentVersion: null })).toBe(false)
})

function stored() {
  return context.db.account.findUniqueOrThrow({ where: { id: account.id } })
}
