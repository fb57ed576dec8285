import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'vitest'
import type { StoredFile } from '../../../../bot/channels/stored-file.ts'
import { createWecomChannel } from '../../../../bot/channels/wecom/channel.ts'
import { type Pace, usualPace } from '../../../../bot/channels/wecom/pace.ts'
import type { WecomSettings } from '../../../../bot/channels/wecom/settings.ts'
import type { Channel, ChannelHost, Incoming, Outgoing, Reply, Target } from '../../../../bot/message.ts'
import { wecomWords } from '../../../../bot/text/wecom.ts'
import { startWecom, type Wecom } from '../../../wecom/server.ts'
import { createHost } from '../host.ts'

/** The waits of a slow platform, short enough for a test. */
export const quick: Pace = {
  ...usualPace,
  renewMs: 10,
  standbyMs: 10,
  connectMs: 2000,
  firstRetryMs: 5,
  lastRetryMs: 20,
  wrongSecretMs: 20,
  conflictMs: 10,
  aliveMs: 10,
  stopMs: 200,
}

/** What the channel says by itself, and where it sends officers. */
export const spoken = { words: wecomWords, deskPage: 'https://xinqiao.example/desk' }

export const zhang = { userid: 'zhangsan' }
export const group = 'wrGroup-1'

export interface Bench {
  wecom: Wecom
  /** What is stored, as the host got it. */
  stored: Incoming[]
  /** Every line of the log, as text. */
  lines: string[]
  files: Map<string, StoredFile>
  lease: SharedLease
  /** Another instance, of the same database and the same robot. Waits until its connection stands, unless told not to. */
  start(given?: Given): Promise<Channel>
}

export interface Given {
  name?: string
  pace?: Partial<Pace>
  settings?: Partial<WecomSettings>
  host?: Partial<ChannelHost>
  /** It is not expected to come on line. */
  alone?: true
}

const open: (() => Promise<void>)[] = []

/** A platform with nobody on it yet, and a database that only remembers. */
export async function openBench(): Promise<Bench> {
  const wecom = await startWecom()
  const lines: string[] = []
  const write = (fields: object, message: string) => void lines.push(JSON.stringify({ ...fields, message }))
  const files = new Map<string, StoredFile>()
  const channels: Channel[] = []
  const bench: Bench = {
    wecom,
    stored: [],
    lines,
    files,
    lease: createSharedLease(),
    async start({ name = 'one', pace, settings, host, alone } = {}) {
      const { botId, secret, wsUrl } = wecom
      const log = { info: write, warn: write, error: write }
      const readFile = async (id: string) => files.get(id)
      const channel = createWecomChannel(
        { botId, secret, wsUrl, readFile, ...spoken, log, now: () => new Date(), ...settings },
        { ...quick, ...pace },
      )
      channels.push(channel)
      await channel.start(
        createHost({
          receive: async (incoming) => void bench.stored.push(...incoming),
          lease: bench.lease.of(name),
          ...host,
        }),
      )
      if (!alone) await eventually(() => channel.sends?.() === true, 'the channel is on line')
      return channel
    },
  }
  open.push(async () => {
    await Promise.all(channels.map((channel) => channel.stop()))
    await wecom.close()
    // Whatever a test was about: what the log may never hold.
    for (const line of lines) expect(line).not.toContain(wecom.secret)
  })
  return bench
}

/** For afterEach. */
export async function closeBenches(): Promise<void> {
  for (const close of open.splice(0)) await close()
}

/** Sends with nothing said about it but the words. */
export function sender(channel: Channel) {
  return (target: Target, reply: Reply | string, more: Partial<Outgoing> = {}) =>
    channel.send(target, { id: 'out-1', reply: typeof reply === 'string' ? { text: reply } : reply, ...more })
}

/** The words that were stored, in order. */
export function said(bench: Bench): string[] {
  return bench.stored.flatMap(({ input }) => (input.kind === 'text' ? [input.text] : []))
}

export interface SharedLease {
  of(name: string): ChannelHost['lease']
  holder: string | undefined
  /** How often it was noted that the platform answers. */
  alive: number
  /** The database is away. */
  isAway: boolean
}

/** The lease as the database keeps it, without the time: its holder dies when a test says so. */
function createSharedLease(): SharedLease {
  const lease: SharedLease = {
    holder: undefined,
    alive: 0,
    isAway: false,
    of: (name) => ({
      async hold() {
        if (lease.isAway) throw new Error('The database is away')
        lease.holder ??= name
        return lease.holder === name
      },
      async release() {
        if (lease.holder === name) lease.holder = undefined
      },
      async noteAlive() {
        lease.alive++
      },
    }),
  }
  return lease
}

/** Looks again and again, for what no call of the platform tells. */
export async function eventually(holds: () => boolean, what: string): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 2000) throw new Error(`Not so in time: ${what}`)
    await wait(2)
  }
}
