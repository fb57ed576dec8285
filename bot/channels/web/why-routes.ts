import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyPluginAsync } from 'fastify'
import type { WebParts } from './parts.ts'
import { drawWhyPage } from './why-html.ts'

/** The page 为什么是这一天. It holds nothing of anybody's, needs no cookie, and is read without a script. */
export function whyRoutes({ office }: Pick<WebParts, 'office'>): FastifyPluginAsync {
  return async (app) => {
    let template: Promise<string> | undefined
    app.get('/why', { config: { rateLimit: { max: 300, timeWindow: '1 minute' } } }, async (request, reply) => {
      template ??= readFile(join(import.meta.dirname, 'public', 'why.html'), 'utf8')
      const asked = request.query as Record<string, unknown>
      const page = await office.why(asked, asked.lang === 'en' ? 'en' : 'zh')
      return reply
        .code(page.problems.length > 0 ? 400 : 200)
        .header('cache-control', 'no-cache')
        .type('text/html; charset=utf-8')
        .send(drawWhyPage(await template, page, asked))
    })
  }
}
