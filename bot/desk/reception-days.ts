import { DomainError } from '../../domain/errors.ts'
import { listReceptionDays, type ReceptionDayView } from '../../domain/reception/days.ts'
import { addDays, civilDateOf } from '../../domain/rules/civil-date.ts'
import { type Say, say } from '../text/sentences.ts'
import type { DeskTurn } from './turn.ts'

/** So far ahead days are shown. */
export const daysAhead = 120

/** The days to come, with how many are booked and wait. */
export async function coming({ work }: DeskTurn): Promise<Say> {
  const today = civilDateOf(work.at)
  const days = (await listReceptionDays(work, today, addDays(today, daysAhead))).filter(({ on }) => on >= today)
  const ids = days.flatMap(({ id }) => id ?? [])
  const counts = await work.tx.booking.groupBy({
    by: ['dayId', 'state'],
    where: {
      dayId: { in: ids },
      state: { in: ['waiting', 'offered', 'booked', 'arrived', 'called', 'seen', 'noShow'] },
    },
    _count: true,
  })
  const countOf = (id: string | null, waiting: boolean) =>
    counts
      .filter(({ dayId, state }) => dayId === id && (state === 'waiting') === waiting)
      .reduce((sum, { _count }) => sum + _count, 0)
  return say('receptionList', {
    days: days.slice(0, 8).map(({ id, on, township, director, published, reason, free, provisional }) => ({
      on,
      township,
      director,
      state: reason === 'closed' ? ('closed' as const) : published ? ('open' as const) : ('planned' as const),
      provisional,
      booked: countOf(id, false),
      waiting: countOf(id, true),
      free,
    })),
  })
}

/** The day that is held on a date; where a tour is on the same one, the office's. Throws `day-not-found`. */
async function dayOn({ work }: DeskTurn, on: string): Promise<ReceptionDayView & { id: string }> {
  const held = (await listReceptionDays(work, on, on)).filter((day) => day.on === on && day.id !== null)
  const day = held.find(({ kind }) => kind === 'office') ?? held[0]
  if (!day || day.id === null) throw new DomainError('day-not-found', { on })
  return { ...day, id: day.id }
}

/** The id of the day that is held on a date. Throws `day-not-found`. */
export async function idOf(turn: DeskTurn, on: string): Promise<string> {
  return (await dayOn(turn, on)).id
}

/** The day that is held today; undefined when there is none. */
export async function today(turn: DeskTurn): Promise<string | undefined> {
  const on = civilDateOf(turn.work.at)
  const held = (await listReceptionDays(turn.work, on, on)).filter((day) => day.on === on && day.reason !== 'closed')
  return (
    (held.find(({ kind, id }) => kind === 'office' && id !== null) ?? held.find(({ id }) => id !== null))?.id ??
    undefined
  )
}
