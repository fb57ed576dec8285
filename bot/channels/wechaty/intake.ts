import type { ChannelHost, Incoming } from '../../message.ts'
import { pause } from '../pause.ts'
import { createAsk } from './ask.ts'
import type { Health } from './health.ts'
import { lookUp } from './look-up.ts'
import type { Pace } from './pace.ts'
import type { Online } from './presence.ts'
import { type RoomChange, readMembership } from './read-membership.ts'
import { readMessage } from './read-message.ts'
import type { Puppet, WechatySettings } from './settings.ts'
import { storeAtLast } from './store.ts'

export interface Intake {
  /** A message of this id was said. `self` is the account's own id, when it is known. */
  message(from: { puppet: Puppet; self: string | undefined }, id: string): void
  /** Some came into a room or left it. */
  roomChange(
    online: Online | undefined,
    change: 'joined' | 'left',
    members: string[],
    by: string,
    where: RoomChange,
  ): void
  /** Stores what is read already. */
  store(incoming: Incoming[]): void
  /** Lets what is under way be stored, for a while. */
  stop(): Promise<void>
}

export interface IntakeParts extends Pick<WechatySettings, 'log' | 'now' | 'chance'> {
  receive: ChannelHost['receive']
  pace: Pace
  health: Health
}

/** Stores what arrived: all of one talk in the order in which it was said, and no talk waits for another's storing. */
export function createIntake(parts: IntakeParts): Intake {
  const { pace, health, log, now } = parts
  const stopping = new AbortController()
  const ask = createAsk(pace, stopping.signal)
  const talks = new Map<string, Promise<void>>()
  let order: Promise<void> = Promise.resolve()
  let isStopped = false

  /** `reading` has begun; it takes its place by when it began, not by when it ends. Does not reject. */
  function enqueue(reading: Promise<Incoming[]>): void {
    order = order.then(async () => {
      const incoming = await reading
      const [first] = incoming
      if (!first) return
      const talk = first.room ?? first.account
      const storing = (talks.get(talk) ?? Promise.resolve()).then(async () => {
        if (!(await storeAtLast(incoming, parts, stopping.signal))) health.lost()
      })
      talks.set(talk, storing)
      void storing.then(() => {
        if (talks.get(talk) === storing) talks.delete(talk)
      })
    })
  }

  async function read(from: { puppet: Puppet; self: string | undefined }, id: string): Promise<Incoming[]> {
    try {
      const payload = await ask.again(() => from.puppet.messagePayload(id))
      if (payload.talkerId === from.self) return []
      const found = await lookUp({ ...from, ask }, payload)
      return readMessage(payload, found, from.self, now())
    } catch (error) {
      if (stopping.signal.aborted) return []
      health.lost()
      const code = error instanceof Error ? error.name : 'unknown'
      log.error({ channel: 'wechaty', code }, 'A message could not be read; nobody gives it to us again')
      return []
    }
  }

  return {
    message(from, id) {
      if (!isStopped) enqueue(read(from, id))
    },
    roomChange(online, change, members, by, where) {
      if (online && !isStopped) enqueue(Promise.resolve(readMembership(online.self, change, members, by, where, now())))
    },
    store(incoming) {
      if (!isStopped) enqueue(Promise.resolve(incoming))
    },
    async stop() {
      isStopped = true
      const late = new AbortController()
      await Promise.race([order.then(() => Promise.all(talks.values())), pause(pace.stopMs, late.signal)])
      late.abort()
      stopping.abort()
    },
  }
}
