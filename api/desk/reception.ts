import type { FastifyPluginAsync } from 'fastify'
import type { Context } from '../../domain/context.ts'
import { answerWithPages } from '../pages/page-answers.ts'
import type { ApiSettings } from '../settings.ts'
import { letStaffIn } from '../staff.ts'
import { boardRoutes } from './reception-board.ts'
import { bookingRoutes } from './reception-booking.ts'
import { dayChangeRoutes } from './reception-change.ts'
import { dayListRoutes } from './reception-days.ts'
import { printRoutes } from './reception-prints.ts'
import { visitRoutes } from './reception-visits.ts'

/** Where officers hold the reception days: plain forms, each answered with where to read what was done. */
export function receptionDeskRoutes(context: Context, settings: ApiSettings): FastifyPluginAsync {
  return async (app) => {
    await answerWithPages(app, context.publicUrl)
    await letStaffIn(app, context, settings)
    await app.register(dayListRoutes(context, settings))
    await app.register(dayChangeRoutes(context, settings))
    await app.register(boardRoutes(context, settings))
    await app.register(bookingRoutes(context, settings))
    await app.register(visitRoutes(context, settings))
    await app.register(printRoutes(context, settings))
  }
}
