import { Agent, type ClientRequest, request } from 'node:http'
import { request as secureRequest } from 'node:https'
import { flag, integer, isObject, type Params, text } from './params.ts'
import { seconds } from './payload.ts'
import { allow } from './polling.ts'
import { badRequest, tooMany } from './refusal.ts'
import { type Update, usualKinds } from './updates.ts'
import type { World } from './world.ts'

/** Delivery by webhook: the updates of one queue one after the other, the queues side by side. */
export interface Webhook {
  isSet(): boolean
  set(params: Params): string
  remove(params: Params): string
  show(): Record<string, unknown>
  take(update: Update): void
  close(): void
}

interface Queue {
  waiting: Update[]
  fails: number
  busy: boolean
  timer?: NodeJS.Timeout
}

/** `run` carries out a method that stood in the answer; its result goes nowhere. */
export function createWebhook(
  world: World,
  run: (method: string, params: Params) => void,
  noticed: () => void,
): Webhook {
  const { updates } = world
  const waitMs = world.options.webhookRetryMs ?? 2000
  const agent = new Agent({ keepAlive: true })
  let target: { url: URL; secret: string; connections: number } | undefined
  let failure: { at: number; words: string } | undefined
  let nextAllowedAt = 0
  let queues = new Map<string, Queue>()
  let running = new Set<ClientRequest>()
  let held: Queue[] = []

  function stop(): void {
    for (const { timer } of queues.values()) clearTimeout(timer)
    for (const under of running) under.destroy()
    queues = new Map()
    running = new Set()
    held = []
    target = undefined
    failure = undefined
  }

  function pump(queue: Queue): void {
    if (!target || queue.busy || queue.timer) return
    const update = queue.waiting[0]
    if (!update) return
    if (!updates.get(update.id) || update.expiresAt <= world.now()) {
      updates.forget(update.id)
      queue.waiting.shift()
      queue.fails = 0
      pump(queue)
      return
    }
    if (running.size >= target.connections) {
      if (!held.includes(queue)) held.push(queue)
      return
    }
    queue.busy = true
    deliver(queue, update)
  }

  function deliver(queue: Queue, update: Update): void {
    if (!target) return
    const { url, secret } = target
    const mine = queues
    const send = url.protocol === 'https:' ? secureRequest : request
    const under = send(url, {
      method: 'POST',
      ...(url.protocol === 'https:' ? {} : { agent }),
      timeout: 60_000,
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(update.json),
        ...(secret === '' ? {} : { 'x-telegram-bot-api-secret-token': secret }),
      },
    })
    running.add(under)
    let isOver = false
    const over = (words: string | undefined, retryAfter = 0) => {
      if (isOver || mine !== queues) return
      isOver = true
      running.delete(under)
      queue.busy = false
      if (words === undefined) {
        updates.forget(update.id)
        queue.waiting.shift()
        queue.fails = 0
      } else {
        failure = { at: world.now(), words }
        queue.fails++
        const delay = retryAfter > 0 ? retryAfter * (waitMs / 2) : backoff(queue.fails)
        queue.timer = setTimeout(() => {
          delete queue.timer
          pump(queue)
        }, delay)
      }
      noticed()
      pump(queue)
      for (const other of held.splice(0)) pump(other)
    }
    under.on('timeout', () => {
      over('Read timeout expired')
      under.destroy()
    })
    under.on('error', (error: NodeJS.ErrnoException) =>
      over(error.code === 'ECONNREFUSED' ? 'Connection refused' : 'Webhook connection closed'),
    )
    under.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('aborted', () => over('Webhook connection closed'))
      response.on('end', () => {
        const status = response.statusCode ?? 0
        if (status < 200 || status > 299) {
          const words = `Wrong response from the webhook: ${status} ${response.statusMessage ?? ''}`
          over(words, Math.min(3600, Number.parseInt(response.headers['retry-after'] ?? '0', 10) || 0))
          return
        }
        over(undefined)
        runAnswer(Buffer.concat(chunks).toString())
      })
    })
    under.end(update.json)
  }

  /** At once, then after 2, 4, 8 … seconds, at most a minute. */
  function backoff(fails: number): number {
    return fails === 1 ? 0 : Math.min(waitMs * 2 ** (fails - 2), waitMs * 30)
  }

  function runAnswer(body: string): void {
    if (!body.includes('"method"')) return
    let value: unknown
    try {
      value = JSON.parse(body)
    } catch {
      return
    }
    if (!isObject(value) || typeof value.method !== 'string') return
    const { method, ...params } = value
    if (!/^(get|setwebhook|deletewebhook|close|logout)/i.test(method)) run(method, params)
  }

  const webhook: Webhook = {
    isSet: () => target !== undefined,
    set(params) {
      const asked = text(params, 'url')
      if (asked === '') return webhook.remove(params)
      if (world.now() < nextAllowedAt) throw tooMany(1)
      nextAllowedAt = world.now() + 1000
      const full = /^[a-z]+:\/\//i.test(asked) ? asked : `https://${asked}`
      if (!URL.canParse(full) || !/^https?:/i.test(full)) throw badRequest('invalid webhook URL specified')
      const secret = text(params, 'secret_token')
      if (secret.length > 256) throw badRequest('secret token is too long')
      if (!/^[\w-]*$/.test(secret)) throw badRequest('secret token contains unallowed characters')
      const connections = Math.min(100, Math.max(1, integer(params, 'max_connections', 40)))
      const url = new URL(full)
      allow(updates, params)
      if (flag(params, 'drop_pending_updates')) updates.clear()
      const isSame = target?.url.href === url.href && target.secret === secret && target.connections === connections
      if (isSame && !flag(params, 'drop_pending_updates')) return 'Webhook is already set'
      stop()
      target = { url, secret, connections }
      for (const update of updates.all()) webhook.take(update)
      return 'Webhook was set'
    },
    remove(params) {
      if (flag(params, 'drop_pending_updates')) updates.clear()
      allow(updates, params)
      if (!target) return 'Webhook is already deleted'
      stop()
      return 'Webhook was deleted'
    },
    show() {
      return {
        url: target?.url.href ?? '',
        has_custom_certificate: false,
        pending_update_count: updates.waiting(),
        ...(failure ? { last_error_date: seconds(failure.at), last_error_message: failure.words } : {}),
        ...(target ? { max_connections: target.connections, ip_address: '127.0.0.1' } : {}),
        ...(updates.allowed === usualKinds ? {} : { allowed_updates: [...updates.allowed] }),
      }
    },
    take(update) {
      if (!target) return
      const queue = queues.get(update.queue) ?? { waiting: [], fails: 0, busy: false }
      queues.set(update.queue, queue)
      queue.waiting.push(update)
      pump(queue)
    },
    close() {
      stop()
      agent.destroy()
    },
  }
  return webhook
}
