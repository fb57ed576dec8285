import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'vitest'
import type { StoredFile } from '../../../../bot/channels/stored-file.ts'
import { createTelegramChannel } from '../../../../bot/channels/telegram/channel.ts'
import { type Pace, usualPace } from '../../../../bot/channels/telegram/pace.ts'
import type { TelegramSettings } from '../../../../bot/channels/telegram/settings.ts'
import type { BotFace, ChannelHost, Incoming, Outgoing, Reply, Target } from '../../../../bot/message.ts'
import { startTelegram, type Telegram, type TelegramOptions } from '../../../telegram/server.ts'
import { createHost } from '../host.ts'

/** The waits of a slow platform, short enough for a test. */
export const quick: Pace = {
  ...usualPace,
  hungMs: 1000,
  standbyMs: 10,
  renewMs: 20,
  leaseMs: 5000,
  firstRetryMs: 5,
  lastRetryMs: 40,
  wrongTokenMs: 30,
  conflictMs: 20,
  watchMs: 20,
  faceMs: 20,
}

export const face: Record<'zh' | 'en', BotFace> = {
  zh: {
    description: '向办公室反映问题',
    about: '信桥',
    residentCommands: [{ command: 'start', does: '开始' }],
    staffCommands: [{ command: 'open', does: '待办' }],
  },
  en: {
    description: 'Write to the office',
    about: 'Xinqiao',
    residentCommands: [{ command: 'start', does: 'Begin' }],
    staffCommands: [{ command: 'open', does: 'To do' }],
  },
}

export interface Bench {
  telegram: Telegram
  /** What is stored, as the host got it. */
  stored: Incoming[]
  moves: [from: string, to: string][]
  /** Every line of the log, as text. */
  lines: string[]
  /** Another instance, of the same database and the same bot. */
  instance(given?: InstanceOptions): ReturnType<typeof createTelegramChannel>
  lease: SharedLease
  files: Map<string, StoredFile>
}

export interface InstanceOptions {
  name?: string
  pace?: Partial<Pace>
  settings?: Partial<TelegramSettings>
  host?: Partial<ChannelHost>
}

const open: (() => Promise<void>)[] = []

/** A platform with nobody on it yet, and a database that only remembers. */
export async function openBench(options: TelegramOptions = {}): Promise<Bench> {
  const telegram = await startTelegram(options)
  const lines: string[] = []
  const write = (fields: object, message: string) => void lines.push(JSON.stringify({ ...fields, message }, plain))
  const files = new Map<string, StoredFile>()
  const lease = createSharedLease()
  const channels: ReturnType<typeof createTelegramChannel>[] = []
  const bench: Bench = {
    telegram,
    stored: [],
    moves: [],
    lines,
    files,
    lease,
    instance({ pace, settings } = {}) {
      const channel = createTelegramChannel(
        {
          token: telegram.token,
          apiRoot: telegram.root,
          face: async () => face,
          readFile: async (id) => files.get(id),
          log: { info: write, warn: write, error: write },
          now: () => new Date(),
          ...settings,
        },
        { ...quick, ...pace },
      )
      channels.push(channel)
      return channel
    },
  }
  open.push(async () => {
    telegram.faults.decide = () => undefined
    await Promise.all(channels.map((channel) => channel.stop()))
    await telegram.close()
    // Whatever a test was about: what the log may never hold.
    for (const line of lines) expect(line).not.toContain(telegram.token)
  })
  return bench
}

/** For afterEach. */
export async function closeBenches(): Promise<void> {
  for (const close of open.splice(0)) await close()
}

export function hostOf(bench: Bench, { name = 'one', host = {} }: InstanceOptions = {}): ChannelHost {
  return createHost({
    receive: async (incoming) => void bench.stored.push(...incoming),
    moved: async (from, to) => void bench.moves.push([from, to]),
    lease: bench.lease.of(name),
    ...host,
  })
}

/** A channel that asks for updates. */
export async function startPolling(bench: Bench, given: InstanceOptions = {}) {
  const channel = bench.instance(given)
  await channel.start(hostOf(bench, given))
  return channel
}

/** What people have said, in the order in which it was stored. */
export function said(bench: Bench): string[] {
  return bench.stored.flatMap(({ input }) => (input.kind === 'text' ? [input.text] : []))
}

/** Sends with nothing said about it but the words. */
export function sender(channel: ReturnType<typeof createTelegramChannel>) {
  return (target: Target, reply: Reply | string, more: Partial<Outgoing> = {}) =>
    channel.send(target, { id: 'out-1', reply: typeof reply === 'string' ? { text: reply } : reply, ...more })
}

export interface SharedLease {
  of(name: string): ChannelHost['lease']
  holder: string | undefined
  /** How often it was asked for. */
  asked: number
  /** How often it was noted that the platform answers. */
  alive: number
  /** The database is away. */
  isAway: boolean
}

/** The lease as the database keeps it, without the time: its holder dies when a test says so. */
function createSharedLease(): SharedLease {
  const lease: SharedLease = {
    holder: undefined,
    asked: 0,
    alive: 0,
    isAway: false,
    of: (name) => ({
      async hold() {
        lease.asked++
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

/** A promise that a test keeps when it wants to. */
export function promised(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {}
  const promise = new Promise<void>((kept) => {
    resolve = kept
  })
  return { promise, resolve: () => resolve() }
}

/** Looks again and again, for what no call of the platform tells. */
export async function eventually(holds: () => boolean, what: string): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 2000) throw new Error(`Not so in time: ${what}`)
    await wait(2)
  }
}

function plain(_: string, value: unknown): unknown {
  return value instanceof Error ? { name: value.name, message: value.message, stack: value.stack } : value
}
