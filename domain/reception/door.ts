import { randomUUID } from 'node:crypto'
import type { Booking, Officer, ReceptionDay } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'
import { DomainError } from '../errors.ts'
import { spendGuess } from '../guesses.ts'
import { isOwnBooking } from '../ownership.ts'
import { civilDateOf, timeOfDay } from '../rules/civil-date.ts'
import { readDoorCode } from '../rules/reception/door-codes.ts'
import { insertRow } from '../store/sql.ts'
import { lockDay, lockVisit } from './booking-days.ts'
import { tellBooked } from './booking-notices.ts'
import { type BookedBy, codeHash, fillBooking, liveStates, personHashes, type Visitor } from './booking-rows.ts'
import { type BookingView, type VisitView, viewBooking, viewSlip } from './booking-view.ts'
import { lockMatter, noteVisits } from './visit-events.ts'
import { positionOf, readQueue, tellQueue } from './visit-queues.ts'

export type CheckIn =
  | {
      kind: 'arrived'
      visit: BookingView
      /** How many are called before them; null once they were called. */
      ahead: number | null
      /** Their number was given before. */
      again: boolean
      /** Against the time of their seat; `in-time` for who has none. */
      timing: 'early' | 'in-time' | 'late'
    }
  /** The code is good, on another day. */
  | { kind: 'not-today'; on: string }
  /** It was cancelled, is through, or they have another booking by now: they can take a number like anybody. */
  | { kind: 'ended'; visit: BookingView }
  | { kind: 'wrong' }
  | { kind: 'wait'; until: Date }

const tryMs = 10 * 60_000

/**
 * Somebody has come and shows the code of their booking: they get a number and wait to be called. Who was on the waiting
 * list waits without a seat. Wrong tries are counted for whoever makes them (`tries`, an id) and for the day. Throws
 * `day-not-found`.
 */
export async function checkIn(
  work: Work,
  { dayId, code, tries }: { dayId: string; code: string; tries: string },
): Promise<CheckIn> {
  const guess = await spendGuess(work, [
    { key: `door:${tries}`, most: 30, windowMs: tryMs },
    { key: `door:day:${dayId}`, most: 300, windowMs: tryMs },
  ])
  if (guess.kind === 'wait') return guess
  const day = await lockDay(work, dayId)
  const read = readDoorCode(code)
  const found = read === undefined ? null : await findByCode(work, codeHash(work, read), day)
  if (!found) return { kind: 'wrong' }
  await guess.giveBack()
  if (found.dayId !== day.id || day.on !== civilDateOf(work.at)) return { kind: 'not-today', on: found.day.on }
  return arrive(work, day, found)
}

/** The same for who needs no code: the resident in their own chat, or the clerk who knows them. Throws `booking-not-found`. */
export async function checkInVisit(work: Work, bookingId: string): Promise<CheckIn> {
  const booking = await lockVisit(work, bookingId)
  if (booking.day.on !== civilDateOf(work.at)) return { kind: 'not-today', on: booking.day.on }
  return arrive(work, booking.day, booking)
}

export type WalkIn =
  | { kind: 'arrived'; visit: BookingView; ahead: number | null; again: boolean }
  /** The person, or the matter, has a booking on another day, or by another account: see `BookingOutcome`. */
  | { kind: 'already'; booking: BookingView }
  | { kind: 'not-today'; on: string }

/**
 * Somebody has come without a booking and takes a number: they are called after those with a seat. Who has a booking of
 * that day after all is checked in with it. Given out twice under one `draftId` it is one number. Throws `day-not-found`,
 * `ticket-not-found` and `too-many-people`.
 */
