import type { Officer } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'
import { appendEvent } from '../events.ts'
import { civilDateOf, officeInstant } from '../rules/civil-date.ts'
import { lockTicket } from '../tickets.ts'
import type { VisitView } from './booking-view.ts'

/**
 * An officer has the names and phones of visitors before them: it is written into the histories of their matters, as with
 * every look at an identity, once a day for each officer. Returns how many matters it was written down on now. A visit
 * about nothing that was filed has no history.
 */
export async function noteNamesRead(
  work: Work,
  officer: Officer,
  visits: readonly Pick<VisitView, 'ticketId'>[],
): Promise<number> {
  const ids = [...new Set(visits.flatMap(({ ticketId }) => ticketId ?? []))].sort()
  const actor = `officer:${officer.id}`
  const known = await work.tx.ticketEvent.findMany({
    where: {
      ticketId: { in: ids },
      kind: 'identity-read',
      actor,
      at: { gte: officeInstant(civilDateOf(work.at), '00:00') },
    },
    select: { ticketId: true },
  })
  const read = new Set(known.map(({ ticketId }) => ticketId))
  const unread = ids.filter((id) => !read.has(id))
  for (const id of unread) {
    await appendEvent(work, await lockTicket(work, id), 'identity-read', { kind: 'officer', id: officer.id }, {})
  }
  return unread.length
}
