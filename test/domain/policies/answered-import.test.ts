import { beforeEach, expect, it } from 'vitest'
import { type Context, withWork } from '../../../domain/context.ts'
import { importAnswered } from '../../../domain/policies/answered-import.ts'
import { importPolicy } from '../../../domain/policies/import.ts'
import { publishVersion } from '../../../domain/policies/publishing.ts'
import { testContext } from '../../embedded.ts'
import { at } from '../../small-office.ts'
import { parsedPolicy } from '../parsed-policies.ts'

const monday = at('2026-08-03', '09:00')
const operator = { kind: 'operator' } as const
const [first, second] = ['云溪县移民安置办法第一条', '云溪县移民安置办法第二条']
let context: Context

beforeEach(async () => {
  context = await testContext()
  await withWork(context, monday, async (work) => {
    const parsed = parsedPolicy({ 第一条: '一。', 第二条: '二。' })
    const { versionId } = await importPolicy(work, parsed, { by: operator, source: 'x' })
    await publishVersion(work, versionId, operator)
  })
})

const keep = (rows: { question: string; clauseIds: string[] }[]) =>
  withWork(context, monday, (work) => importAnswered(work, rows, operator))

it('questions that were answered elsewhere are kept as approved, and the base moves', async () => {
  const before = await context.db.policyRevision.findFirst()
  expect(await keep([{ question: '房子拆了补多少', clauseIds: [first, second] }])).toEqual({
    added: 1,
    known: 0,
    leftOut: 0,
    unknownClauses: [],
  })
  expect(await context.db.answeredQuestion.findMany()).toMatchObject([
    {
      question: '房子拆了补多少',
      verdict: 'clauses',
      clauseIds: [first, second],
      approved: true,
      decidedBy: 'operator',
    },
  ])
  expect((await context.db.policyRevision.findFirst())?.revision).toBe((before?.revision ?? 0) + 1)
})

it('the same again is kept once, also within one file', async () => {
  const row = { question: '房子拆了补多少', clauseIds: [first] }
  await keep([row, row])
  expect(await keep([row])).toMatchObject({ added: 0, known: 1 })
  expect(await context.db.answeredQuestion.count()).toBe(1)
})

it('clauses that are not published are told, and a question with none of another is left out', async () => {
  const rows = [
    { question: '一', clauseIds: ['nowhere', first] },
    { question: '二', clauseIds: ['nowhere'] },
    { question: '三', clauseIds: [] },
  ]
  expect(await keep(rows)).toEqual({ added: 1, known: 0, leftOut: 2, unknownClauses: ['nowhere'] })
  expect(await context.db.answeredQuestion.findMany()).toMatchObject([{ clauseIds: [first] }])
})

it('numbers of persons are taken out', async () => {
  await keep([{ question: '我电话13812345678，身份证330102198001011234，补多少', clauseIds: [first] }])
  const [kept] = await context.db.answeredQuestion.findMany()
  expect(kept?.question).not.toMatch(/\d{5}/)
  expect(kept?.question).toContain('补多少')
})
