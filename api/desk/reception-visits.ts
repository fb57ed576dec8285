import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { type Context, type Work, withWork } from '../../domain/context.ts'
import { DomainError } from '../../domain/errors.ts'
import { listFreeSeats, lockDay } from '../../domain/reception/booking-days.ts'
import { type MoveOutcome, moveBooking } from '../../domain/reception/booking-moves.ts'
import { type BookingRow, readBooking, type VisitView, viewSlip } from '../../domain/reception/booking-view.ts'
import { cancelBooking } from '../../domain/reception/bookings.ts'
import { listPromises } from '../../domain/reception/promise-view.ts'
import type { PromiseWords } from '../../domain/reception/promises.ts'
import { finishVisit } from '../../domain/reception/visit-outcomes.ts'
import { noteNamesRead } from '../../domain/reception/visitor-names.ts'
import { acceptOffer, declineOffer } from '../../domain/reception/waiting-list.ts'
import { civilDateOf } from '../../domain/rules/civil-date.ts'
import { readDay } from '../../domain/rules/typed-day.ts'
import type { Officer } from '../../prisma/generated/client.ts'
import { dayPath, receptionDesk, visitPath } from '../pages/reception-paths.ts'
import { drawVisit, type FreeDay, promiseRows, type VisitPage } from '../pages/reception-visit-page.ts'
import type { ApiSettings } from '../settings.ts'
import { fieldIn } from './policies-frame.ts'
import { idIn, longest, type Typed, typedIn } from './reception-forms.ts'
import { type Told, tellOn, toldIn, wordProblem } from './reception-tell.ts'

const path = `${receptionDesk}/visits/:visit`

/** One visit: everything that is known of it, how it ends, and where it is moved to. */
export function visitRoutes(context: Context, { now }: Pick<ApiSettings, 'now'>): FastifyPluginAsync {
  return async (app) => {
    app.get(path, async (request, reply) =>
      answer(reply, drawVisit({ ...(await readPage(request)), ...toldIn(request) })),
    )

    app.post(`${path}/finish`, async (request, reply) => {
      const typed = typedIn(request.body)
      const outcome = await withWork(context, now(), (work) =>
        finish(work, request.officer, visitIn(request), typed),
      ).catch((error: unknown) => {
        if (error instanceof DomainError && error.code !== 'booking-not-found') return wordProblem(error)
        throw error
      })
      if (typeof outcome !== 'string') return tellOn(reply, visitPath(visitIn(request)), async () => outcome)
      return answer(reply.code(422), drawVisit({ ...(await readPage(request)), typed, problem: outcome }))
    })

    app.post(`${path}/cancel`, async (request, reply) =>
      onSeen(request, reply, async (work, { id, dayId }) => {
        const reason = fieldIn(request.body, 'reason').slice(0, longest.reason)
        const { kind } = await cancelBooking(work, { bookingId: id, by: { officer: request.officer }, reason })
        return { done: kind === 'cancelled' ? 'cancelled' : 'cancelled-already', path: dayPath(dayId) }
      }),
    )

    app.post(`${path}/move`, async (request, reply) =>
      onSeen(request, reply, async (work, { id }) => {
        const [dayId = '', seatId] = fieldIn(request.body, 'to').split('/')
        if (idIn(dayId) === undefined) throw new DomainError('day-not-found')
        const seat = idIn(seatId)
        if (!(await isWhereSeen(work, id, dayId, fieldIn(request.body, 'sawSeat')))) return { refused: 'moved-already' }
        return tellMove(
          await moveBooking(work, {
            bookingId: id,
            dayId,
            by: { officer: request.officer },
            ...(seat !== undefined && { seatId: seat }),
          }),
        )
      }),
    )

    app.post(`${path}/accept`, async (request, reply) =>
      onSeen(request, reply, async (work, { id }) => {
        const { kind } = await acceptOffer(work, { officer: request.officer }, id)
        return kind === 'booked' ? { done: 'accepted' } : { refused: 'offer-over' }
      }),
    )

    app.post(`${path}/decline`, async (request, reply) =>
      onSeen(request, reply, async (work, { id }) => {
        const { kind } = await declineOffer(work, { officer: request.officer }, id)
        return kind === 'declined' ? { done: 'declined' } : { refused: 'offer-over' }
      }),
    )

    /** Does something with a visit that is still as the presser has seen it, and tells it on its page. */
    function onSeen(
      request: FastifyRequest,
      reply: FastifyReply,
      act: (work: Work, visit: BookingRow) => Promise<Told>,
    ) {
      const saw = fieldIn(request.body, 'saw')
      return tellOn(reply, visitPath(visitIn(request)), () =>
        withWork(context, now(), async (work): Promise<Told> => {
          const visit = await readBooking(work, visitIn(request))
          const { state } = visit
          return saw !== '' && saw !== state ? { refused: 'state-changed', detail: { state } } : act(work, visit)
        }),
      )
    }

    async function readPage(request: FastifyRequest): Promise<VisitPage> {
      return withWork(context, now(), async (work) => {
        const visit = await viewSlip(work, request.officer, visitIn(request))
        await noteNamesRead(work, request.officer, [visit])
        const matter =
          visit.ticketId === null ? null : await work.tx.ticket.findUnique({ where: { id: visit.ticketId } })
        return {
          office: work.office,
          visit,
          isToday: visit.on === civilDateOf(now()),
          unit: matter?.unit ?? request.officer.unit,
          promises: await listPromises(work, visit.ticketId === null ? [] : [visit.ticketId]),
          freeDays: await readFreeDays(work, visit),
        }
      })
    }
  }
}

