import { beforeEach, describe, expect, it } from 'vitest'
import { type Context, withWork } from '../../../domain/context.ts'
import type { ParsedPolicy } from '../../../domain/policies/files/parsed-policy.ts'
import { importPolicy } from '../../../domain/policies/import.ts'
import { listPolicies, viewPolicy } from '../../../domain/policies/policies.ts'
import { publishVersion, withdrawPolicy } from '../../../domain/policies/publishing.ts'
import { testContext } from '../../embedded.ts'
import { at } from '../../small-office.ts'
import { parsedPolicy } from '../parsed-policies.ts'

const monday = at('2026-08-03', '09:00')
const operator = { kind: 'operator' } as const
let context: Context

beforeEach(async () => {
  context = await testContext()
})

function take(parsed: ParsedPolicy, publish = true) {
  return withWork(context, monday, async (work) => {
    const imported = await importPolicy(work, parsed, { by: operator, source: 'x.md' })
    if (publish) await publishVersion(work, imported.versionId, operator)
    return imported
  })
}

const list = (options = {}) => withWork(context, monday, (work) => listPolicies(work, options))
const view = (id: string, options = {}) => withWork(context, monday, (work) => viewPolicy(work, id, options))

describe('the list', () => {
  it('shows the public what is published, by title, and staff the rest too', async () => {
    await take(parsedPolicy({ 第一条: '一。', 第二条: '二。' }, { title: '移民办法' }))
    await take(parsedPolicy({ 第一条: '一。' }, { title: '安置办法' }))
    await take(parsedPolicy({ 第一条: '一。' }, { title: '补偿办法' }), false)
    await take(parsedPolicy({ 第一条: '一。' }, { title: '不归我们', decoy: true }))
    const { policies, total } = await list()
    expect(policies.map(({ title, clauses, drafts }) => [title, clauses, drafts])).toEqual([
      ['安置办法', 1, []],
      ['移民办法', 2, []],
    ])
    expect(total).toBe(2)
    const staff = await list({ staff: true })
    expect(staff.policies.map(({ title, state }) => [title, state])).toEqual([
      ['安置办法', 'published'],
      ['补偿办法', 'draft'],
      ['不归我们', 'published'],
      ['移民办法', 'published'],
    ])
  })

  it('is looked through by a part of title or number, and comes in pages', async () => {
    await take(parsedPolicy({ 第一条: '一。' }, { title: '移民办法', number: '云政发〔2024〕7号' }))
    await take(parsedPolicy({ 第一条: '一。' }, { title: '安置办法' }))
    expect((await list({ query: '〔2024〕7' })).policies.map(({ title }) => title)).toEqual(['移民办法'])
    expect(await list({ limit: 1, offset: 1 })).toMatchObject({ policies: [{ title: '移民办法' }], total: 2 })
  })

  it('shows staff the drafts that wait beside what is published', async () => {
    await take(parsedPolicy({ 第一条: '一。' }))
    await take(parsedPolicy({ 第一条: '二。' }), false)
    const { policies } = await list({ staff: true })
    expect(policies).toMatchObject([{ version: 1, state: 'published', drafts: [{ version: 2, state: 'draft' }] }])
  })
})

describe('a policy', () => {
  it('is read as it is published, and as it was by the number of the version', async () => {
    const { policyId } = await take(parsedPolicy({ 第一条: '一。' }))
    await take(parsedPolicy({ 第一条: '改了。' }))
    const now = await view(policyId)
    expect(now).toMatchObject({
      shown: { version: 2, state: 'published', publishedAt: monday },
      clauses: [{ clauseId: '云溪县移民安置办法第一条', position: 0, text: '改了。' }],
      versions: [{ version: 2 }, { version: 1, state: 'replaced', endedAt: monday }],
    })
    expect(await view(policyId, { version: 1 })).toMatchObject({ shown: { version: 1 }, clauses: [{ text: '一。' }] })
  })

  it('shows drafts and decoys to staff only', async () => {
    const draft = await take(parsedPolicy({ 第一条: '一。' }), false)
    const decoy = await take(parsedPolicy({ 第一条: '一。' }, { title: '不归我们', decoy: true }))
    expect(await view(draft.policyId)).toBeUndefined()
    expect(await view(decoy.policyId)).toBeUndefined()
    expect(await view(draft.policyId, { staff: true })).toMatchObject({ shown: { state: 'draft' } })
    await take(parsedPolicy({ 第一条: '改了。' }))
    const published = await view(draft.policyId)
    expect(published?.versions.map(({ version }) => version)).toEqual([2])
    expect(await view(draft.policyId, { version: 1 })).toBeUndefined()
  })

  it('that was withdrawn can still be read', async () => {
    const { policyId } = await take(parsedPolicy({ 第一条: '一。' }))
    await withWork(context, monday, (work) => withdrawPolicy(work, policyId, operator))
    expect((await list()).total).toBe(0)
    expect(await view(policyId)).toMatchObject({ shown: { state: 'rejected', publishedAt: monday, endedAt: monday } })
  })

  it('that is not there is undefined', async () => {
    expect(await view('nothing')).toBeUndefined()
  })
})
