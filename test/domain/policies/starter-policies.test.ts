import { beforeEach, expect, it } from 'vitest'
import { type Context, withWork } from '../../../domain/context.ts'
import { listPolicies } from '../../../domain/policies/policies.ts'
import { withdrawPolicy } from '../../../domain/policies/publishing.ts'
import { hasNoPolicies, loadStarterBase } from '../../../domain/policies/starter-policies.ts'
import { testContext } from '../../embedded.ts'
import { at } from '../../small-office.ts'

const monday = at('2026-08-03', '09:00')
let context: Context

beforeEach(async () => {
  context = await testContext()
})

const list = (staff: boolean) => withWork(context, monday, (work) => listPolicies(work, { staff }))

it('the starter base is in force when it is loaded, as summaries, with decoys that nobody sees and words', async () => {
  expect(await hasNoPolicies(context)).toBe(true)
  const loaded = await loadStarterBase(context, monday)
  expect(await hasNoPolicies(context)).toBe(false)
  const { policies, total } = await list(false)
  expect(total).toBe(loaded.policies - 1)
  for (const policy of policies) expect(policy).toMatchObject({ summary: true, decoy: false, publishedBy: 'system' })
  const [decoys] = (await list(true)).policies.filter(({ decoy }) => decoy)
  expect(decoys?.clauses).toBeGreaterThan(10)
  expect(await context.db.dictionaryEntry.count()).toBe(loaded.words)
  const clauses = await context.db.policyClause.findMany({ where: { version: { summary: true } } })
  // Each says what it is about, so that it can give way to it.
  expect(clauses.filter(({ standsFor }) => standsFor.length === 0)).toEqual([])
})

it('loaded again it changes nothing, brings back what was withdrawn, and leaves out words that were taken out', async () => {
  await loadStarterBase(context, monday)
  expect(await loadStarterBase(context, monday)).toEqual({ policies: 0, clauses: 0, words: 0 })
  const [one] = (await list(false)).policies
  await withWork(context, monday, (work) => withdrawPolicy(work, one?.id ?? '', { kind: 'operator' }))
  await context.db.dictionaryEntry.updateMany({ data: { removedAt: monday } })
  expect(await loadStarterBase(context, monday)).toEqual({ policies: 1, clauses: one?.clauses, words: 0 })
})
