import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Context, type Work, withWork } from '../../../domain/context.ts'
import { findBrokenLink, readEvents } from '../../../domain/events.ts'
import { moveBooking } from '../../../domain/reception/booking-moves.ts'
import { listBookings, listVisits, viewOwnBooking, viewSlip } from '../../../domain/reception/booking-view.ts'
import { bookSeat, cancelBooking } from '../../../domain/reception/bookings.ts'
import { readDoorCode } from '../../../domain/rules/reception/door-codes.ts'
import { numberOf } from '../../../domain/tickets.ts'
import type { Account, Officer, Ticket } from '../../../prisma/generated/client.ts'
import { testContext } from '../../embedded.ts'
import { book, booked, newResident, openDay } from '../../reception-day.ts'
import { at, fileMatter, hire, openOffice, postedOf } from '../../small-office.ts'

let context: Context
let officer: Officer
const monday = at('2026-08-03', '09:00')
const dayOn = '2026-08-17'

beforeEach(async () => {
  context = await testContext()
  await openOffice(context, monday)
  officer = (await hire(context, monday, '值班甲')).officer
})

const on = <T>(now: Date, task: (work: Work) => Promise<T>) => withWork(context, now, task)
const read = (id: string) => context.db.booking.findUniqueOrThrow({ where: { id } })
const kindOf = async (request: Parameters<typeof book>[3], day: { id: string }, now = monday) =>
  (await book(context, now, day.id, request)).outcome.kind

async function matter(): Promise<{ ticket: Ticket; account: Account; number: string }> {
  const { accountId, ...ticket } = await fileMatter(context, monday)
  const account = await context.db.account.findUniqueOrThrow({ where: { id: accountId } })
  return { ticket: { accountId, ...ticket }, account, number: numberOf(ticket) }
}

