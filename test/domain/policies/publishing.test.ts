import { beforeEach, describe, expect, it } from 'vitest'
import { findOrOpenAccount } from '../../../domain/accounts.ts'
import { type Context, withWork } from '../../../domain/context.ts'
import type { PolicyActor } from '../../../domain/policies/actor.ts'
import type { ParsedPolicy } from '../../../domain/policies/files/parsed-policy.ts'
import { importPolicy } from '../../../domain/policies/import.ts'
import { listPolicies } from '../../../domain/policies/policies.ts'
import { publishVersion, rejectVersion, withdrawPolicy } from '../../../domain/policies/publishing.ts'
import { testContext } from '../../embedded.ts'
import { at, hire, postedOf } from '../../small-office.ts'
import { parsedPolicy } from '../parsed-policies.ts'

const monday = at('2026-08-03', '09:00')
const operator: PolicyActor = { kind: 'operator' }
let context: Context

beforeEach(async () => {
  context = await testContext()
})

function draft(parsed: ParsedPolicy, by = operator) {
  return withWork(context, monday, (work) => importPolicy(work, parsed, { by, source: 'x.md' }))
}

function publish(versionId: string, by = operator) {
  return withWork(context, monday, (work) => publishVersion(work, versionId, by))
}

async function putInForce(parsed: ParsedPolicy) {
  return publish((await draft(parsed)).versionId)
}

async function revision(): Promise<number> {
  return (await context.db.policyRevision.findFirst())?.revision ?? 0
}

