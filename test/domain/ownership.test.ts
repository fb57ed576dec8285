import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { findOrOpenAccount, recordResident } from '../../domain/accounts.ts'
import { declineAsking, hasDeclined, sayNotDone } from '../../domain/after-care.ts'
import { countAlike } from '../../domain/alike.ts'
import { withdrawConsent } from '../../domain/consent-withdrawals.ts'
import { giveConsent } from '../../domain/consents.ts'
import { type Context, type Work, withWork } from '../../domain/context.ts'
import { openTicket } from '../../domain/filing.ts'
import { addWords, editWords, recallWords } from '../../domain/letters.ts'
import { viewMatter } from '../../domain/matter-view.ts'
import { findMatter, findMatterByNumber, listMatters, reopenMatter, resetQueryCode } from '../../domain/matters.ts'
import { mayShowPersonal } from '../../domain/officers.ts'
import { countSealedElsewhere, isOwnTicket } from '../../domain/ownership.ts'
import { leavePerson } from '../../domain/persons.ts'
import { rateMatter } from '../../domain/ratings.ts'
import { moveBooking } from '../../domain/reception/booking-moves.ts'
import { listBookings, viewOwnBooking } from '../../domain/reception/booking-view.ts'
import { cancelBooking } from '../../domain/reception/bookings.ts'
import { listRights, requestRecheck, requestReview } from '../../domain/review-requests.ts'
import { numberOf } from '../../domain/tickets.ts'
import { takeFile } from '../../domain/uploads.ts'
import type { Account, Ticket } from '../../prisma/generated/client.ts'
import { testContext } from '../embedded.ts'
import { joinAll } from '../joined-accounts.ts'
import { book, booked, openDay } from '../reception-day.ts'
import { at, hire, openOffice } from '../small-office.ts'

const now = at('2026-08-03', '09:00')
const dayOn = '2026-08-17'
const custodian = '纪检专员'
const notFound = { code: 'booking-not-found' }

let context: Context
let page: Account
let phone: Account
let abroad: Account

beforeEach(async () => {
  context = await testContext()
  await openOffice(context, now)
  page = await account('web')
  phone = await account('wechat')
  abroad = await account('telegram')
})

