import cookie from '@fastify/cookie'
import formBody from '@fastify/formbody'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Context, outsideTransaction } from '../domain/context.ts'
import { findStaffSession, staffCookie } from '../domain/staff-sessions.ts'
import type { Officer } from '../prisma/generated/client.ts'
import type { ApiSettings } from './settings.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; set on every route behind `letStaffIn`. */
    officer: Officer
  }
}

/**
 * From here on `app` answers officers only, by the cookie the staff room gave them: pages send others there, anything else
 * is refused. What changes something must come from our own pages. Forms are read as objects.
 */
export async function letStaffIn(app: FastifyInstance, context: Context, settings: ApiSettings): Promise<void> {
  await app.register(cookie, { secret: settings.cookieSecret.toString('base64') })
  await app.register(formBody)
  app.decorateRequest('officer', null as unknown as Officer)
  app.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'GET' && !isOwnPage(request)) {
      return reply.code(403).send({ error: 'This must be sent from a page of this office. Open the page again.' })
    }
    const officer = await officerOf(request)
    if (!officer) return sendAway(request, reply)
    request.officer = officer
    reply.header('cache-control', 'no-store')
  })

  async function officerOf(request: FastifyRequest): Promise<Officer | undefined> {
    const raw = request.cookies[staffCookie]
    if (raw === undefined) return undefined
    const { valid, value } = request.unsignCookie(raw)
    return valid && value ? findStaffSession(await outsideTransaction(context, settings.now()), value) : undefined
  }
}

function sendAway(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html')
  if (wantsPage) return reply.redirect('/desk', 303)
  return reply.code(401).send({ error: 'Only for officers: enter the staff room with your link first.' })
}

/** Browsers name the page that a form was sent from; a program without one has no cookie of ours to misuse. */
function isOwnPage(request: FastifyRequest): boolean {
  const { origin, host } = request.headers
  const site = request.headers['sec-fetch-site']
  if (origin === undefined) return site !== 'cross-site'
  // A page that tells nobody where one comes from has no origin; the browser still tells that it is the same.
  if (origin === 'null') return site === 'same-origin'
  return URL.canParse(origin) && new URL(origin).host === host
}