describe('a draft is published', () => {
  it('by an officer other than who imported it, and the row says who and when', async () => {
    const [first, second] = [await hire(context, monday, '甲'), await hire(context, monday, '乙')]
    const by = (officer: typeof first.officer): PolicyActor => ({ kind: 'officer', officer })
    const { versionId } = await draft(parsedPolicy({ 第一条: '一。' }), by(first.officer))
    await expect(publish(versionId, by(first.officer))).rejects.toMatchObject({ code: 'same-officer' })
    const { version } = await publish(versionId, by(second.officer))
    expect(version).toMatchObject({
      state: 'published',
      importedBy: `officer:${first.officer.id}`,
      publishedBy: `officer:${second.officer.id}`,
      publishedAt: monday,
    })
  })

  it('once only, even by two at once', async () => {
    const { versionId } = await draft(parsedPolicy({ 第一条: '一。' }))
    const both = await Promise.allSettled([publish(versionId), publish(versionId)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(publish(versionId)).rejects.toMatchObject({ code: 'policy-not-draft', detail: { state: 'published' } })
  })

  it('in the place of the version before, which is kept', async () => {
    await putInForce(parsedPolicy({ 第一条: '一。', 第二条: '二。', 第三条: '三。' }))
    const { replaced, changed } = await putInForce(parsedPolicy({ 第一条: '一。', 第二条: '改了。', 第四条: '四。' }))
    expect(replaced).toMatchObject({ version: 1 })
    expect(changed.map(({ clauseId, was, now }) => [clauseId, was.text, now?.text])).toEqual([
      ['云溪县移民安置办法第二条', '二。', '改了。'],
      ['云溪县移民安置办法第三条', '三。', undefined],
    ])
    const versions = await context.db.policyVersion.findMany({
      orderBy: { version: 'asc' },
      include: { clauses: true },
    })
    expect(versions.map(({ state, endedAt, clauses }) => [state, endedAt, clauses.length])).toEqual([
      ['replaced', monday, 3],
      ['published', null, 3],
    ])
  })

  it('and everybody who keeps an index is told that the base has moved', async () => {
    expect(await revision()).toBe(0)
    await draft(parsedPolicy({ 第一条: '一。' }))
    expect(await revision()).toBe(0)
    await putInForce(parsedPolicy({ 第一条: '二。' }))
    expect(await revision()).toBe(1)
  })

  it('and whoever was answered with a clause that it changes is told of it', async () => {
    const { version } = await putInForce(parsedPolicy({ 第一条: '一。', 第二条: '二。' }))
    await answeredWith('云溪县移民安置办法第二条', version.id)
    const same = await putInForce(parsedPolicy({ 第一条: '改了。', 第二条: '二。' }))
    expect([same.told, await postedOf(context, 'policyChanged')]).toEqual([0, []])
    const other = await putInForce(parsedPolicy({ 第一条: '改了。', 第二条: '也改了。' }))
    expect(other.told).toBe(1)
    const [notice] = await postedOf(context, 'policyChanged')
    expect(notice?.params).toMatchObject({
      title: '云溪县移民安置办法',
      clauses: [{ article: '第二条', beginning: '也改了。' }],
    })
  })
})

it('a draft that is let go is kept and can be published no more', async () => {
  const { versionId } = await draft(parsedPolicy({ 第一条: '一。' }))
  const rejected = await withWork(context, monday, (work) => rejectVersion(work, versionId, operator))
  expect(rejected).toMatchObject({ state: 'rejected', endedAt: monday, publishedAt: null, publishedBy: 'operator' })
  await expect(publish(versionId)).rejects.toMatchObject({ code: 'policy-not-draft' })
})

describe('a policy that is withdrawn', () => {
  it('is out of the base, is kept, and those who were answered with it are told', async () => {
    const { version } = await putInForce(parsedPolicy({ 第一条: '一。' }))
    await answeredWith('云溪县移民安置办法第一条', version.id)
    const { told } = await withWork(context, monday, (work) => withdrawPolicy(work, version.policyId, operator))
    expect(told).toBe(1)
    expect(await context.db.policyVersion.findMany()).toMatchObject([
      { state: 'rejected', endedAt: monday, publishedAt: monday },
    ])
    expect(await revision()).toBe(2)
    const again = withWork(context, monday, (work) => withdrawPolicy(work, version.policyId, operator))
    await expect(again).rejects.toMatchObject({ code: 'policy-not-found' })
  })

  it('can be brought back by importing it again', async () => {
    const { version } = await putInForce(parsedPolicy({ 第一条: '一。' }))
    await withWork(context, monday, (work) => withdrawPolicy(work, version.policyId, operator))
    const back = await putInForce(parsedPolicy({ 第一条: '一。' }))
    expect(back.version).toMatchObject({ version: 2, policyId: version.policyId })
  })
})

describe('a policy that takes the place of another', () => {
  const old = { title: '云溪县移民补偿暂行办法', number: '云政发〔2019〕3号', effectiveOn: '2019-01-01' }
  const replacing = (supersedes: string[], effectiveOn = '2024-05-01') =>
    parsedPolicy({ 第一条: '新。' }, { supersedes, effectiveOn })
  const until = async () => {
    const { policies } = await withWork(context, monday, (work) => listPolicies(work))
    const found = policies.find(({ title }) => title === old.title)
    return [found?.expiresOn, found?.supersededBy?.title]
  }

  it.each([[['《云溪县移民补偿暂行办法》']], [['云政发[2019]3号']], [['云溪县移民补偿暂行办法（云政发〔2019〕3号）']]])(
    'named as %s ends it on the day it comes into force, whichever is published first',
    async (supersedes) => {
      await putInForce(parsedPolicy({ 第一条: '旧。' }, old))
      const { superseded } = await putInForce(replacing(supersedes))
      expect(superseded).toMatchObject([{ on: '2024-05-01', by: { title: '云溪县移民安置办法' } }])
      expect(await until()).toEqual(['2024-05-01', '云溪县移民安置办法'])
      context = await testContext()
      await putInForce(replacing(supersedes))
      await putInForce(parsedPolicy({ 第一条: '旧。' }, old))
      expect(await until()).toEqual(['2024-05-01', '云溪县移民安置办法'])
    },
  )

  it('gives it back its force when it is withdrawn', async () => {
    await putInForce(parsedPolicy({ 第一条: '旧。' }, { ...old, expiresOn: '2027-01-01' }))
    const { version } = await putInForce(replacing([old.title]))
    expect(await until()).toEqual(['2024-05-01', '云溪县移民安置办法'])
    await withWork(context, monday, (work) => withdrawPolicy(work, version.policyId, operator))
    expect(await until()).toEqual(['2027-01-01', undefined])
  })

  it('does not end what came into force later', async () => {
    await putInForce(parsedPolicy({ 第一条: '旧。' }, { ...old, effectiveOn: '2025-01-01' }))
    expect((await putInForce(replacing([old.title]))).superseded).toEqual([])
  })

  it('tells those who were answered with the other, once it is in force', async () => {
    const { version } = await putInForce(parsedPolicy({ 第一条: '旧。' }, old))
    await answeredWith('云溪县移民补偿暂行办法第一条', version.id)
    expect((await putInForce(replacing([old.title], '2026-12-01'))).told).toBe(0)
    expect((await putInForce(replacing([old.title], '2026-08-01'))).told).toBe(1)
  })
})

it.each(['no-id', '00000000-0000-4000-8000-000000000000'])('there is no draft %s to be published', async (id) => {
  await expect(publish(id)).rejects.toMatchObject({ code: 'policy-not-found' })
})

/** Somebody was answered with this clause. */
async function answeredWith(clauseId: string, versionId: string): Promise<void> {
  await withWork(context, monday, async (work) => {
    const account = await findOrOpenAccount(work, 'web', 'resident:1')
    const id = crypto.randomUUID()
    await work.tx.policyAsk.create({
      data: {
        id,
        accountId: account.id,
        questionEnc: work.vault.seal('PolicyAsk', 'questionEnc', id, '补多少'),
        ...{ band: 'answer', confidence: 0.9, clauseIds: [clauseId], clauseId, versionId, askedAt: work.at },
      },
    })
  })
}