describe('a booking', () => {
  it('has the first free seat, a code for the door, and is told with all there is to know', async () => {
    const day = await openDay(context, { on: dayOn, seats: 2 })
    const { booking, account } = await booked(context, monday, day.id)
    expect(booking).toMatchObject({
      state: 'booked',
      on: dayOn,
      seat: { startsAt: '09:00', minutes: 20 },
      waitingPlace: null,
    })
    expect(readDoorCode(booking.code)).toBe(booking.code)
    expect(await postedOf(context, 'bookingConfirmed')).toEqual([
      {
        status: 'waiting',
        to: `a:${account.id}`,
        params: {
          bookingId: booking.id,
          on: dayOn,
          startsAt: '09:00',
          place: '一楼接访室',
          video: false,
          director: '石 朗',
          number: null,
          category: null,
          doorCode: booking.code,
        },
      },
    ])
    expect(await on(monday, (work) => listBookings(work, account))).toEqual([booking])
  })

  it('is about a matter, whose history and card tell it', async () => {
    const day = await openDay(context, { on: dayOn, seats: 1 })
    const { ticket, account, number } = await matter()
    const cards = (await postedOf(context, 'card')).length
    const { booking } = await booked(context, monday, day.id, { by: { account }, ticketId: ticket.id })
    expect(booking).toMatchObject({ ticketId: ticket.id, number, category: 'settlement-quality' })
    const events = await on(monday, (work) => readEvents(work, ticket.id))
    expect(events.at(-1)).toMatchObject({
      kind: 'visit-booked',
      actor: { kind: 'resident' },
      payload: { on: dayOn, startsAt: '09:00' },
    })
    expect(await on(monday, (work) => findBrokenLink(work, ticket.id))).toBeUndefined()
    expect((await postedOf(context, 'card')).length).toBe(cards + 1)
  })

  it('is not about another’s matter', async () => {
    const day = await openDay(context, { on: dayOn, seats: 1 })
    const { ticket } = await matter()
    await expect(book(context, monday, day.id, { ticketId: ticket.id })).rejects.toMatchObject({
      code: 'ticket-not-found',
    })
    expect(await context.db.booking.count()).toBe(0)
  })

  it('of a form that is submitted twice is one, also when the day has closed meanwhile', async () => {
    const day = await openDay(context, { on: dayOn, seats: 2 })
    const account = await newResident(context, monday)
    const request = { draftId: randomUUID(), dayId: day.id, by: { account } }
    const [first, again] = [
      await on(monday, (work) => bookSeat(work, request)),
      await on(monday, (work) => bookSeat(work, request)),
    ]
    expect(first).toMatchObject({ kind: 'booked', isNew: true })
    expect(again).toMatchObject({
      kind: 'booked',
      isNew: false,
      booking: { id: 'booking' in first ? first.booking.id : '' },
    })
    const later = await on(at(dayOn, '08:00'), (work) => bookSeat(work, request))
    expect(later).toMatchObject({ kind: 'booked', isNew: false })
    expect(await postedOf(context, 'bookingConfirmed')).toHaveLength(1)
  })

  it('of a seat that was just taken says which are free; when none is, it is a place on the list', async () => {
    const day = await openDay(context, { on: dayOn, seats: 2 })
    await booked(context, monday, day.id, { seatId: day.seats[0] ?? '' })
    const { outcome } = await book(context, monday, day.id, { seatId: day.seats[0] ?? '' })
    expect(outcome).toMatchObject({ kind: 'gone', free: [{ id: day.seats[1], startsAt: '09:20' }] })
    await booked(context, monday, day.id, { seatId: day.seats[1] ?? '' })
    const third = await booked(context, monday, day.id, { seatId: day.seats[0] ?? '' })
    expect(third.booking).toMatchObject({ state: 'waiting', seat: null, waitingPlace: 1 })
    expect(await postedOf(context, 'bookingWaiting')).toMatchObject([{ params: { waitingPlace: 1 } }])
  })

  it('is one for each person, by phone however it is written, and one for each matter', async () => {
    const day = await openDay(context, { on: dayOn, seats: 9 })
    const other = await openDay(context, { on: '2026-09-15', seats: 9 })
    const { account } = await booked(context, monday, day.id, { phone: '138 0000 0001' })
    expect(await kindOf({ phone: '+86-13800000001' }, other)).toBe('already')
    // The child books for the mother too, with her phone.
    expect(await kindOf({ by: { account }, phone: '13800000002' }, other)).toBe('booked')
    const plain = await booked(context, monday, day.id)
    expect(await kindOf({ by: { account: plain.account } }, other)).toBe('already')
    expect(await kindOf({ by: { account: plain.account }, phone: '13800000003' }, other)).toBe('already')
    const { ticket, account: filer } = await matter()
    expect(await kindOf({ by: { account: filer }, ticketId: ticket.id, phone: '13800000004' }, day)).toBe('booked')
    expect(await kindOf({ by: { account: filer }, ticketId: ticket.id, phone: '13800000005' }, other)).toBe('already')
  })

  it('knows the person by the phone they have left before', async () => {
    const day = await openDay(context, { on: dayOn, seats: 9 })
    await booked(context, monday, day.id, { phone: '13800000001' })
    const { account } = await matter()
    const { id } = await context.db.resident.create({
      data: { id: randomUUID(), createdAt: monday },
    })
    const seal = (column: string, text: string) => context.vault.seal('Resident', column, id, text)
    await context.db.resident.update({
      where: { id },
      data: { nameEnc: seal('nameEnc', '柳叶青'), phoneEnc: seal('phoneEnc', '138-0000-0001') },
    })
    const known = await context.db.account.update({ where: { id: account.id }, data: { residentId: id } })
    expect(await kindOf({ by: { account: known } }, day)).toBe('already')
  })

  it('that has come to something is in nobody’s way', async () => {
    const day = await openDay(context, { on: dayOn, seats: 3 })
    const { account, id } = await booked(context, monday, day.id)
    await on(monday, (work) => cancelBooking(work, { bookingId: id, by: { account } }))
    expect(await kindOf({ by: { account } }, day)).toBe('booked')
  })

  it.each([
    ['a day that is not announced', { state: 'planned' }, monday, 'not-announced'],
    ['one that is called off', { state: 'closed' }, monday, 'called-off'],
    ['the hours before it', {}, at('2026-08-16', '16:00'), 'too-late'],
    ['the day itself', {}, at(dayOn, '08:00'), 'too-late'],
    ['one that has passed', {}, at('2026-08-18', '08:00'), 'over'],
  ] as const)('of %s is not taken in the chat', async (_, more, now, why) => {
    const day = await openDay(context, { on: dayOn, seats: 1, ...more })
    expect((await book(context, now, day.id)).outcome).toEqual({ kind: 'closed', why })
    const byOfficer = await on(now, (work) => bookSeat(work, { draftId: randomUUID(), dayId: day.id, by: { officer } }))
    expect(byOfficer.kind).toBe(why === 'called-off' || why === 'over' ? 'closed' : 'booked')
  })

  it('on the day itself an officer gives no seat whose time has come', async () => {
    const day = await openDay(context, { on: dayOn, seats: 3 })
    const outcome = await on(at(dayOn, '09:10'), (work) =>
      bookSeat(work, { draftId: randomUUID(), dayId: day.id, by: { officer } }),
    )
    expect(outcome).toMatchObject({ kind: 'booked', booking: { seat: { startsAt: '09:20' } } })
  })

  it('keeps what is personal sealed: no row of it can be read', async () => {
    const day = await openDay(context, { on: dayOn, seats: 1 })
    const personal = {
      name: '柳叶青',
      phone: '13800000001',
      words: '老房子漏水',
      people: ['柳叶青', ' ', '云舒'],
      needs: { wheelchair: true, dialect: '客家话', words: '听不清' },
    }
    const { id, account } = await booked(context, monday, day.id, personal)
    const row = JSON.stringify(await read(id), (_, value) => (typeof value === 'bigint' ? String(value) : value))
    const posted = JSON.stringify(await context.db.outbox.findMany({ select: { paramsEnc: true } }))
    const { code } = await on(monday, (work) => viewOwnBooking(work, account, id))
    for (const said of ['柳叶青', '13800000001', '老房子', '云舒', '客家话', code])
      expect(row + posted).not.toContain(said)
    expect(await on(monday, (work) => viewSlip(work, officer, id))).toMatchObject({
      ...personal,
      people: ['柳叶青', '云舒'],
      code,
    })
  })

  it('is for five people at most, as the office file says', async () => {
    const day = await openDay(context, { on: dayOn, seats: 1 })
    const people = ['一', '二', '三', '四', '五', '六']
    await expect(book(context, monday, day.id, { people })).rejects.toMatchObject({
      code: 'too-many-people',
      detail: { most: 5 },
    })
    expect((await booked(context, monday, day.id, { people: people.slice(1) })).booking.state).toBe('booked')
  })

  it('is seen and changed by its own account and by officers, and by nobody else', async () => {
    const day = await openDay(context, { on: dayOn, seats: 2 })
    const { id } = await booked(context, monday, day.id)
    const stranger = await newResident(context, monday)
    const refused = { code: 'booking-not-found' }
    await expect(on(monday, (work) => viewOwnBooking(work, stranger, id))).rejects.toMatchObject(refused)
    await expect(on(monday, (work) => viewOwnBooking(work, stranger, 'no id'))).rejects.toMatchObject(refused)
    const by = { account: stranger }
    await expect(on(monday, (work) => cancelBooking(work, { bookingId: id, by }))).rejects.toMatchObject(refused)
    await expect(on(monday, (work) => moveBooking(work, { bookingId: id, dayId: day.id, by }))).rejects.toMatchObject(
      refused,
    )
    expect((await read(id)).state).toBe('booked')
  })
})

