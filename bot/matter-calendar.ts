import { openCalendarLink } from '../domain/calendar-links.ts'
import { type Context, outsideTransaction } from '../domain/context.ts'
import { datesOf } from '../domain/matter-dates.ts'
import { viewMatter } from '../domain/matter-view.ts'
import { wordMatterCalendar } from './text/matter-calendar.ts'

/** A calendar file, and what it is called. */
export interface CalendarFile {
  name: string
  content: string
}

/** Makes the calendar file that a link's token names, as things stand now; undefined where there is none to give. */
export function createMatterCalendar(
  context: Context,
  now: () => Date,
): (token: string) => Promise<CalendarFile | undefined> {
  return async (token) => {
    const at = now()
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
}
