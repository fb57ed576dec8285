import { beforeEach, describe, expect, it } from 'vitest'
import { type Context, withWork } from '../../../domain/context.ts'
import { readEvents } from '../../../domain/events.ts'
import { closeReceptionDay, reopenReceptionDay } from '../../../domain/reception/closings.ts'
import type { Officer, ReceptionDay } from '../../../prisma/generated/client.ts'
import { bookDay, changedOffice, dayOf, plan, receptionContext } from '../../reception.ts'
import { at, fileMatter, hire, postedOf } from '../../small-office.ts'

let context: Context
let chief: Officer
let day: ReceptionDay
const now = at('2026-11-02', '09:00')

beforeEach(async () => {
  context = await changedOffice(await receptionContext(now), { seats: 2, reservedSeats: 0 })
  chief = (await hire(context, now, '主管甲', { role: 'supervisor' })).officer
  await plan(context, now)
  day = await dayOf(context, '2026-11-15')
})

const close = (reason = '全县停电检修') =>
  withWork(context, now, (work) => closeReceptionDay(work, chief, day.id, reason))
const reopen = () => withWork(context, now, (work) => reopenReceptionDay(work, chief, day.id, '检修推后了'))
const states = async () =>
  (await context.db.booking.findMany({ orderBy: { sequence: 'asc' } })).map(({ state }) => state)

async function threeWhoBooked() {
  const ticket = await fileMatter(context, now)
  const owner = await context.db.account.findUniqueOrThrow({ where: { id: ticket.accountId } })
  const first = await bookDay(context, now, day, { account: owner, ticketId: ticket.id })
  return { ticket, first, second: await bookDay(context, now, day), third: await bookDay(context, now, day) }
}

describe('a day that is called off', () => {
  it('ends the bookings, and everybody hears why and when the next day is', async () => {
    const { ticket, first } = await threeWhoBooked()
    const december = await dayOf(context, '2026-12-15')
    expect(await close()).toMatchObject({ told: 3, toCall: 0, day: { state: 'closed', closedAt: now } })
    expect(await states()).toEqual(['cancelled', 'cancelled', 'cancelled'])
    const told = await postedOf(context, 'receptionDayClosed')
    expect(told.map(({ params }) => params)).toMatchObject([
      {
        on: '2026-11-16',
        time: '08:30',
        words: '全县停电检修',
        waits: false,
        next: { dayId: december.id, on: '2026-12-15', director: '沈知白' },
      },
      { time: '08:50' },
      { time: null, waits: true },
    ])
    expect((await postedOf(context, 'receptionNews')).at(-1)?.params).toMatchObject({ what: 'closed', told: 3 })
    const events = await withWork(context, now, (work) => readEvents(work, ticket.id))
    expect(events.at(-1)).toMatchObject({ kind: 'visit-cancelled', payload: { on: '2026-11-16' } })
    // Their way to another day is free at once.
    const again = await bookDay(context, now, december, { account: first.account, ticketId: ticket.id })
    expect(again.booking.state).toBe('booked')
  })

  it('names the next day without a seat to book, where the next is not announced yet', async () => {
    await bookDay(context, now, day)
    const december = await dayOf(context, '2026-12-15')
    await withWork(context, now, (work) => closeReceptionDay(work, chief, december.id, '开会'))
    await close()
    expect((await postedOf(context, 'receptionDayClosed'))[0]?.params).toMatchObject({
      next: { dayId: null, on: '2027-01-15' },
    })
  })

  it('is not made anew by the plan, nor closed twice, nor without a reason', async () => {
    await expect(close('')).rejects.toMatchObject({ code: 'slot-missing' })
    await close()
    expect(Object.values(await plan(context, now)).flat()).toEqual([])
    await expect(close()).rejects.toMatchObject({ code: 'reception-day-over', detail: { why: 'closed' } })
  })
})

describe('a day that is held after all', () => {
  it('gives everybody the place they had, and they hear so', async () => {
    await threeWhoBooked()
    const before = await context.db.booking.findMany({ orderBy: { sequence: 'asc' } })
    await close()
    expect(await reopen()).toMatchObject({ told: 3, day: { state: 'published', closedAt: null } })
    expect(await context.db.booking.findMany({ orderBy: { sequence: 'asc' } })).toEqual(before)
    expect((await postedOf(context, 'receptionDayReopened')).map(({ params }) => params)).toMatchObject([
      { time: '08:30', waits: false },
      { time: '08:50', waits: false },
      { time: null, waits: true },
    ])
  })

  it('but not to who has booked another day meanwhile; their seat goes to who waited', async () => {
    const { first, third } = await threeWhoBooked()
    await close()
    await bookDay(context, now, await dayOf(context, '2026-12-15'), { account: first.account })
    expect(await reopen()).toMatchObject({ told: 2 })
    const waited = await context.db.booking.findUniqueOrThrow({ where: { id: third.booking.id } })
    expect(waited).toMatchObject({ state: 'offered', seatId: first.booking.seatId })
  })

  it('only when it was called off', async () => {
    await expect(reopen()).rejects.toMatchObject({ code: 'reception-day-over', detail: { why: 'open' } })
  })
})
