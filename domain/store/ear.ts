import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import type { Log } from '../log.ts'
import type { Database } from './database.ts'

/**
 * The one connection that hears nudges. It is made at the first `listen` and again whenever it broke; then every
 * listener is called, for what may have been missed.
 */
export function createEar(settings: pg.ClientConfig, log: Log): Pick<Database, 'listen' | 'close'> {
  const listeners = new Map<string, (() => void)[]>()
  const stopping = new AbortController()
  const { signal } = stopping
  let current: pg.Client | undefined
  let firstTry: Promise<void> | undefined
  let loop: Promise<void> | undefined

  async function keepHearing(tried: () => void): Promise<void> {
    for (let failures = 0; !signal.aborted; failures++) {
      const client = new pg.Client({ ...settings, query_timeout: 5_000 })
      const ended = new Promise<'ended'>((resolve) => client.once('end', () => resolve('ended')))
      client.on('error', () => {})
      client.on('notification', ({ channel }) => callAll(listeners.get(channel)))
      try {
        await client.connect()
        for (const channel of listeners.keys()) await client.query(listenTo(channel))
        current = client
        if (failures > 0) for (const all of listeners.values()) callAll(all)
        failures = 0
        tried()
        // A connection that fell silent is only found out by asking.
        while ((await Promise.race([ended, pause(20_000)])) !== 'ended' && !signal.aborted)
          await client.query('SELECT 1')
      } catch (err) {
        if (!signal.aborted) log.warn({ err, attempt: failures }, 'The database cannot be listened to; trying again')
      }
      current = undefined
      tried()
      await client.end()
      await pause(Math.min(5_000, 200 * 2 ** failures))
    }
  }

  async function pause(ms: number): Promise<void> {
    await wait(ms, undefined, { signal }).catch(() => {})
  }

  return {
    async listen(channel, on) {
      const known = listeners.get(channel)
      if (known) known.push(on)
      else listeners.set(channel, [on])
      firstTry ??= new Promise((tried) => {
        loop = keepHearing(tried)
      })
      await firstTry
      // When this fails the connection has broken, and the next one listens to all.
      if (!known) await current?.query(listenTo(channel)).catch(() => {})
    },
    async close() {
      stopping.abort()
      await loop
    },
  }
}

function callAll(listeners: readonly (() => void)[] | undefined): void {
  for (const on of listeners ?? []) on()
}

function listenTo(channel: string): string {
  return `LISTEN ${pg.escapeIdentifier(channel)}`
}
