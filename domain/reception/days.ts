import type { Officer, ReceptionDay } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'
import { DomainError } from '../errors.ts'
import { findOfficer } from '../officers.ts'
import { addDays, civilDateOf } from '../rules/civil-date.ts'
import { inOrder, type RuledDay, receptionDays } from '../rules/reception/days.ts'
import { lockDay } from './booking-days.ts'
import { seatedStates } from './booking-rows.ts'

/** A reception day as anyone may know it, of its row or, where there is none yet, of the rule. */
export interface ReceptionDayView {
  /** Null while it has no row: nothing can be booked on it. */
  id: string | null
  kind: 'office' | 'tour'
  ruleOn: string
  on: string
  /** Of a tour; empty otherwise. */
  township: string
  reason: '' | 'rest-day' | 'moved' | 'swapped' | 'closed'
  provisional: boolean
  published: boolean
  /** How many visits there are, and how many of those that are not reserved nobody has. */
  seats: number
  free: number
  director: string | null
  place: string
  video: boolean
}

/** A day belongs to a span when it is held in it, and when the rule names it for it: who asks for the 15th finds where it went. */
const widest = 62

/**
 * The reception days that are held between `from` and `to`, both included, or that the rule names for that time, in the
 * order in which they are held. Where there are rows they are told, otherwise the rule; of what has passed without one
 * nobody is named as having received.
 */
export async function listReceptionDays(work: Work, from: string, to: string): Promise<ReceptionDayView[]> {
  const [first, last] = [addDays(from, -widest), addDays(to, widest)]
  const rows = await readRows(work, first, last)
  const known = new Set(rows.map(slotOf))
  const ruled = work.office.reception ? receptionDays(work.office.reception, first, last, work.calendar) : []
  const isAsked = (on: string) => from <= on && on <= to
  return [...rows, ...ruled.filter((day) => !known.has(slotOf(day))).map((day) => toView(work, day))]
    .filter(({ on, ruleOn }) => isAsked(on) || isAsked(ruleOn))
    .sort(inOrder)
}

/** The next day that is held after `on` and can be booked by anyone; where there is none, the next that will be. */
export async function findNextDay(work: Work, on: string): Promise<ReceptionDayView | undefined> {
  const days = await listReceptionDays(work, addDays(on, 1), addDays(on, 120))
  const held = days.filter((day) => day.kind === 'office' && day.on > on && day.reason !== 'closed')
  return held.find(({ published, free }) => published && free > 0) ?? held.find(({ published }) => !published)
}

/**
 * What a row of the rule is known by: the office has one day a month, whatever date the file names by now, and a tour is
 * known by its date and township.
 */
export function slotOf({ kind, ruleOn, township }: Pick<RuledDay, 'ruleOn' | 'township'> & { kind: string }): string {
  return kind === 'tour' ? `tour ${township} ${ruleOn}` : `office ${ruleOn.slice(0, 7)}`
}

/** One change of the days at a time, on all instances: whoever comes second sees what the first one did. */
export async function lockReceptionDays(work: Work): Promise<void> {
  await work.tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('reception-days', 0))`
}

/**
 * A day for an officer to change, locked until the transaction ends: no booking comes in between. Throws
 * `reception-not-yours` for who is neither supervisor, director nor administrator, `day-not-found`, and
 * `reception-day-over` for one that has passed or, unless `closedToo`, was closed.
 */
export async function lockDayFor(
  work: Work,
  officer: Officer,
  id: string,
  { closedToo = false }: { closedToo?: boolean } = {},
): Promise<ReceptionDay> {
  requireChief(officer)
  await lockReceptionDays(work)
  if (!isId(id)) throw new DomainError('day-not-found')
  const day = await lockDay(work, id)
  const { on, state } = day
  if (on < civilDateOf(work.at)) throw new DomainError('reception-day-over', { on, why: 'past' })
  if (state === 'closed' && !closedToo) throw new DomainError('reception-day-over', { on, why: 'closed' })
  return day
}

/** Only a supervisor, a director or an administrator changes the days. Throws `reception-not-yours`. */
export function requireChief(officer: Officer): void {
  if (officer.leftAt !== null || officer.role === 'officer') throw new DomainError('reception-not-yours')
}

/** Who a director of the rota is among the officers, by name: whoever gets the private brief. */
export async function findDirectorId(work: Work, name: string | null): Promise<string | null> {
  return name === null ? null : ((await findOfficer(work, name))?.id ?? null)
}

async function readRows(work: Work, first: string, last: string): Promise<ReceptionDayView[]> {
  const rows = await work.sql<ReceptionDay & { seats: number; free: number }>(
    `SELECT d.*, count(s.id)::int AS seats, (count(s.id) FILTER (WHERE NOT s.reserved AND NOT EXISTS (
      SELECT 1 FROM "Booking" b WHERE b."seatId" = s.id AND b.state IN ${seatedStates})))::int AS free
    FROM "ReceptionDay" d LEFT JOIN "Seat" s ON s."dayId" = d.id
    WHERE d."on" BETWEEN $1 AND $2 OR d."ruleOn" BETWEEN $1 AND $2 GROUP BY d.id`,
    [first, last],
  )
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind === 'tour' ? 'tour' : 'office',
    ruleOn: row.ruleOn,
    on: row.on,
    township: row.township,
    reason: row.state === 'closed' ? 'closed' : reasonOf(row.reason),
    provisional: row.provisional,
    published: row.state === 'published',
    seats: row.seats,
    free: row.state === 'closed' ? 0 : row.free,
    director: row.director,
    place: row.place,
    video: row.video,
  }))
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}

function reasonOf(reason: string): ReceptionDayView['reason'] {
  return reason === 'rest-day' || reason === 'moved' || reason === 'swapped' ? reason : ''
}

function toView(work: Work, { seats, ...day }: RuledDay): ReceptionDayView {
  const hasPassed = day.on < civilDateOf(work.at)
  return {
    id: null,
    ...day,
    ...(hasPassed && { director: null }),
    published: false,
    seats: seats.length,
    free: seats.filter(({ reserved }) => !reserved).length,
  }
}
