import type { ChannelHost, Incoming } from '../../message.ts'
import { backoffMs } from '../backoff.ts'
import type { ChannelLog } from '../channel-log.ts'
import { pause } from '../pause.ts'
import type { Health } from './health.ts'
import type { Pace } from './pace.ts'
import { readPush } from './read-push.ts'

/** So many wait in memory at most: some hours of what staff groups say. */
export const mostWaiting = 10_000

/** So many are stored at once. */
const atOnce = 100

export interface Intake {
  take(body: unknown): void
  /** Stores what still waits, for a while. Nothing may be taken any more. */
  stop(): Promise<void>
}

export interface IntakeParts {
  host: ChannelHost
  pace: Pace
  health: Health
  log: ChannelLog
  now(): Date
}

/**
 * Stores what WeCom pushes, in its order. WeCom pushes each once and waits for no confirmation, so what cannot be stored
 * now is kept in memory and tried again until it is.
 */
export function createIntake({ host, pace, health, log, now }: IntakeParts): Intake {
  const waiting: Incoming[] = []
  const late = new AbortController()
  let storing: Promise<void> | undefined

  async function storeAll(): Promise<void> {
    for (let failures = 0; waiting.length > 0 && !late.signal.aborted; ) {
      const batch = waiting.slice(0, atOnce)
      try {
        await host.receive(batch)
        waiting.splice(0, batch.length)
        failures = 0
        health.well('storing')
      } catch (err) {
        failures++
        log.error({ channel: 'wecom', count: waiting.length, err }, 'Messages could not be stored; they wait in memory')
        health.trouble('storing', cannotStore)
        health.waiting(waiting.length)
        await pause(backoffMs(pace, failures), late.signal)
      }
      health.waiting(waiting.length)
    }
    storing = undefined
  }

  return {
    take(body) {
      const incoming = readPush(body, now())
      if (incoming === 'nothing') return
      if (incoming === 'unreadable') {
        log.error({ channel: 'wecom' }, 'WeCom pushed something of which nobody can tell who it is from')
        return health.failed()
      }
      if (waiting.length >= mostWaiting) {
        log.error({ channel: 'wecom' }, 'A message from WeCom was lost: too many wait to be stored')
        return health.lost(1)
      }
      waiting.push(incoming)
      storing ??= storeAll()
    },
    async stop() {
      const timer = setTimeout(() => late.abort(), pace.stopMs)
      await storing
      clearTimeout(timer)
      if (waiting.length === 0) return
      log.error({ channel: 'wecom', count: waiting.length }, 'Messages from WeCom were lost: they could not be stored')
      health.lost(waiting.length)
      waiting.length = 0
    },
  }
}

const cannotStore = {
  state: 'degraded',
  note: 'Messages from WeCom cannot be stored, look at the database: they wait in memory, and WeCom does not send them again.',
} as const
