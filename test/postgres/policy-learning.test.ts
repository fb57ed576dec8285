import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { findOrOpenAccount } from '../../domain/accounts.ts'
import { withWork } from '../../domain/context.ts'
import { approveAnswered, declineAnswered, proposeAnswered } from '../../domain/policies/answered-questions.ts'
import { recordAsk } from '../../domain/policies/asks.ts'
import { addWord } from '../../domain/policies/dictionary.ts'
import { numberOf } from '../../domain/tickets.ts'
import { gapDigest } from '../../jobs/gap-digest.ts'
import { at, fileMatter, hire, openOffice, postedOf } from '../small-office.ts'
import { yunxiPolicies } from '../written-policies.ts'
import { postgresDatabase } from './database.ts'

const place = postgresDatabase()
const monday = at('2026-08-03', '09:00')

it('of two who propose and two who decide at once, one does', async () => {
  const context = { ...(await place.context()), policies: async () => yunxiPolicies() }
  await openOffice(context, monday)
  const staff = await Promise.all(['云舒', '石朗', '柏舟', '江岸'].map((name) => hire(context, monday, name)))
  const words = [{ text: '户口没迁能不能领？', files: [] }]
  const ticket = await fileMatter(context, monday, { category: 'questions', words })
  const [first, second, third, fourth] = staff.map(({ officer }) => officer)
  if (!first || !second || !third || !fourth) throw new Error('Somebody was not hired')
  const draft = { verdict: 'clauses' as const, clauseIds: ['houfu-5'] }
  const proposed = await Promise.allSettled(
    [first, second].map((officer) =>
      withWork(context, monday, (work) => proposeAnswered(work, officer, numberOf(ticket), draft)),
    ),
  )
  expect(proposed.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const { id } = await context.db.answeredQuestion.findFirstOrThrow()
  const decided = await Promise.allSettled([
    withWork(context, monday, (work) => approveAnswered(work, third, id)),
    withWork(context, monday, (work) => declineAnswered(work, fourth, id)),
    withWork(context, monday, (work) => approveAnswered(work, fourth, id)),
  ])
  expect(decided.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const told = await postedOf(context, 'answeredDecided')
  expect(told).toHaveLength((await postedOf(context, 'answeredAsked')).length)
})

it('a word that two officers add at once is there once', async () => {
  const context = await place.context()
  await Promise.all(
    ['征收', '拆除', '拆迁', '征收'].map((meaning) =>
      withWork(context, monday, (work) => addWord(work, 'operator', '拆了', [meaning])),
    ),
  )
  expect(await context.db.dictionaryEntry.count({ where: { removedAt: null } })).toBe(1)
})

it('the digest of eight runs at once goes to each room once', async () => {
  const context = await place.context()
  await openOffice(context, monday)
  await withWork(context, monday, async (work) => {
    for (const who of ['a', 'b']) {
      const account = await findOrOpenAccount(work, 'web', who)
      const result = { band: 'abstain' as const, confidence: 0, doubt: 'nothing' as const }
      await recordAsk(work, account, { id: randomUUID(), question: '牛棚拆了补多少', result, clauses: [] })
    }
  })
  const next = at('2026-08-10', '09:35')
  const reports = await Promise.all(Array.from({ length: 8 }, () => gapDigest.run(context, next, { dry: false })))
  expect(reports.map(({ count }) => count).filter((count) => count > 0)).toHaveLength(1)
  expect(await postedOf(context, 'gapDigest')).toMatchObject([{ params: { unanswered: [{ times: 2 }] } }])
})
