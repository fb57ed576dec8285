import { randomUUID } from 'node:crypto'
import { findOrOpenAccount } from '../domain/accounts.ts'
import { type Context, withWork } from '../domain/context.ts'
import type { ReceptionSettings } from '../domain/office-schema.ts'
import { type BookingOutcome, bookSeat } from '../domain/reception/bookings.ts'
import { type Planned, planReceptionDays } from '../domain/reception/plan.ts'
import type { Calendar } from '../domain/rules/calendar.ts'
import type { Account, Booking, ReceptionDay } from '../prisma/generated/client.ts'
import { noticeCalendar } from './domain/rules/notice-calendar.ts'
import { testContext } from './embedded.ts'
import { openOffice } from './small-office.ts'

/** The example office with its rooms, in the calendar of 2025 and 2026. */
export async function receptionContext(now: Date): Promise<Context> {
  const context = { ...(await testContext()), calendar: async () => noticeCalendar }
  await openOffice(context, now)
  return context
}

/** The same office after its file or the calendar has changed. */
export async function changedOffice(
  context: Context,
  changes: Partial<ReceptionSettings>,
  calendar: Calendar = noticeCalendar,
): Promise<Context> {
  const office = await context.office()
  if (!office.reception) throw new Error('The example office has reception days')
  const changed = { ...office, reception: { ...office.reception, ...changes } }
  return { ...context, office: async () => changed, calendar: async () => calendar }
}

export function plan(context: Context, now: Date): Promise<Planned> {
  return withWork(context, now, planReceptionDays)
}

/** The day that the rule names for a date. */
export function dayOf(context: Context, ruleOn: string): Promise<ReceptionDay> {
  return context.db.receptionDay.findFirstOrThrow({ where: { ruleOn } })
}

interface Wish {
  position?: number
  ticketId?: string
  account?: Account
}

/** Somebody books a day in the chat, a new resident unless said otherwise: the first free seat, or the one of that position. */
export async function bookDay(
  context: Context,
  now: Date,
  day: Pick<ReceptionDay, 'id'>,
  wish: Wish = {},
): Promise<{ booking: Booking; account: Account }> {
  const { outcome, account } = await tryToBook(context, now, day, wish)
  if (outcome.kind !== 'booked' && outcome.kind !== 'waiting') throw new Error(`It was not booked: ${outcome.kind}`)
  return { booking: await context.db.booking.findUniqueOrThrow({ where: { id: outcome.booking.id } }), account }
}

/** The same, whatever comes of it. */
export async function tryToBook(
  context: Context,
  now: Date,
  day: Pick<ReceptionDay, 'id'>,
  { position, ticketId, account: known }: Wish = {},
): Promise<{ outcome: BookingOutcome; account: Account }> {
  const seat = position === undefined ? null : await context.db.seat.findFirst({ where: { dayId: day.id, position } })
  return withWork(context, now, async (work) => {
    const account = known ?? (await findOrOpenAccount(work, 'web', `resident:${randomUUID()}`))
    const wanted = { draftId: randomUUID(), dayId: day.id, by: { account } }
    const outcome = await bookSeat(work, {
      ...wanted,
      ...(seat && { seatId: seat.id }),
      ...(ticketId !== undefined && { ticketId }),
    })
    return { outcome, account }
  })
}

export function seatsOf(context: Context, day: Pick<ReceptionDay, 'id'>) {
  return context.db.seat.findMany({ where: { dayId: day.id }, orderBy: { position: 'asc' } })
}
