import { randomUUID } from 'node:crypto'
import { beforeEach, expect, it } from 'vitest'
import { findOrOpenAccount } from '../../../domain/accounts.ts'
import { type Context, withWork } from '../../../domain/context.ts'
import {
  findAsk,
  forgetAsks,
  forgetQuestion,
  noteFeedback,
  noteRead,
  readQuestion,
  recordAsk,
  tieAsk,
} from '../../../domain/policies/asks.ts'
import type { Account } from '../../../prisma/generated/client.ts'
import { testContext } from '../../embedded.ts'
import { at, fileMatter } from '../../small-office.ts'
import { yunxiClauses } from '../../written-policies.ts'

const monday = at('2026-08-03', '09:00')
let context: Context
let account: Account

beforeEach(async () => {
  context = await testContext()
  account = await openAccount()
})

it('what somebody asked is kept sealed, with what it was answered from which version', async () => {
  const id = await ask('过渡费发到什么时候？')
  const row = await context.db.policyAsk.findUniqueOrThrow({ where: { id } })
  expect(row).toMatchObject({
    accountId: account.id,
    band: 'answer',
    confidence: 0.9,
    why: '',
    clauseIds: yunxiClauses.slice(0, 3).map((clause) => clause.id),
    clauseId: yunxiClauses[1]?.id,
    versionId: yunxiClauses[1]?.versionId,
    feedback: '',
    askedAt: monday,
  })
  expect(row.questionEnc).not.toContain('过渡费')
  expect(readQuestion(context, row)).toBe('过渡费发到什么时候？')
})

it('without words nothing is sealed, and nothing is read', async () => {
  const id = await ask('')
  const row = await context.db.policyAsk.findUniqueOrThrow({ where: { id } })
  expect(row.questionEnc).toBe('')
  expect(readQuestion(context, row)).toBe('')
})

it('only who asked says whether it helped, and finds it again', async () => {
  const id = await ask('过渡费发到什么时候？')
  const other = await openAccount()
  await work(async (each) => {
    await noteFeedback(each, other, id, 'useless')
    expect(await findAsk(each, other, id)).toBeUndefined()
    expect(await findAsk(each, account, id)).toMatchObject({ feedback: '' })
    await noteFeedback(each, account, id, 'useful')
    await noteFeedback(each, account, id, 'officer')
    expect(await findAsk(each, account, id)).toMatchObject({ feedback: 'officer' })
  })
})

it('a clause that is opened later counts as what was answered', async () => {
  const [clause] = yunxiClauses
  if (!clause) throw new Error('There are no clauses')
  const id = await ask('过渡费发到什么时候？')
  await work((each) => noteRead(each, { id }, clause))
  expect(await context.db.policyAsk.findUnique({ where: { id } })).toMatchObject({
    clauseId: clause.id,
    versionId: clause.versionId,
  })
})

it('a recalled question loses its words, unless it has become a matter', async () => {
  const [recalled, filed] = [await ask('我改主意了'), await ask('过渡费发到什么时候？')]
  const ticket = await fileMatter(context, monday)
  await work(async (each) => {
    await tieAsk(each, filed, ticket.id)
    for (const id of [recalled, filed]) await forgetQuestion(each, account, id)
  })
  const rows = await context.db.policyAsk.findMany()
  expect(rows.find(({ id }) => id === recalled)?.questionEnc).toBe('')
  expect(rows.find(({ id }) => id === filed)).toMatchObject({ ticketId: ticket.id })
  expect(rows.find(({ id }) => id === filed)?.questionEnc).not.toBe('')
})

it('after a while nobody knows any more who asked what; that it was asked and what was found stays', async () => {
  const id = await ask('过渡费发到什么时候？')
  const ticket = await fileMatter(context, monday)
  await work((each) => tieAsk(each, id, ticket.id))
  expect(await work((each) => forgetAsks(each, monday))).toBe(0)
  expect(await work((each) => forgetAsks(each, at('2026-08-04', '09:00')))).toBe(1)
  expect(await work((each) => forgetAsks(each, at('2026-08-04', '09:00')))).toBe(0)
  const [row, ...others] = await context.db.policyAsk.findMany()
  expect(others).toEqual([])
  expect(row).toMatchObject({ questionEnc: '', ticketId: null, band: 'answer', clauseId: yunxiClauses[1]?.id })
  expect(row?.accountId).not.toBe(account.id)
  expect(row?.mutedAt).not.toBeNull()
})

async function ask(question: string): Promise<string> {
  const id = randomUUID()
  await work((each) =>
    recordAsk(each, account, {
      id,
      question,
      result: { band: 'answer', confidence: 0.9 },
      clauses: yunxiClauses,
      read: yunxiClauses[1],
    }),
  )
  return id
}

function openAccount(): Promise<Account> {
  return work((each) => findOrOpenAccount(each, 'web', `resident:${randomUUID()}`))
}

function work<T>(task: Parameters<typeof withWork<T>>[2]): Promise<T> {
  return withWork(context, monday, task)
}
