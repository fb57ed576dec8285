import { calendarLinkDays, sealCalendarLink } from '../../domain/calendar-links.ts'
import { hasDatesToCome } from '../../domain/matter-dates.ts'
import { type MatterView, viewMatter } from '../../domain/matter-view.ts'
import { civilDateOf } from '../../domain/rules/civil-date.ts'
import { type Say, say } from '../text/sentences.ts'
import { withMatter } from './own-matter.ts'
import { languageOf, type Turn } from './turn.ts'

/** The link to a calendar file with the dates of a matter; where it is not offered, the matter as it stands. */
export const saveDates = withMatter(async (turn, ticket) => {
  const { work, account } = turn
  const view = await viewMatter(work, ticket, account)
  if (!maySaveDates(turn, view)) return { says: [ownMatter(turn, view)] }
  const { ticketId, number } = view
  const token = sealCalendarLink(work.vault, { ticketId, language: languageOf(turn) }, work.at)
  const link = `${work.publicUrl}/calendar/${token}.ics`
  return { says: [say('calendarLink', { ticketId, number, link, days: calendarLinkDays })] }
})

/** A matter of the person's own, with what can be done about its dates. */
export function ownMatter(turn: Turn, view: MatterView): Say {
  return say('matter', { view, ...(maySaveDates(turn, view) && { savesDates: true }) })
}

/** Nothing of an accusation goes through servers abroad, a link to its dates neither. */
function maySaveDates({ work, domestic }: Turn, view: MatterView): boolean {
  return (domestic || view.kind !== 'accusation') && hasDatesToCome(view, civilDateOf(work.at))
}
