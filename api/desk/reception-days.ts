import type { FastifyPluginAsync } from 'fastify'
import { type Context, outsideTransaction, type Work, withWork } from '../../domain/context.ts'
import { countBookings } from '../../domain/reception/board.ts'
import { listReceptionDays } from '../../domain/reception/days.ts'
import { receptionFigures } from '../../domain/reception/figures.ts'
import { addTour } from '../../domain/reception/tours.ts'
import { addDays, civilDateOf, isCivilDate } from '../../domain/rules/civil-date.ts'
import { readDay } from '../../domain/rules/typed-day.ts'
import type { Officer } from '../../prisma/generated/client.ts'
import { drawReceptionDays, type FiguresAsked } from '../pages/reception-days-page.ts'
import { receptionDesk } from '../pages/reception-paths.ts'
import type { ApiSettings } from '../settings.ts'
import { fieldIn } from './policies-frame.ts'
import { tellOn, toldIn } from './reception-tell.ts'

/** So many days ahead and back the days are listed. */
const [ahead, back] = [125, 62]

/** The reception days that come, for every officer; a day in a township is added by a chief. */
export function dayListRoutes(context: Context, { now }: Pick<ApiSettings, 'now'>): FastifyPluginAsync {
  return async (app) => {
    app.get(receptionDesk, async (request, reply) => {
      const work = await outsideTransaction(context, now())
      const today = civilDateOf(now())
      const listed = await listReceptionDays(work, addDays(today, -back), addDays(today, ahead))
      const coming = listed.filter(({ on }) => on >= today)
      const past = listed.filter(({ on, id }) => on < today && id !== null).toReversed()
      const counts = await countBookings(
        work,
        listed.flatMap(({ id }) => id ?? []),
      )
      const page = drawReceptionDays({
        office: work.office,
        today,
        coming,
        past,
        counts,
        isChief: isChief(request.officer),
        asked: await figuresAsked(work, request.query),
        ...toldIn(request),
      })
      return reply.type('text/html; charset=utf-8').send(page)
    })

    app.post(`${receptionDesk}/tours`, async (request, reply) =>
      tellOn(reply, receptionDesk, async () => {
        const { body, officer } = request
        const typed = fieldIn(body, 'on')
        const tour = {
          township: fieldIn(body, 'township'),
          on: readDay(typed, civilDateOf(now())) ?? typed,
          place: fieldIn(body, 'place'),
          director: fieldIn(body, 'director').slice(0, 50),
          video: fieldIn(body, 'video') === 'yes',
        }
        const { on } = await withWork(context, now(), (work) => addTour(work, officer, tour, fieldIn(body, 'reason')))
        return { done: 'tour-added', detail: { on } }
      }),
    )
  }
}

/** Who changes the days; the domain refuses everybody else. */
export function isChief({ role }: Officer): boolean {
  return role !== 'officer'
}

/** The figures of the span that was asked for; of this year so far and to come where none was. */
async function figuresAsked(work: Work, query: unknown): Promise<FiguresAsked> {
  const year = civilDateOf(work.at).slice(0, 4)
  const { from = `${year}-01-01`, to = `${year}-12-31` } = query as { from?: unknown; to?: unknown }
  const isSpan =
    typeof from === 'string' && typeof to === 'string' && isCivilDate(from) && isCivilDate(to) && from <= to
  if (!isSpan) return { from: '', to: '', figures: undefined }
  return { from, to, figures: await receptionFigures(work, from, to) }
}