export async function walkIn(
  work: Work,
  request: Visitor & { draftId: string; dayId: string; by: BookedBy },
): Promise<WalkIn> {
  const day = await lockDay(work, request.dayId)
  if (day.on !== civilDateOf(work.at) || day.state === 'closed') return { kind: 'not-today', on: day.on }
  const known = await findComer(work, request)
  // Whoever takes a number by themselves comes with their own booking, and with nobody else's.
  const isTheirs = known && ('officer' in request.by || (await isOwnBooking(work, known, request.by.account)))
  if (known && (known.dayId !== day.id || !isTheirs))
    return { kind: 'already', booking: await viewBooking(work, known.id) }
  if (known) {
    const came = await arrive(work, day, known)
    if (came.kind === 'arrived') return came
    if (known.draftId === request.draftId)
      return { kind: 'arrived', visit: await viewBooking(work, known.id), ahead: null, again: true }
  }
  const queueNumber = await nextNumber(work, day)
  for (let tries = 0; tries < mostTries; tries += 1) {
    const filled = await fillBooking(work, { priority: false, ...request })
    const row = { ...filled, state: 'arrived', walkIn: true, queueNumber, arrivedAt: work.at }
    // A number is given out under the lock of the day: what can stand in its way is another visitor's code.
    if (!(await insertRow(work.sql, 'Booking', row))) continue
    const { id, ticketId } = filled
    if (ticketId !== null) await lockMatter(work, request.by, ticketId)
    await noteVisits(work, [{ kind: 'visit-came', ticketId, by: request.by, payload: { on: day.on } }])
    const { ahead } = await positionOf(work, id)
    return { kind: 'arrived', visit: await viewBooking(work, id), ahead, again: false }
  }
  throw new Error(`No code of the door was free in ${mostTries} tries`)
}

const mostTries = 8

export type NextCall =
  | { kind: 'called'; visit: VisitView; waiting: number }
  /** Nobody who has come waits; `toCome` have a seat and have not come. */
  | { kind: 'nobody'; toCome: number }
  | { kind: 'not-today'; on: string }

/**
 * Calls the next who has come. Two clerks who press at once call two: the day's lock lets one after the other choose.
 * Who was called is told, and so are the next two. Throws `day-not-found`.
 */
export async function callNext(work: Work, officer: Officer, dayId: string): Promise<NextCall> {
  const day = await lockDay(work, dayId)
  if (day.on !== civilDateOf(work.at)) return { kind: 'not-today', on: day.on }
  const [next, ...waiting] = await readQueue(work, day.id)
  if (!next) return { kind: 'nobody', toCome: await work.tx.booking.count({ where: { dayId, state: 'booked' } }) }
  await change(work, next.id, ['arrived'], { state: 'called', calledAt: work.at })
  await tellCalled(work, next.id)
  await tellQueue(work, day)
  return { kind: 'called', visit: await viewSlip(work, officer, next.id), waiting: waiting.length }
}

/** Calls somebody again who did not hear it. Throws `booking-not-found`, and `visit-not-there` for who was not called. */
export async function recall(work: Work, officer: Officer, bookingId: string): Promise<VisitView> {
  const { id } = await lockVisit(work, bookingId)
  await change(work, id, ['called'], { calledAt: work.at })
  await tellCalled(work, id)
  return viewSlip(work, officer, id)
}

/**
 * Somebody is not there: called and not in the room, or their time is over and they have not come. They can come back.
 * Throws `booking-not-found` and `visit-not-there`.
 */
export async function markAbsent(work: Work, officer: Officer, bookingId: string): Promise<VisitView> {
  const { id, day, state } = await lockVisit(work, bookingId)
  if (day.on > civilDateOf(work.at)) throw new DomainError('visit-not-there', { state })
  await change(work, id, ['booked', 'arrived', 'called'], { state: 'noShow', endedAt: work.at })
  await tellQueue(work, day)
  return viewSlip(work, officer, id)
}

/**
 * Puts somebody back into the queue who was called or taken for absent: `same`, where they were, for it was a mistake;
 * `end`, behind those who are there now, for they were not. Throws `booking-not-found`, and `visit-not-there`, also when
 * they have another booking by now.
 */
export async function putBack(
  work: Work,
  officer: Officer,
  bookingId: string,
  where: 'same' | 'end',
): Promise<VisitView> {
  const booking = await lockVisit(work, bookingId)
  const { id, day, state, arrivedAt, calledAt } = booking
  if (day.on !== civilDateOf(work.at) || (state === 'noShow' && (await hasOtherLive(work, booking)))) {
    throw new DomainError('visit-not-there', { state })
  }
  const stays = where === 'same' && arrivedAt !== null
  await change(work, id, ['called', 'noShow'], {
    state: 'arrived',
    endedAt: null,
    queueNumber: booking.queueNumber ?? (await nextNumber(work, day)),
    arrivedAt: stays ? arrivedAt : work.at,
    calledAt: stays ? null : calledAt,
  })
  return viewSlip(work, officer, id)
}

