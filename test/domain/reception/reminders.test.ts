import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { word } from '../../../bot/text/word.ts'
import { findOrOpenAccount } from '../../../domain/accounts.ts'
import { type Context, withWork } from '../../../domain/context.ts'
import { moveBooking } from '../../../domain/reception/booking-moves.ts'
import { bookSeat } from '../../../domain/reception/bookings.ts'
import { closeReceptionDay } from '../../../domain/reception/closings.ts'
import { moveReceptionDay } from '../../../domain/reception/moves.ts'
import { findDaysToTell, tellReceptionDay } from '../../../domain/reception/reminders.ts'
import type { Officer, ReceptionDay } from '../../../prisma/generated/client.ts'
import { bookDay, changedOffice, dayOf, plan, receptionContext } from '../../reception.ts'
import { at, fileMatter, hire, postedOf } from '../../small-office.ts'

let context: Context
let day: ReceptionDay
const now = at('2026-11-02', '09:00')

beforeEach(async () => {
  context = await changedOffice(await receptionContext(now), { seats: 2, reservedSeats: 0, tours: [] })
  await plan(context, now)
  // Held on Monday, 16 November.
  day = await dayOf(context, '2026-11-15')
})

/** Tells what is due at an instant. Returns how many visitors were reminded. */
async function tell(on: string, time = '08:30'): Promise<number> {
  const instant = at(on, time)
  let reminded = 0
  for (const id of await withWork(context, instant, findDaysToTell))
    reminded += (await withWork(context, instant, (work) => tellReceptionDay(work, id))).reminded
  return reminded
}
const reminders = async (kind = 'visitReminder') =>
  (await postedOf(context, kind)) as { to: string; params: Record<string, unknown> }[]
const chief = async (): Promise<Officer> => (await hire(context, now, '主管甲', { role: 'supervisor' })).officer

