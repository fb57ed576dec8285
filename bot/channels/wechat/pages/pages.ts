import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import type { FastifyError, FastifyInstance, FastifyPluginAsync } from 'fastify'
import { addLetterRoutes } from './letters-routes.ts'
import { addNoticeRoutes } from './notices-routes.ts'
import { samePath } from './page-language.ts'
import type { WechatPages } from './parts.ts'
import { lettersPath, noticesPath } from './paths.ts'
import { showProblem } from './show.ts'

/**
 * The pages of the account under `/wechat/`, for the channel's plugin to register, once, in whatever scope:
 *
 *     await registerWechatPages(app, { api, account: settings, pages: settings.pages, host: () => host })
 *
 * Links in messages and notices lead to the two of paths.ts, in the language of who reads them (`pageAddress`). No
 * address of them says whose it is.
 */
export async function registerWechatPages(app: FastifyInstance, parts: WechatPages): Promise<void> {
  await app.register(wechatPages(parts))
}

const assets = { 'page.css': 'text/css', 'letters.js': 'text/javascript', 'notices.js': 'text/javascript' }

function wechatPages(parts: WechatPages): FastifyPluginAsync {
  const isSecure = parts.account.publicUrl.startsWith('https:')
  return async (app) => {
    await app.register(cookie)
    await app.register(formbody)
    await app.register(helmet, {
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          objectSrc: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
        },
      },
      referrerPolicy: { policy: 'no-referrer' },
      // A proxy in front that speaks https sets it; on plain http it would only lock people out.
      strictTransportSecurity: isSecure,
    })
    // A whole village may sit behind one address.
    await app.register(rateLimit, { max: 600, timeWindow: '1 minute' })

    app.setErrorHandler((error: FastifyError, request, reply) => {
      const status = error.statusCode ?? 500
      if (status >= 500) request.log.error({ err: error }, 'A page of WeChat was not answered')
      const path = request.routeOptions.url === noticesPath ? noticesPath : lettersPath
      const problem = status === 429 ? 'busy' : status >= 500 ? 'away' : 'unreadable'
      return showProblem(parts, request, reply, problem, samePath(path, request))
    })
    app.addHook('onRequest', async (_, reply) => {
      reply.header('cache-control', 'no-store')
    })

    for (const [name, type] of Object.entries(assets)) {
      const content = await readFile(join(import.meta.dirname, name), 'utf8')
      app.get(`/wechat/pages/${name}`, async (_, reply) =>
        reply.header('cache-control', 'public, max-age=300').type(`${type}; charset=utf-8`).send(content),
      )
    }
    addLetterRoutes(app, parts)
    addNoticeRoutes(app, parts)
  }
}
