import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { type Context, outsideTransaction, type Work, withWork } from '../../domain/context.ts'
import { DomainError } from '../../domain/errors.ts'
import { everybodyOn, type ReceptionBoard, readBoard, readDayRow, readWall } from '../../domain/reception/board.ts'
import { lockDay, lockVisit } from '../../domain/reception/booking-days.ts'
import { readBooking, type VisitView } from '../../domain/reception/booking-view.ts'
import {
  type CheckIn,
  callNext,
  checkIn,
  checkInVisit,
  markAbsent,
  putBack,
  recall,
} from '../../domain/reception/door.ts'
import { readQueue } from '../../domain/reception/visit-queues.ts'
import { noteNamesRead } from '../../domain/reception/visitor-names.ts'
import { civilDateOf } from '../../domain/rules/civil-date.ts'
import type { Officer } from '../../prisma/generated/client.ts'
import { type BoardLook, drawBoard } from '../pages/reception-board-page.ts'
import { dayPath, receptionDesk } from '../pages/reception-paths.ts'
import { visitorName } from '../pages/reception-visit-lines.ts'
import { drawWall } from '../pages/reception-wall-page.ts'
import type { ApiSettings } from '../settings.ts'
import { fieldIn } from './policies-frame.ts'
import { type Told, tellOn, toldIn } from './reception-tell.ts'

/**
 * The board of a day, the wall of its waiting room, and what is pressed there. The board is data, too:
 * `GET /desk/reception/<day>.json` answers `{day, called, queue, toCome, waitingList, seen, noShows}` with names as 王**.
 */
export function boardRoutes(context: Context, { now }: Pick<ApiSettings, 'now'>): FastifyPluginAsync {
  return async (app) => {
    app.get(`${receptionDesk}/:day(^[^/.]+).json`, async (request) => {
      return toJson(await readBoard(await outsideTransaction(context, now()), request.officer, dayIn(request)))
    })

    app.get(`${receptionDesk}/:day`, async (request, reply) => {
      const look = lookIn(request.query)
      const board = look.names
        ? await withWork(context, now(), (work) => readNamedBoard(work, request.officer, dayIn(request)))
        : await readBoard(await outsideTransaction(context, now()), request.officer, dayIn(request))
      const page = { office: await context.office(), board, look, today: civilDateOf(now()), ...toldIn(request) }
      return reply.type('text/html; charset=utf-8').send(drawBoard(page))
    })

    app.get(`${receptionDesk}/:day/wall`, async (request, reply) => {
      const wall = await readWall(await outsideTransaction(context, now()), dayIn(request))
      return reply.type('text/html; charset=utf-8').send(drawWall(wall))
    })

    app.post(`${receptionDesk}/:day/code`, async (request, reply) => {
      const dayId = dayIn(request)
      const code = fieldIn(request.body, 'code')
      return tellOn(
        reply,
        dayPath(dayId),
        () =>
          withWork(context, now(), async (work) => {
            await readDayRow(work, dayId)
            return tellArrival(await checkIn(work, { dayId, code, tries: request.officer.id }))
          }),
        receptionDesk,
      )
    })

    app.post(`${receptionDesk}/:day/call`, async (request, reply) => {
      const dayId = dayIn(request)
      const path = boardPath(dayId, lookIn(request.body))
      const saw = fieldIn(request.body, 'next')
      return tellOn(
        reply,
        path,
        () => withWork(context, now(), (work) => callSeen(work, request.officer, dayId, saw)),
        receptionDesk,
      )
    })

    app.post(`${receptionDesk}/visits/:visit/arrive`, async (request, reply) =>
      onVisit(request, reply, async (work, { id }) => tellArrival(await checkInVisit(work, id))),
    )

    app.post(`${receptionDesk}/visits/:visit/recall`, async (request, reply) =>
      onVisit(request, reply, async (work, { id }) => tellVisit('recalled', await recall(work, request.officer, id))),
    )

    app.post(`${receptionDesk}/visits/:visit/absent`, async (request, reply) =>
      onVisit(request, reply, async (work, { id }) => tellVisit('absent', await markAbsent(work, request.officer, id))),
    )

    app.post(`${receptionDesk}/visits/:visit/back`, async (request, reply) => {
      const where = fieldIn(request.body, 'where') === 'same' ? 'same' : 'end'
      return onVisit(request, reply, async (work, { id }) =>
        tellVisit('back', await putBack(work, request.officer, id, where)),
      )
    })

    /** Does something with a visit that is still as whoever pressed has seen it, and goes back to the board. */
    async function onVisit(
      request: FastifyRequest,
      reply: FastifyReply,
      act: (work: Work, visit: { id: string }) => Promise<Told>,
    ) {
      const { visit: id } = request.params as { visit: string }
      const saw = fieldIn(request.body, 'saw')
      const path = await boardOf(id, lookIn(request.body))
      return tellOn(reply, path, () =>
        withWork(context, now(), async (work): Promise<Told> => {
          const { state } = await lockVisit(work, id)
          if (saw !== '' && saw !== state) return { refused: 'state-changed', detail: { state } }
          return act(work, { id })
        }),
      )
    }

    async function boardOf(bookingId: string, look: BoardLook): Promise<string> {
      try {
        const { dayId } = await readBooking(await outsideTransaction(context, now()), bookingId)
        return boardPath(dayId, look)
      } catch (error) {
        // Said where the page goes on to.
        if (error instanceof DomainError) return receptionDesk
        throw error
      }
    }
  }
}

