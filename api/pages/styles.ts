import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyPluginAsync } from 'fastify'

/** The one style sheet of the pages that are drawn here. */
export const styleRoutes: FastifyPluginAsync = async (app) => {
  const styles = await readFile(join(import.meta.dirname, 'page.css'), 'utf8')
  app.get('/pages/page.css', async (_, reply) =>
    reply.header('cache-control', 'public, max-age=300').type('text/css; charset=utf-8').send(styles),
  )
}
