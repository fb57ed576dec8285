import type { Capabilities, Channel, ChannelHost } from '../../message.ts'
import { textLimit } from './compose.ts'
import { watchDepartures } from './departures.ts'
import { fetchFile } from './fetch-file.ts'
import { createFriends } from './friends.ts'
import { createGate } from './gate.ts'
import { createHealth } from './health.ts'
import { createHeardMembers } from './heard-members.ts'
import { createIntake } from './intake.ts'
import { underLease } from './lease.ts'
import { type Pace, usualPace } from './pace.ts'
import { createPresence, type Online } from './presence.ts'
import { createRefusals } from './refusals.ts'
import { createScanNotice } from './scan.ts'
import { createSending } from './send.ts'
import type { WechatySettings } from './settings.ts'
import { supervise } from './supervisor.ts'

const capabilities: Capabilities = {
  buttons: false,
  edits: false,
  groups: true,
  textLimit,
  speaksFirst: true,
  confirmsDelivery: false,
  repeatsSafely: false,
  domestic: true,
  // WeChat tells no limit; accounts that write faster than people do are shut.
  groupPerMinute: 20,
}

/**
 * WeChat by way of a wechaty puppet. One instance at a time speaks to it. What is said while nobody listens is lost: no
 * puppet says anything twice; the office hears from when to when that was.
 */
export function createWechatyChannel(settings: WechatySettings, pace: Pace = usualPace): Channel {
  const { openPuppet, readFile, words, log, print, now, chance } = settings
  const health = createHealth(log)
  const stopping = new AbortController()
  const refusals = createRefusals()
  let current: () => Online | undefined = () => undefined
  const sending = createSending({
    current: () => current(),
    refusals,
    readFile,
    words,
    pace,
    gate: createGate(pace),
    health,
  })
  let running: Promise<void> = Promise.resolve()
  let finish: () => Promise<void> = async () => {}

  function run(host: ChannelHost): Promise<void> {
    const presence = createPresence({ host, pace, health, now, log })
    const members = createHeardMembers()
    const intake = createIntake({ receive: host.receive, presence, refusals, members, pace, health, log, now, chance })
    const friends = createFriends({ presence, pace, store: intake.store, log, now, chance })
    void watchDepartures({ presence, pace, members, store: intake.store, now, chance }, stopping.signal)
    current = presence.current
    finish = () => {
      friends.stop()
      return intake.stop()
    }
    const showCode = createScanNotice(health, print)
    const parts = { openPuppet, pace, health, presence, intake, friends, showCode, log, chance }
    return underLease({ lease: host.lease, stopped: stopping.signal, pace, health, log, chance }, (held) =>
      supervise(parts, held),
    )
  }

  return {
    name: 'wechaty',
    capabilities,
    async start(host) {
      running = run(host)
    },
    send: sending.send,
    sends: () => current() !== undefined,
    fetch: (file) => fetchFile(current(), file, pace),
    state: health.read,
    async stop() {
      await Promise.all([sending.stop(), finish()])
      stopping.abort()
      await running
    },
  }
}
