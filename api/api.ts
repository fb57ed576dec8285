import rateLimit from '@fastify/rate-limit'
import type { FastifyPluginAsync } from 'fastify'
import type { Context } from '../domain/context.ts'
import type { Database } from '../domain/store/database.ts'
import { calendarRoutes } from './calendar.ts'
import { policyDesk } from './desk/policies.ts'
import { receptionDeskRoutes } from './desk/reception.ts'
import { tooMany } from './errors.ts'
import { healthRoutes } from './health.ts'
import { matterCalendarRoutes } from './matter-calendar.ts'
import { metricsRoutes } from './metrics.ts'
import { policyPages } from './pages/policy-pages.ts'
import { styleRoutes } from './pages/styles.ts'
import { policyRoutes } from './policies.ts'
import { receptionRoutes } from './reception.ts'
import type { ApiSettings } from './settings.ts'

/** The HTTP door: what machines ask of the office. A route each line. */
export function createApi(context: Context, database: Database, settings: ApiSettings): FastifyPluginAsync {
  return async (app) => {
    await app.register(rateLimit, { global: false, errorResponseBuilder: tooMany })
    await app.register(healthRoutes(context, database, settings))
    await app.register(metricsRoutes(context, settings))
    await app.register(calendarRoutes(context))
    await app.register(receptionRoutes(context, settings))
    await app.register(matterCalendarRoutes(settings))
    await app.register(policyRoutes(context, settings))
    await app.register(policyPages(context, settings))
    await app.register(policyDesk(context, settings))
    await app.register(receptionDeskRoutes(context, settings))
    await app.register(styleRoutes)
  }
}