/** What became of coming in, in words of the page. */
export function tellArrival(came: CheckIn): Told {
  switch (came.kind) {
    case 'arrived': {
      const detail = { number: came.visit.queueNumber, ahead: came.ahead ?? undefined }
      if (came.again) return { done: 'arrived-again', detail }
      return { done: came.timing === 'in-time' ? 'arrived' : `arrived-${came.timing}`, detail }
    }
    case 'not-today':
      return { refused: 'not-today', detail: { on: came.on } }
    case 'ended':
      return { refused: 'ended', detail: { state: came.visit.state } }
    case 'wrong':
      return { refused: 'code-wrong' }
    case 'wait':
      return { refused: 'code-wait' }
  }
}

/** Calls the one whom the presser has seen to be the next, and nobody else: two who press at once call one visitor. */
async function callSeen(work: Work, officer: Officer, dayId: string, saw: string): Promise<Told> {
  await readDayRow(work, dayId)
  await lockDay(work, dayId)
  const [next] = await readQueue(work, dayId)
  if ((next?.id ?? '') !== saw) return { refused: 'call-changed' }
  const call = await callNext(work, officer, dayId)
  switch (call.kind) {
    case 'called':
      return tellVisit('called', call.visit)
    case 'nobody':
      return { refused: 'nobody', detail: { count: call.toCome } }
    case 'not-today':
      return { refused: 'day-not-today', detail: { on: call.on } }
  }
}

function tellVisit(done: 'called' | 'recalled' | 'absent' | 'back', { queueNumber }: VisitView): Told {
  return { done, detail: { number: queueNumber ?? undefined } }
}

async function readNamedBoard(work: Work, officer: Officer, dayId: string): Promise<ReceptionBoard> {
  const board = await readBoard(work, officer, dayId)
  await noteNamesRead(work, officer, everybodyOn(board))
  return board
}

function toJson({ day, ...lists }: ReceptionBoard) {
  const { id, on, place, video, director, state, provisional } = day
  return {
    day: { id, on, place, video, director, state, provisional },
    ...Object.fromEntries(Object.entries(lists).map(([name, visits]) => [name, visits.map(visitJson)])),
  }
}

function visitJson(visit: VisitView) {
  const { id, state, queueNumber, waitingPlace, seat, number, category, people, needs, priority, walkIn } = visit
  return {
    id,
    state,
    queueNumber,
    waitingPlace,
    startsAt: seat?.startsAt ?? null,
    name: visitorName(visit, false),
    number,
    category,
    people: Math.max(1, people.length),
    wheelchair: needs.wheelchair === true,
    homeVisit: needs.homeVisit === true,
    priority,
    walkIn,
  }
}

/** How the page looks that is asked for, or that a form was sent from. */
function lookIn(from: unknown): BoardLook {
  const { live, names } = (from ?? {}) as { live?: unknown; names?: unknown }
  return { live: live === '1', names: names === '1' && live !== '1' }
}

function boardPath(dayId: string, { live, names }: BoardLook): string {
  return `${dayPath(dayId)}${live ? '?live=1' : names ? '?names=1' : ''}`
}

export function dayIn(request: FastifyRequest): string {
  return (request.params as { day: string }).day
}
