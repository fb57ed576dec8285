import type { WSClient } from '@wecom/aibot-node-sdk'
import type { ChannelHost } from '../../message.ts'
import { backoffMs } from '../backoff.ts'
import { pause } from '../pause.ts'
import { type Ended, holdConnection } from './connection.ts'
import type { Health } from './health.ts'
import type { Held } from './lease.ts'
import type { Pace } from './pace.ts'
import type { WecomSettings } from './settings.ts'
import { isBusy, troubleOf } from './trouble.ts'

export interface KeepParts {
  settings: WecomSettings
  pace: Pace
  health: Health
  host: ChannelHost
  onPush(body: unknown): void
  onLine: OnLine
}

/** The connection that can send, as long as there is one. */
export interface OnLine {
  client: WSClient | undefined
  /** How often anything was heard from WeCom. */
  heard: number
}

/** Keeps one connection open while the lease is held: each that ends is followed by another, after a while. */
export async function keepConnected(parts: KeepParts, held: Held): Promise<void> {
  const { settings, pace, health } = parts
  let failures = 0
  while (!held.signal.aborted) {
    const begunAt = settings.now().getTime()
    const ended = await connectOnce(parts, held.signal)
    const trouble = troubleOf(ended)
    if (held.signal.aborted || !trouble) return
    health.trouble('connection', trouble)
    failures = settings.now().getTime() - begunAt >= pace.steadyMs ? 1 : failures + 1
    await pause(waitAfter(ended, pace, failures), held.signal)
    // Whoever kicked us may be the instance that has the lease by now.
    while (ended.kind === 'kicked' && !held.signal.aborted && !(await held.confirm())) {
      await pause(pace.renewMs, held.signal)
    }
  }
}

async function connectOnce(parts: KeepParts, signal: AbortSignal): Promise<Ended> {
  const { settings, pace, health, host, onPush, onLine } = parts
  const noteStanding = createNotes(host, pace, settings.now)
  const ended = await holdConnection(
    {
      settings,
      pace,
      onPush,
      onReady(client) {
        onLine.client = client
        health.connected(true)
        health.well('connection')
        noteStanding()
      },
      onHeard() {
        onLine.heard++
        // Before it has let us in it hands nothing over.
        if (onLine.client) noteStanding()
      },
    },
    signal,
  )
  onLine.client = undefined
  health.connected(false)
  return ended
}

/**
 * Tells the host that WeCom has answered just now: first that it does again, for what was said without a connection nobody
 * will hear. Only what was heard counts: a link can be dead for a minute before anybody gives it up.
 */
function createNotes(host: ChannelHost, { aliveMs }: Pace, now: () => Date): () => void {
  let isTold = false
  let notedAt = Number.NEGATIVE_INFINITY
  let isUnderWay = false
  async function note(): Promise<void> {
    if (!isTold) await host.backOnline()
    isTold = true
    const at = now().getTime()
    await host.lease.noteAlive()
    notedAt = at
  }
  return () => {
    if (isUnderWay || now().getTime() - notedAt < aliveMs) return
    isUnderWay = true
    // The database is away: it is told with what is heard next.
    note()
      .catch(() => {})
      .finally(() => {
        isUnderWay = false
      })
  }
}

function waitAfter(ended: Ended, pace: Pace, failures: number): number {
  if (ended.kind === 'refused' && !isBusy(ended.code)) return pace.wrongSecretMs
  if (ended.kind === 'kicked') return pace.conflictMs
  return backoffMs(pace, failures)
}