describe('a reserved seat', () => {
  it('is for those it is for: the elderly, who leave the others to the others, and whom an officer books for', async () => {
    const day = await openDay(context, { on: dayOn, seats: 1, reserved: 2 })
    expect((await booked(context, monday, day.id, { priority: true })).booking.seat?.id).toBe(day.seats[1])
    expect(await kindOf({ seatId: day.seats[2] ?? '' }, day)).toBe('gone')
    expect((await booked(context, monday, day.id)).booking.seat?.id).toBe(day.seats[0])
    expect((await booked(context, monday, day.id)).booking.state).toBe('waiting')
    const outcome = await on(monday, (work) =>
      bookSeat(work, { draftId: randomUUID(), dayId: day.id, by: { officer }, name: '石大爷' }),
    )
    expect(outcome).toMatchObject({ kind: 'booked', booking: { seat: { id: day.seats[2] } } })
  })
})

describe('an officer’s booking for somebody without a phone', () => {
  it('has a slip with everything on it, tells nobody in chat, and stands beside others of theirs', async () => {
    const day = await openDay(context, { on: dayOn, seats: 3 })
    for (const name of ['石大爷', '云大娘']) {
      const outcome = await on(monday, (work) =>
        bookSeat(work, { draftId: randomUUID(), dayId: day.id, by: { officer }, name, words: '补偿款' }),
      )
      if (outcome.kind !== 'booked') throw new Error(outcome.kind)
      const slip = await on(monday, (work) => viewSlip(work, officer, outcome.booking.id))
      expect(slip).toMatchObject({ name, words: '补偿款', withoutAccount: true, priority: true, place: '一楼接访室' })
      expect(slip.code).toHaveLength(5)
    }
    expect(await postedOf(context, 'bookingConfirmed')).toEqual([])
    const visits = await on(monday, (work) => listVisits(work, officer, day.id))
    expect(visits.map(({ seat, name }) => `${seat?.startsAt} ${name}`)).toEqual(['09:00 石大爷', '09:20 云大娘'])
  })

  it('about a matter is told to the matter’s account', async () => {
    const day = await openDay(context, { on: dayOn, seats: 1 })
    const { ticket, account } = await matter()
    await on(monday, (work) =>
      bookSeat(work, { draftId: randomUUID(), dayId: day.id, by: { officer }, ticketId: ticket.id }),
    )
    expect(await postedOf(context, 'bookingConfirmed')).toMatchObject([{ to: `a:${account.id}` }])
    const events = await on(monday, (work) => readEvents(work, ticket.id))
    expect(events.at(-1)).toMatchObject({ kind: 'visit-booked', actor: { kind: 'officer', id: officer.id } })
  })

  it('about an accusation is for the custodians only, and nobody else sees what a visit is about', async () => {
    const custodian = (await hire(context, monday, '纪检专员')).officer
    const day = await openDay(context, { on: dayOn, seats: 2 })
    const { id: ticketId, accountId } = await fileMatter(context, monday, { category: 'conduct' })
    const request = { draftId: randomUUID(), dayId: day.id, ticketId }
    await expect(on(monday, (work) => bookSeat(work, { ...request, by: { officer } }))).rejects.toMatchObject({
      code: 'ticket-not-found',
    })
    const account = await context.db.account.findUniqueOrThrow({ where: { id: accountId } })
    const { id } = await booked(context, monday, day.id, { by: { account }, ticketId, words: '他收了钱' })
    expect(await on(monday, (work) => viewSlip(work, officer, id))).toMatchObject({
      ticketId: null,
      number: null,
      category: null,
      words: null,
    })
    expect(await on(monday, (work) => viewSlip(work, custodian, id))).toMatchObject({ ticketId, words: '他收了钱' })
    const inRooms = (await context.db.outbox.findMany({ where: { ticketId, roomId: { not: null } } })).length
    expect(inRooms).toBe(0)
  })
})