/** Checks somebody in on a locked day, whatever they were before. */
async function arrive(work: Work, day: ReceptionDay, booking: Booking): Promise<CheckIn> {
  const { id, state } = booking
  const again = state === 'arrived' || state === 'called'
  const comes =
    ['booked', 'offered', 'waiting'].includes(state) || (state === 'noShow' && !(await hasOtherLive(work, booking)))
  if (!again && !comes) return { kind: 'ended', visit: await viewBooking(work, id) }
  if (comes) {
    const queueNumber = booking.queueNumber ?? (await nextNumber(work, day))
    const arrival = { state: 'arrived', arrivedAt: work.at, endedAt: null, queueNumber } as const
    await change(work, id, [state], arrival)
    const { ticketId } = booking
    await noteVisits(work, [{ kind: 'visit-came', ticketId, by: 'system', payload: { on: day.on } }])
  }
  const visit = await viewBooking(work, id)
  const { ahead } = await positionOf(work, id)
  return { kind: 'arrived', visit, ahead, again, timing: timingOf(work, visit) }
}

function timingOf(work: Work, { seat }: BookingView): 'early' | 'in-time' | 'late' {
  if (seat === null) return 'in-time'
  const now = timeOfDay(work.at)
  if (now < seat.startsAt) return 'early'
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  return minutes(now) >= minutes(seat.startsAt) + seat.minutes ? 'late' : 'in-time'
}

/** The booking a code belongs to: of that day, or of another that is still to come. */
async function findByCode(work: Work, hash: string, day: ReceptionDay) {
  const include = { day: true }
  const today = await work.tx.booking.findUnique({
    where: { dayId_codeHash: { dayId: day.id, codeHash: hash } },
    include,
  })
  return (
    today ??
    work.tx.booking.findFirst({ where: { codeHash: hash, state: { in: ['waiting', 'offered', 'booked'] } }, include })
  )
}

/** A booking that whoever comes without one has after all. */
async function findComer(
  work: Work,
  { draftId, by, phone, ticketId }: Visitor & { draftId: string; by: BookedBy },
): Promise<Booking | null> {
  const submitted = await work.tx.booking.findUnique({ where: { draftId } })
  if (submitted) return submitted
  const accountId = 'account' in by ? by.account.id : null
  const [live] = await work.sql<{ id: string }>(
    `SELECT id FROM "Booking" WHERE ("personHash" = ANY($1::text[]) OR "ticketId" = $2::uuid) AND state IN ${liveStates}
    ORDER BY sequence LIMIT 1`,
    [await personHashes(work, { by, accountId, phone, id: randomUUID() }), ticketId ?? null],
  )
  return live ? work.tx.booking.findUnique({ where: { id: live.id } }) : null
}

/** One of the same person or matter that a booking which is taken up again would stand beside. */
async function hasOtherLive(work: Work, { id, personHash, ticketId }: Booking): Promise<boolean> {
  const rows = await work.sql(
    `SELECT 1 FROM "Booking" WHERE ("personHash" = $1 OR "ticketId" = $2::uuid) AND id <> $3::uuid AND state IN ${liveStates}
    LIMIT 1`,
    [personHash, ticketId, id],
  )
  return rows.length > 0
}

async function nextNumber(work: Work, { id }: ReceptionDay): Promise<number> {
  const { lastQueued } = await work.tx.receptionDay.update({
    where: { id },
    data: { lastQueued: { increment: 1 } },
    select: { lastQueued: true },
  })
  return lastQueued
}

/** Moves a visit on from one of these states. Throws `visit-not-there` with the state it is in. */
async function change(
  work: Work,
  id: string,
  from: Booking['state'][],
  data: Partial<Pick<Booking, 'state' | 'arrivedAt' | 'calledAt' | 'endedAt' | 'queueNumber'>>,
): Promise<void> {
  const { count } = await work.tx.booking.updateMany({ where: { id, state: { in: from } }, data })
  if (count === 1) return
  const { state } = await work.tx.booking.findUniqueOrThrow({ where: { id }, select: { state: true } })
  throw new DomainError('visit-not-there', { state })
}

async function tellCalled(work: Work, bookingId: string): Promise<void> {
  const { accountId } = await work.tx.booking.findUniqueOrThrow({ where: { id: bookingId } })
  const view = await viewBooking(work, bookingId)
  const params = { queueNumber: view.queueNumber }
  await tellBooked(work, [{ kind: 'yourTurn', view, accountId, occasion: String(work.at.getTime()), params }])
}
