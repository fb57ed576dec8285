import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import type { Log } from '../domain/log.ts'
import { answerError, notFound } from './errors.ts'

export interface ServerSettings {
  /** Whose X-Forwarded-For is believed: everyone's, that of so many proxies in front, or that of these addresses. */
  trustProxy: boolean | number | string
}

/** A phone on a slow line needs minutes for twenty megabytes. */
const requestTimeoutMs = 10 * 60_000

/**
 * The one HTTP server, with nothing mounted yet. Errors are answered as `{error: <a sentence>}`; closing it ends open
 * connections too, so that it takes seconds. Requests are not logged: their addresses carry codes and ids.
 */
export async function createServer({ trustProxy }: ServerSettings, log: Log): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trusted(trustProxy),
    bodyLimit: 256 * 1024,
    requestTimeout: requestTimeoutMs,
    return503OnClosing: true,
    forceCloseConnections: true,
    // What comes before any route, such as an address that cannot be read, is answered in the same form.
    frameworkErrors: answerError,
  })
  app.setErrorHandler(answerError)
  app.setNotFoundHandler(notFound)
  return app
}

/** Fastify's types take a function for what its `number` did: how many proxies stand in front. */
function trusted(
  trustProxy: ServerSettings['trustProxy'],
): boolean | string | ((address: string, hop: number) => boolean) {
  return typeof trustProxy === 'number' ? (_, hop) => hop < trustProxy : trustProxy
}
