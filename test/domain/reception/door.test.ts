import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Context, type Work, withWork } from '../../../domain/context.ts'
import { readEvents } from '../../../domain/events.ts'
import { cancelBooking } from '../../../domain/reception/bookings.ts'
import { callNext, checkIn, checkInVisit, markAbsent, putBack, recall, walkIn } from '../../../domain/reception/door.ts'
import { positionOf } from '../../../domain/reception/visit-queues.ts'
import type { Officer } from '../../../prisma/generated/client.ts'
import { testContext } from '../../embedded.ts'
import { booked, newResident, openDay } from '../../reception-day.ts'
import { at, fileMatter, hire, openOffice, postedOf } from '../../small-office.ts'

let context: Context
let officer: Officer
let day: { id: string; seats: string[] }
const before = at('2026-08-03', '09:00')
const dayOn = '2026-08-17'
const morning = at(dayOn, '08:40')

beforeEach(async () => {
  context = await testContext()
  await openOffice(context, before)
  officer = (await hire(context, before, '值班甲')).officer
  day = await openDay(context, { on: dayOn, seats: 4 })
})

const on = <T>(now: Date, task: (work: Work) => Promise<T>) => withWork(context, now, task)
const visitor = () => booked(context, before, day.id)
const comes = (now: Date, code: string) => on(now, (work) => checkIn(work, { dayId: day.id, code, tries: officer.id }))
const walksIn = (now: Date, more: object = {}) =>
  on(now, (work) => walkIn(work, { draftId: randomUUID(), dayId: day.id, by: { officer }, ...more }))
const next = (now: Date) => on(now, (work) => callNext(work, officer, day.id))
const stateOf = async (id: string) => (await context.db.booking.findUniqueOrThrow({ where: { id } })).state

async function nextId(now: Date): Promise<string> {
  const call = await next(now)
  return call.kind === 'called' ? call.visit.id : call.kind
}

async function walkInId(now: Date, more: object = {}): Promise<string> {
  const came = await walksIn(now, more)
  return came.kind === 'arrived' ? came.visit.id : came.kind
}

describe('coming with a code', () => {
  it('gives a number and how many are before; again it is the same number', async () => {
    const [one, two] = [await visitor(), await visitor()]
    expect(await comes(morning, two.booking.code)).toMatchObject({
      kind: 'arrived',
      visit: { id: two.id, queueNumber: 1, state: 'arrived' },
      ahead: 0,
      again: false,
      timing: 'early',
    })
    expect(await comes(morning, one.booking.code.toLowerCase())).toMatchObject({ visit: { queueNumber: 2 }, ahead: 0 })
    expect(await comes(at(dayOn, '08:50'), two.booking.code)).toMatchObject({
      visit: { queueNumber: 1 },
      ahead: 1,
      again: true,
    })
    expect(await on(morning, (work) => positionOf(work, two.id))).toEqual({
      state: 'arrived',
      queueNumber: 1,
      ahead: 1,
    })
  })

  it.each([
    ['08:59', 'early'],
    ['09:00', 'in-time'],
    ['09:19', 'in-time'],
    ['09:20', 'late'],
  ])('at %s is %s for a seat at nine', async (time, timing) => {
    const { booking } = await visitor()
    expect(await comes(at(dayOn, time), booking.code)).toMatchObject({ kind: 'arrived', timing })
  })

  it('stands in the history of the matter', async () => {
    const ticket = await fileMatter(context, before)
    const account = await context.db.account.findUniqueOrThrow({ where: { id: ticket.accountId } })
    const { booking } = await booked(context, before, day.id, { by: { account }, ticketId: ticket.id })
    await comes(morning, booking.code)
    await comes(morning, booking.code)
    const events = await on(morning, (work) => readEvents(work, ticket.id))
    expect(events.filter(({ kind }) => kind === 'visit-came')).toMatchObject([{ payload: { on: dayOn } }])
  })

  it('on another day is told which one, and with a code of another day too', async () => {
    const { booking } = await visitor()
    expect(await comes(at('2026-08-14', '09:00'), booking.code)).toEqual({ kind: 'not-today', on: dayOn })
    const other = await openDay(context, { on: '2026-09-15', seats: 1 })
    const later = await booked(context, before, other.id)
    expect(await comes(morning, later.booking.code)).toEqual({ kind: 'not-today', on: '2026-09-15' })
  })

  it('with one that was called off is told so, and may take a number', async () => {
    const { booking, id, account } = await visitor()
    await on(before, (work) => cancelBooking(work, { bookingId: id, by: { account } }))
    expect(await comes(morning, booking.code)).toMatchObject({ kind: 'ended', visit: { state: 'cancelled' } })
  })

  it('counts wrong tries for who makes them, and right ones not', async () => {
    const { booking } = await visitor()
    for (let tries = 0; tries < 30; tries += 1) {
      await comes(morning, booking.code)
      expect(await comes(morning, tries % 2 ? 'XXXXX' : 'no code')).toEqual({ kind: 'wrong' })
    }
    expect(await comes(morning, booking.code)).toMatchObject({ kind: 'wait', until: at(dayOn, '08:50') })
    const another = await on(morning, (work) =>
      checkIn(work, { dayId: day.id, code: booking.code, tries: randomUUID() }),
    )
    expect(another).toMatchObject({ kind: 'arrived' })
    expect(await comes(at(dayOn, '08:50'), booking.code)).toMatchObject({ kind: 'arrived' })
  })

  it('from the waiting list is to wait without a seat, and who was offered one has it', async () => {
    for (let n = 0; n < 4; n += 1) await visitor()
    const [waiting, offered] = [await visitor(), await visitor()]
    const first = await context.db.booking.findFirstOrThrow({ where: { seatId: day.seats[0] ?? '' } })
    const account = await context.db.account.findUniqueOrThrow({ where: { id: first.accountId ?? '' } })
    await context.db.booking.update({ where: { id: offered.id }, data: { state: 'expired' } })
    await on(before, (work) => cancelBooking(work, { bookingId: first.id, by: { account } }))
    expect(await comes(morning, waiting.booking.code)).toMatchObject({
      visit: { state: 'arrived', seat: { startsAt: '09:00' } },
    })
    const last = await visitor()
    expect(await comes(morning, last.booking.code)).toMatchObject({ visit: { state: 'arrived', seat: null }, ahead: 1 })
  })

  it('needs no code from the resident’s own talk', async () => {
    const { id } = await visitor()
    expect(await on(morning, (work) => checkInVisit(work, id))).toMatchObject({ kind: 'arrived', ahead: 0 })
    expect(await on(before, (work) => checkInVisit(work, id))).toEqual({ kind: 'not-today', on: dayOn })
  })
})

