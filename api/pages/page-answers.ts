import { createHash } from 'node:crypto'
import helmet from '@fastify/helmet'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { explainError } from '../errors.ts'
import { html } from './html.ts'
import { layout } from './layout.ts'
import { languageIn } from './public-layout.ts'

/**
 * From here on `app` answers with pages that run no script, load nothing from elsewhere, are framed by nobody and tell
 * nobody else where their reader came from. An error is a page too, for whoever reads pages.
 */
export async function answerWithPages(app: FastifyInstance, publicUrl: string): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    // A proxy in front that speaks https sets it; on plain http it would only lock people out.
    strictTransportSecurity: publicUrl.startsWith('https:'),
  })
  app.setErrorHandler((error, request, reply) => {
    const language = languageIn(request.query)
    const { status, sentence } = explainError(error, request, language)
    const wantsPage = (request.headers.accept ?? '').includes('text/html')
    if (!wantsPage) return reply.code(status).send({ error: sentence })
    return reply
      .code(status)
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(layout({ title: sentence, language, body: html`<p><a href="/">${home[language]}</a></p>` }))
  })
}

const home = { zh: '回首页', en: 'Back to the first page' }

/** Sends a page that anybody may keep: asked again, it is sent again only when it has changed. */
export function sendPage(request: FastifyRequest, reply: FastifyReply, page: string): FastifyReply {
  const tag = `"${createHash('sha256').update(page).digest('base64url').slice(0, 22)}"`
  reply.header('etag', tag).header('cache-control', 'no-cache')
  if (isKnown(request, tag)) return reply.code(304).send()
  return reply.type('text/html; charset=utf-8').send(page)
}

/** Whether who asks has it already, by what they were told it is called. */
export function isKnown(request: FastifyRequest, tag: string): boolean {
  const known = (request.headers['if-none-match'] ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''))
  return known.includes(tag) || known.includes('*')
}