describe('somebody with a seat', () => {
  it('is reminded three days and one day before, once each, with all there is to know', async () => {
    const ticket = await fileMatter(context, now)
    const account = await context.db.account.findUniqueOrThrow({ where: { id: ticket.accountId } })
    const { booking } = await bookDay(context, now, day, { account, ticketId: ticket.id })
    expect(await tell('2026-11-12')).toBe(0)
    expect([await tell('2026-11-13'), await tell('2026-11-13', '09:00'), await tell('2026-11-14')]).toEqual([1, 0, 0])
    expect([await tell('2026-11-15'), await tell('2026-11-15', '20:50'), await tell('2026-11-16')]).toEqual([1, 0, 0])
    const told = await reminders()
    expect(told.map(({ params }) => params.daysLeft)).toEqual([3, 1])
    expect(told[0]).toMatchObject({
      to: `a:${account.id}`,
      params: {
        bookingId: booking.id,
        on: '2026-11-16',
        startsAt: '08:30',
        number: '2026-000001',
        category: 'settlement-quality',
        people: 1,
      },
    })
  })

  it('reads when, where, the code, what to bring for their topic, and has move, cancel and calendar below', async () => {
    const ticket = await fileMatter(context, now)
    const account = await context.db.account.findUniqueOrThrow({ where: { id: ticket.accountId } })
    const { id } = (await bookDay(context, now, day, { account, ticketId: ticket.id })).booking
    await tell('2026-11-13')
    const params = (await reminders())[0]?.params as never
    const { text, choices } = word({ kind: 'visitReminder', params }, 'zh', { office: await context.office() })
    expect(text).toMatch(
      /大后天.*\n时间：2026年11月16日（星期一） 08:30\n地点：云溪县.*\n接待：.*\n说的事：2026-000001/,
    )
    expect(text).toMatch(/进门码：.+\n请带上：.*/)
    expect(choices?.flat().map(({ value }) => value)).toEqual(
      expect.arrayContaining([`bk:move:${id}`, `bk:cancel:${id}`, `bk:calendar:${id}`]),
    )
  })

  it('hears of the booking where they booked, and is reminded where they want their notices, once', async () => {
    const { account } = await bookDay(context, now, day)
    const wechat = await withWork(context, now, async (work) => {
      const other = await findOrOpenAccount(work, 'wechat', 'somebody')
      const person = await work.tx.person.create({
        data: { id: randomUUID(), createdAt: now, preferredAccountId: other.id },
      })
      await work.tx.account.updateMany({ where: { officerId: null }, data: { personId: person.id } })
      return other
    })
    expect([await tell('2026-11-13'), await tell('2026-11-13', '09:00')]).toEqual([1, 0])
    expect(await reminders()).toMatchObject([{ to: `a:${wechat.id}` }])
    const later = await dayOf(context, '2026-12-15')
    const { id } = await context.db.booking.findFirstOrThrow()
    await withWork(context, now, (work) => moveBooking(work, { bookingId: id, dayId: later.id, by: { account } }))
    expect(await reminders('bookingMoved')).toMatchObject([{ to: `a:${account.id}` }])
  })

  it('is never woken: at night nothing is told', async () => {
    await bookDay(context, now, day)
    expect([await tell('2026-11-13', '07:50'), await tell('2026-11-13', '21:00')]).toEqual([0, 0])
    expect(await tell('2026-11-13', '08:00')).toBe(1)
  })

  it('who booked later gets only what is still ahead', async () => {
    await bookDay(context, at('2026-11-13', '10:00'), day)
    expect([await tell('2026-11-13', '10:10'), await tell('2026-11-14')]).toEqual([0, 0])
    await bookDay(context, at('2026-11-15', '10:00'), day)
    expect(await tell('2026-11-15', '10:10')).toBe(1)
    expect(await tell('2026-11-15', '15:00')).toBe(0)
  })

  it('is reminded late where nothing ran in time, of the last reminder alone', async () => {
    await bookDay(context, now, day)
    expect([await tell('2026-11-14'), await tell('2026-11-16', '08:00'), await tell('2026-11-16', '08:10')]).toEqual([
      1, 1, 0,
    ])
    expect((await reminders()).map(({ params }) => params.daysLeft)).toEqual([2, 0])
  })

  it('is not reminded of a visit whose time has come', async () => {
    await bookDay(context, now, day)
    expect(await tell('2026-11-16', '08:30')).toBe(0)
  })

  it('is reminded anew when the day, or their visit, moves', async () => {
    const officer = await chief()
    const { booking, account } = await bookDay(context, now, day)
    expect(await tell('2026-11-13')).toBe(1)
    await withWork(context, at('2026-11-13', '10:00'), (work) =>
      moveReceptionDay(work, officer, day.id, '2026-11-20', '停电'),
    )
    expect([await tell('2026-11-15'), await tell('2026-11-16')]).toEqual([0, 0])
    expect([await tell('2026-11-17'), await tell('2026-11-19')]).toEqual([1, 1])
    const december = await dayOf(context, '2026-12-15')
    await withWork(context, at('2026-11-19', '10:00'), (work) =>
      moveBooking(work, { bookingId: booking.id, dayId: december.id, by: { account } }),
    )
    expect([await tell('2026-12-12'), await tell('2026-12-14')]).toEqual([1, 1])
    expect((await reminders()).map(({ params }) => params.on)).toEqual([
      '2026-11-16',
      '2026-11-20',
      '2026-11-20',
      '2026-12-15',
      '2026-12-15',
    ])
  })

  it('a day that was moved nearer than the reminder was told with that, and is not repeated', async () => {
    const officer = await chief()
    const december = await dayOf(context, '2026-12-15')
    await bookDay(context, now, december)
    await withWork(context, at('2026-12-01', '10:00'), (work) =>
      moveReceptionDay(work, officer, december.id, '2026-12-03', '开会'),
    )
    expect([await tell('2026-12-01', '10:10'), await tell('2026-12-02')]).toEqual([0, 1])
  })

  it('of a day that was called off nobody is reminded', async () => {
    const officer = await chief()
    await bookDay(context, now, day)
    await withWork(context, at('2026-11-12', '10:00'), (work) => closeReceptionDay(work, officer, day.id, '停电'))
    expect([await tell('2026-11-13'), await tell('2026-11-15')]).toEqual([0, 0])
  })

  it('without an account cannot be told, and nothing is posted for them', async () => {
    const officer = await chief()
    await withWork(context, now, (work) =>
      bookSeat(work, { draftId: crypto.randomUUID(), dayId: day.id, by: { officer }, name: '石大爷' }),
    )
    expect(await tell('2026-11-13')).toBe(0)
  })
})

describe('somebody on the waiting list', () => {
  it('is told the day before where they stand and that they may just come', async () => {
    await bookDay(context, now, day)
    await bookDay(context, now, day)
    const { booking, account } = await bookDay(context, now, day)
    expect(booking.state).toBe('waiting')
    expect(await tell('2026-11-13')).toBe(2)
    expect([await tell('2026-11-15'), await tell('2026-11-15', '12:00')]).toEqual([3, 0])
    const [told] = await reminders('waitReminder')
    expect(told).toMatchObject({ to: `a:${account.id}`, params: { waitingPlace: 1, daysLeft: 1 } })
    const { text } = word({ kind: 'waitReminder', params: told?.params as never }, 'zh', {
      office: await context.office(),
    })
    expect(text).toContain('候补第 1 位')
    expect(text).toContain('当天也可以直接来')
  })
})
