import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Context, type Work, withWork } from '../../../domain/context.ts'
import { readEvents } from '../../../domain/events.ts'
import { listBookings } from '../../../domain/reception/booking-view.ts'
import { bookSeat, cancelBooking } from '../../../domain/reception/bookings.ts'
import { acceptOffer, declineOffer, offerFreeSeats } from '../../../domain/reception/waiting-list.ts'
import { offerSeats } from '../../../jobs/offer-seats.ts'
import type { Account, Officer } from '../../../prisma/generated/client.ts'
import { testContext } from '../../embedded.ts'
import { book, booked, openDay } from '../../reception-day.ts'
import { at, fileMatter, hire, openOffice, postedOf } from '../../small-office.ts'

let context: Context
let officer: Officer
const monday = at('2026-08-03', '09:00')
/** A Monday: the last working afternoon before it is that of Friday, the 14th. */
const dayOn = '2026-08-17'
/** The example office keeps a seat for a day. */
const nextMorning = at('2026-08-04', '09:00')

beforeEach(async () => {
  context = await testContext()
  await openOffice(context, monday)
  officer = (await hire(context, monday, '值班甲')).officer
})

const on = <T>(now: Date, task: (work: Work) => Promise<T>) => withWork(context, now, task)
const stateOf = async (id: string) => (await context.db.booking.findUniqueOrThrow({ where: { id } })).state
const run = (now: Date, dry = false) => offerSeats.run(context, now, { dry })
const cancel = (now: Date, { id, account }: { id: string; account: Account }) =>
  on(now, (work) => cancelBooking(work, { bookingId: id, by: { account } }))

/** A day with one seat, somebody who has it, and those who wait for it. */
async function fullDay(waiting: number, now = monday) {
  const day = await openDay(context, { on: dayOn, seats: 1 })
  const seated = await booked(context, now, day.id)
  const list = []
  for (let n = 0; n < waiting; n += 1) list.push(await booked(context, now, day.id))
  const [first, second, third] = list
  return { day, seated, list, first, second, third }
}

type Booked = Awaited<ReturnType<typeof booked>>

function there(one: Booked | undefined): Booked {
  if (!one) throw new Error('Nobody waits')
  return one
}

