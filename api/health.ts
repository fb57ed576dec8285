import type { FastifyPluginAsync } from 'fastify'
import type { Context } from '../domain/context.ts'
import { type Check, checkReadiness, isReady, type Readiness } from '../domain/readiness.ts'
import type { Database } from '../domain/store/database.ts'
import type { ApiSettings, ChannelCheck } from './settings.ts'

/** Askers within this time share one look, so that nobody can keep the database busy with asking. */
const sharedMs = 1_000

/** For whatever watches the process: is it alive, and can it serve people? */
export function healthRoutes(context: Context, database: Database, { now, channels }: ApiSettings): FastifyPluginAsync {
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
      const serves = await look()
      // A platform that is away is no reason to send people elsewhere: they would find it away there too.
      const ready = isReady(serves)
      const checks = {
        ...serves,
        ...Object.fromEntries(channels().map(({ channel, state }) => [channel, toCheck(state)])),
      }
      return reply
        .code(ready ? 200 : 503)
        .header('cache-control', 'no-store')
        .send({ ready, checks })
    })
  }
}

function toCheck({ state, note }: ChannelCheck): Check {
  return { state, note }
}
