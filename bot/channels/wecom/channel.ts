import type { Capabilities, Channel, ChannelHost } from '../../message.ts'
import { textLimit } from './compose.ts'
import { fetchFile } from './fetch-file.ts'
import { createHealth } from './health.ts'
import { createIntake } from './intake.ts'
import { keepConnected, type OnLine } from './keep-connected.ts'
import { underLease } from './lease.ts'
import { type Pace, usualPace } from './pace.ts'
import { createSending } from './send.ts'
import type { WecomSettings } from './settings.ts'

const capabilities: Capabilities = {
  buttons: true,
  // A card can be changed for five seconds after it was tapped, words not at all.
  edits: false,
  groups: true,
  textLimit,
  // Somebody has to have talked to the robot in the chat: https://developer.work.weixin.qq.com/document/path/101463
  speaksFirst: false,
  confirmsDelivery: false,
  repeatsSafely: false,
  domestic: true,
  // A chat takes 30 messages a minute, and words with the buttons of a new card are three.
  groupPerMinute: 10,
  hearsNamedOnly: true,
}

/**
 * A robot of WeCom, for staff groups. It opens a connection of its own, of which WeCom allows one: the instance with the
 * lease keeps it, and sends for all. What WeCom took counts as delivered: it tells no more.
 */
export function createWecomChannel(settings: WecomSettings, pace: Pace = usualPace): Channel {
  const { log, now } = settings
  const health = createHealth(log)
  const onLine: OnLine = { client: undefined, heard: 0 }
  const sending = createSending({ settings, pace, health, onLine })
  const stopping = new AbortController()
  const stopped = stopping.signal
  let running: Promise<void> = Promise.resolve()

  async function run(host: ChannelHost): Promise<void> {
    const intake = createIntake({ host, pace, health, log, now })
    const keeping = { settings, pace, health, host, onLine, onPush: intake.take }
    await underLease({ lease: host.lease, stopped, pace, health, log }, (held) => keepConnected(keeping, held))
    await intake.stop()
  }

  return {
    name: 'wecom',
    capabilities,
    async start(host) {
      running = run(host)
    },
    send: sending.send,
    sends: sending.isReady,
    fetch: (file) => fetchFile(file, pace.downloadMs, stopped),
    state: health.read,
    async stop() {
      await sending.stop()
      stopping.abort()
      await running
    },
  }
}