describe('moving a booking', () => {
  it('to another seat keeps the code, and tells both times', async () => {
    const day = await openDay(context, { on: dayOn, seats: 3 })
    const { id, account, booking } = await booked(context, monday, day.id)
    const seatId = day.seats[2] ?? ''
    const moved = await on(monday, (work) =>
      moveBooking(work, { bookingId: id, dayId: day.id, seatId, by: { account } }),
    )
    expect(moved).toMatchObject({ kind: 'moved', booking: { id, code: booking.code, seat: { startsAt: '09:40' } } })
    expect(await postedOf(context, 'bookingMoved')).toMatchObject([
      { params: { fromOn: dayOn, fromStartsAt: '09:00', startsAt: '09:40', doorCode: booking.code } },
    ])
  })

  it('to another day gives the old seat to who waits for it, and the matter’s history tells it', async () => {
    const day = await openDay(context, { on: dayOn, seats: 1 })
    const other = await openDay(context, { on: '2026-09-15', seats: 1 })
    const { ticket, account } = await matter()
    const { id } = await booked(context, monday, day.id, { by: { account }, ticketId: ticket.id })
    const waiting = await booked(context, monday, day.id)
    await on(monday, (work) => moveBooking(work, { bookingId: id, dayId: other.id, by: { account } }))
    expect(await read(id)).toMatchObject({ dayId: other.id, seatId: other.seats[0], state: 'booked' })
    expect(await read(waiting.id)).toMatchObject({ seatId: day.seats[0], state: 'offered' })
    const events = await on(monday, (work) => readEvents(work, ticket.id))
    expect(events.at(-1)).toMatchObject({ kind: 'visit-moved', payload: { on: '2026-09-15', startsAt: '09:00' } })
  })

  it('keeps the old seat when the new one is not to be had', async () => {
    const day = await openDay(context, { on: dayOn, seats: 2 })
    const full = await openDay(context, { on: '2026-09-15', seats: 1 })
    const closed = await openDay(context, { on: '2026-10-15', seats: 1, state: 'closed' })
    await booked(context, monday, full.id)
    const taken = await booked(context, monday, day.id)
    const { id, account } = await booked(context, monday, day.id)
    const move = (dayId: string, seatId?: string) =>
      on(monday, (work) => moveBooking(work, { bookingId: id, dayId, by: { account }, ...(seatId && { seatId }) }))
    expect(await move(full.id)).toEqual({ kind: 'full' })
    expect(await move(closed.id)).toEqual({ kind: 'closed', why: 'called-off' })
    expect(await move(day.id, taken.booking.seat?.id)).toEqual({ kind: 'full' })
    expect(await read(id)).toMatchObject({ dayId: day.id, seatId: day.seats[1], state: 'booked' })
    await on(monday, (work) => cancelBooking(work, { bookingId: id, by: { account } }))
    expect(await move(day.id)).toMatchObject({ kind: 'ended', booking: { state: 'cancelled' } })
  })

  it('draws another code when somebody has the same on that day', async () => {
    const day = await openDay(context, { on: dayOn, seats: 1 })
    const other = await openDay(context, { on: '2026-09-15', seats: 2 })
    const { id, account, booking } = await booked(context, monday, day.id)
    const twin = await booked(context, monday, other.id)
    const { codeHash } = await read(id)
    await context.db.booking.update({ where: { id: twin.id }, data: { codeHash } })
    const moved = await on(monday, (work) => moveBooking(work, { bookingId: id, dayId: other.id, by: { account } }))
    if (moved.kind !== 'moved') throw new Error(moved.kind)
    expect(moved.booking.code).not.toBe(booking.code)
    expect((await read(id)).codeHash).toBe(context.vault.hash('door-code', moved.booking.code))
  })
})

