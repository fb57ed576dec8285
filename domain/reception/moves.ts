import type { Officer, ReceptionDay } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'
import { DomainError } from '../errors.ts'
import { addDays, civilDateOf, isCivilDate } from '../rules/civil-date.ts'
import { lockDayFor } from './days.ts'
import { withChange } from './history.ts'
import { readLiveBookings, tellOffice, tellVisitors } from './news.ts'
import { retimeSeats } from './seats.ts'
import { noteVisits, type VisitNote } from './visit-events.ts'

/** A day moved: where from, and how many of those who booked were told or have to be called. */
export interface MovedDay {
  day: ReceptionDay
  from: string
  told: number
  toCall: number
}

/** So far ahead a day can be moved: further is a slip of the pen. */
const farthest = 180

/**
 * An officer has a day held on another date. Its seats and bookings go with it, and everybody hears the old and the new
 * date and time: those who booked, the staff rooms, the director. Throws `reception-not-yours`, `day-not-found`,
 * `reception-day-over`, `slot-missing` without a reason, and `reception-date-wrong` for a date that is none, not after
 * today, that of another day, too far ahead, or a rest day (a tour may be on one: people are at home then).
 */
export async function moveReceptionDay(
  work: Work,
  officer: Officer,
  dayId: string,
  on: string,
  reason: string,
): Promise<MovedDay> {
  const day = await lockDayFor(work, officer, dayId)
  const words = requireReason(reason)
  await requireDate(work, day, on)
  if (await hasBegun(work, day.id)) throw new DomainError('reception-day-over', { on: day.on, why: 'begun' })
  const provisional = !work.calendar.isKnown(on)
  const { notes, ...moved } = await shiftDay(work, day, { on, provisional, reason: 'moved' }, { by: officer, words })
  await noteVisits(work, notes)
  return moved
}

/**
 * Moves a day that is locked, by an officer or because a holiday notice has come in. Nobody was seen on it yet; who had
 * come in at the door waits for the new date like the others. `notes` are for the histories of the matters: whoever moves
 * several days writes them at once.
 */
export async function shiftDay(
  work: Work,
  before: ReceptionDay,
  to: Pick<ReceptionDay, 'on' | 'provisional' | 'reason'>,
  change: { by: Officer; words: string } | { by: 'system' },
): Promise<MovedDay & { notes: VisitNote[] }> {
  const bookings = await readLiveBookings(work, before.id)
  await retimeSeats(work, before, to.on)
  await work.sql(
    `UPDATE "Booking" SET state = (CASE WHEN "seatId" IS NULL THEN 'waiting' ELSE 'booked' END)::"BookingState",
      "queueNumber" = NULL, "arrivedAt" = NULL WHERE "dayId" = $1::uuid AND state = 'arrived'`,
    [before.id],
  )
  const words = change.by === 'system' ? '' : change.words
  const entry = { what: 'moved' as const, words, fields: ['on' as const], from: before.on, to: to.on }
  const day = await work.tx.receptionDay.update({
    where: { id: before.id },
    data: { ...to, lastQueued: 0, reasonWords: withChange(work, before, change.by, entry) },
  })
  const times = new Map((await readLiveBookings(work, day.id)).map(({ id, startsAt }) => [id, startsAt]))
  const { told, toCall } = await tellVisitors(work, day, 'receptionDayMoved', bookings, ({ id, startsAt }) => ({
    on: day.on,
    from: before.on,
    time: times.get(id) ?? null,
    fromTime: startsAt,
    why: change.by === 'system' ? 'holiday' : 'office',
    words: words === '' ? null : words,
    place: day.place,
    director: day.director,
  }))
  const what = change.by === 'system' ? 'holiday' : 'moved'
  const news = { what, from: before.on, told, toCall, ...(words !== '' && { words }) } as const
  await tellOffice(work, day, news, change.by === 'system' ? {} : { by: change.by })
  const by = change.by === 'system' ? change.by : { officer: change.by }
  const notes = bookings.map(({ id, ticketId }): VisitNote => {
    const payload = { on: day.on, startsAt: times.get(id) ?? '' }
    return { kind: 'visit-moved', ticketId, by, payload }
  })
  return { day, from: before.on, told, toCall, notes }
}

/** A reason in words, for everybody it concerns. Throws `slot-missing`. */
export function requireReason(reason: string): string {
  const words = reason.trim()
  if (words === '') throw new DomainError('slot-missing', { slot: 'reason' })
  return words
}

/** Throws `reception-date-wrong` unless the day, one there is or one to be added, can be held on the date. */
export async function requireDate(
  work: Work,
  { id, kind, township, on: before }: Pick<ReceptionDay, 'kind' | 'township'> & { id?: string; on?: string },
  on: string,
): Promise<void> {
  const today = civilDateOf(work.at)
  const refuse = (why: string) => new DomainError('reception-date-wrong', { on: isCivilDate(on) ? on : '', why })
  if (!isCivilDate(on)) throw refuse('no-date')
  if (on === before) throw refuse('same')
  if (on <= today) throw refuse('past')
  if (on > addDays(today, farthest)) throw refuse('far')
  if (kind !== 'tour' && !work.calendar.isWorkingDay(on)) throw refuse('rest-day')
  const others = await work.tx.receptionDay.count({
    where: { on, kind, township, state: { not: 'closed' }, ...(id !== undefined && { id: { not: id } }) },
  })
  if (others > 0) throw refuse('taken')
}

/** Somebody was called in already: the day cannot be held anew on another date. */
async function hasBegun(work: Work, dayId: string): Promise<boolean> {
  return (await work.tx.booking.count({ where: { dayId, state: { in: ['called', 'seen', 'noShow'] } } })) > 0
}