describe('a seat that becomes free', () => {
  it('is offered to who has waited longest, until a while later, in the same transaction', async () => {
    const { seated, list } = await fullDay(2)
    await cancel(monday, seated)
    expect(await Promise.all(list.map(({ id }) => stateOf(id)))).toEqual(['offered', 'waiting'])
    expect(await postedOf(context, 'seatOffered')).toMatchObject([
      { to: `a:${there(list[0]).account.id}`, params: { startsAt: '09:00', until: nextMorning.toISOString() } },
    ])
    expect(await on(monday, (work) => listBookings(work, there(list[1]).account))).toMatchObject([{ waitingPlace: 1 }])
  })

  it('never goes to who has just come, not even by the number of the seat', async () => {
    const { day, seated } = await fullDay(1)
    await cancel(monday, seated)
    expect((await book(context, monday, day.id)).outcome.kind).toBe('waiting')
    expect((await book(context, monday, day.id, { seatId: day.seats[0] ?? '' })).outcome.kind).toBe('waiting')
  })

  it('is taken by a word, twice the same, and the matter’s history tells it', async () => {
    const day = await openDay(context, { on: dayOn, seats: 1 })
    const seated = await booked(context, monday, day.id)
    const ticket = await fileMatter(context, monday)
    const account = await context.db.account.findUniqueOrThrow({ where: { id: ticket.accountId } })
    const { id } = await booked(context, monday, day.id, { by: { account }, ticketId: ticket.id })
    await cancel(monday, seated)
    const accept = () => on(monday, (work) => acceptOffer(work, { account }, id))
    expect(await accept()).toMatchObject({ kind: 'booked', booking: { state: 'booked', offeredUntil: null } })
    expect(await accept()).toMatchObject({ kind: 'booked' })
    expect(await postedOf(context, 'bookingConfirmed')).toHaveLength(2)
    const events = await on(monday, (work) => readEvents(work, ticket.id))
    expect(events.filter(({ kind }) => kind === 'visit-booked').map(({ payload }) => payload)).toEqual([
      { on: dayOn },
      { on: dayOn, startsAt: '09:00' },
    ])
  })

  it('that is declined goes to the next at once', async () => {
    const { seated, first, second } = await fullDay(2)
    await cancel(monday, seated)
    const { id, account } = there(first)
    expect((await on(monday, (work) => declineOffer(work, { account }, id))).kind).toBe('declined')
    expect((await on(monday, (work) => declineOffer(work, { account }, id))).kind).toBe('over')
    expect(await stateOf(there(second).id)).toBe('offered')
  })

  it('is passed on when nobody answers, by the job, once', async () => {
    const { seated, list } = await fullDay(2)
    await cancel(monday, seated)
    expect((await run(at('2026-08-04', '08:59'))).count).toBe(0)
    expect((await run(nextMorning, true)).count).toBe(2)
    expect(await stateOf(there(list[0]).id)).toBe('offered')
    const runs = await Promise.all([run(nextMorning), run(nextMorning)])
    expect(runs.map(({ count }) => count).sort()).toEqual([0, 2])
    expect(await Promise.all(list.map(({ id }) => stateOf(id)))).toEqual(['expired', 'offered'])
    expect(await postedOf(context, 'seatOfferOver')).toMatchObject([{ params: { why: 'ranOut' } }])
    expect((await run(nextMorning)).count).toBe(0)
  })

  it('is not taken any more when the time is over, and goes on in that moment', async () => {
    const { seated, first, second } = await fullDay(2)
    await cancel(monday, seated)
    const { id, account } = there(first)
    expect((await on(nextMorning, (work) => acceptOffer(work, { account }, id))).kind).toBe('over')
    expect([await stateOf(id), await stateOf(there(second).id)]).toEqual(['expired', 'offered'])
  })

  it('is nobody’s to take but theirs to whom it was offered', async () => {
    const { seated, first, second } = await fullDay(2)
    await cancel(monday, seated)
    const { account } = there(second)
    const refused = { code: 'booking-not-found' }
    await expect(on(monday, (work) => acceptOffer(work, { account }, there(first).id))).rejects.toMatchObject(refused)
    await expect(on(monday, (work) => declineOffer(work, { account }, there(first).id))).rejects.toMatchObject(refused)
    expect((await on(monday, (work) => acceptOffer(work, { account }, there(second).id))).kind).toBe('over')
  })

  it('wakes nobody in the night', async () => {
    const { seated } = await fullDay(1)
    const night = at('2026-08-03', '23:00')
    await cancel(night, seated)
    const [row] = await context.db.outbox.findMany({ where: { kind: 'seatOffered' } })
    expect(row?.notBefore).toEqual(at('2026-08-04', '08:00'))
  })
})

describe('near the day', () => {
  it('an offer is shorter', async () => {
    const { seated } = await fullDay(1)
    await cancel(at('2026-08-14', '11:00'), seated)
    expect(await postedOf(context, 'seatOffered')).toMatchObject([
      { params: { until: at('2026-08-14', '14:30').toISOString() } },
    ])
  })

  it('the seat is theirs at once, and they can call it off', async () => {
    const { seated, list } = await fullDay(2)
    const late = at('2026-08-14', '15:00')
    await cancel(late, seated)
    const first = there(list[0])
    expect(await stateOf(first.id)).toBe('booked')
    expect(await postedOf(context, 'seatOffered')).toEqual([])
    expect((await postedOf(context, 'bookingConfirmed')).at(-1)).toMatchObject({
      params: { given: true, bookingId: first.id },
    })
    await cancel(late, first)
    expect(await stateOf(there(list[1]).id)).toBe('booked')
  })

  it('an offer that was made before ends on the last working afternoon, and the next one has the seat at once', async () => {
    const { seated, list } = await fullDay(2)
    await cancel(at('2026-08-13', '20:00'), seated)
    await run(at('2026-08-14', '14:30'))
    expect(await Promise.all(list.map(({ id }) => stateOf(id)))).toEqual(['expired', 'booked'])
  })

  it('reserved seats that nobody asked for are for everybody who waits', async () => {
    const day = await openDay(context, { on: dayOn, seats: 1, reserved: 1 })
    await booked(context, monday, day.id)
    const waiting = await booked(context, monday, day.id)
    expect((await run(at('2026-08-14', '14:29'))).count).toBe(0)
    expect(await stateOf(waiting.id)).toBe('waiting')
    await run(at('2026-08-14', '14:30'))
    expect(await stateOf(waiting.id)).toBe('booked')
  })

  it('on the day itself a seat whose time has come is given to nobody', async () => {
    const day = await openDay(context, { on: dayOn, seats: 2 })
    const [one, two] = [await booked(context, monday, day.id), await booked(context, monday, day.id)]
    const waiting = await booked(context, monday, day.id)
    await cancel(at(dayOn, '09:05'), one)
    expect(await stateOf(waiting.id)).toBe('waiting')
    await cancel(at(dayOn, '09:05'), two)
    expect(await stateOf(waiting.id)).toBe('booked')
  })
})

