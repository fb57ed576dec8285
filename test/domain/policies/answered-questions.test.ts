import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Context, type Work, withWork } from '../../../domain/context.ts'
import { addWords, editWords, recallWords } from '../../../domain/letters.ts'
import {
  approveAnswered,
  listAnswered,
  proposeAnswered,
  withdrawAnswered,
} from '../../../domain/policies/answered-questions.ts'
import { readQuestionOf } from '../../../domain/policies/asked-questions.ts'
import { recordAsk } from '../../../domain/policies/asks.ts'
import { replyToTicket } from '../../../domain/replies.ts'
import { numberOf } from '../../../domain/tickets.ts'
import type { Account, Officer, Ticket } from '../../../prisma/generated/client.ts'
import { testContext } from '../../embedded.ts'
import { publishClauses } from '../../published-clauses.ts'
import { at, fileMatter, hire, openOffice, postedOf } from '../../small-office.ts'
import { yunxiClauses, yunxiPolicies } from '../../written-policies.ts'

let context: Context
let first: { officer: Officer; account: Account }
let second: { officer: Officer; account: Account }
const monday = at('2026-08-03', '09:00')
const gap = { verdict: 'gap' as const, clauseIds: [] }

beforeEach(async () => {
  context = { ...(await testContext()), policies: async () => yunxiPolicies() }
  first = await hire(context, monday, '云舒')
  second = await hire(context, monday, '石朗')
})

const now = <T>(task: (work: Work) => Promise<T>) => withWork(context, monday, task)
const asked = (text: string, more: object = {}): Promise<Ticket> =>
  fileMatter(context, monday, { category: 'questions', words: [{ text, files: [] }], ...more })
const wordsOf = (ticket: Ticket) => now((work) => readQuestionOf(work, first.officer, numberOf(ticket)))

describe('the question of a consultation', () => {
  it('is what its resident wrote before they were answered, as they last corrected it', async () => {
    const words = [
      { text: '坟要迁，补吗', files: [], source: 'web:1' },
      { text: '打错了', files: [], source: 'web:2' },
      { text: '什么时候补', files: [] },
    ]
    const ticket = await asked('', { words })
    const account = await context.db.account.findUniqueOrThrow({ where: { id: ticket.accountId } })
    await now((work) => editWords(work, 'web:1', account, '祖坟要迁，补吗'))
    await now((work) => recallWords(work, 'web:2', account))
    const reply = { kind: 'reply' as const, text: '补。' }
    await now((work) => replyToTicket(work, first.officer, numberOf(ticket), reply))
    await now((work) => addWords(work, ticket.id, account, [{ text: '谢谢', files: [] }]))
    expect((await wordsOf(ticket)).words).toBe('祖坟要迁，补吗 什么时候补')
  })

  it('is what was asked of the bot, where that is kept', async () => {
    const ticket = await asked('我家的情况是这样的……')
    const id = randomUUID()
    await now(async (work) => {
      const account = await work.tx.account.findUniqueOrThrow({ where: { id: ticket.accountId } })
      const result = { band: 'abstain' as const, confidence: 0 }
      await recordAsk(work, account, { id, question: '祖坟要迁补吗', result, clauses: [] })
      await work.tx.policyAsk.update({ where: { id }, data: { ticketId: ticket.id } })
    })
    expect((await wordsOf(ticket)).words).toBe('祖坟要迁补吗')
    await context.db.policyAsk.update({ where: { id }, data: { questionEnc: '' } })
    expect((await wordsOf(ticket)).words).toBe('我家的情况是这样的……')
  })

  it('is stripped of whoever filed it, and of what looks like a name and stands in no policy', async () => {
    const contact = { name: '王府井', phone: '13800000000' }
    const text = '王府井说，王室的坟和陈坟，补吗'
    const bare = await wordsOf(await asked(text, { contact }))
    expect(bare.stripped).toBe('某人说，某人的坟和某人，补吗')
    const [clause] = yunxiClauses
    if (clause) await publishClauses(context, [{ ...clause, text: '王室的坟不迁。陈坟也不迁。' }])
    expect((await wordsOf(await asked(text, { contact }))).stripped).toBe('某人说，王室的坟和陈坟，补吗')
  })
})

describe('what is kept of it', () => {
  it('is listed while it waits and while it counts, and can be ended by the operator', async () => {
    await openOffice(context, monday)
    const ticket = await asked('祖坟要迁补吗')
    const { answered } = await now((work) => proposeAnswered(work, first.officer, numberOf(ticket), gap))
    const listed = async (state?: 'waiting' | 'approved') =>
      (await now((work) => listAnswered(work, state && { state }))).map(({ id }) => id)
    expect([await listed(), await listed('waiting'), await listed('approved')]).toEqual([
      [answered.id],
      [answered.id],
      [],
    ])
    await now((work) => approveAnswered(work, second.officer, answered.id))
    expect([await listed(), await listed('waiting'), await listed('approved')]).toEqual([
      [answered.id],
      [],
      [answered.id],
    ])
    await now((work) => withdrawAnswered(work, 'operator', answered.id))
    expect(await listed()).toEqual([])
    expect(await context.db.answeredQuestion.findFirst()).toMatchObject({ approved: false, decidedBy: 'operator' })
    expect(await context.db.policyRevision.findFirst()).toMatchObject({ revision: 2 })
    const again = now((work) => withdrawAnswered(work, 'operator', answered.id))
    await expect(again).rejects.toMatchObject({ code: 'no-answered' })
    await expect(now((work) => withdrawAnswered(work, 'operator', 'no id'))).rejects.toMatchObject({
      code: 'no-answered',
    })
  })

  it('is put to every colleague in private where no room sees the matter', async () => {
    const ticket = await asked('祖坟要迁补吗')
    await now((work) => proposeAnswered(work, first.officer, numberOf(ticket), gap))
    expect(await postedOf(context, 'answeredAsked')).toMatchObject([
      { to: `a:${second.account.id}`, params: { verdict: 'gap', question: '祖坟要迁补吗' } },
    ])
  })

  it.each([
    ['a clause that is not there', ['houfu-5', 'nowhere'], 'unknown-clause'],
    ['no clause', [], 'unknown-clause'],
    ['six clauses', ['banqian-1', 'banqian-12', 'banqian-13', 'banqian-14', 'houfu-5', 'houfu-8'], 'too-many-clauses'],
  ])('cannot be %s', async (_, clauseIds, code) => {
    const ticket = await asked('祖坟要迁补吗')
    const propose = now((work) =>
      proposeAnswered(work, first.officer, numberOf(ticket), { verdict: 'clauses', clauseIds }),
    )
    await expect(propose).rejects.toMatchObject({ code })
  })

  it('cannot be a clause that went out of force before a colleague agreed', async () => {
    const ticket = await asked('祖坟要迁补吗')
    const draft = { verdict: 'clauses' as const, clauseIds: ['banqian-14'] }
    const { answered } = await now((work) => proposeAnswered(work, first.officer, numberOf(ticket), draft))
    const [ended] = yunxiClauses.filter(({ id }) => id === 'banqian-14')
    if (!ended) throw new Error('There is no such clause')
    const index = yunxiPolicies({ 'banqian-14': { ...ended, expiresOn: '2026-08-01' } })
    context = { ...context, policies: async () => index }
    const approve = now((work) => approveAnswered(work, second.officer, answered.id))
    await expect(approve).rejects.toMatchObject({ code: 'clause-ended' })
    expect(await context.db.answeredQuestion.findFirst()).toMatchObject({ approved: null })
  })
})
