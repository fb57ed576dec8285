import type { Officer, ReceptionDay } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'
import { DomainError } from '../errors.ts'
import { seatedStates } from './booking-rows.ts'
import { listVisits, type VisitView } from './booking-view.ts'
import { readQueue } from './visit-queues.ts'

/** A reception day as it stands now, each visit in one list. */
export interface ReceptionBoard {
  day: ReceptionDay
  /** Who was called and is not through, the latest first. */
  called: VisitView[]
  /** Who has come, in the order in which they are called. */
  queue: VisitView[]
  /** Who has a seat and has not come, by its time. */
  toCome: VisitView[]
  /** Who waits for a seat, and who was offered one, in their order. */
  waitingList: VisitView[]
  seen: VisitView[]
  noShows: VisitView[]
}

/** Throws `day-not-found`. */
export async function readBoard(work: Work, officer: Officer, dayId: string): Promise<ReceptionBoard> {
  const day = await readDayRow(work, dayId)
  const visits = await listVisits(work, officer, day.id)
  const places = new Map((await readQueue(work, day.id)).map(({ id }, place) => [id, place]))
  const those = (...states: VisitView['state'][]) => visits.filter(({ state }) => states.includes(state))
  return {
    day,
    called: those('called').toSorted((a, b) => (b.calledAt?.getTime() ?? 0) - (a.calledAt?.getTime() ?? 0)),
    queue: those('arrived').toSorted((a, b) => (places.get(a.id) ?? Infinity) - (places.get(b.id) ?? Infinity)),
    toCome: those('booked'),
    waitingList: [...those('offered'), ...those('waiting')],
    seen: those('seen'),
    noShows: those('noShow'),
  }
}

/** Everybody on the board, in whatever list. */
export function everybodyOn({ day: _, ...lists }: ReceptionBoard): VisitView[] {
  return Object.values(lists).flat()
}

/** What hangs on the wall of the waiting room: numbers and nothing else. */
export interface WallNumbers {
  day: Pick<ReceptionDay, 'id' | 'on' | 'place'>
  /** The latest first. */
  called: number[]
  next: number[]
}

/** Throws `day-not-found`. */
export async function readWall(work: Work, dayId: string): Promise<WallNumbers> {
  const { id, on, place } = await readDayRow(work, dayId)
  const called = await work.tx.booking.findMany({
    where: { dayId: id, state: 'called' },
    orderBy: { calledAt: 'desc' },
    select: { queueNumber: true },
  })
  const next = await readQueue(work, id)
  return {
    day: { id, on, place },
    called: called.flatMap(({ queueNumber }) => queueNumber ?? []),
    next: next.map(({ queueNumber }) => queueNumber),
  }
}

/** How many have a seat of a day, and how many wait for one. */
export interface DayCount {
  seated: number
  waiting: number
}

/** By the ids of the days; one that nobody has booked is left out. */
export async function countBookings(work: Work, dayIds: readonly string[]): Promise<Map<string, DayCount>> {
  const rows = await work.sql<DayCount & { dayId: string }>(
    `SELECT "dayId", (count(*) FILTER (WHERE "seatId" IS NOT NULL AND state IN ${seatedStates}))::int AS seated,
      (count(*) FILTER (WHERE state = 'waiting'))::int AS waiting
    FROM "Booking" WHERE "dayId" = ANY($1::uuid[]) GROUP BY "dayId"`,
    [dayIds],
  )
  return new Map(rows.map(({ dayId, seated, waiting }) => [dayId, { seated, waiting }]))
}

/** A reception day by its id, which may be anything somebody typed. Throws `day-not-found`. */
export async function readDayRow(work: Work, dayId: string): Promise<ReceptionDay> {
  const isId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(dayId)
  const day = isId ? await work.tx.receptionDay.findUnique({ where: { id: dayId } }) : null
  if (!day) throw new DomainError('day-not-found')
  return day
}