describe('calling a booking off', () => {
  it('by an officer needs a reason, which the resident is told; once', async () => {
    const day = await openDay(context, { on: dayOn, seats: 1 })
    const { ticket, account } = await matter()
    const { id } = await booked(context, monday, day.id, { by: { account }, ticketId: ticket.id })
    const by = { officer }
    await expect(on(monday, (work) => cancelBooking(work, { bookingId: id, by, reason: ' ' }))).rejects.toMatchObject({
      code: 'words-missing',
    })
    const cancel = () => on(monday, (work) => cancelBooking(work, { bookingId: id, by, reason: '当天停电' }))
    expect(await cancel()).toMatchObject({ kind: 'cancelled', booking: { state: 'cancelled' } })
    expect(await cancel()).toMatchObject({ kind: 'ended' })
    expect(await postedOf(context, 'bookingCancelled')).toMatchObject([
      { to: `a:${account.id}`, params: { reason: '当天停电', startsAt: '09:00' } },
    ])
    expect(await on(monday, (work) => viewSlip(work, officer, id))).toMatchObject({ outcome: '当天停电' })
    const events = await on(monday, (work) => readEvents(work, ticket.id))
    expect(events.filter(({ kind }) => kind === 'visit-cancelled')).toMatchObject([
      { payload: { on: dayOn, reason: '当天停电' } },
    ])
  })

  it('by the resident needs none', async () => {
    const day = await openDay(context, { on: dayOn, seats: 1 })
    const { id, account } = await booked(context, monday, day.id)
    expect((await on(monday, (work) => cancelBooking(work, { bookingId: id, by: { account } }))).kind).toBe('cancelled')
    expect(await postedOf(context, 'bookingCancelled')).toEqual([])
    expect(await on(monday, (work) => listBookings(work, account))).toEqual([])
  })
})
