import type { FastifyPluginAsync } from 'fastify'
import type { Capabilities, Channel, ChannelHost } from '../../message.ts'
import { createTransport } from '../transport.ts'
import { createApi } from './api.ts'
import { textLimit } from './compose.ts'
import { setFace } from './face.ts'
import { fetchFile } from './fetch-file.ts'
import { createHealth } from './health.ts'
import { createIntake } from './intake.ts'
import { underLease } from './lease.ts'
import { learnMe } from './me.ts'
import { type Pace, usualPace } from './pace.ts'
import { pollUpdates } from './poll.ts'
import { createPressAnswers } from './presses.ts'
import { createSending } from './send.ts'
import type { TelegramSettings } from './settings.ts'
import { storeOnce } from './store.ts'
import { createWebhookRoute, type WebhookGate } from './webhook-route.ts'
import { watchWebhook } from './webhook-watch.ts'

const capabilities: Capabilities = {
  buttons: true,
  edits: true,
  groups: true,
  textLimit,
  speaksFirst: false,
  confirmsDelivery: false,
  repeatsSafely: false,
  domestic: false,
  // Edits included: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
  groupPerMinute: 20,
  tellsDepartures: true,
}

/**
 * Telegram. Updates are asked for, or pushed to `plugin` where a webhook is set; either way they are confirmed only when
 * they are stored, and one instance at a time sees to it. What Telegram took counts as delivered: it tells no more.
 */
export function createTelegramChannel(
  settings: TelegramSettings,
  pace: Pace = usualPace,
): Channel & { plugin: FastifyPluginAsync } {
  const { token, apiRoot, webhook, log, now } = settings
  const transport = createTransport(pace.connectMs)
  const api = createApi(token, apiRoot, transport, pace)
  const health = createHealth(webhook ? 'webhook' : 'polling', log, now)
  const sending = createSending({ api, readFile: settings.readFile, pace, health, log })
  const gate: WebhookGate = {}
  const stopping = new AbortController()
  const stopped = stopping.signal
  let running: Promise<void> = Promise.resolve()

  async function run(host: ChannelHost): Promise<void> {
    const me = await learnMe(api, pace, health, stopped)
    if (!me) return
    const intake = createIntake({ host, me, answerPresses: createPressAnswers(api, stopped), log, now })
    const parts = { api, host, intake, pace, health, log, now }
    if (webhook) gate.store = (update) => storeOnce([update], intake, parts)
    let hasFace = false
    await underLease({ lease: host.lease, stopped, pace, health, log }, async (held) => {
      const facing = hasFace ? undefined : setFace({ api, face: settings.face, pace, log }, held.signal)
      await (webhook ? watchWebhook({ ...parts, webhook }, held) : pollUpdates(parts, held))
      hasFace = (await facing) ?? true
    })
  }

  return {
    name: 'telegram',
    capabilities,
    async start(host) {
      running = run(host)
    },
    send: sending.send,
    fetch: (file) => fetchFile({ api, transport, fileRoot: `${apiRoot}/file/bot${token}`, pace }, file, stopped),
    state: health.read,
    async stop() {
      gate.store = undefined
      stopping.abort()
      await Promise.all([running, sending.stop()])
      transport.close()
    },
    plugin: webhook ? createWebhookRoute(webhook.secret, gate) : async () => {},
  }
}
