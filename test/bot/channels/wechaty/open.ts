import { setTimeout as wait } from 'node:timers/promises'
import { log } from 'wechaty-puppet'
import type { StoredFile } from '../../../../bot/channels/stored-file.ts'
import { createWechatyChannel } from '../../../../bot/channels/wechaty/channel.ts'
import { type Pace, usualPace } from '../../../../bot/channels/wechaty/pace.ts'
import type { Puppet, WechatySettings } from '../../../../bot/channels/wechaty/settings.ts'
import type { Channel, ChannelHost, Incoming, Outgoing, Reply, Target } from '../../../../bot/message.ts'
import { wechatyWords } from '../../../../bot/text/wechaty.ts'
import { WorldPuppet } from '../../../wechaty/puppet.ts'
import { createWorld, type World } from '../../../wechaty/world.ts'
import { createHost } from '../host.ts'

/** The waits of a slow platform, short enough for a test. */
export const quick: Pace = {
  ...usualPace,
  standbyMs: 10,
  renewMs: 20,
  leaseMs: 5000,
  firstRetryMs: 20,
  lastRetryMs: 80,
  wrongMs: 40,
  startMs: 5000,
  dingMs: 1000,
  loginMs: 5000,
  aliveMs: 20,
  closeMs: 500,
  askMs: 2000,
  gapMs: 0,
  refusalMs: 1,
  friendMs: 10,
}

export interface Bench {
  world: World
  /** What is stored, as the host got it. */
  stored: Incoming[]
  /** Every line of the log, as text. */
  lines: string[]
  /** What the operator is shown past the log. */
  printed: string[]
  files: Map<string, StoredFile>
  /** How often the account came back, and how often life was noted. */
  came: { back: number; alive: number }
  channel: Channel
  /** Starts it, and waits until the account is logged in. */
  start(host?: Partial<ChannelHost>): Promise<void>
  send(target: Target, reply: Reply | string, more?: Partial<Outgoing>): ReturnType<Channel['send']>
}

const open: Bench[] = []

/** A channel of which the puppets live in a world of their own; `openPuppet` for another kind. */
export function openBench(
  given: { openPuppet?(world: World): Promise<Puppet>; pace?: Partial<Pace>; settings?: Partial<WechatySettings> } = {},
): Bench {
  log.level('silent')
  const world = createWorld()
  const lines: string[] = []
  const printed: string[] = []
  const write = (fields: object, message: string) => void lines.push(JSON.stringify({ ...fields, message }))
  const files = new Map<string, StoredFile>()
  const stored: Incoming[] = []
  const came = { back: 0, alive: 0 }
  const channel = createWechatyChannel(
    {
      openPuppet: () => given.openPuppet?.(world) ?? Promise.resolve(new WorldPuppet(world)),
      readFile: async (id) => files.get(id),
      words: wechatyWords,
      log: { info: write, warn: write, error: write },
      print: (line) => void printed.push(line),
      now: () => new Date(),
      chance: () => 0.5,
      ...given.settings,
    },
    { ...quick, ...given.pace },
  )
  let count = 0
  const bench: Bench = {
    world,
    stored,
    lines,
    printed,
    files,
    came,
    channel,
    async start(host = {}) {
      await channel.start(
        createHost({
          receive: async (incoming) => void stored.push(...incoming),
          backOnline: async () => void came.back++,
          lease: { hold: async () => true, release: async () => {}, noteAlive: async () => void came.alive++ },
          ...host,
        }),
      )
      await eventually(() => isOnline(channel), 'the account is logged in')
    },
    send: (target, reply, more = {}) =>
      channel.send(target, {
        id: `out-${++count}`,
        reply: typeof reply === 'string' ? { text: reply } : reply,
        ...more,
      }),
  }
  open.push(bench)
  return bench
}

/** For afterEach. */
export async function closeBenches(): Promise<void> {
  await Promise.all(open.splice(0).map(({ channel }) => channel.stop()))
}

export function isOnline({ sends }: Channel): boolean {
  return sends?.() === true
}

/** There is no puppet to be had while the world is down, which is known at once. */
export async function unlessDown(world: World, open: () => Puppet): Promise<Puppet> {
  if (world.isDown) throw new Error('There is no host')
  return open()
}

/** What people have said, in the order in which it was stored. */
export function said({ stored }: Bench): string[] {
  return stored.flatMap(({ input }) => (input.kind === 'text' ? [input.text] : []))
}

/** Looks again and again, for what no event tells. */
export async function eventually(holds: () => boolean, what: string): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 5000) throw new Error(`Not so in time: ${what}`)
    await wait(2)
  }
}
