import type { FastifyInstance } from 'fastify'
import { createApi } from '../../api/api.ts'
import { createServer, type ServerSettings } from '../../api/server.ts'
import type { ApiSettings } from '../../api/settings.ts'
import type { Context } from '../../domain/context.ts'
import { createLog } from '../../domain/log.ts'
import { embeddedDatabase } from '../embedded.ts'

export const now = new Date('2026-08-03T01:00:00Z')
export const cookieSecret = Buffer.alloc(32, 3)

/** The server with the API on it, and the lines it has logged. */
export async function openApi(
  context: Context,
  {
    trustProxy = false,
    metricsToken,
    channels = () => [],
    matterCalendar = async () => undefined,
    model,
  }: Partial<ServerSettings> & Partial<ApiSettings> = {},
): Promise<{ app: FastifyInstance; logged: string[] }> {
  const logged: string[] = []
  const log = createLog('trace', { write: (line: string) => logged.push(line) })
  const app = await createServer({ trustProxy }, log)
  await app.register(
    createApi(context, await embeddedDatabase(), {
      now: () => now,
      cookieSecret,
      metricsToken,
      channels,
      matterCalendar,
      model,
    }),
  )
  return { app, logged }
}
