import type { Context } from '../domain/context.ts'
import { withWork } from '../domain/context.ts'
import { recordDelivery } from '../domain/deliveries.ts'
import type { Log } from '../domain/log.ts'
import type { Database } from '../domain/store/database.ts'
import type { Channel, Incoming } from './message.ts'
import { createPump } from './pump.ts'
import { receive } from './receive.ts'
import { claimSends, type Sender, sendRow, settleLostLeases } from './sender.ts'
import { claimTurns, runTurn } from './turns.ts'

export interface Bot {
  start(): Promise<void>
  /** Closes the intake, lets turns and sends that are under way finish, and stops. */
  stop(): Promise<void>
  /** Stores what a channel took in. */
  take(incoming: Incoming[], at: Date): Promise<void>
  /** A person has these messages of ours. */
  noteDelivered(channel: string, ids: string[], at: Date): Promise<void>
  /** Does everything that is due at `at`, until nothing is. For the terminal, the demo and tests: no timers. */
  settle(at: Date): Promise<void>
}

/** The chat door: the channels, the inbox worker and the sender. */
export function createBot(
  context: Context,
  database: Database,
  log: Log,
  settings: { channels: Channel[]; owner: string; now(): Date },
): Bot {
  const { now, channels } = settings
  const sender: Sender = { context, log, channels: new Map(channels.map((c) => [c.name, c])), owner: settings.owner }
  const turns = createPump(log, {
    name: 'turns',
    limit: 8,
    claim: (most) => claimTurns(context, now(), most),
    handle: (row) => runTurn(context, log, row, now()),
  })
  const sends = createPump(log, {
    name: 'sends',
    limit: 20,
    claim: (most) => claimSends(sender, now(), most),
    handle: (row) => sendRow(sender, row, now()),
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
  const pumps = [turns, sends, leases]

  function take(incoming: Incoming[], at: Date): Promise<void> {
    return receive(context, incoming, at)
  }

  async function noteDelivered(channel: string, ids: string[], at: Date): Promise<void> {
    for (const id of ids) await withWork(context, at, (work) => recordDelivery(work, channel, id))
  }

  return {
    take,
    noteDelivered,
    async start() {
      await database.listen('inbox', () => turns.wake())
      await database.listen('outbox', () => sends.wake())
      for (const pump of pumps) pump.start()
      for (const channel of channels) {
        await channel.start({
          receive: (incoming) => take(incoming, now()),
          delivered: (ids) => noteDelivered(channel.name, ids, now()),
        })
      }
    },
    async stop() {
      await Promise.all(channels.map((channel) => channel.stop()))
      await Promise.all(pumps.map((pump) => pump.stop()))
    },
    async settle(at) {
      for (;;) {
        const rows = await claimTurns(context, at, 8)
        await Promise.all(rows.map((row) => runTurn(context, log, row, at)))
        const posted = await claimSends(sender, at, 20)
        await Promise.all(posted.map((row) => sendRow(sender, row, at)))
        if (rows.length + posted.length === 0) return
      }
    },
  }
}
