import { randomUUID } from 'node:crypto'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { type Context, outsideTransaction, type Work, withWork } from '../../domain/context.ts'
import { DomainError } from '../../domain/errors.ts'
import { readDayRow } from '../../domain/reception/board.ts'
import { listFreeSeats } from '../../domain/reception/booking-days.ts'
import type { Visitor } from '../../domain/reception/booking-rows.ts'
import { type BookingOutcome, bookSeat } from '../../domain/reception/bookings.ts'
import { walkIn } from '../../domain/reception/door.ts'
import { civilDateOf } from '../../domain/rules/civil-date.ts'
import { drawBooking, drawWalkIn } from '../pages/reception-booking-page.ts'
import { dayPath, receptionDesk, slipPath, visitPath } from '../pages/reception-paths.ts'
import { dayWords, refusedWords } from '../pages/words/reception.ts'
import type { ApiSettings } from '../settings.ts'
import { dayIn, tellArrival } from './reception-board.ts'
import { idIn, readVisitor, type Typed, typedIn } from './reception-forms.ts'
import { type Told, tellOn, wordProblem } from './reception-tell.ts'

/** A clerk books for somebody without a phone, or gives a number to who has come without a booking. */
export function bookingRoutes(context: Context, { now }: Pick<ApiSettings, 'now'>): FastifyPluginAsync {
  return async (app) => {
    app.get(`${receptionDesk}/:day/book`, async (request, reply) => answer(reply, await drawBook(dayIn(request))))

    app.post(`${receptionDesk}/:day/book`, async (request, reply) =>
      onForm(request, reply, drawBook, async (work, visitor, draftId, typed) => {
        const seatId = idIn(typed.seat)
        const by = { officer: request.officer }
        const outcome = await bookSeat(work, {
          ...visitor,
          draftId,
          dayId: dayIn(request),
          by,
          ...(seatId !== undefined && { seatId }),
        })
        return tellBooking(outcome)
      }),
    )

    app.get(`${receptionDesk}/:day/walk-in`, async (request, reply) => answer(reply, await drawWalk(dayIn(request))))

    app.post(`${receptionDesk}/:day/walk-in`, async (request, reply) =>
      onForm(request, reply, drawWalk, async (work, visitor, draftId) => {
        const dayId = dayIn(request)
        const came = await walkIn(work, { ...visitor, draftId, dayId, by: { officer: request.officer } })
        switch (came.kind) {
          case 'arrived':
            return { ...tellArrival({ ...came, timing: 'in-time' }), path: dayPath(dayId) }
          case 'already': {
            const { id, on } = came.booking
            return { refused: 'already-elsewhere', detail: { on }, path: visitPath(id) }
          }
          case 'not-today':
            return { refused: 'day-not-today', detail: { on: came.on }, path: dayPath(dayId) }
        }
      }),
    )

    /**
     * Does what a filled form asks for; where something is wrong with it, it is drawn again with what was typed and a
     * sentence. `act` answers with the sentence itself where that can be put right in the form.
     */
    async function onForm(
      request: FastifyRequest,
      reply: FastifyReply,
      draw: (dayId: string, again: Again) => Promise<string>,
      act: (work: Work, visitor: Visitor, draftId: string, typed: Typed) => Promise<Told | string>,
    ) {
      const typed = typedIn(request.body)
      const draftId = idIn(typed.draft) ?? randomUUID()
      const outcome = await withWork(context, now(), async (work): Promise<Told | string> => {
        await readDayRow(work, dayIn(request))
        const read = await readVisitor(work, request.officer, typed)
        return 'problem' in read ? read.problem : act(work, read.visitor, draftId, typed)
      }).catch((error: unknown) => {
        if (error instanceof DomainError && error.code !== 'day-not-found') return wordProblem(error)
        throw error
      })
      if (typeof outcome !== 'string') return tellOn(reply, dayPath(dayIn(request)), async () => outcome)
      return answer(reply.code(422), await draw(dayIn(request), { draftId, typed, problem: outcome }))
    }

    async function drawBook(dayId: string, { draftId = randomUUID(), ...again }: Again = {}) {
      const work = await outsideTransaction(context, now())
      const day = await readDayRow(work, dayId)
      const isOpen = day.state !== 'closed' && day.on >= civilDateOf(now())
      const free = isOpen ? await listFreeSeats(work, day, true) : []
      const problem = again.problem ?? (isOpen ? undefined : refusedWords['not-bookable']())
      return drawBooking({ day, free, draftId, maxPeople: maxPeople(work), ...again, problem })
    }

    async function drawWalk(dayId: string, { draftId = randomUUID(), ...again }: Again = {}) {
      const work = await outsideTransaction(context, now())
      const day = await readDayRow(work, dayId)
      return drawWalkIn({ day, draftId, maxPeople: maxPeople(work), ...again })
    }
  }
}

/** A form that is drawn again. */
interface Again {
  draftId?: string
  typed?: Typed
  problem?: string
}

function maxPeople({ office }: Work): number {
  return office.reception?.maxPeople ?? 5
}

function tellBooking(outcome: BookingOutcome): Told | string {
  switch (outcome.kind) {
    case 'booked':
      return { done: 'booked', path: slipPath(outcome.booking.id) }
    case 'waiting':
      return { done: 'booked-waiting', path: slipPath(outcome.booking.id) }
    case 'already':
      return `这个人或者这件事已经有预约了：${dayWords(outcome.booking.on, { year: true })}${outcome.booking.seat ? ` ${outcome.booking.seat.startsAt}` : '（候补）'}。要换时间请打开那个预约改期。`
    case 'gone':
      return refusedWords['seat-gone']()
    case 'closed':
      return refusedWords['not-bookable']()
  }
}

function answer(reply: FastifyReply, page: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(page)
}
