import type { Officer, ReceptionDay } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'
import { DomainError } from '../errors.ts'
import { hoursOn, type SeatTime, seatsWithin, seatTimes } from '../rules/reception/seats.ts'
import { findDirectorId, lockDayFor } from './days.ts'
import { type DayField, withChange } from './history.ts'
import { requireReason } from './moves.ts'
import { type LiveBooking, readLiveBookings, tellOffice, tellVisitors } from './news.ts'
import { isSame, readSeats, setSeats } from './seats.ts'
import type { VisitNote } from './visit-events.ts'
import { dealFreeSeats } from './waiting-list.ts'

/** What an officer changes of a day; what is left out stays. */
export interface DayEdit {
  place?: string
  video?: boolean
  /** Somebody else receives; for two who change days with one another see `swapDirectors`. */
  director?: string
  /** Spans of the day, `['08:30', '11:30']`. Absent: those of the office file for its season. */
  hours?: readonly (readonly [string, string])[]
  seatMinutes?: number
  seats?: number
  reservedSeats?: number
}

/** What became of a change. Nothing was different when `fields` is empty, and nobody is told then. */
export interface ChangedDay {
  day: ReceptionDay
  fields: DayField[]
  told: number
  toCall: number
}

/**
 * An officer changes where, how, by whom or when visitors are received on a day. Those who booked hear what is other for
 * them, with their new time; so do the staff rooms and the directors. Throws `reception-not-yours`,
 * `day-not-found`, `reception-day-over`, `slot-missing` without a reason or with an empty place,
 * `reception-hours-wrong` with the `most` that the hours hold, and `reception-seats-taken` when a seat that would go has a
 * visitor.
 */
export async function changeReceptionDay(
  work: Work,
  officer: Officer,
  dayId: string,
  edit: DayEdit,
  reason: string,
): Promise<ChangedDay> {
  const before = await lockDayFor(work, officer, dayId)
  const words = requireReason(reason)
  const data = { place: requirePlace(edit.place ?? before.place), video: edit.video ?? before.video }
  const director = edit.director?.trim() || before.director
  const bookings = await readLiveBookings(work, dayId)
  const [seatsBefore, seats] = await planSeats(work, before, edit)
  const isNewRota = director !== before.director
  const fields: DayField[] = [
    ...(data.place === before.place ? [] : ['place' as const]),
    ...(data.video === before.video ? [] : ['video' as const]),
    ...(isNewRota ? ['director' as const] : []),
    ...(isSame(seatsBefore, seats) ? [] : ['seats' as const]),
  ]
  if (fields.length === 0) return { day: before, fields, told: 0, toCall: 0 }
  if (fields.includes('seats')) await setSeats(work, dayId, seats)
  const day = await work.tx.receptionDay.update({
    where: { id: dayId },
    data: {
      ...data,
      ...(isNewRota && { director, directorId: await findDirectorId(work, director) }),
      reasonWords: withChange(work, before, officer, { what: 'changed', words, fields }),
    },
  })
  const times = new Map((await readLiveBookings(work, dayId)).map(({ id, startsAt }) => [id, startsAt]))
  const counts = await tellChange(work, { before, day, fields, words, times }, bookings)
  // Of more seats the first ones are for those who wait.
  await dealFreeSeats(work, day, notesOf(officer, day, bookings, times))
  await tellOffice(work, day, { what: 'changed', words, ...counts }, { by: officer, also: [before.directorId] })
  return { day, fields, ...counts }
}

interface Change {
  before: ReceptionDay
  day: ReceptionDay
  fields: DayField[]
  words: string
  /** Of the visits as they are now. */
  times: Times
}

type Times = Map<string, string | null>

async function tellChange(
  work: Work,
  { before, day, fields, words, times }: Change,
  bookings: LiveBooking[],
): Promise<{ told: number; toCall: number }> {
  const isForAll = fields.some((field) => field !== 'seats')
  return tellVisitors(work, day, 'receptionDayChanged', bookings, ({ id, startsAt }) => {
    const time = times.get(id) ?? null
    if (!isForAll && time === startsAt) return undefined
    return {
      on: day.on,
      time,
      fromTime: time === startsAt ? null : startsAt,
      place: day.place === before.place ? null : day.place,
      video: day.video === before.video ? null : day.video,
      director: day.director === before.director ? null : day.director,
      words,
    }
  })
}

/** For the histories of the matters whose visit has another time now. */
function notesOf(officer: Officer, day: ReceptionDay, bookings: LiveBooking[], times: Times): VisitNote[] {
  return bookings.flatMap(({ id, ticketId, startsAt }): VisitNote[] => {
    const time = times.get(id) ?? null
    if (time === null || time === startsAt) return []
    return [{ kind: 'visit-moved', ticketId, by: { officer }, payload: { on: day.on, startsAt: time } }]
  })
}

/** The seats as they are, and as the edit makes them. */
async function planSeats(work: Work, day: ReceptionDay, edit: DayEdit): Promise<[SeatTime[], SeatTime[]]> {
  const now = await readSeats(work, day.id)
  const isAsked = [edit.hours, edit.seatMinutes, edit.seats, edit.reservedSeats].some((part) => part !== undefined)
  if (!isAsked) return [now, now]
  const spans = edit.hours ?? hoursOn(work.office.reception?.hours ?? [], day.on)
  const seatMinutes = edit.seatMinutes ?? now[0]?.minutes ?? work.office.reception?.seatMinutes ?? 20
  const seats = edit.seats ?? now.length
  const reservedSeats = edit.reservedSeats ?? now.filter(({ reserved }) => reserved).length
  const hours = [{ spans }]
  const most = areSpans(spans) && isWhole(seatMinutes, 5, 240) ? seatsWithin({ spans }, seatMinutes) : 0
  if (!isWhole(seats, 1, most) || !isWhole(reservedSeats, 0, seats)) {
    throw new DomainError('reception-hours-wrong', { most })
  }
  return [now, seatTimes({ hours, seatMinutes, seats, reservedSeats }, day.on)]
}

/** One after another within a day, each ending after it begins. */
function areSpans(spans: readonly (readonly [string, string])[]): boolean {
  const times = spans.flat()
  return times.every((time, i) => {
    const previous = times[i - 1]
    const isLater = previous === undefined || (i % 2 === 1 ? time > previous : time >= previous)
    return /^([01]\d|2[0-3]):[0-5]\d$/.test(time) && isLater
  })
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && least <= value && value <= most
}

function requirePlace(place: string): string {
  const words = place.trim()
  if (words === '' || words.length > 200) throw new DomainError('slot-missing', { slot: 'place' })
  return words
}
