import { beforeEach, expect, it } from 'vitest'
import { type Context, withWork } from '../../../domain/context.ts'
import { proposeAnswered } from '../../../domain/policies/answered-questions.ts'
import { numberOf } from '../../../domain/tickets.ts'
import { testContext } from '../../embedded.ts'
import { fileMatter } from '../../small-office.ts'
import { yunxiPolicies } from '../../written-policies.ts'
import { now, openApi } from '../open-api.ts'
import { enterDesk, type OfficerBrowser } from './officer-browser.ts'

let context: Context
let first: OfficerBrowser
let second: OfficerBrowser
beforeEach(async () => {
  context = { ...(await testContext()), policies: async () => yunxiPolicies() }
  const { app } = await openApi(context)
  first = await enterDesk(app, context, '值班甲')
  second = await enterDesk(app, context, '值班乙')
})

/** The first officer says what a resident's question rests on. */
async function propose(question: string, clauseId: string): Promise<string> {
  const words = [{ text: question, files: [] }]
  const ticket = await fileMatter(context, now, { category: 'questions', words })
  const draft = { verdict: 'clauses' as const, clauseIds: [clauseId] }
  await withWork(context, now, (work) => proposeAnswered(work, first.officer, numberOf(ticket), draft))
  const { id } = await context.db.answeredQuestion.findFirstOrThrow({ where: { ticketId: ticket.id } })
  return `/desk/policies/answered/${id}`
}

it('a colleague reads the question beside the clauses it rests on, and says yes', async () => {
  const path = await propose('祖坟要迁，补吗', 'banqian-14')
  const own = await first.opens('/desk/policies/answered')
  expect(own.text).toContain('等同事看（1）')
  expect(own.text).toContain('是您自己提的，要由同事来看。')
  expect(own.html).not.toContain(`${path}/approve`)
  const { html, text } = await second.opens('/desk/policies/answered')
  expect(text).toContain('祖坟要迁，补吗')
  expect(text).toContain('坟墓迁移的，发给迁移补助费')
  expect(text).toContain('值班甲 提出，2026-08-03 09:00')
  expect(html).toContain('<a href="/policies/yunxi-banqian#c-3">云溪县水库移民搬迁安置办法 第十四条</a>')
  const approved = await second.sends(`${path}/approve`)
  expect(approved.text).toContain('已经同意')
  expect(approved.text).toContain('等同事看（0）')
  expect(approved.text).toContain('值班甲 提出，值班乙 同意，2026-08-03 09:00')
})

it('nobody says yes to what they proposed', async () => {
  const path = await propose('祖坟要迁，补吗', 'banqian-14')
  const { text } = await first.sends(`${path}/approve`)
  expect(text).toContain('等同事看（1）')
  expect(text).not.toContain('已经同意')
})

it('a colleague says no with a reason, or it is taken back by whoever proposed it', async () => {
  const declined = await second.sends(`${await propose('祖坟要迁，补吗', 'banqian-14')}/decline`, { reason: '不对' })
  expect(declined.text).toContain('已经退回，不会用上。')
  const withdrawn = await first.sends(`${await propose('坟迁了补吗', 'banqian-14')}/withdraw`)
  expect(withdrawn.text).toContain('已经收回，以后不再用。')
  expect(await context.db.answeredQuestion.count({ where: { approved: false } })).toBe(2)
})

it('what counts can be ended by any officer', async () => {
  const path = await propose('祖坟要迁，补吗', 'banqian-14')
  await second.sends(`${path}/approve`)
  const { text } = await first.sends(`${path}/withdraw`)
  expect(text).toContain('已经在用（0）')
})