describe('what another account of the same person filed', () => {
  it('is one’s own: listed, found by its number, and with all that can be done', async () => {
    const ticket = await file(page)
    expect(await on((work) => listMatters(work, phone))).toEqual([])
    await joinAll(context, now, [page, phone])
    expect(await ids(phone)).toEqual([ticket.id])
    expect(await on((work) => findMatterByNumber(work, phone, numberOf(ticket)))).toMatchObject({ id: ticket.id })
    expect(await on((work) => listRights(work, phone, 'review'))).toHaveLength(1)
    const { may } = await on((work) => viewMatter(work, ticket, phone))
    expect(may).toMatchObject({ addWords: true, withdraw: true, resetCode: false })
  })

  it('takes words from here, which are edited and recalled here', async () => {
    const ticket = await file(page)
    await joinAll(context, now, [page, phone])
    const source = 'wechat:1'
    await on((work) => addWords(work, ticket.id, phone, [{ text: '电梯也停了', files: [], source }]))
    expect(await on((work) => editWords(work, source, phone, '电梯停了两天'))).toMatchObject({ id: ticket.id })
    expect(await on((work) => recallWords(work, source, phone))).toMatchObject({ id: ticket.id })
    expect(await on((work) => editWords(work, source, abroad, '没有'))).toBeUndefined()
  })

  it('is so no more once they have parted', async () => {
    const ticket = await file(page)
    await joinAll(context, now, [page, phone])
    await on((work) => leavePerson(work, phone))
    expect(await ids(phone)).toEqual([])
    expect(await on((work) => findMatter(work, phone, ticket.id))).toBeUndefined()
    expect(await ids(page)).toEqual([ticket.id])
  })

  it('is changed by no form that was begun before they parted', async () => {
    const ticket = await file(page)
    await joinAll(context, now, [page, phone])
    await on((work) => leavePerson(work, phone))
    const words = [{ text: '电梯也停了', files: [] }]
    const changes: ((work: Work) => Promise<Ticket>)[] = [
      (work) => addWords(work, ticket.id, phone, words),
      (work) => reopenMatter(work, ticket.id, phone, words),
      (work) => requestReview(work, ticket.id, phone, words),
      (work) => requestRecheck(work, ticket.id, phone, words),
      (work) => sayNotDone(work, ticket.id, phone, words),
      (work) => rateMatter(work, ticket.id, phone, 1),
      async (work) => (await resetQueryCode(work, ticket.id, phone)).ticket,
    ]
    for (const change of changes) await expect(on(change)).rejects.toMatchObject({ code: 'ticket-not-found' })
  })

  it('gets a new query code only where it was filed: one would open it after they have parted', async () => {
    const ticket = await file(page)
    await joinAll(context, now, [page, phone])
    await expect(on((work) => resetQueryCode(work, ticket.id, phone))).rejects.toMatchObject({
      code: 'ticket-not-found',
    })
    expect(await on((work) => resetQueryCode(work, ticket.id, page))).toMatchObject({ ticket: { id: ticket.id } })
  })

  it('is counted with one’s own: they are one person among those who reported the same, and are asked no more together', async () => {
    await joinAll(context, now, [page, phone])
    const tickets = [await file(page), await file(phone)]
    for (let count = 0; count < 3; count++) await file(await account('web'))
    const here = { category: 'settlement-quality', village: 'liuwan' }
    expect(await on((work) => countAlike(work, here))).toBe(0)
    await file(await account('web'))
    expect(await on((work) => countAlike(work, here))).toBe(6)
    await on((work) => declineAsking(work, tickets[0]?.id ?? ''))
    expect(await on((work) => hasDeclined(work, { accountId: phone.id }))).toBe(true)
    expect(await on((work) => hasDeclined(work, { accountId: abroad.id }))).toBe(false)
  })

  it('costs an account that nothing is joined to no query', async () => {
    const ticket = await file(page)
    const silent = new Proxy({} as Work, {
      get() {
        throw new Error('It asked the database')
      },
    })
    expect(await isOwnTicket(silent, ticket, page)).toBe(true)
    expect(await isOwnTicket(silent, ticket, phone)).toBe(false)
  })
})

describe('on a channel abroad', () => {
  it('is one’s own only while the person agrees to it, and where the office is not strict', async () => {
    const ticket = await file(page)
    await joinAll(context, now, [page, abroad])
    expect(await ids(abroad)).toEqual([])
    await on((work) => giveConsent(work, abroad))
    expect(await ids(abroad)).toEqual([ticket.id])
    const strict = { ...(await context.office()), crossBorder: 'strict' as const }
    expect(await on((work) => listMatters({ ...work, office: strict }, abroad))).toEqual([])
    await on((work) => withdrawConsent(work, abroad))
    expect(await ids(abroad)).toEqual([])
    expect(await ids(page)).toEqual([ticket.id])
  })

  it('tells nothing of what lies under seal, nor of a visit about it; at home no more than how many there are', async () => {
    await hire(context, now, custodian, { unit: 'reception' })
    const sealed = await file(page, 'conduct')
    const open = await file(page)
    const day = await openDay(context, { on: dayOn, seats: 3 })
    const visit = await booked(context, now, day.id, { by: { account: page }, ticketId: sealed.id })
    await on((work) => giveConsent(work, abroad))
    await joinAll(context, now, [page, abroad, phone])
    expect(await ids(abroad)).toEqual([open.id])
    expect(await on((work) => findMatter(work, abroad, sealed.id))).toBeUndefined()
    expect(await on((work) => findMatterByNumber(work, abroad, numberOf(sealed)))).toBeUndefined()
    expect(await on((work) => listBookings(work, abroad))).toEqual([])
    await expect(on((work) => viewOwnBooking(work, abroad, visit.booking.id))).rejects.toMatchObject(notFound)
    expect(await ids(phone)).toEqual([open.id])
    expect(await on((work) => findMatter(work, phone, sealed.id))).toBeUndefined()
    expect(await on((work) => listBookings(work, phone))).toEqual([])
    const counted = await on(async (work) => [
      await countSealedElsewhere(work, phone),
      await countSealedElsewhere(work, abroad),
      await countSealedElsewhere(work, page),
    ])
    expect(counted).toEqual([1, 0, 0])
    expect(await ids(page)).toEqual([open.id, sealed.id])
  })
})