describe('coming without a booking', () => {
  it('gives the next number, after those with a seat; once for one slip', async () => {
    const { booking } = await visitor()
    const draftId = randomUUID()
    expect(await walksIn(morning, { draftId, name: '石大爷' })).toMatchObject({
      kind: 'arrived',
      visit: { state: 'arrived', seat: null, queueNumber: 1 },
      ahead: 0,
      again: false,
    })
    expect(await walksIn(morning, { draftId })).toMatchObject({ visit: { queueNumber: 1 }, again: true })
    await comes(morning, booking.code)
    expect(await walksIn(morning)).toMatchObject({ visit: { queueNumber: 3 }, ahead: 2 })
  })

  it('who has a seat after all is checked in with it', async () => {
    const { account, id } = await visitor()
    expect(await walksIn(morning, { by: { account } })).toMatchObject({
      kind: 'arrived',
      visit: { id, seat: { startsAt: '09:00' } },
    })
    expect(await context.db.booking.count()).toBe(1)
  })

  it('nobody comes with another’s booking by their phone', async () => {
    const { id } = await booked(context, before, day.id, { phone: '13800000001' })
    const account = await newResident(context, morning)
    const outcome = await walksIn(morning, { by: { account }, phone: '13800000001' })
    expect(outcome).toMatchObject({ kind: 'already', booking: { id } })
    expect(await stateOf(id)).toBe('booked')
    // The clerk, who sees who it is, does.
    expect(await walksIn(morning, { phone: '13800000001' })).toMatchObject({ kind: 'arrived', visit: { id } })
  })

  it('who has booked another day is told, and on another day or one called off there are no numbers', async () => {
    const other = await openDay(context, { on: '2026-09-15', seats: 1 })
    const later = await booked(context, before, other.id, { phone: '13800000001' })
    expect(await walksIn(morning, { phone: '138-0000-0001' })).toMatchObject({
      kind: 'already',
      booking: { id: later.id },
    })
    expect(await walksIn(before)).toEqual({ kind: 'not-today', on: dayOn })
    await context.db.receptionDay.update({ where: { id: day.id }, data: { state: 'closed' } })
    expect(await walksIn(morning)).toEqual({ kind: 'not-today', on: dayOn })
  })
})

