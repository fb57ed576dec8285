import { randomUUID } from 'node:crypto'
import type { Officer, ReceptionDay } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'
import { DomainError } from '../errors.ts'
import { directorOf } from '../rules/reception/rota.ts'
import { seatTimes } from '../rules/reception/seats.ts'
import { publishesAt } from '../rules/reception/times.ts'
import { findTownship } from '../rules/routing.ts'
import { findDirectorId, lockReceptionDays, requireChief } from './days.ts'
import { withChange } from './history.ts'
import { requireDate, requireReason } from './moves.ts'
import { tellOffice } from './news.ts'
import { setSeats } from './seats.ts'

/** A day in a township that the office file does not name. */
export interface TourWanted {
  /** Its id in the office file. */
  township: string
  on: string
  place: string
  /** Whoever has the month in the rota where it is left out. */
  director?: string
  video?: boolean
}

/**
 * A director goes to a township on one more day (下访). It is announced when its time has come, and the staff rooms and the
 * director hear of it. Throws `reception-not-yours`, `reception-none` where the office has no reception days,
 * `unknown-township`, `slot-missing` without a place or a reason, and `reception-date-wrong`.
 */
export async function addTour(work: Work, officer: Officer, tour: TourWanted, reason: string): Promise<ReceptionDay> {
  requireChief(officer)
  const { reception } = work.office
  if (!reception) throw new DomainError('reception-none')
  const { township, on } = tour
  if (!findTownship(work.office, township)) throw new DomainError('unknown-township', { name: township })
  const place = tour.place.trim()
  if (place === '' || place.length > 200) throw new DomainError('slot-missing', { slot: 'place' })
  const words = requireReason(reason)
  await lockReceptionDays(work)
  await requireDate(work, { kind: 'tour', township }, on)
  const director = tour.director?.trim() || directorOf(reception.directors, on)
  const change = { what: 'added' as const, words, fields: ['on' as const] }
  const isDue = work.at >= publishesAt(on, reception.publishDaysAhead, work.office.hours[0]?.[0] ?? '00:00')
  const id = randomUUID()
  await work.tx.receptionDay.createMany({
    data: {
      id,
      kind: 'tour',
      ruleOn: on,
      township,
      on,
      reasonWords: withChange(work, { reasonWords: null }, officer, change),
      provisional: false,
      state: isDue ? 'published' : 'planned',
      director,
      directorId: await findDirectorId(work, director),
      place,
      video: tour.video ?? false,
      publishedAt: isDue ? work.at : null,
      createdAt: work.at,
    },
    skipDuplicates: true,
  })
  const day = await work.tx.receptionDay.findUnique({ where: { id } })
  // One that was closed, or was moved away, has this date by the rule.
  if (!day) throw new DomainError('reception-date-wrong', { on, why: 'taken' })
  await setSeats(work, id, seatTimes(reception, on))
  await tellOffice(work, day, { what: 'added', words }, { by: officer })
  return day
}
