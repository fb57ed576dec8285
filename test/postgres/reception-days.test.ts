import { expect, it } from 'vitest'
import { type Context, withWork } from '../../domain/context.ts'
import { closeReceptionDay, reopenReceptionDay } from '../../domain/reception/closings.ts'
import { moveReceptionDay } from '../../domain/reception/moves.ts'
import { swapDirectors } from '../../domain/reception/rota.ts'
import { createCalendar, type NoticeDay } from '../../domain/rules/calendar.ts'
import { noticeCalendar } from '../domain/rules/notice-calendar.ts'
import { bookDay, dayOf, plan, tryToBook } from '../reception.ts'
import { at, hire, openOffice, postedOf } from '../small-office.ts'
import { openPostgresAt, postgresDatabase } from './database.ts'

const place = postgresDatabase()
const now = at('2026-12-10', '09:00')

/** The same office on two instances. */
async function withTwo(task: (one: Context, two: Context) => Promise<void>): Promise<void> {
  const one = { ...(await place.context()), calendar: async () => noticeCalendar }
  const second = await openPostgresAt(place.url())
  try {
    await openOffice(one, now)
    await task(one, { ...one, db: second.db, sql: second.sql })
  } finally {
    await second.close()
  }
}

const live = { in: ['waiting' as const, 'offered' as const, 'booked' as const] }

it('two instances that plan at once make each day once, with its seats, and announce it once', () =>
  withTwo(async (one, two) => {
    const runs = await Promise.all([one, two, one, two, one, two].map((context) => plan(context, now)))
    expect(runs.map(({ made }) => made.length).sort()).toEqual([0, 0, 0, 0, 0, 6])
    expect([await one.db.receptionDay.count(), await one.db.seat.count()]).toEqual([6, 72])
    expect(await postedOf(one, 'receptionNews')).toHaveLength(3)
  }))

it('a notice that reaches both at once moves a day once, while residents book it', () =>
  withTwo(async (one, two) => {
    await plan(one, now)
    const day = await dayOf(one, '2027-01-15')
    const days: NoticeDay[] = ['2027-01-15', '2027-10-01'].map((on) => ({ on, name: '调整', isOffDay: true }))
    const calendar = createCalendar(days, [2026, 2027])
    const informed = [one, two].map((context) => ({ ...context, calendar: async () => calendar }))
    const bookings = Array.from({ length: 12 }, (_, i) => bookDay(i % 2 ? one : two, now, day))
    const runs = await Promise.all(informed.flatMap((context) => [plan(context, now), plan(context, now)]))
    await Promise.all(bookings)
    expect(runs.flatMap(({ moved }) => moved.filter(({ from }) => from === '2027-01-15'))).toHaveLength(1)
    expect(await dayOf(one, '2027-01-15')).toMatchObject({ on: '2027-01-18', provisional: false })
    expect(await one.db.booking.count({ where: { dayId: day.id, state: live } })).toBe(12)
    const told = (await postedOf(one, 'receptionDayMoved')).map(({ to }) => to)
    expect(new Set(told).size).toBe(told.length)
  }))

it('nobody stays booked on a day that is called off while they book', () =>
  withTwo(async (one, two) => {
    await plan(one, now)
    const { officer } = await hire(one, now, '主管甲', { role: 'supervisor' })
    const day = await dayOf(one, '2027-01-15')
    const closing = withWork(one, now, (work) => closeReceptionDay(work, officer, day.id, '停电'))
    const booking = Array.from({ length: 20 }, (_, i) => tryToBook(i % 2 ? one : two, now, day))
    const [closed] = await Promise.all([closing, ...booking])
    expect((await tryToBook(two, now, day)).outcome).toEqual({ kind: 'closed', why: 'called-off' })
    expect(await one.db.booking.count({ where: { state: live } })).toBe(0)
    const cancelled = await one.db.booking.count({ where: { state: 'cancelled' } })
    expect(closed.told).toBe(cancelled)
    expect(await postedOf(one, 'receptionDayClosed')).toHaveLength(cancelled)
    const { told } = await withWork(two, now, (work) => reopenReceptionDay(work, officer, day.id, '来电了'))
    expect(told).toBe(cancelled)
  }))

it('swaps in both directions, moves and plans at once end without a deadlock', () =>
  withTwo(async (one, two) => {
    await plan(one, now)
    const { officer } = await hire(one, now, '主管甲', { role: 'supervisor' })
    const [a, b] = [await dayOf(one, '2027-01-15'), await dayOf(one, '2027-02-15')]
    const swap = (context: Context, first: string, second: string) =>
      withWork(context, now, (work) => swapDirectors(work, officer, first, second, '开会'))
    await Promise.all([
      ...[1, 2, 3].flatMap(() => [swap(one, a.id, b.id), swap(two, b.id, a.id), plan(one, now), plan(two, now)]),
      withWork(two, now, (work) => moveReceptionDay(work, officer, a.id, '2027-01-20', '开会')),
      ...Array.from({ length: 6 }, (_, i) => bookDay(i % 2 ? one : two, now, a)),
    ])
    expect(await dayOf(one, '2027-01-15')).toMatchObject({ on: '2027-01-20', director: a.director })
    expect(await dayOf(one, '2027-02-15')).toMatchObject({ director: b.director })
  }))
