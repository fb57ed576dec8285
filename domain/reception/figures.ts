import type { Work } from '../context.ts'
import { civilDateOf } from '../rules/civil-date.ts'
import { promiseRule } from '../rules/own-rules.ts'
import { groupPlaces, type PlaceCount } from '../rules/place-groups.ts'

/** The reception days of a time in numbers. None of them looks better when fewer people come. */
export interface ReceptionFigures {
  /** How many days were held. */
  days: number
  seats: number
  /** Who had a seat, from the list or at once. */
  booked: number
  /** Who was on the waiting list, and how many of them got a seat. */
  waited: number
  placed: number
  came: number
  /** Who took a number without having booked. */
  walkIns: number
  received: number
  /** Who came and was not received, or waited for a seat that never came. */
  notReached: number
  noShows: number
  promised: number
  /** The office says that it is done, and the visitor does not say otherwise. */
  kept: number
  /** The visitor says so too. */
  confirmed: number
  /** Not done by its day, or done after it. */
  late: number
  /** Whence those came whose matter has a place; nowhere fewer than five, and the rest together. */
  places: PlaceCount[]
}

/** The figures of the days that are held from the civil date `from` up to and with `to`, as of now. */
export async function receptionFigures(work: Work, from: string, to: string): Promise<ReceptionFigures> {
  const [days] = await work.sql<Pick<ReceptionFigures, 'days' | 'seats'>>(
    `SELECT count(DISTINCT d.id)::int AS days, count(s.id)::int AS seats
    FROM "ReceptionDay" d LEFT JOIN "Seat" s ON s."dayId" = d.id
    WHERE d."on" BETWEEN $1 AND $2 AND d.state <> 'closed'`,
    [from, to],
  )
  const [visits] = await work.sql<VisitFigures>(countVisits, [from, to])
  const [promises] = await work.sql<PromiseFigures>(countPromises, [from, to, civilDateOf(work.at), promiseRule.id])
  const places = await work.sql<PlaceCount>(
    `SELECT t.township AS place, count(*)::int AS people
    FROM "Booking" b JOIN "ReceptionDay" d ON d.id = b."dayId" JOIN "Ticket" t ON t.id = b."ticketId"
    WHERE d."on" BETWEEN $1 AND $2 AND b."arrivedAt" IS NOT NULL AND t.township IS NOT NULL AND NOT t.sealed
    GROUP BY t.township`,
    [from, to],
  )
  return { ...none, ...days, ...visits, ...promises, places: groupPlaces(places) }
}

type VisitFigures = Pick<
  ReceptionFigures,
  'booked' | 'waited' | 'placed' | 'came' | 'walkIns' | 'received' | 'notReached' | 'noShows'
>

type PromiseFigures = Pick<ReceptionFigures, 'promised' | 'kept' | 'confirmed' | 'late'>

const none: ReceptionFigures = {
  days: 0,
  seats: 0,
  booked: 0,
  waited: 0,
  placed: 0,
  came: 0,
  walkIns: 0,
  received: 0,
  notReached: 0,
  noShows: 0,
  promised: 0,
  kept: 0,
  confirmed: 0,
  late: 0,
  places: [],
}

/** An offer leaves its time on the booking, and who only ever waited has no seat. */
const countVisits = `
  WITH v AS (
    SELECT b.*, b."seatId" IS NOT NULL AND b.state IN ('booked', 'arrived', 'called', 'seen', 'noShow') AS "hasSeat",
      NOT b."walkIn" AND (b."offeredUntil" IS NOT NULL OR b."seatId" IS NULL) AS "hasWaited"
    FROM "Booking" b JOIN "ReceptionDay" d ON d.id = b."dayId" WHERE d."on" BETWEEN $1 AND $2)
  SELECT (count(*) FILTER (WHERE "hasSeat"))::int AS booked,
    (count(*) FILTER (WHERE "hasWaited"))::int AS waited,
    (count(*) FILTER (WHERE "hasWaited" AND "hasSeat"))::int AS placed,
    (count(*) FILTER (WHERE "arrivedAt" IS NOT NULL))::int AS came,
    (count(*) FILTER (WHERE "walkIn"))::int AS "walkIns",
    (count(*) FILTER (WHERE state = 'seen'))::int AS received,
    (count(*) FILTER (WHERE state = 'expired' AND ("arrivedAt" IS NOT NULL OR "seatId" IS NULL)))::int AS "notReached",
    (count(*) FILTER (WHERE state = 'noShow'))::int AS "noShows"
  FROM v`

const countPromises = `
  SELECT count(*)::int AS promised,
    (count(*) FILTER (WHERE p."doneAt" IS NOT NULL))::int AS kept,
    (count(*) FILTER (WHERE p.confirmed))::int AS confirmed,
    (count(*) FILTER (WHERE coalesce(to_char(p."doneAt" AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD'), $3)
      > coalesce(c."dueOn", p."dueOn")))::int AS late
  FROM "ReceptionPromise" p JOIN "Booking" b ON b.id = p."bookingId" JOIN "ReceptionDay" d ON d.id = b."dayId"
  LEFT JOIN "Clock" c ON c."ticketId" = p."ticketId" AND c.rule = $4 AND c.subject = p.id::text
  WHERE d."on" BETWEEN $1 AND $2`
