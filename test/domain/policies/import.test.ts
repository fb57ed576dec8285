import { beforeEach, describe, expect, it } from 'vitest'
import { type Context, withWork } from '../../../domain/context.ts'
import type { ParsedPolicy } from '../../../domain/policies/files/parsed-policy.ts'
import { importPolicy } from '../../../domain/policies/import.ts'
import { publishVersion, rejectVersion } from '../../../domain/policies/publishing.ts'
import { testContext } from '../../embedded.ts'
import { at } from '../../small-office.ts'
import { parsedPolicy } from '../parsed-policies.ts'

const monday = at('2026-08-03', '09:00')
const operator = { kind: 'operator' } as const
let context: Context

beforeEach(async () => {
  context = await testContext()
})

function take(parsed: ParsedPolicy, publish = false) {
  return withWork(context, monday, async (work) => {
    const imported = await importPolicy(work, parsed, { by: operator, source: 'x.md' })
    if (publish && imported.kind === 'imported') await publishVersion(work, imported.versionId, operator)
    return imported
  })
}

async function clauseIds(versionId: string): Promise<string[]> {
  const rows = await context.db.policyClause.findMany({ where: { versionId }, orderBy: { position: 'asc' } })
  return rows.map((row) => row.clauseId)
}

describe('an import', () => {
  it('is a draft, with who brought it, when and from where', async () => {
    const imported = await take(
      parsedPolicy({ 第一条: '为了安置。' }, { number: '云政发〔2024〕7号', link: 'https://yunxi.example' }),
    )
    expect(imported).toMatchObject({ kind: 'imported', version: 1, idsChanged: 0 })
    const [version] = await context.db.policyVersion.findMany({ include: { clauses: true } })
    expect(version).toMatchObject({
      state: 'draft',
      title: '云溪县移民安置办法',
      number: '云政发〔2024〕7号',
      effectiveOn: '2024-05-01',
      expiresOn: null,
      importedBy: 'operator',
      importedAt: monday,
      source: 'x.md',
      publishedAt: null,
      clauses: [{ clauseId: '云溪县移民安置办法第一条', article: '第一条', text: '为了安置。', position: 0 }],
    })
  })

  it('of the same text again changes nothing, and says which version it is', async () => {
    const first = await take(parsedPolicy({ 第一条: '为了安置。' }))
    const again = await take(parsedPolicy({ 第一条: '为了安置。' }))
    expect(again).toMatchObject({ kind: 'duplicate', version: 1, state: 'draft' })
    expect('versionId' in again && again.versionId).toBe('versionId' in first && first.versionId)
    expect(await context.db.policyVersion.count()).toBe(1)
  })

  it('of the same text with another date or link is another version', async () => {
    await take(parsedPolicy({ 第一条: '为了安置。' }))
    expect(await take(parsedPolicy({ 第一条: '为了安置。' }, { effectiveOn: '2024-06-01' }))).toMatchObject({
      version: 2,
    })
  })

  it('of a text that was rejected is taken again', async () => {
    const first = await take(parsedPolicy({ 第一条: '为了安置。' }))
    await withWork(context, monday, (work) => rejectVersion(work, first.versionId, operator))
    expect(await take(parsedPolicy({ 第一条: '为了安置。' }))).toMatchObject({ kind: 'imported', version: 2 })
  })

  it('twice at once is one version', async () => {
    const both = await Promise.all([
      take(parsedPolicy({ 第一条: '为了安置。' })),
      take(parsedPolicy({ 第一条: '为了安置。' })),
    ])
    expect(both.map(({ kind }) => kind).sort()).toEqual(['duplicate', 'imported'])
  })

  it('holds signs of which there is only a half, and a sign 0, without harm', async () => {
    const imported = await take(parsedPolicy({ 第一条: '安置\0办法\ud800。' }))
    const [clause] = await context.db.policyClause.findMany({ where: { versionId: imported.versionId } })
    expect(clause?.text).toBe('安置办法\ufffd。')
  })
})

describe('a policy is known again', () => {
  it.each([
    '《云溪县移民安置办法》',
    '云溪县移民安置办法（2025年修订）',
    '云溪县 移民安置办法',
    '云溪县移民安置办法（云政发〔2025〕1号）',
  ])('as %s', async (title) => {
    const first = await take(parsedPolicy({ 第一条: '一。' }))
    const second = await take(parsedPolicy({ 第一条: '改了。' }, { title }))
    expect(second).toMatchObject({ kind: 'imported', version: 2, policyId: first.policyId })
  })

  it('by its number, when one title holds the other', async () => {
    const number = '云政发〔2024〕7号'
    const first = await take(parsedPolicy({ 第一条: '一。' }, { number }))
    const notice = { title: '云溪县人民政府关于印发云溪县移民安置办法的通知', number: '云政发[2024]7号' }
    expect((await take(parsedPolicy({ 第一条: '改了。' }, notice))).policyId).toBe(first.policyId)
    const other = await take(parsedPolicy({ 第一条: '另一份。' }, { title: '青苗补偿标准', number }))
    expect(other.policyId).not.toBe(first.policyId)
  })

  it.each(['云溪县移民安置办法（试行）', '云溪县移民安置办法实施细则', '云溪县移民安置计划（2025年）'])(
    'and not as %s',
    async (title) => {
      const first = await take(parsedPolicy({ 第一条: '一。' }))
      expect((await take(parsedPolicy({ 第一条: '二。' }, { title }))).policyId).not.toBe(first.policyId)
    },
  )

  it('but the same title of another region is another policy', async () => {
    const first = await take(parsedPolicy({ 第一条: '一。' }, { region: '云溪县' }))
    const second = await take(parsedPolicy({ 第一条: '二。' }, { region: '青山县' }))
    expect(second.policyId).not.toBe(first.policyId)
    expect(await clauseIds(second.versionId)).toEqual(['云溪县移民安置办法第一条#青山县'])
    expect(await take(parsedPolicy({ 第一条: '三。' }, { region: '青山县' }))).toMatchObject({
      version: 2,
      policyId: second.policyId,
    })
  })
})