it('a matter filed abroad shows nothing personal there once its person adds files in the country', async () => {
  const ticket = await file(abroad)
  await joinAll(context, now, [page, abroad])
  const shows = (channel: string) => on((work) => mayShowPersonal(work, channel, ticket))
  await attach(ticket, abroad)
  expect(await shows('telegram')).toBe(true)
  await attach(ticket, page)
  expect(await shows('telegram')).toBe(false)
  expect(await shows('web')).toBe(true)
})

describe('what another account of the same person booked', () => {
  it('is one’s own: listed, moved and called off', async () => {
    const [day, later] = [
      await openDay(context, { on: dayOn, seats: 2 }),
      await openDay(context, { on: '2026-08-18', seats: 2 }),
    ]
    const { booking } = await booked(context, now, day.id, { by: { account: page } })
    const move = { bookingId: booking.id, dayId: later.id, by: { account: phone } }
    await expect(on((work) => moveBooking(work, move))).rejects.toMatchObject(notFound)
    await joinAll(context, now, [page, phone])
    expect(await on((work) => listBookings(work, phone))).toMatchObject([{ id: booking.id }])
    expect(await on((work) => moveBooking(work, move))).toMatchObject({ kind: 'moved' })
    const cancel = { bookingId: booking.id, by: { account: phone } }
    expect(await on((work) => cancelBooking(work, cancel))).toMatchObject({ kind: 'cancelled' })
  })

  it('is the one booking that a person has, by account or by the phone they left elsewhere', async () => {
    const day = await openDay(context, { on: dayOn, seats: 3 })
    await joinAll(context, now, [page, phone])
    const { booking } = await booked(context, now, day.id, { by: { account: page } })
    const { outcome } = await book(context, now, day.id, { by: { account: phone } })
    expect(outcome).toMatchObject({ kind: 'already', booking: { id: booking.id } })
    await on((work) => cancelBooking(work, { bookingId: booking.id, by: { account: page } }))
    await on((work) => recordResident(work, page, { name: '柳叶青', phone: '13800000000' }))
    await booked(context, now, day.id, { by: { account: page } })
    expect((await book(context, now, day.id, { by: { account: phone } })).outcome).toMatchObject({ kind: 'already' })
  })
})

function account(channel: string): Promise<Account> {
  return on((work) => findOrOpenAccount(work, channel, `resident:${randomUUID()}`))
}

function on<T>(task: (work: Work) => Promise<T>): Promise<T> {
  return withWork(context, now, task)
}

async function file(by: Account, category = 'settlement-quality'): Promise<Ticket> {
  const draft = { id: randomUUID(), category, village: 'liuwan', words: [{ text: '屋顶漏水', files: [] }] }
  return (await on((work) => openTicket(work, by, draft))).ticket
}

async function attach(ticket: Ticket, by: Account): Promise<void> {
  const taken = await takeFile(context, by.id, { content: Buffer.from('一段文字'), media: 'file' }, now)
  if (taken.kind !== 'taken') throw new Error('The file was refused')
  const files = [taken.file.file]
  await on((work) => addWords(work, ticket.id, by, [{ text: '', files }]))
}

async function ids(of: Account): Promise<string[]> {
  return (await on((work) => listMatters(work, of))).map(({ id }) => id)
}
