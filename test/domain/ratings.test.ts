import { beforeEach, expect, it } from 'vitest'
import { readCard } from '../../domain/cards.ts'
import { type Context, withWork } from '../../domain/context.ts'
import { mayAskForRating, rateMatter, readRating, readRatings } from '../../domain/ratings.ts'
import { decidedMatter } from '../decided-matter.ts'
import { testContext } from '../embedded.ts'
import { at, fileMatter, openOffice } from '../small-office.ts'

let context: Context
const monday = at('2026-08-03', '09:00')
const august = { from: '2026-08-01', to: '2026-08-31' }

beforeEach(async () => {
  context = await testContext()
  await openOffice(context, monday)
})

const rate = (id: string, stars: number, text?: string) =>
  withWork(context, monday, async (work) => {
    const { account } = await work.tx.ticket.findUniqueOrThrow({ where: { id }, include: { account: true } })
    return rateMatter(work, id, account, stars, text)
  })

it('a matter has one rating, which can be changed; its words lie sealed', async () => {
  const { ticket } = await decidedMatter(context, monday)
  await rate(ticket.id, 2, '等得久')
  await rate(ticket.id, 4)
  await rate(ticket.id, 4)
  const rows = await context.db.rating.findMany()
  expect(rows).toEqual([expect.objectContaining({ stars: 4, accountId: ticket.accountId })])
  expect(rows[0]?.wordsEnc).not.toContain('等得久')
  expect(await withWork(context, monday, (work) => readRating(work, ticket))).toEqual({ stars: 4, text: '等得久' })
  expect(await context.db.ticketEvent.count({ where: { kind: 'rated' } })).toBe(2)
})

it('the card shows the newest stars with the words masked, and no earlier ones', async () => {
  const { ticket } = await decidedMatter(context, monday)
  await rate(ticket.id, 1, '打过 13800000000 没人接')
  await rate(ticket.id, 3)
  const { lines } = await withWork(context, monday, (work) => readCard(work, ticket.id))
  const rated = lines.filter((line) => line.mark === 'rated')
  expect(rated).toEqual([expect.objectContaining({ stars: 3, text: expect.not.stringContaining('13800000000') })])
})

it('is refused before there is an answer, and for what is no number of stars', async () => {
  const fresh = await fileMatter(context, monday)
  await expect(rate(fresh.id, 5)).rejects.toMatchObject({ code: 'move-not-allowed' })
  for (const stars of [0, 6, 2.5, Number.NaN]) await expect(rate(fresh.id, stars)).rejects.toThrow(RangeError)
  expect(await context.db.rating.count()).toBe(0)
})

it('is asked for only at the first end, and not where it was given before', async () => {
  const { ticket } = await decidedMatter(context, monday)
  const mayAsk = () => withWork(context, monday, (work) => mayAskForRating(work, ticket))
  expect(await mayAsk()).toBe(true)
  await rate(ticket.id, 5)
  expect(await mayAsk()).toBe(false)
})

it('the picture tells how many could have rated and did not', async () => {
  expect(await withWork(context, monday, (work) => readRatings(work, august))).toEqual({
    rateable: 0,
    rated: 0,
    average: null,
    distribution: [0, 0, 0, 0, 0],
  })
  const [first, second] = [await decidedMatter(context, monday), await decidedMatter(context, monday)]
  await decidedMatter(context, monday)
  await fileMatter(context, monday)
  await fileMatter(context, at('2026-09-01', '09:00'))
  await rate(first.ticket.id, 5)
  await rate(second.ticket.id, 2)
  expect(await withWork(context, monday, (work) => readRatings(work, august))).toEqual({
    rateable: 3,
    rated: 2,
    average: 3.5,
    distribution: [0, 1, 0, 0, 1],
  })
})
