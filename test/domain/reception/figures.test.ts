import { beforeEach, expect, it } from 'vitest'
import { type Context, withWork } from '../../../domain/context.ts'
import { receptionFigures } from '../../../domain/reception/figures.ts'
import { sayPromise } from '../../../domain/reception/promise-answers.ts'
import { addPromise, keepPromise } from '../../../domain/reception/promises.ts'
import { numberOf } from '../../../domain/tickets.ts'
import { testContext } from '../../embedded.ts'
import { booked, openDay } from '../../reception-day.ts'
import { at, fileMatter, hire, openOffice } from '../../small-office.ts'

let context: Context
const before = at('2026-08-03', '09:00')
const dayOn = '2026-08-17'

beforeEach(async () => {
  context = await testContext()
  await openOffice(context, before)
})

const figures = (from = dayOn, to = dayOn, now = at('2026-09-30', '09:00')) =>
  withWork(context, now, (work) => receptionFigures(work, from, to))

it('counts the visits of a time, and those who waited in vain beside those who were received', async () => {
  const day = await openDay(context, { on: dayOn, seats: 4 })
  await openDay(context, { on: '2026-09-15', seats: 9 })
  const arrivedAt = at(dayOn, '09:00')
  const visits = [
    { state: 'seen', arrivedAt },
    { state: 'seen', arrivedAt, offeredUntil: before },
    { state: 'noShow' },
    { state: 'cancelled' },
    { state: 'expired', seatId: null },
    { state: 'expired', seatId: null, arrivedAt },
    { state: 'seen', arrivedAt, walkIn: true, seatId: null },
  ] as const
  for (const visit of visits) {
    const { id } = await booked(context, before, day.id)
    await context.db.booking.update({ where: { id }, data: visit })
  }
  expect(await figures()).toMatchObject({
    days: 1,
    seats: 4,
    booked: 3,
    waited: 3,
    placed: 1,
    came: 4,
    walkIns: 1,
    received: 3,
    notReached: 2,
    noShows: 1,
    promised: 0,
  })
  expect(await figures('2026-08-18', '2026-09-14')).toMatchObject({ days: 0, seats: 0, booked: 0, came: 0, places: [] })
})

it('counts what was promised, what was kept, and what was late, open or done', async () => {
  const { officer } = await hire(context, before, '值班甲')
  const day = await openDay(context, { on: dayOn, seats: 1 })
  const visit = await booked(context, before, day.id)
  const ticket = await fileMatter(context, before)
  const account = await context.db.account.findUniqueOrThrow({ where: { id: ticket.accountId } })
  const on = (time: string) => at(time, '10:00')
  const make = async (dueOn: string) => {
    const words = { text: '修', unit: 'housing', dueOn }
    const { promise } = await withWork(context, on(dayOn), (work) => addPromise(work, officer, numberOf(ticket), words))
    await context.db.receptionPromise.update({ where: { id: promise.id }, data: { bookingId: visit.id } })
    return promise.id
  }
  const keep = (id: string, day: string) => withWork(context, on(day), (work) => keepPromise(work, officer, id, '好了'))
  const [inTime, tooLate, unkept] = [await make('2026-09-01'), await make('2026-09-02'), await make('2026-09-03')]
  await make('2026-09-04')
  await make('2026-12-01')
  await keep(inTime, '2026-09-01')
  await keep(tooLate, '2026-09-03')
  await keep(unkept, '2026-09-01')
  await withWork(context, on('2026-09-05'), async (work) => {
    await sayPromise(work, { account }, inTime, true)
    await sayPromise(work, { account }, unkept, false)
  })
  expect(await figures()).toMatchObject({ promised: 5, kept: 2, confirmed: 1, late: 3 })
})

it('names no place from which fewer than five came', async () => {
  const day = await openDay(context, { on: dayOn, seats: 20 })
  const come = async (township: string, count: number) => {
    for (let n = 0; n < count; n += 1) {
      const ticket = await fileMatter(context, before, { township })
      const account = await context.db.account.findUniqueOrThrow({ where: { id: ticket.accountId } })
      const { id } = await booked(context, before, day.id, { by: { account }, ticketId: ticket.id })
      await context.db.booking.update({ where: { id }, data: { state: 'seen', arrivedAt: at(dayOn, '09:00') } })
    }
  }
  await come('qingshi', 5)
  await come('longkou', 2)
  expect((await figures()).places).toEqual([{ place: null, people: 7 }])
  await come('meiling', 4)
  expect((await figures()).places).toEqual([
    { place: 'qingshi', people: 5 },
    { place: null, people: 6 },
  ])
})