describe('who cannot be asked', () => {
  it('has the seat at once, and the office hears whom to call', async () => {
    const day = await openDay(context, { on: dayOn, seats: 1 })
    const seated = await booked(context, monday, day.id)
    const outcome = await on(monday, (work) =>
      bookSeat(work, { draftId: randomUUID(), dayId: day.id, by: { officer }, name: '石大爷' }),
    )
    if (outcome.kind !== 'waiting') throw new Error(outcome.kind)
    await cancel(monday, seated)
    expect(await stateOf(outcome.booking.id)).toBe('booked')
    const calls = await postedOf(context, 'visitorToCall')
    expect(calls).toMatchObject([
      { to: expect.stringMatching(/^r:/), params: { bookingId: outcome.booking.id, startsAt: '09:00' } },
    ])
    expect(JSON.stringify(calls)).not.toContain('石大爷')
  })
})

describe('a day that is over', () => {
  it('ends everything that was open, and each hears why; nobody is in the way of the next day', async () => {
    const day = await openDay(context, { on: dayOn, seats: 5 })
    const states = ['offered', 'booked', 'arrived', 'called', 'seen', 'waiting'] as const
    const people = []
    for (const state of states) {
      const { id, account } = await booked(context, monday, day.id)
      const arrivedAt = ['arrived', 'called', 'seen'].includes(state) ? at(dayOn, '09:00') : null
      await context.db.booking.update({
        where: { id },
        data: { state, arrivedAt, offeredUntil: at('2026-08-19', '00:00') },
      })
      people.push({ id, account })
    }
    expect((await run(at(dayOn, '23:59'))).count).toBe(0)
    expect((await run(at('2026-08-18', '00:00'))).count).toBe(5)
    expect(await Promise.all(people.map(({ id }) => stateOf(id)))).toEqual([
      'expired',
      'noShow',
      'expired',
      'seen',
      'seen',
      'expired',
    ])
    const told = (await postedOf(context, 'seatOfferOver')).map(({ params }) => (params as { why: string }).why)
    expect(told.sort()).toEqual(['dayOver', 'dayOver', 'notReached'])
    expect((await run(at('2026-08-18', '00:01'))).count).toBe(0)
    const next = await openDay(context, { on: '2026-09-15', seats: 9 })
    for (const { account } of people) {
      const { outcome } = await book(context, at('2026-08-18', '09:00'), next.id, { by: { account } })
      expect(outcome.kind).toBe('booked')
    }
  })

  it('and one that is called off gives nothing to anybody', async () => {
    const { day, seated, first } = await fullDay(1)
    await context.db.receptionDay.update({ where: { id: day.id }, data: { state: 'closed' } })
    await cancel(monday, seated)
    expect(await on(monday, (work) => offerFreeSeats(work, day.id))).toEqual({ expired: 0, offered: 0, given: 0 })
    expect(await stateOf(there(first).id)).toBe('waiting')
  })
})
