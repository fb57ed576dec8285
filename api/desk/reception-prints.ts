import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { type Context, outsideTransaction, withWork } from '../../domain/context.ts'
import { everybodyOn, readBoard } from '../../domain/reception/board.ts'
import { viewSlip } from '../../domain/reception/booking-view.ts'
import { listPromises } from '../../domain/reception/promise-view.ts'
import { noteNamesRead } from '../../domain/reception/visitor-names.ts'
import { drawFinalList } from '../pages/reception-list-page.ts'
import { drawPaper } from '../pages/reception-paper-page.ts'
import { receptionDesk } from '../pages/reception-paths.ts'
import { drawSlip } from '../pages/reception-slip-page.ts'
import type { ApiSettings } from '../settings.ts'
import { dayIn } from './reception-board.ts'
import { toldIn } from './reception-tell.ts'

/** What is printed: the list of a day, the slip for somebody without a phone, and the answer on paper. */
export function printRoutes(context: Context, { now }: Pick<ApiSettings, 'now'>): FastifyPluginAsync {
  return async (app) => {
    app.get(`${receptionDesk}/:day/list`, async (request, reply) => {
      const page = await withWork(context, now(), async (work) => {
        const board = await readBoard(work, request.officer, dayIn(request))
        await noteNamesRead(work, request.officer, everybodyOn(board))
        return drawFinalList({ office: work.office, board })
      })
      return reply.type('text/html; charset=utf-8').send(page)
    })

    app.get(`${receptionDesk}/slips/:visit`, async (request, reply) => {
      const work = await outsideTransaction(context, now())
      const visit = await viewSlip(work, request.officer, visitIn(request))
      return reply.type('text/html; charset=utf-8').send(drawSlip({ office: work.office, visit, ...toldIn(request) }))
    })

    app.get(`${receptionDesk}/visits/:visit/paper`, async (request, reply) => {
      const work = await outsideTransaction(context, now())
      const visit = await viewSlip(work, request.officer, visitIn(request))
      const promises = await listPromises(work, visit.ticketId === null ? [] : [visit.ticketId])
      return reply.type('text/html; charset=utf-8').send(drawPaper({ office: work.office, visit, promises }))
    })
  }
}

function visitIn(request: FastifyRequest): string {
  return (request.params as { visit: string }).visit
}
