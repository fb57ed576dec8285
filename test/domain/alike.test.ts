import { beforeEach, expect, it } from 'vitest'
import { countAlike } from '../../domain/alike.ts'
import { readCard } from '../../domain/cards.ts'
import { type Context, withWork } from '../../domain/context.ts'
import { withdrawTicket } from '../../domain/withdrawals.ts'
import { testContext } from '../embedded.ts'
import { at, fileMatter, openOffice } from '../small-office.ts'

let context: Context
const monday = at('2026-08-03', '09:00')
const here = { category: 'settlement-quality', village: 'liuwan' }

beforeEach(async () => {
  context = await testContext()
  await openOffice(context, monday)
})

const count = (on = '2026-08-03', account?: string) =>
  withWork(context, at(on, '10:00'), (work) => countAlike(work, here, account === undefined ? [] : [account]))

async function five() {
  const tickets = []
  for (let n = 0; n < 5; n++) tickets.push(await fileMatter(context, monday))
  return tickets
}

it('is told from five people on, and never below, however many matters they file', async () => {
  const tickets = await five()
  expect(await count()).toBe(5)
  await context.db.ticket.update({
    where: { id: tickets[0]?.id ?? '' },
    data: { accountId: tickets[1]?.accountId ?? '' },
  })
  expect(await count()).toBe(0)
})

it('leaves out who asks, so that nobody is counted to themselves', async () => {
  const tickets = await five()
  expect(await count('2026-08-03', tickets[0]?.accountId)).toBe(0)
  await fileMatter(context, monday)
  expect(await count('2026-08-03', tickets[0]?.accountId)).toBe(5)
})

it('counts what is open, of the last sixty days, of the same topic and village', async () => {
  const [first] = await five()
  for (let n = 0; n < 5; n++) await fileMatter(context, monday, { village: 'shangliuwan' })
  for (let n = 0; n < 5; n++) await fileMatter(context, monday, { category: 'training' })
  expect(await count()).toBe(5)
  expect(await count('2026-10-02')).toBe(5)
  expect(await count('2026-10-03')).toBe(0)
  await withWork(context, monday, (work) => withdrawTicket(work, first?.id ?? ''))
  expect(await count()).toBe(0)
})

it('stands on the cards of open matters, and not where the place has no village', async () => {
  const [first] = await five()
  const alikeOf = async (id: string) => (await withWork(context, monday, (work) => readCard(work, id))).alike
  expect(await alikeOf(first?.id ?? '')).toBe(5)
  const { village: _, ...nowhere } = { ...here, place: '老码头对面' }
  const elsewhere = await fileMatter(context, monday, { ...nowhere, village: '' })
  expect(await alikeOf(elsewhere.id)).toBe(0)
})
