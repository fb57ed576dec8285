import type { Officer, ReceptionDay } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'
import { DomainError } from '../errors.ts'
import { findDirectorId, lockDayFor } from './days.ts'
import { type DayChange, withChange } from './history.ts'
import { requireReason } from './moves.ts'
import { readLiveBookings, tellOffice, tellVisitors } from './news.ts'

/**
 * Two directors change days with one another: one cannot come. Those who booked on either day hear who will receive them,
 * the staff rooms and both directors too. Throws `reception-not-yours`, `day-not-found`, `reception-day-over`,
 * `slot-missing` without a reason, and `reception-swap-refused` when it is one day, one director, or nobody on either.
 */
export async function swapDirectors(
  work: Work,
  officer: Officer,
  dayA: string,
  dayB: string,
  reason: string,
): Promise<[ReceptionDay, ReceptionDay]> {
  // In one order, whichever of them is named first.
  const days = new Map<string, ReceptionDay>()
  for (const id of [dayA, dayB].sort()) days.set(id, await lockDayFor(work, officer, id))
  const [a, b] = [days.get(dayA), days.get(dayB)]
  const words = requireReason(reason)
  if (!a || !b || a.id === b.id || a.director === b.director) throw new DomainError('reception-swap-refused')
  return [await handTo(work, officer, a, b, words), await handTo(work, officer, b, a, words)]
}

/** `day` is received on by the director of `other`. */
async function handTo(
  work: Work,
  officer: Officer,
  before: ReceptionDay,
  other: ReceptionDay,
  words: string,
): Promise<ReceptionDay> {
  const change: Omit<DayChange, 'by' | 'at'> = {
    what: 'swapped',
    words,
    fields: ['director'],
    ...(before.director !== null && { from: before.director }),
    ...(other.director !== null && { to: other.director }),
  }
  const day = await work.tx.receptionDay.update({
    where: { id: before.id },
    data: {
      director: other.director,
      directorId: other.directorId ?? (await findDirectorId(work, other.director)),
      // Why it is not on the date of the rule is worth more to who reads it than who receives.
      reason: before.reason === '' ? 'swapped' : before.reason,
      reasonWords: withChange(work, before, officer, change),
    },
  })
  const bookings = await readLiveBookings(work, day.id)
  const counts = await tellVisitors(work, day, 'receptionDayChanged', bookings, ({ startsAt }) => ({
    on: day.on,
    time: startsAt,
    fromTime: null,
    place: null,
    video: null,
    director: day.director,
    words,
  }))
  await tellOffice(work, day, { what: 'swapped', words, ...counts }, { by: officer, also: [before.directorId] })
  return day
}
