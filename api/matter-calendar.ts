import type { FastifyPluginAsync } from 'fastify'
import { notFound } from './errors.ts'
import type { ApiSettings } from './settings.ts'

/** The dates of a matter for whoever holds its link: no other door is opened by it. */
export function matterCalendarRoutes({ matterCalendar }: Pick<ApiSettings, 'matterCalendar'>): FastifyPluginAsync {
  return async (app) => {
    // A parameter may be 100 characters long; a token grows with the name of its key.
    app.get('/calendar/*', { config: { rateLimit: { max: 30, timeWindow: '1 minute' } } }, async (request, reply) => {
      const { '*': asked } = request.params as { '*': string }
      const [, token] = /^([A-Za-z0-9_-]{1,200})\.ics$/.exec(asked) ?? []
      const file = token === undefined ? undefined : await matterCalendar(token)
      if (!file) return notFound(request, reply)
      return reply
        .header('content-type', 'text/calendar; charset=utf-8')
        .header('content-disposition', `attachment; filename="${file.name}"`)
        .header('cache-control', 'no-store')
        .send(file.content)
    })
  }
}
