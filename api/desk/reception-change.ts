import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { type Context, outsideTransaction, type Work, withWork } from '../../domain/context.ts'
import { DomainError } from '../../domain/errors.ts'
import { readDayRow } from '../../domain/reception/board.ts'
import { changeReceptionDay, type DayEdit } from '../../domain/reception/changes.ts'
import { closeReceptionDay, reopenReceptionDay } from '../../domain/reception/closings.ts'
import { listReceptionDays, lockReceptionDays, requireChief } from '../../domain/reception/days.ts'
import { readChanges } from '../../domain/reception/history.ts'
import { moveReceptionDay } from '../../domain/reception/moves.ts'
import { swapDirectors } from '../../domain/reception/rota.ts'
import { readSeats } from '../../domain/reception/seats.ts'
import { addDays, civilDateOf } from '../../domain/rules/civil-date.ts'
import { hoursOn, type SeatTime } from '../../domain/rules/reception/seats.ts'
import { readDay } from '../../domain/rules/typed-day.ts'
import { drawChange } from '../pages/reception-change-page.ts'
import { dayPath, receptionDesk } from '../pages/reception-paths.ts'
import type { ApiSettings } from '../settings.ts'
import { fieldIn, momentOf, namesOf } from './policies-frame.ts'
import { dayIn } from './reception-board.ts'
import { longest } from './reception-forms.ts'
import { type Told, tellOn, toldIn } from './reception-tell.ts'

/** A chief changes, moves, closes or opens a day, or swaps its director; everybody concerned is told by the domain. */
export function dayChangeRoutes(context: Context, { now }: Pick<ApiSettings, 'now'>): FastifyPluginAsync {
  return async (app) => {
    app.get(`${receptionDesk}/:day/change`, async (request, reply) => {
      requireChief(request.officer)
      const work = await outsideTransaction(context, now())
      const day = await readDayRow(work, dayIn(request))
      const today = civilDateOf(now())
      const seats = await readSeats(work, day.id)
      const listed = await listReceptionDays(work, today, addDays(today, 200))
      const changes = readChanges(day)
      const names = await namesOf(
        work,
        changes.map(({ by }) => by),
      )
      const page = drawChange({
        day,
        seats,
        hours: hoursOf(work, day.on, seats),
        directors: work.office.reception?.directors.map(({ name }) => name) ?? [],
        others: listed.filter(
          ({ id, on, reason }) => id !== null && id !== day.id && on >= today && reason !== 'closed',
        ),
        changes: changes.map((change) => ({ change, at: momentOf(new Date(change.at)), by: names(change.by) })),
        ...toldIn(request),
      })
      return reply.type('text/html; charset=utf-8').send(page)
    })

    app.post(`${receptionDesk}/:day/move`, async (request, reply) =>
      onDay(request, reply, async (work, dayId, reason) => {
        const typed = fieldIn(request.body, 'on')
        const on = readDay(typed, civilDateOf(work.at)) ?? typed
        const { told, toCall } = await moveReceptionDay(work, request.officer, dayId, on, reason)
        return { done: 'moved', detail: { told, toCall } }
      }),
    )

    app.post(`${receptionDesk}/:day/edit`, async (request, reply) =>
      onDay(request, reply, async (work, dayId, reason) => {
        const { fields, told, toCall } = await changeReceptionDay(
          work,
          request.officer,
          dayId,
          editIn(request.body),
          reason,
        )
        return fields.length === 0 ? { done: 'unchanged' } : { done: 'changed', detail: { told, toCall } }
      }),
    )

    app.post(`${receptionDesk}/:day/swap`, async (request, reply) =>
      onDay(request, reply, async (work, dayId, reason) => {
        await swapDirectors(work, request.officer, dayId, fieldIn(request.body, 'other'), reason)
        return { done: 'swapped' }
      }),
    )

    app.post(`${receptionDesk}/:day/close`, async (request, reply) =>
      onDay(request, reply, async (work, dayId, reason) => {
        const { told, toCall } = await closeReceptionDay(work, request.officer, dayId, reason)
        return { done: 'closed', detail: { told, toCall } }
      }),
    )

    app.post(`${receptionDesk}/:day/reopen`, async (request, reply) =>
      onDay(request, reply, async (work, dayId, reason) => {
        const { told, toCall } = await reopenReceptionDay(work, request.officer, dayId, reason)
        return { done: 'reopened', detail: { told, toCall } }
      }),
    )

    function onDay(
      request: FastifyRequest,
      reply: FastifyReply,
      act: (work: Work, dayId: string, reason: string) => Promise<Told>,
    ) {
      const dayId = dayIn(request)
      const reason = fieldIn(request.body, 'reason').slice(0, longest.reason)
      // Whoever may not change it is told so where they may read: the page of the change is not theirs.
      const path = request.officer.role === 'officer' ? receptionDesk : `${dayPath(dayId)}/change`
      const saw = fieldIn(request.body, 'saw')
      return tellOn(reply, path, () =>
        withWork(context, now(), async (work) => {
          await lockReceptionDays(work)
          const changes = readChanges(await readDayRow(work, dayId)).length
          return saw !== '' && saw !== String(changes) ? { refused: 'day-changed' } : act(work, dayId, reason)
        }),
      )
    }
  }
}