describe('calling the next', () => {
  it('calls seats by their time, then numbers; who has not come is not waited for', async () => {
    const people = [await visitor(), await visitor(), await visitor()]
    const walk = await walkInId(morning)
    for (const index of [2, 0]) await comes(morning, people[index]?.booking.code ?? '')
    expect(await nextId(morning)).toBe(people[0]?.id)
    expect(await nextId(morning)).toBe(people[2]?.id)
    expect(await next(morning)).toMatchObject({ kind: 'called', visit: { id: walk, state: 'called' }, waiting: 0 })
    expect(await next(morning)).toEqual({ kind: 'nobody', toCome: 1 })
    expect(await next(before)).toEqual({ kind: 'not-today', on: dayOn })
  })

  it('tells who is called, and the next two how many are before them, once each', async () => {
    const people = []
    for (let n = 0; n < 4; n += 1) {
      const account = await newResident(context, morning)
      people.push({ account, id: await walkInId(morning, { by: { account } }) })
    }
    await next(morning)
    await next(at(dayOn, '09:00'))
    const soon = (await postedOf(context, 'yourTurnSoon')).map(({ to, params }) => [
      to,
      (params as { ahead: number }).ahead,
    ])
    expect(soon).toEqual([
      // The first call leaves three: one is next, of the others one has one before them, one has two.
      [`a:${people[3]?.account.id}`, 2],
      [`a:${people[2]?.account.id}`, 1],
      [`a:${people[3]?.account.id}`, 1],
    ])
    const called = (await postedOf(context, 'yourTurn')).map(({ to }) => to)
    expect(called).toEqual(people.slice(0, 2).map(({ account }) => `a:${account.id}`))
    const { id, account } = people[3] ?? { id: '', account: undefined }
    await next(at(dayOn, '09:10'))
    await next(at(dayOn, '09:20'))
    const all = await context.db.outbox.findMany({
      where: { accountId: account?.id ?? '', kind: { startsWith: 'yourTurn' } },
    })
    expect([await stateOf(id), all.length]).toEqual(['called', 3])
  })

  it('calls somebody again who did not hear it, and nobody who was not called', async () => {
    const { id, booking } = await visitor()
    await comes(morning, booking.code)
    await expect(on(morning, (work) => recall(work, officer, id))).rejects.toMatchObject({
      code: 'visit-not-there',
      detail: { state: 'arrived' },
    })
    await next(morning)
    await on(at(dayOn, '08:43'), (work) => recall(work, officer, id))
    expect(await postedOf(context, 'yourTurn')).toHaveLength(2)
  })
})

describe('who is not there', () => {
  it('is marked absent, and comes back behind those who are there', async () => {
    const [one, two] = [await visitor(), await visitor()]
    for (const { booking } of [one, two]) await comes(morning, booking.code)
    await next(at(dayOn, '09:00'))
    await on(at(dayOn, '09:05'), (work) => markAbsent(work, officer, one.id))
    expect(await stateOf(one.id)).toBe('noShow')
    await on(at(dayOn, '09:25'), (work) => putBack(work, officer, one.id, 'end'))
    expect(await nextId(at(dayOn, '09:26'))).toBe(two.id)
    expect(await nextId(at(dayOn, '09:27'))).toBe(one.id)
  })

  it('comes back with their code too', async () => {
    const { id, booking } = await visitor()
    await on(at(dayOn, '09:30'), (work) => markAbsent(work, officer, id))
    expect(await comes(at(dayOn, '09:40'), booking.code)).toMatchObject({
      kind: 'arrived',
      timing: 'late',
      again: false,
    })
  })

  it('or was called by mistake: then they stand where they stood', async () => {
    const [one, two] = [await walkInId(morning), await walkInId(at(dayOn, '08:45'))]
    await next(at(dayOn, '09:00'))
    await on(at(dayOn, '09:01'), (work) => putBack(work, officer, one, 'same'))
    expect(await nextId(at(dayOn, '09:02'))).toBe(one)
    await on(at(dayOn, '09:03'), (work) => putBack(work, officer, one, 'end'))
    expect(await nextId(at(dayOn, '09:04'))).toBe(two)
  })

  it('is not marked before the day, and does not come back beside another booking of theirs', async () => {
    const { id, account } = await visitor()
    await expect(on(before, (work) => markAbsent(work, officer, id))).rejects.toMatchObject({ code: 'visit-not-there' })
    await on(morning, (work) => markAbsent(work, officer, id))
    const other = await openDay(context, { on: '2026-09-15', seats: 1 })
    await booked(context, morning, other.id, { by: { account } })
    await expect(on(morning, (work) => putBack(work, officer, id, 'end'))).rejects.toMatchObject({
      code: 'visit-not-there',
    })
    expect(await on(morning, (work) => checkInVisit(work, id))).toMatchObject({ kind: 'ended' })
  })

  it('and who leaves moves the others on', async () => {
    const account = await newResident(context, morning)
    const leaving = await newResident(context, morning)
    const first = await walkInId(morning, { by: { account: leaving } })
    await walkInId(morning)
    const third = await walkInId(morning, { by: { account } })
    await on(morning, (work) => cancelBooking(work, { bookingId: first, by: { account: leaving } }))
    expect(await on(morning, (work) => positionOf(work, third))).toMatchObject({ ahead: 1 })
    expect(await postedOf(context, 'yourTurnSoon')).toMatchObject([{ to: `a:${account.id}`, params: { ahead: 1 } }])
  })
})
