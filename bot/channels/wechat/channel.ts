import type { FastifyPluginAsync } from 'fastify'
import type { Capabilities, Channel, ChannelHost } from '../../message.ts'
import { createApi, type WechatApi } from './api.ts'
import { textLimit } from './compose.ts'
import { fetchFile } from './fetch-file.ts'
import { createHealth } from './health.ts'
import { createIntake } from './intake.ts'
import { type Pace, usualPace } from './pace.ts'
import { registerWechatPages } from './pages/pages.ts'
import { probe } from './probe.ts'
import { createPushRoute, type PushGate } from './push-route.ts'
import { createSending } from './send.ts'
import type { WechatSettings } from './settings.ts'
import { createTake } from './take.ts'

const capabilities: Capabilities = {
  buttons: false,
  edits: false,
  groups: false,
  textLimit,
  speaksFirst: false,
  confirmsDelivery: false,
  repeatsSafely: false,
  domestic: true,
  asksNotices: true,
}

/**
 * An Official Account (服务号) of WeChat. It pushes to `plugin` what residents say, and is answered only when that is
 * stored; everything we say goes by customer messages, within what the platform lets us say after somebody was heard.
 * What does not fit waits for their next message, with a subscription notice in its place where they agreed to one.
 */
export function createWechatChannel(
  settings: WechatSettings,
  pace: Pace = usualPace,
): Channel & Required<Pick<Channel, 'state' | 'fetch'>> & { plugin: FastifyPluginAsync; api: WechatApi } {
  const { log, now, notices } = settings
  const api = createApi(settings, pace)
  const health = createHealth(log, now)
  const sending = createSending({ api, settings, pace, health })
  const gate: PushGate = {}
  const stopping = new AbortController()
  const { signal } = stopping
  let probing: Promise<void> = Promise.resolve()
  let running: ChannelHost | undefined

  return {
    name: 'wechat',
    capabilities,
    api,
    async start(host) {
      running = host
      sending.start(host)
      gate.take = createTake({ intake: createIntake(host, notices), pace, health, log, signal })
      probing = probe(api, health, signal)
    },
    send: sending.send,
    fetch: (file) => fetchFile(api, file, signal),
    state: health.read,
    async stop() {
      gate.take = undefined
      running = undefined
      await sending.stop()
      stopping.abort()
      await probing
      api.close()
    },
    plugin: async (app) => {
      await app.register(createPushRoute({ settings, gate, health, pace }))
      const { pages } = settings
      if (pages) await registerWechatPages(app, { api, account: settings, pages, host: () => running })
    },
  }
}
