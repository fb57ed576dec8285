import type { ReceptionDay } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'

/** How a day went, in numbers. */
export interface DaySummary {
  on: string
  kind: 'office' | 'tour'
  township: string
  /** Who had a seat when it began. */
  booked: number
  /** Who came of those who had booked, be it on the waiting list. */
  came: number
  absent: number
  walkIns: number
  /** Who came and was not received. */
  notReached: number
  promised: number
  /** The numbers given at the door to those of whose visit nobody has written down what came of it. */
  unwritten: number[]
}

/** The summary of a day that is over, whether or not what was open on it has been settled. */
export async function summarizeDay(work: Work, day: ReceptionDay): Promise<DaySummary> {
  const [counts] = await work.sql<Omit<DaySummary, 'on' | 'kind' | 'township'>>(countDay, [day.id])
  if (!counts) throw new Error(`The day ${day.id} could not be counted`)
  return { on: day.on, kind: day.kind === 'tour' ? 'tour' : 'office', township: day.township, ...counts }
}

const countDay = `
  SELECT (count(*) FILTER (WHERE "seatId" IS NOT NULL AND NOT "walkIn"
      AND state IN ('booked', 'arrived', 'called', 'seen', 'noShow')))::int AS booked,
    (count(*) FILTER (WHERE "arrivedAt" IS NOT NULL AND NOT "walkIn"))::int AS came,
    (count(*) FILTER (WHERE state IN ('booked', 'noShow')))::int AS absent,
    (count(*) FILTER (WHERE "walkIn"))::int AS "walkIns",
    (count(*) FILTER (WHERE "arrivedAt" IS NOT NULL AND state IN ('arrived', 'expired')))::int AS "notReached",
    (SELECT count(*)::int FROM "ReceptionPromise" p JOIN "Booking" m ON m.id = p."bookingId"
      WHERE m."dayId" = $1::uuid) AS promised,
    coalesce(array_agg("queueNumber" ORDER BY "queueNumber") FILTER (
      WHERE state IN ('called', 'seen') AND "outcomeEnc" IS NULL AND "queueNumber" IS NOT NULL), '{}') AS unwritten
  FROM "Booking" WHERE "dayId" = $1::uuid`