/** Ends a visit; a sentence where the form is to be put right. */
async function finish(work: Work, officer: Officer, bookingId: string, typed: Typed): Promise<Told | string> {
  const { dayId } = await readBooking(work, bookingId)
  if ((typed.text ?? '') === '') return '还没有写怎么答复的。'
  const promises = promisesIn(typed, civilDateOf(work.at))
  if (typeof promises === 'string') return promises
  const { onPaper } = await finishVisit(work, officer, bookingId, { text: typed.text ?? '', promises })
  return onPaper ? { done: 'finished-paper' } : { done: 'finished', path: dayPath(dayId) }
}

/** What a form promises; a sentence where a line is not whole. Lines that are empty are left out. */
function promisesIn(typed: Typed, today: string): PromiseWords[] | string {
  const promises: PromiseWords[] = []
  for (let row = 1; row <= promiseRows; row += 1) {
    const [text = '', unit = '', by = ''] = [typed[`what${row}`], typed[`unit${row}`], typed[`by${row}`]]
    if (text === '' && by === '') continue
    if (text === '') return `第 ${row} 件答应的事还没有写办什么。`
    if (by === '') return `第 ${row} 件答应的事还没有写哪天以前办好。`
    const dueOn = readDay(by, today)
    if (dueOn === undefined) return `第 ${row} 件的“${by}”看不出是今天以后的哪一天。请写成 12月18日 或者 2026-12-18。`
    promises.push({ text, unit, dueOn })
  }
  return promises
}

/**
 * Locks both days, as moving does, and tells whether the visit still has the seat that the presser saw: a colleague who
 * moved it in between is not undone.
 */
async function isWhereSeen(work: Work, bookingId: string, dayId: string, sawSeat: string): Promise<boolean> {
  const before = await readBooking(work, bookingId)
  for (const id of [...new Set([before.dayId, dayId])].sort()) await lockDay(work, id)
  const { seatId } = await readBooking(work, bookingId)
  return (seatId ?? '') === sawSeat
}

function tellMove(outcome: MoveOutcome): Told {
  switch (outcome.kind) {
    case 'moved':
      return { done: 'visit-moved' }
    case 'gone':
      return { refused: 'seat-gone' }
    case 'full':
      return { refused: 'day-full' }
    case 'closed':
      return { refused: 'not-bookable' }
    case 'ended':
      return { refused: 'state-changed', detail: { state: outcome.booking.state } }
  }
}

/** The days a visit could be moved to, with what is free for them. */
async function readFreeDays(work: Work, { state, priority }: VisitView): Promise<FreeDay[]> {
  if (!['waiting', 'offered', 'booked'].includes(state)) return []
  const days = await work.tx.receptionDay.findMany({
    where: { on: { gte: civilDateOf(work.at) }, state: { not: 'closed' } },
    orderBy: { on: 'asc' },
    take: mostDays,
  })
  const found: FreeDay[] = []
  for (const day of days) found.push({ day, free: await listFreeSeats(work, day, priority) })
  return found
}

const mostDays = 8

function visitIn(request: FastifyRequest): string {
  return (request.params as { visit: string }).visit
}

function answer(reply: FastifyReply, page: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(page)
}
