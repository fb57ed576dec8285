import { tellGap } from '../domain/channel-gaps.ts'
import type { Context } from '../domain/context.ts'
import { withWork } from '../domain/context.ts'
import { recordDelivery } from '../domain/deliveries.ts'
import { holdLease, noteAlive, releaseLease } from '../domain/leases.ts'
import type { Log } from '../domain/log.ts'
import type { QuestionModel } from '../domain/policies/question-model.ts'
import { moveRoom } from '../domain/rooms.ts'
import type { Database } from '../domain/store/database.ts'
import { claimMessagesToFetch, type Fetcher, fetchFiles } from './fetches.ts'
import type { Channel, ChannelHost, ChannelState, Incoming } from './message.ts'
import { createPump } from './pump.ts'
import { receive } from './receive.ts'
import { windowsOf } from './reply-windows.ts'
import { claimSends, createSender, sendRow, settleLostLeases } from './sender.ts'
import { claimTurns, runTurn } from './turns.ts'
import { wordRead, wordWaiting } from './waiting.ts'

export interface Bot {
  start(): Promise<void>
  /** Takes up nothing more, lets turns and sends that are under way finish, and stops. */
  stop(): Promise<void>
  /** Stores what a channel took in. */
  take(incoming: Incoming[], at: Date): Promise<void>
  /** A person has these messages of ours. */
  noteDelivered(channel: string, ids: string[], at: Date): Promise<void>
  /** What a channel of that name is handed when it starts. */
  host(channel: string): ChannelHost
  /** How the channels are doing that could fail by themselves. */
  states(): { channel: string; state: ChannelState }[]
  /** Does everything that is due at `at`, until nothing is. For the terminal, the demo and tests: no timers. */
  settle(at: Date): Promise<void>
}

/** What is being sent when we stop may take so long before the channels are stopped too, ms. */
const sendingMs = 1_500

/** The chat door: the channels, the inbox worker and the sender. */
export function createBot(
  context: Context,
  database: Database,
  log: Log,
  settings: { channels: Channel[]; owner: string; now(): Date; model?: QuestionModel },
): Bot {
  const { now, channels, model } = settings
  const byName = new Map(channels.map((channel) => [channel.name, channel]))
  const sender = createSender({ context, log, channels: byName, owner: settings.owner })
  const hearingOf = ({ channel }: { channel: string }) => byName.get(channel)?.capabilities ?? {}
  const fetcher: Fetcher = { context, log, channels: sender.channels }
  const turns = createPump(log, {
    name: 'turns',
    limit: 8,
    claim: (most) => claimTurns(context, now(), most),
    // What it has to say goes at once; other instances are not told, they look by themselves.
    handle: (row) => runTurn(context, log, row, now(), model, hearingOf(row)).then(() => sends.wake()),
  })
  const fetches = createPump(log, {
    name: 'fetches',
    limit: 6,
    claim: (most) => claimMessagesToFetch(fetcher, now(), most),
    handle: (row) => fetchFiles(fetcher, row, now),
  })
  const sends = createPump(log, {
    name: 'sends',
    // A chat that hangs holds one of them for as long as a platform may take.
    limit: 40,
    claim: (most) => claimSends(sender, now(), most),
    handle: (row) => sendRow(sender, row, now),
  })
  const leases = createPump(
    log,
    {
      name: 'leases',
      limit: 1,
      claim: async () => ((await settleLostLeases(sender, now())) > 0 ? [undefined] : []),
      handle: async () => sends.wake(),
    },
    5_000,
  )
  const pumps = [turns, fetches, sends, leases]

  async function take(incoming: Incoming[], at: Date): Promise<void> {
    await receive(context, incoming, at)
    fetches.wake()
  }

  async function noteDelivered(channel: string, ids: string[], at: Date): Promise<void> {
    for (const id of ids) await withWork(context, at, (work) => recordDelivery(work, channel, id))
  }

  function host(channel: string): ChannelHost {
    return {
      receive: (incoming) => take(incoming, now()),
      delivered: (ids) => noteDelivered(channel, ids, now()),
      moved: (from, to) => withWork(context, now(), (work) => moveRoom(work, channel, from, to)),
      backOnline: () => withWork(context, now(), (work) => tellGap(work, channel)),
      lease: {
        hold: () => holdLease(context, channel, settings.owner, now()),
        release: () => releaseLease(context, channel, settings.owner, now()),
        noteAlive: () => noteAlive(context, channel, now()),
      },
      windows: windowsOf(context, channel, now),
      waiting: (account) => wordWaiting(context, channel, account, now()),
      readElsewhere: (account) => wordRead(context, channel, account, now()),
    }
  }

  return {
    take,
    noteDelivered,
    host,
    states: () => channels.flatMap(({ name, state }) => (state ? [{ channel: name, state: state() }] : [])),
    async start() {
      await database.listen('inbox', () => turns.wake())
      await database.listen('outbox', () => sends.wake())
      for (const pump of pumps) pump.start()
      for (const channel of channels) await channel.start(host(channel.name))
    },
    async stop() {
      const ended = Promise.all(pumps.map((pump) => pump.stop()))
      // A channel that stops breaks off in the end what it is sending, so it stops when all of that is out; what hangs, it cuts.
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, sendingMs).unref())])
      await Promise.all(channels.map((channel) => channel.stop()))
      await ended
    },
    async settle(at) {
      for (;;) {
        const remote = await claimMessagesToFetch(fetcher, at, 6)
        await Promise.all(remote.map((row) => fetchFiles(fetcher, row, () => at)))
        const rows = await claimTurns(context, at, 8)
        await Promise.all(rows.map((row) => runTurn(context, log, row, at, model, hearingOf(row))))
        const posted = await claimSends(sender, at, 20)
        await Promise.all(posted.map((row) => sendRow(sender, row, () => at)))
        if (remote.length + rows.length + posted.length === 0) return
      }
    },
  }
}
