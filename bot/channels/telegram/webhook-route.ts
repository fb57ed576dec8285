import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyError, FastifyPluginAsync } from 'fastify'
import type { Update } from 'grammy/types'

/** Where Telegram's deliveries go while the channel runs. */
export interface WebhookGate {
  /** False when the update could not be stored. Absent before the start and after the stop. */
  store?: ((update: Update) => Promise<boolean>) | undefined
}

/** More than any update: a message has four thousand characters, and ten of them with their entities are 0.2 MB. */
const bodyLimit = 2 * 1024 * 1024

/**
 * `POST /telegram`: answers 200 only when the update is stored. After any other answer Telegram sends it again, for a
 * day. The answer calls no method, for what became of such a call is told to nobody.
 */
export function createWebhookRoute(secret: string, gate: WebhookGate): FastifyPluginAsync {
  return async (app) => {
    app.setErrorHandler((error: FastifyError, _, reply) => reply.code(error.statusCode ?? 500).send())
    app.post(
      '/telegram',
      {
        bodyLimit,
        // Telegram asks for as much as it has; the secret keeps everybody else out.
        config: { rateLimit: false },
        // Before the body is read.
        onRequest: async (request, reply) => {
          if (!isSame(request.headers['x-telegram-bot-api-secret-token'], secret)) return reply.code(401).send()
          if (!gate.store) return reply.code(503).send()
        },
      },
      async (request, reply) => {
        if (!isUpdate(request.body)) return reply.code(400).send()
        const isStored = await gate.store?.(request.body)
        return reply.code(isStored === undefined ? 503 : isStored ? 200 : 500).send()
      },
    )
  }
}

/** In a time that tells nothing about how much of it was right, not even the length. */
function isSame(given: string | string[] | undefined, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return typeof given === 'string' && timingSafeEqual(digest(given), digest(secret))
}

function isUpdate(body: unknown): body is Update {
  return typeof body === 'object' && body !== null && 'update_id' in body && Number.isSafeInteger(body.update_id)
}
