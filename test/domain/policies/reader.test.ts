import { beforeEach, describe, expect, it, vi } from 'vitest'
import { type Context, withWork } from '../../../domain/context.ts'
import { createLog } from '../../../domain/log.ts'
import type { ParsedPolicy } from '../../../domain/policies/files/parsed-policy.ts'
import { importPolicy } from '../../../domain/policies/import.ts'
import { readPolicyBase } from '../../../domain/policies/published-policies.ts'
import { publishVersion, withdrawPolicy } from '../../../domain/policies/publishing.ts'
import { createPolicyReader } from '../../../domain/policies/reader.ts'
import type { PolicyIndex } from '../../../domain/rules/policy-search/clause.ts'
import type { Database } from '../../../domain/store/database.ts'
import { embeddedDatabase, testContext } from '../../embedded.ts'
import { at } from '../../small-office.ts'
import { parsedPolicy } from '../parsed-policies.ts'

const monday = at('2026-08-03', '09:00')
const operator = { kind: 'operator' } as const
const log = createLog('silent')
let context: Context
let database: Database

beforeEach(async () => {
  context = await testContext()
  database = await embeddedDatabase()
})

function putInForce(parsed: ParsedPolicy) {
  return withWork(context, monday, async (work) => {
    const imported = await importPolicy(work, parsed, { by: operator, source: 'x.md' })
    return publishVersion(work, imported.versionId, operator)
  })
}

const textOf = (index: PolicyIndex) => index.clause('云溪县移民安置办法第一条')?.text

describe('the index', () => {
  it('is there from the first call on, with all that is published and no drafts', async () => {
    await putInForce(parsedPolicy({ 第一条: '一。' }, { number: '云政发〔2024〕7号', link: 'https://yunxi.example' }))
    await withWork(context, monday, (work) =>
      importPolicy(work, parsedPolicy({ 第一条: '草稿。' }, { title: '草稿' }), { by: operator, source: 'x' }),
    )
    const index = await createPolicyReader(database, log)()
    expect(index.clause('云溪县移民安置办法第一条')).toMatchObject({
      title: '云溪县移民安置办法',
      number: '云政发〔2024〕7号',
      article: '第一条',
      text: '一。',
      position: 0,
      effectiveOn: '2024-05-01',
      region: '',
      link: 'https://yunxi.example',
      decoy: false,
    })
    expect([index.size, index.revision]).toEqual([1, 1])
  })

  it('follows a publication and a withdrawal on every instance by itself', async () => {
    const readers = [createPolicyReader(database, log), createPolicyReader(database, log)]
    for (const read of readers) expect((await read()).size).toBe(0)
    const { version } = await putInForce(parsedPolicy({ 第一条: '一。' }))
    for (const read of readers) await vi.waitFor(async () => expect(textOf(await read())).toBe('一。'), 5_000)
    await putInForce(parsedPolicy({ 第一条: '改了。' }))
    for (const read of readers) await vi.waitFor(async () => expect(textOf(await read())).toBe('改了。'), 5_000)
    await withWork(context, monday, (work) => withdrawPolicy(work, version.policyId, operator))
    for (const read of readers) await vi.waitFor(async () => expect((await read()).size).toBe(0), 5_000)
  })

  it('follows when no nudge reaches it, by looking itself now and then', async () => {
    const deaf: Database = { ...database, listen: async () => {} }
    const read = createPolicyReader(deaf, log, 20)
    await read()
    await putInForce(parsedPolicy({ 第一条: '一。' }))
    await vi.waitFor(async () => expect(textOf(await read())).toBe('一。'), 5_000)
  })

  it('goes on serving what it has while the database is away, and catches up when it is back', async () => {
    await putInForce(parsedPolicy({ 第一条: '一。' }))
    let away = false
    let nudge = () => {}
    const sql: Database['sql'] = (text, values) =>
      away ? Promise.reject(new Error('away')) : database.sql(text, values)
    const listen: Database['listen'] = async (_, on) => {
      nudge = on
    }
    const shaky: Database = { ...database, sql, listen }
    const read = createPolicyReader(shaky, log)
    await read()
    await putInForce(parsedPolicy({ 第一条: '改了。' }))
    away = true
    nudge()
    expect(textOf(await read())).toBe('一。')
    away = false
    nudge()
    await vi.waitFor(async () => expect(textOf(await read())).toBe('改了。'), 5_000)
  })
})

describe('the base on a day', () => {
  const later = { effectiveOn: '2026-10-01' }
  const base = (today: string) => readPolicyBase(context.sql, today)

  it('holds the version before until the published one comes into force', async () => {
    await putInForce(parsedPolicy({ 第一条: '旧。' }))
    await putInForce(parsedPolicy({ 第一条: '新。' }, later))
    const before = await base('2026-09-30')
    expect(before.base.clauses).toMatchObject([{ text: '旧。', effectiveOn: '2024-05-01', expiresOn: '2026-10-01' }])
    expect(before.changesOn).toBe('2026-10-01')
    const after = await base('2026-10-01')
    expect(after.base.clauses).toMatchObject([{ text: '新。', effectiveOn: '2026-10-01' }])
    expect(after.changesOn).toBeUndefined()
  })

  it('holds what will come into force where nothing was before', async () => {
    await putInForce(parsedPolicy({ 第一条: '新。' }, later))
    expect((await base('2026-09-30')).base.clauses).toMatchObject([{ text: '新。' }])
  })

  it('knows since when another policy has taken the place of one', async () => {
    await putInForce(parsedPolicy({ 第一条: '旧。' }, { title: '暂行办法', effectiveOn: '2019-01-01' }))
    await putInForce(parsedPolicy({ 第一条: '新。' }, { supersedes: ['暂行办法'] }))
    const { clauses } = (await base('2026-08-03')).base
    expect(clauses.find(({ title }) => title === '暂行办法')?.expiresOn).toBe('2024-05-01')
  })

  it('holds the answered questions that two have agreed to, and the words that are in force', async () => {
    const by = { proposedBy: 'operator', proposedAt: monday }
    const questions = [true, false, null].map((approved, at) => ({
      ...{ id: crypto.randomUUID(), question: `问题${at}`, verdict: 'clauses' as const, clauseIds: ['c'], approved },
      ...by,
    }))
    await context.db.answeredQuestion.createMany({ data: questions })
    const words = [null, monday].map((removedAt, at) => ({
      ...{ id: crypto.randomUUID(), word: `词${at}`, means: ['意思'], addedBy: 'operator', addedAt: monday, removedAt },
    }))
    await context.db.dictionaryEntry.createMany({ data: words })
    expect((await base('2026-08-03')).base).toEqual({
      clauses: [],
      answered: [{ question: '问题0', verdict: 'clauses', clauseIds: ['c'] }],
      dictionary: [{ word: '词0', means: ['意思'] }],
    })
  })
})