/** What a form changes. A figure that is none is refused like one that does not fit. Throws `reception-hours-wrong`. */
function editIn(body: unknown): DayEdit {
  if (fieldIn(body, 'what') === 'place') {
    return {
      place: fieldIn(body, 'place'),
      video: fieldIn(body, 'video') === 'yes',
      director: fieldIn(body, 'director').slice(0, longest.name),
    }
  }
  const figure = (name: string) => {
    const text = fieldIn(body, name).normalize('NFKC')
    if (!/^\d{1,3}$/.test(text)) throw new DomainError('reception-hours-wrong', { most: 0 })
    return Number(text)
  }
  return {
    hours: spansIn(fieldIn(body, 'hours')),
    seatMinutes: figure('seatMinutes'),
    seats: figure('seats'),
    reservedSeats: figure('reservedSeats'),
  }
}

/** `8:30-11:30 14:30—17:10` as spans; throws `reception-hours-wrong` for what is none. */
function spansIn(text: string): [string, string][] {
  const plain = text.normalize('NFKC').replace(/\s*(?:\p{Pd}|~|至|到)\s*/gu, '-')
  const spans = plain.split(/[\s,、;]+/).filter((span) => span !== '')
  return spans.map((span) => {
    const found = /^(\d{1,2}:\d{2})-(\d{1,2}:\d{2})$/.exec(span)
    if (!found) throw new DomainError('reception-hours-wrong', { most: 0 })
    return [(found[1] ?? '').padStart(5, '0'), (found[2] ?? '').padStart(5, '0')]
  })
}

/** The hours as a form offers them: those of the season when the seats lie in them, else from the first seat to the last. */
function hoursOf(work: Work, on: string, seats: readonly SeatTime[]): string {
  const spans = hoursOn(work.office.reception?.hours ?? [], on)
  const isWithin = seats.every(({ startsAt, minutes }) =>
    spans.some(([from, to]) => from <= startsAt && endOf(startsAt, minutes) <= to),
  )
  if (isWithin && spans.length > 0) return spans.map(([from, to]) => `${from}-${to}`).join(' ')
  return joined(seats)
    .map(([from, to]) => `${from}-${to}`)
    .join(' ')
}

/** Seats that follow one another are one span. */
function joined(seats: readonly SeatTime[]): [string, string][] {
  const spans: [string, string][] = []
  for (const { startsAt, minutes } of seats.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt))) {
    const last = spans.at(-1)
    if (last && last[1] === startsAt) last[1] = endOf(startsAt, minutes)
    else spans.push([startsAt, endOf(startsAt, minutes)])
  }
  return spans
}

function endOf(startsAt: string, minutes: number): string {
  const end = Number(startsAt.slice(0, 2)) * 60 + Number(startsAt.slice(3)) + minutes
  return `${String(Math.floor(end / 60)).padStart(2, '0')}:${String(end % 60).padStart(2, '0')}`
}
