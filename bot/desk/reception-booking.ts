import { randomUUID } from 'node:crypto'
import { DomainError } from '../../domain/errors.ts'
import { viewSlip } from '../../domain/reception/booking-view.ts'
import { bookSeat } from '../../domain/reception/bookings.ts'
import { normalizePhone } from '../../domain/rules/phone.ts'
import { type Say, say } from '../text/sentences.ts'
import { idOf } from './reception-days.ts'
import { onPage, showsPersonal } from './reception-says.ts'
import { readVisitor } from './reception-wish.ts'
import type { ActOutcome, DeskTurn } from './turn.ts'

/** Somebody without a phone: asked in private, where nobody else reads it. */
export async function beginBooking(turn: DeskTurn, on: string, visitor: string): Promise<ActOutcome> {
  if (turn.room) return { says: [say('receptionInPrivate', {})] }
  if (!showsPersonal(turn)) return { says: [onPage(turn)] }
  const dayId = await idOf(turn, on)
  const pending = { kind: 'visitor' as const, number: '' as const, dayId, on, draft: randomUUID() }
  if (visitor === '') return { says: [say('askVisitor', { on })], pending }
  return goOnBooking(turn, pending, visitor)
}

/** Books with what was told of the visitor, or asks for it again. */
export async function goOnBooking(
  turn: DeskTurn,
  pending: Extract<NonNullable<DeskTurn['pending']>, { kind: 'visitor' }>,
  text: string,
): Promise<ActOutcome> {
  const { work, officer } = turn
  if (/^(取消|算了|cancel)$/iu.test(text.trim())) return { says: [say('visitorDropped', {})] }
  const { name, phone, words, needs } = readVisitor(text, (part) => normalizePhone(part) !== undefined)
  if (name === undefined) return { says: [say('askVisitor', { on: pending.on })], pending }
  const outcome = await bookSeat(work, {
    draftId: pending.draft,
    dayId: pending.dayId,
    by: { officer },
    name,
    ...(phone !== undefined && { phone }),
    ...(words !== undefined && { words }),
    ...(needs !== undefined && { needs: { words: needs } }),
  })
  switch (outcome.kind) {
    case 'booked':
    case 'waiting':
    case 'already':
      return { says: [await slip(turn, outcome.booking.id, outcome.kind === 'already')] }
    default:
      throw new DomainError('reception-day-over', { on: pending.on, why: 'closed' })
  }
}

async function slip({ work, officer }: DeskTurn, id: string, already: boolean): Promise<Say> {
  const { on, seat, place, director, code, name, waitingPlace, category } = await viewSlip(work, officer, id)
  const startsAt = seat?.startsAt ?? null
  return say('visitSlip', { already, on, startsAt, place, director, doorCode: code, name, waitingPlace, category })
}
