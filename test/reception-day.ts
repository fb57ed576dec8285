import { randomUUID } from 'node:crypto'
import { findOrOpenAccount } from '../domain/accounts.ts'
import { type Context, withWork } from '../domain/context.ts'
import { type BookingOutcome, type BookingRequest, bookSeat } from '../domain/reception/bookings.ts'
import type { Account, ReceptionDay } from '../prisma/generated/client.ts'

export interface OpenDay {
  on: string
  /** Ordinary ones from 09:00 on, every twenty minutes; then the reserved ones. */
  seats: number
  reserved?: number
  state?: ReceptionDay['state']
}

/** A reception day that can be booked, with its seats. Returns its id and those of the seats, in order. */
export async function openDay(
  context: Context,
  { on, seats, reserved = 0, state = 'published' }: OpenDay,
): Promise<{ id: string; seats: string[] }> {
  const id = randomUUID()
  const times = Array.from({ length: seats + reserved }, (_, i) => 540 + i * 20)
  await context.db.receptionDay.create({
    data: {
      id,
      kind: 'office',
      ruleOn: on,
      on,
      provisional: false,
      state,
      director: '石 朗',
      place: '一楼接访室',
      createdAt: new Date('2026-08-01T00:00:00Z'),
      seats: {
        create: times.map((minutes, i) => ({
          id: randomUUID(),
          position: i + 1,
          startsAt: `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`,
          minutes: 20,
          reserved: i >= seats,
        })),
      },
    },
  })
  const rows = await context.db.seat.findMany({ where: { dayId: id }, orderBy: { position: 'asc' } })
  return { id, seats: rows.map((row) => row.id) }
}

/** Somebody new on the web page. */
export function newResident(context: Context, now: Date): Promise<Account> {
  return withWork(context, now, (work) => findOrOpenAccount(work, 'web', `resident:${randomUUID()}`))
}

/** Somebody new books, or `request` tells who and what. */
export async function book(
  context: Context,
  now: Date,
  dayId: string,
  request: Partial<BookingRequest> = {},
): Promise<{ account: Account; outcome: BookingOutcome }> {
  const account = request.by && 'account' in request.by ? request.by.account : await newResident(context, now)
  const outcome = await withWork(context, now, (work) =>
    bookSeat(work, { draftId: randomUUID(), dayId, by: { account }, ...request }),
  )
  return { account, outcome }
}

/** The same where there has to be a booking, on the list or with a seat. */
export async function booked(context: Context, now: Date, dayId: string, request: Partial<BookingRequest> = {}) {
  const { account, outcome } = await book(context, now, dayId, request)
  if (outcome.kind !== 'booked' && outcome.kind !== 'waiting') throw new Error(`It was ${outcome.kind}`)
  return { account, booking: outcome.booking, id: outcome.booking.id }
}
