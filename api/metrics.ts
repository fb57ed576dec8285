import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Context } from '../domain/context.ts'
import { type Gauges, readGauges } from '../domain/gauges.ts'
import type { QuestionModel } from '../domain/policies/question-model.ts'
import { notFound } from './errors.ts'
import type { ApiSettings } from './settings.ts'

/** For Prometheus. Nobody else learns that it is there. */
export function metricsRoutes(
  context: Context,
  { now, metricsToken, channels, model }: ApiSettings,
): FastifyPluginAsync {
  return async (app) => {
    const registry = new Registry()
    collectDefaultMetrics({ register: registry })
    const show = createGauges(registry)
    const showChannels = createChannelGauges(registry)
    if (model) countAdvice(registry, model)

    app.get('/metrics', { config: { rateLimit: { max: 120, timeWindow: '1 minute' } } }, async (request, reply) => {
      if (!mayRead(request, metricsToken)) return notFound(request, reply)
      // What the process knows of itself is told even when the database is away.
      show(await readGauges(context, now).catch(() => undefined))
      showChannels(channels())
      return reply.header('content-type', registry.contentType).send(await registry.metrics())
    })
  }
}

/** Makes the gauges; returns what puts values into them. Undefined: the database is away, its gauges keep still. */
function createGauges(registry: Registry): (gauges: Gauges | undefined) => void {
  const gauge = (name: string, help: string) => new Gauge({ name: `xinqiao_${name}`, help, registers: [registry] })
  const up = gauge('database_up', 'Whether the database answered')
  const inboxWaiting = gauge('inbox_waiting', 'Messages stored and not answered yet')
  const inboxParked = gauge('inbox_parked', 'Messages that could not be answered and were set aside')
  const inboxOldest = gauge('inbox_oldest_waiting_seconds', 'For how long the oldest of them has waited')
  const outboxDue = gauge('outbox_due_unsent', 'Messages that are due and have not gone out')
  const outboxOldest = gauge('outbox_oldest_due_seconds', 'For how long the oldest of them has been due')
  const uncertain = gauge('outbox_uncertain', 'Messages of which nobody knows whether they arrived')
  const skew = gauge('clock_skew_seconds', "The database's clock ahead of this process's")
  const byStatus = new Gauge({
    name: 'xinqiao_outbox_messages',
    help: 'Messages in the outbox, by status',
    labelNames: ['status'],
    registers: [registry],
  })
  return (gauges) => {
    up.set(gauges ? 1 : 0)
    if (!gauges) return
    inboxWaiting.set(gauges.inbox.waiting)
    inboxParked.set(gauges.inbox.parked)
    inboxOldest.set(gauges.inbox.oldestWaitingSeconds)
    outboxDue.set(gauges.outbox.due)
    outboxOldest.set(gauges.outbox.oldestDueSeconds)
    uncertain.set(gauges.outbox.byStatus.uncertain ?? 0)
    skew.set(gauges.clockSkewSeconds)
    for (const [status, count] of Object.entries(gauges.outbox.byStatus)) byStatus.set({ status }, count)
  }
}

/** Makes a gauge for whatever a channel has to tell, when it first tells it. */
function createChannelGauges(registry: Registry): (channels: ReturnType<ApiSettings['channels']>) => void {
  const labels = { labelNames: ['channel'] as const, registers: [registry] }
  const up = new Gauge({ name: 'xinqiao_channel_up', help: 'Whether the channel is doing well', ...labels })
  const known = new Map<string, Gauge<'channel'>>()
  return (channels) => {
    for (const { channel, state } of channels) {
      up.set({ channel }, state.state === 'ok' ? 1 : 0)
      for (const [name, value] of Object.entries(state.gauges)) {
        const gauge =
          known.get(name) ??
          new Gauge({ name: `xinqiao_channel_${name}`, help: `${name.replaceAll('_', ' ')}, by channel`, ...labels })
        known.set(name, gauge)
        gauge.set({ channel }, value)
      }
    }
  }
}

/** What became of the questions that a language model was asked about. */
function countAdvice(registry: Registry, model: QuestionModel): void {
  new Counter({
    name: 'xinqiao_question_model_total',
    help: 'Questions that a language model was to help with, by what became of it',
    labelNames: ['outcome'],
    registers: [registry],
    collect() {
      this.reset()
      for (const [outcome, count] of Object.entries(model.counts())) this.inc({ outcome }, count)
    },
  })
}

function mayRead(request: FastifyRequest, token: string | undefined): boolean {
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  if (token !== undefined && given !== undefined) return isSame(given, token)
  // A proxy on this machine is a loopback peer too, and speaks for anyone.
  const isForwarded = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'].some((name) => name in request.headers)
  return !isForwarded && isLoopback(request.socket.remoteAddress ?? '')
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address)
}

function isSame(given: string, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(token))
}
