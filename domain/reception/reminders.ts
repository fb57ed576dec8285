import type { ReceptionDay } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'
import { type Posting, post } from '../outbox.ts'
import { civilDateOf, daysBetween, timeOfDay } from '../rules/civil-date.ts'
import { officeStepAt, toldOf, visitStepAt } from '../rules/reception/steps.ts'
import { lockDay } from './booking-days.ts'
import { paramsOf } from './booking-notices.ts'
import { openVisitor } from './booking-rows.ts'
import { viewBookings } from './booking-view.ts'
import { type OfficeTold, tellOfficeOfDay } from './briefs.ts'
import { paperChannel } from './paper-notices.ts'

/** What was sent of a day. */
export interface DayTold {
  on: string
  /** Visitors who were reminded. */
  reminded: number
  office: OfficeTold[]
}

/** The days of which it is time to tell somebody something now, the nearest first. It may have been told by now. */
export async function findDaysToTell(work: Work): Promise<string[]> {
  const { from, to } = toldOf(civilDateOf(work.at))
  const days = await work.tx.receptionDay.findMany({
    where: { state: 'published', on: { gte: from, lte: to } },
    select: { id: true, on: true },
    orderBy: [{ on: 'asc' }, { id: 'asc' }],
  })
  const { hours } = work.office
  return days
    .filter(({ on }) => visitStepAt(on, work.at) || officeStepAt(on, work.at, hours, work.calendar))
    .map(({ id }) => id)
}

/**
 * Tells visitors and the office of a day what is due now, each once for each date it is held on: run again, late or on
 * two instances at once the end is the same. Of a day that was called off meanwhile nobody is told. Throws
 * `day-not-found`.
 */
export async function tellReceptionDay(work: Work, dayId: string): Promise<DayTold> {
  // Whoever moves or closes it, or books on it, does so before or after.
  const day = await lockDay(work, dayId)
  if (day.state !== 'published') return { on: day.on, reminded: 0, office: [] }
  return { on: day.on, reminded: await remindVisitors(work, day), office: await tellOfficeOfDay(work, day) }
}

/** Who was told since when and where they have a seat, or that they wait, needs no reminder of it. */
const tellingKinds = [
  'bookingConfirmed',
  'bookingMoved',
  'bookingWaiting',
  'receptionDayMoved',
  'visitReminder',
  'waitReminder',
]

/** Reminds the visitors of a locked day whose time it is. Returns how many. */
async function remindVisitors(work: Work, day: ReceptionDay): Promise<number> {
  const due = visitStepAt(day.on, work.at)
  if (!due) return 0
  const daysLeft = daysBetween(civilDateOf(work.at), day.on)
  const rows = await work.tx.booking.findMany({
    where: { id: { in: await findUntold(work, day, due.since, due.step === 'd1' && daysLeft > 0) } },
    include: { day: true, seat: true },
    orderBy: { sequence: 'asc' },
  })
  const views = await viewBookings(work, rows)
  const postings = rows.flatMap((row, index): Posting[] => {
    const view = views[index]
    if (!view || row.accountId === null) return []
    const kind = row.state === 'waiting' ? 'waitReminder' : 'visitReminder'
    const { people } = openVisitor(work, row)
    return [
      {
        dedupeKey: `${kind}:${row.id}:${day.on}:${due.step}`,
        lane: 'answer',
        kind,
        params: {
          ...paramsOf(view),
          daysLeft,
          ...(kind === 'waitReminder' ? { waitingPlace: view.waitingPlace } : { people: Math.max(1, people.length) }),
        },
        to: { account: row.accountId },
        ...(row.ticketId !== null && { ticketId: row.ticketId }),
      },
    ]
  })
  await post(work, postings)
  return postings.length
}

/** The bookings with a seat that is still to come, and those that wait, whose accounts were not told since an instant. */
async function findUntold(work: Work, day: ReceptionDay, since: Date, waitersToo: boolean): Promise<string[]> {
  const after = day.on === civilDateOf(work.at) ? timeOfDay(work.at) : ''
  const rows = await work.sql<{ id: string }>(
    `SELECT b.id FROM "Booking" b JOIN "Account" a ON a.id = b."accountId" LEFT JOIN "Seat" s ON s.id = b."seatId"
    WHERE b."dayId" = $1::uuid AND a.channel <> $2
      AND ((b.state = 'booked' AND s."startsAt" > $3) OR (b.state = 'waiting' AND $4::boolean))
      AND NOT EXISTS (
        SELECT 1 FROM "Outbox" o WHERE o.target = ANY (ARRAY(
            SELECT 'a:' || k.id FROM "Account" k WHERE k.id = a.id OR k."personId" = a."personId"))
          AND o."createdAt" >= $5::timestamptz
          AND o.kind = ANY($6::text[]) AND position(b.id::text IN o."dedupeKey") > 0)`,
    [day.id, paperChannel, after, waitersToo, since, tellingKinds],
  )
  return rows.map(({ id }) => id)
}
