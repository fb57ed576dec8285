import { join } from 'node:path'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import fastifyStatic from '@fastify/static'
import websocket from '@fastify/websocket'
import type { FastifyError, FastifyPluginAsync } from 'fastify'
import { deskRoutes } from './desk-routes.ts'
import type { WebParts } from './parts.ts'
import { type Refusal, refuse } from './refusals.ts'
import { residentRoutes } from './resident-routes.ts'
import { whyRoutes } from './why-routes.ts'

/** The pages and what they talk to, as one Fastify plugin. */
export function createWebPlugin(web: WebParts): FastifyPluginAsync {
  return async (app) => {
    await app.register(cookie, { secret: web.settings.cookieSecret.toString('base64') })
    await app.register(helmet, {
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          imgSrc: ["'self'", 'blob:', 'data:'],
          mediaSrc: ["'self'", 'blob:'],
          // Older phones do not count a socket of the same host as 'self'.
          connectSrc: ["'self'", 'ws:', 'wss:'],
          objectSrc: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
        },
      },
      referrerPolicy: { policy: 'no-referrer' },
      // A proxy in front that speaks https sets it; on plain http it would only lock people out.
      strictTransportSecurity: web.settings.secure,
    })
    await app.register(multipart, { limits: { fileSize: web.office.files.maxSize, files: 1, fields: 4 } })
    await app.register(rateLimit, { global: false })
    await app.register(websocket, { options: { maxPayload: 16 * 1024 } })
    await app.register(fastifyStatic, {
      root: join(import.meta.dirname, 'public'),
      prefix: '/',
      serve: false,
    })

    app.setErrorHandler((error: FastifyError, request, reply) => {
      const status = error.statusCode ?? 500
      if (status >= 500) request.log.error({ err: error }, 'A page was not answered')
      return refuse(request, reply, refusalOf(status))
    })

    app.addHook('onRequest', async (request, reply) => {
      if (request.method === 'GET' && request.headers.upgrade === undefined) return
      if (isForeign(request.headers.origin, request.host)) return refuse(request, reply, 'forbidden')
    })

    app.get('/assets/:name', (request, reply) => {
      const { name } = request.params as { name: string }
      // Names carry a hash of the content.
      return reply.sendFile(join('assets', name), { maxAge: '1y', immutable: true })
    })
    await app.register(residentRoutes(web))
    await app.register(deskRoutes(web))
    await app.register(whyRoutes(web))
  }
}

function refusalOf(status: number): Refusal {
  if (status === 413) return 'too-large'
  if (status === 429) return 'busy'
  return status < 500 ? 'not-understood' : 'away'
}

/** A page of another site sent it. Requests without an origin come from no page. */
function isForeign(origin: string | undefined, host: string): boolean {
  if (origin === undefined) return false
  try {
    return new URL(origin).host !== host
  } catch {
    return true
  }
}
