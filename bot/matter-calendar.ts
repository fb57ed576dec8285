import { openCalendarLink, openVisitLink } from '../domain/calendar-links.ts'
import { type Context, outsideTransaction } from '../domain/context.ts'
import { datesOf } from '../domain/matter-dates.ts'
import { viewMatter } from '../domain/matter-view.ts'
import { type BookingRow, viewBooking } from '../domain/reception/booking-view.ts'
import { wordMatterCalendar } from './text/matter-calendar.ts'
import { wordVisitCalendar } from './text/visit-calendar.ts'

/** A calendar file, and what it is called. */
export interface CalendarFile {
  name: string
  content: string
}

/**
 * Makes the calendar file that a link's token names, of a matter or of a visit, as things stand now; undefined where there
 * is none to give.
 */
export function createMatterCalendar(
  context: Context,
  now: () => Date,
): (token: string) => Promise<CalendarFile | undefined> {
  return async (token) => {
    const at = now()
    return (await fileOfMatter(context, token, at)) ?? fileOfVisit(context, token, at)
  }
}

async function fileOfMatter(context: Context, token: string, at: Date): Promise<CalendarFile | undefined> {
  const link = openCalendarLink(context.vault, token, at)
  const found =
    link && (await context.db.ticket.findUnique({ where: { id: link.ticketId }, include: { account: true } }))
  if (!found) return undefined
  const { account, ...ticket } = found
  const view = await viewMatter(await outsideTransaction(context, at), ticket, account)
  const dates = datesOf(view)
  if (dates.length === 0) return undefined
  const { number } = view
  const content = wordMatterCalendar({ number, dates, host: new URL(context.publicUrl).host, at }, link.language)
  return { name: `${number}.ics`, content }
}

/** Of a visit that is called off, or that has no time, there is none. */
async function fileOfVisit(context: Context, token: string, at: Date): Promise<CalendarFile | undefined> {
  const link = openVisitLink(context.vault, token, at)
  const found = link && (await context.db.booking.findUnique({ where: { id: link.bookingId } }))
  if (!found || !hasTime.includes(found.state)) return undefined
  const work = await outsideTransaction(context, at)
  const { seat, ...visit } = await viewBooking(work, found.id)
  if (!seat) return undefined
  const host = new URL(context.publicUrl).host
  const content = wordVisitCalendar({ visit: { ...visit, seat }, office: work.office, host, at }, link.language)
  return { name: `${visit.on}.ics`, content }
}

const hasTime: BookingRow['state'][] = ['offered', 'booked', 'arrived', 'called']
