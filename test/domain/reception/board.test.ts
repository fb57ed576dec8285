import { beforeEach, describe, expect, it } from 'vitest'
import { type Context, type Work, withWork } from '../../../domain/context.ts'
import { countBookings, everybodyOn, readBoard, readDayRow, readWall } from '../../../domain/reception/board.ts'
import { cancelBooking } from '../../../domain/reception/bookings.ts'
import { callNext, checkInVisit, markAbsent } from '../../../domain/reception/door.ts'
import { finishVisit } from '../../../domain/reception/visit-outcomes.ts'
import type { Officer } from '../../../prisma/generated/client.ts'
import { testContext } from '../../embedded.ts'
import { booked, openDay } from '../../reception-day.ts'
import { at, hire, openOffice } from '../../small-office.ts'

let context: Context
let officer: Officer
const before = at('2026-08-03', '09:00')
const morning = at('2026-08-17', '08:40')
const on = <T>(now: Date, task: (work: Work) => Promise<T>) => withWork(context, now, task)

beforeEach(async () => {
  context = await testContext()
  await openOffice(context, before)
  officer = (await hire(context, before, '值班甲')).officer
})

describe('the board of a day', () => {
  it('has each visit in one list, those who wait in the order in which they are called', async () => {
    const day = await openDay(context, { on: '2026-08-17', seats: 6 })
    const ids: string[] = []
    for (let i = 0; i < 7; i += 1) ids.push((await booked(context, before, day.id)).id)
    const [seen = '', called = '', third = '', fourth = '', gone = '', sixth = '', waits = ''] = ids
    // They come the other way round.
    for (const id of [fourth, third, called, seen]) await on(morning, (work) => checkInVisit(work, id))
    await on(morning, (work) => callNext(work, officer, day.id))
    await on(morning, (work) => finishVisit(work, officer, seen, { text: '说清楚了', promises: [] }))
    await on(morning, (work) => callNext(work, officer, day.id))
    await on(morning, (work) => markAbsent(work, officer, gone))
    const board = await on(morning, (work) => readBoard(work, officer, day.id))
    const { day: row, ...lists } = board
    expect(row.id).toBe(day.id)
    expect(
      Object.fromEntries(Object.entries(lists).map(([name, visits]) => [name, visits.map(({ id }) => id)])),
    ).toEqual({
      called: [called],
      queue: [third, fourth],
      toCome: [sixth],
      waitingList: [waits],
      seen: [seen],
      noShows: [gone],
    })
    expect(everybodyOn(board)).toHaveLength(7)
    expect(await on(morning, (work) => readWall(work, day.id))).toMatchObject({ called: [3], next: [2, 1] })
    const counts = await on(morning, (work) => countBookings(work, [day.id]))
    expect(counts.get(day.id)).toEqual({ seated: 6, waiting: 1 })
  })

  it('leaves out who called off, and a day that nobody booked has no count', async () => {
    const day = await openDay(context, { on: '2026-08-17', seats: 1 })
    const empty = await openDay(context, { on: '2026-09-15', seats: 1 })
    const { id, account } = await booked(context, before, day.id)
    await on(before, (work) => cancelBooking(work, { bookingId: id, by: { account } }))
    expect(everybodyOn(await on(before, (work) => readBoard(work, officer, day.id)))).toEqual([])
    const counts = await on(before, (work) => countBookings(work, [day.id, empty.id]))
    expect(counts.get(day.id)).toEqual({ seated: 0, waiting: 0 })
    expect(counts.get(empty.id)).toBeUndefined()
  })

  it('of an id that is none is not found', async () => {
    await expect(on(before, (work) => readDayRow(work, 'x'))).rejects.toMatchObject({ code: 'day-not-found' })
  })
})
