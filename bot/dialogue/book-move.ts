import { moveBooking } from '../../domain/reception/booking-moves.ts'
import { readBooking } from '../../domain/reception/booking-view.ts'
import { say } from '../text/sentences.ts'
import { askOtherDay, dayOf, dayStep, noDays, readDays, type SeatAnswers, seatStep, withSeats } from './book-days.ts'
import { beginFlow, type Flow, type Reading } from './flow.ts'
import type { ActResult } from './own-matter.ts'
import type { Turn } from './turn.ts'

export interface MoveAnswers extends SeatAnswers {
  bookingId: string
  /** When it is now. */
  fromOn: string
  fromStartsAt: string | null
}

/** Another day or seat for a visit. The old one is theirs until the other is. */
export const moveVisit: Flow<MoveAnswers> = {
  name: 'moveVisit',
  version: 1,
  steps: [
    dayStep(true),
    seatStep(true),
    {
      key: 'readBack',
      isDone: () => false,
      ask: (answers) => {
        const { fromOn, fromStartsAt, seat } = answers
        const startsAt = seat === undefined || seat === 'any' ? null : seat.startsAt
        return say('moveReadBack', { fromOn, fromStartsAt, on: dayOf(answers).on, startsAt })
      },
      read(said, answers, turn) {
        const value = said.kind === 'choice' ? said.value : ''
        if (value === 'submit') return submit(turn, answers)
        if (value === 'change') return { kind: 'goTo', step: 'day' }
        return { kind: 'again', why: say('notUnderstood', {}) }
      },
    },
  ],
  hasWords: () => false,
}

/** Begins to move a booking of the person's own that has not come to anything yet. */
export async function beginMoving(turn: Turn, bookingId: string): Promise<ActResult> {
  const { work } = turn
  const { day, seat, state, priority } = await readBooking(work, bookingId)
  if (!['waiting', 'offered', 'booked'].includes(state)) return { says: [await ended(turn, bookingId)] }
  const read = await readDays(turn)
  if (read.days.length === 0) return { says: [say('noDays', noDays(turn, read))] }
  const from = { fromOn: day.on, fromStartsAt: seat?.startsAt ?? null }
  return beginFlow(moveVisit, { ...read, seats: [], reserved: 0, elder: priority, bookingId, ...from }, turn)
}

async function submit(turn: Turn, answers: MoveAnswers): Promise<Reading<MoveAnswers>> {
  const { work, account } = turn
  const { bookingId, dayId, seat } = answers
  if (dayId === undefined) throw new Error('A visit was to be moved to no day')
  const outcome = await moveBooking(work, {
    bookingId,
    dayId,
    ...(seat !== undefined && seat !== 'any' && { seatId: seat.id }),
    by: { account },
  })
  switch (outcome.kind) {
    case 'moved':
      // That it is moved is told by its own notice.
      return { kind: 'end', says: [] }
    case 'gone':
      return { kind: 'answer', answers: withSeats(answers, outcome.free), why: say('seatGone', {}) }
    case 'full':
    case 'closed':
      return askOtherDay(turn, answers, dayOf(answers).on)
    case 'ended':
      return { kind: 'end', says: [await ended(turn, bookingId)] }
  }
}

async function ended({ work }: Turn, bookingId: string) {
  const { on } = (await readBooking(work, bookingId)).day
  return say('visitOver', { on })
}
