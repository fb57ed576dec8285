import type { FastifyPluginAsync } from 'fastify'
import type { Context } from '../domain/context.ts'
import { checkReadiness, isReady, type Readiness } from '../domain/readiness.ts'
import type { Database } from '../domain/store/database.ts'

/** Askers within this time share one look, so that nobody can keep the database busy with asking. */
const sharedMs = 1_000

/** For whatever watches the process: is it alive, and can it serve people? */
export function healthRoutes(context: Context, database: Database, { now }: { now(): Date }): FastifyPluginAsync {
  let latest: { at: number; readiness: Promise<Readiness> } | undefined

  function look(): Promise<Readiness> {
    const at = performance.now()
    if (latest && at - latest.at < sharedMs) return latest.readiness
    latest = { at, readiness: checkReadiness(context, database, now()) }
    return latest.readiness
  }

  return async (app) => {
    // A database that is away is no reason to restart the process.
    app.get('/health/live', async () => ({ live: true }))

    app.get('/health/ready', { config: { rateLimit: { max: 600, timeWindow: '1 minute' } } }, async (_, reply) => {
      const checks = await look()
      const ready = isReady(checks)
      return reply
        .code(ready ? 200 : 503)
        .header('cache-control', 'no-store')
        .send({ ready, checks })
    })
  }
}