describe('an earlier edition', () => {
  const old = { effectiveOn: '2018-01-01', expiresOn: '2024-05-01' }

  it('that is over stands beside the one in force, whichever comes first', async () => {
    const [current, earlier] = [
      await take(parsedPolicy({ 第一条: '新。' }), true),
      await take(parsedPolicy({ 第一条: '旧。' }, old), true),
    ]
    expect(earlier).toMatchObject({ version: 1, earlierEdition: { until: '2024-05-01' } })
    expect(earlier.policyId).not.toBe(current.policyId)
    expect(await clauseIds(earlier.versionId)).toEqual(['云溪县移民安置办法第一条@2018'])

    context = await testContext()
    const [first, second] = [
      await take(parsedPolicy({ 第一条: '旧。' }, old), true),
      await take(parsedPolicy({ 第一条: '新。' }), true),
    ]
    expect([first.policyId, second.policyId]).toEqual([earlier.policyId, current.policyId])
    expect(await context.db.policyVersion.count({ where: { state: 'published' } })).toBe(2)
  })

  it('without a day on which it ended ends when the one in force began', async () => {
    await take(parsedPolicy({ 第一条: '新。' }), true)
    const earlier = await take(parsedPolicy({ 第一条: '旧。' }, { effectiveOn: '2018-01-01' }), true)
    const version = await context.db.policyVersion.findUnique({ where: { id: earlier.versionId } })
    expect([version?.expiresOn, version?.version]).toEqual(['2024-05-01', 1])
  })

  it('is not what a text is whose date is only set right', async () => {
    const first = await take(parsedPolicy({ 第一条: '新。' }), true)
    const corrected = await take(parsedPolicy({ 第一条: '新。' }, { effectiveOn: '2023-05-01' }))
    expect(corrected).toMatchObject({ version: 2, policyId: first.policyId })
  })
})

describe('the id of a clause', () => {
  it('is its own where the file gives one', async () => {
    const clauses = [{ id: 'c-1', article: '第一条', heading: '', text: '一。', standsFor: [] }]
    expect(await clauseIds((await take(parsedPolicy({}, { clauses }))).versionId)).toEqual(['c-1'])
  })

  it('is the same in the next version, whatever its words are', async () => {
    const unnumbered = (text: string) => ({ article: '', heading: '二、补偿', text, standsFor: [] })
    const policy = (texts: string[]) => parsedPolicy({}, { clauses: texts.map(unnumbered) })
    const first = await clauseIds((await take(policy(['甲', '乙']))).versionId)
    const second = await clauseIds((await take(policy(['甲改', '乙', '丙']))).versionId)
    expect(second.slice(0, 2)).toEqual(first)
    expect(new Set(second).size).toBe(3)
  })

  it('occurs once, even where an article does twice', async () => {
    const clauses = ['一。', '附件的第一条。'].map((text) => ({ article: '第一条', heading: '', text, standsFor: [] }))
    expect(await clauseIds((await take(parsedPolicy({}, { clauses }))).versionId)).toEqual([
      '云溪县移民安置办法第一条',
      '云溪县移民安置办法第一条~2',
    ])
  })

  it('that another policy has is changed, and that is told', async () => {
    const clauses = [{ id: 'c-1', article: '第一条', heading: '', text: '一。', standsFor: [] }]
    await take(parsedPolicy({}, { clauses }))
    const other = await take(parsedPolicy({}, { clauses, title: '青苗补偿标准' }))
    expect(other).toMatchObject({ kind: 'imported', idsChanged: 1 })
    expect(await clauseIds(other.versionId)).toEqual([`c-1@${other.policyId}`])
  })
})

it('three thousand clauses go in within seconds', async () => {
  const clauses = Array.from({ length: 3_000 }, (_, index) => ({
    ...{ id: `c-${index}`, article: `第${index + 1}条`, heading: '第一章 总则', standsFor: [] },
    text: `移民搬迁以后的过渡期补助按照第${index}号标准发放，`.repeat(6),
  }))
  const began = performance.now()
  const imported = await take(parsedPolicy({}, { clauses }))
  expect(await context.db.policyClause.count({ where: { versionId: imported.versionId } })).toBe(3_000)
  expect(performance.now() - began).toBeLessThan(15_000)
})
