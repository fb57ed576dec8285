import { randomUUID } from 'node:crypto'
import { beforeEach, expect, it } from 'vitest'
import { findOrOpenAccount } from '../../domain/accounts.ts'
import { type Context, withWork } from '../../domain/context.ts'
import { readEvents } from '../../domain/events.ts'
import { openTicket } from '../../domain/filing.ts'
import { addWords } from '../../domain/letters.ts'
import { readTicketFiles } from '../../domain/ticket-files.ts'
import { testContext } from '../embedded.ts'
import { at, fileMatter, hire, openOffice } from '../small-office.ts'

const now = at('2026-08-03', '09:00')
let context: Context

beforeEach(async () => {
  context = await testContext()
  await openOffice(context, now)
})

it('are handed out in the order they came, under the ticket’s number, and it is on record who opened them', async () => {
  const { officer } = await hire(context, now, '云舒')
  const [first, second] = [randomUUID(), randomUUID()]
  const ticket = await withWork(context, now, async (work) => {
    const account = await findOrOpenAccount(work, 'web', 'resident')
    const stored = { accountId: account.id, size: 1, contentHash: '', createdAt: now }
    await work.tx.file.create({ data: { ...stored, id: first, media: 'photo', mime: 'image/jpeg' } })
    await work.tx.file.create({ data: { ...stored, id: second, media: 'file', mime: 'text/plain; charset=utf-8' } })
    const words = [{ text: '屋顶漏水', files: [first] }]
    const filed = await openTicket(work, account, { id: randomUUID(), category: 'settlement-quality', words })
    return addWords(work, filed.ticket.id, account, [{ text: '', files: [second] }])
  })
  expect(await withWork(context, now, (work) => readTicketFiles(work, officer, '1'))).toEqual([
    { file: first, media: 'photo', name: '2026-000001-1.jpg' },
    { file: second, media: 'file', name: '2026-000001-2.txt' },
  ])
  const history = await withWork(context, now, (work) => readEvents(work, ticket.id))
  expect(history.at(-1)).toMatchObject({
    kind: 'files-read',
    actor: { kind: 'officer', id: officer.id },
    payload: { files: [first, second] },
  })
})

it('where there are none nothing is written down', async () => {
  const { officer } = await hire(context, now, '云舒')
  await fileMatter(context, now)
  expect(await withWork(context, now, (work) => readTicketFiles(work, officer, '1'))).toEqual([])
  expect(await context.db.ticketEvent.count({ where: { kind: 'files-read' } })).toBe(0)
})

it('of a sealed ticket are there for its custodians only', async () => {
  await hire(context, now, '纪检专员', { unit: 'reception' })
  const { officer } = await hire(context, now, '云舒')
  await fileMatter(context, now, { category: 'conduct' })
  const read = withWork(context, now, (work) => readTicketFiles(work, officer, '1'))
  await expect(read).rejects.toMatchObject({ code: 'ticket-not-found' })
})
