import type { ChannelHost, Incoming } from '../../message.ts'
import { pause } from '../pause.ts'
import { createAsk } from './ask.ts'
import type { Health } from './health.ts'
import type { HeardMembers } from './heard-members.ts'
import { lookUp } from './look-up.ts'
import { dirtyMessage } from './message-kinds.ts'
import type { Pace } from './pace.ts'
import type { Online, Presence } from './presence.ts'
import { type RoomChange, readMembership } from './read-membership.ts'
import { readMessage } from './read-message.ts'
import { createRecentIds } from './recent-ids.ts'
import type { Refusals } from './refusals.ts'
import type { WechatySettings } from './settings.ts'
import { storeAtLast } from './store.ts'

/** What is told before the account's own id is known, or as the connection breaks, is read when it is there. */
export interface Intake {
  /** A message of this id was said. */
  message(id: string): void
  /** Some came into a room or left it. */
  roomChange(change: 'joined' | 'left', members: string[], by: string, where: RoomChange): void
  /** Stores what is read already. */
  store(incoming: Incoming[]): void
  /** Lets what is under way be stored, for a while. */
  stop(): Promise<void>
}

export interface IntakeParts extends Pick<WechatySettings, 'log' | 'now' | 'chance'> {
  receive: ChannelHost['receive']
  presence: Pick<Presence, 'current' | 'whenOnline'>
  refusals: Pick<Refusals, 'note'>
  members: Pick<HeardMembers, 'heard'>
  pace: Pace
  health: Health
}

/** Stores what arrived: all of one talk in the order in which it was said, and no talk waits for another's storing. */
export function createIntake(parts: IntakeParts): Intake {
  const { presence, refusals, members, pace, health, log, now } = parts
  const stopping = new AbortController()
  const ask = createAsk(parts, stopping.signal)
  const told = createRecentIds()
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

  async function read(id: string): Promise<Incoming[]> {
    const isRepeat = told.note(id)
    try {
      if (isRepeat) await ask.known((online) => forget(online, id))
      const { payload, self } = await ask.again(async ({ puppet, self }) => ({
        payload: await puppet.messagePayload(id),
        self,
      }))
      health.well('reading')
      if (payload.talkerId === self) return []
      const incoming = readMessage(payload, await lookUp(ask, self, payload), self, now())
      for (const { account, room, input } of incoming) {
        if (room !== undefined) members.heard(room, account)
        else if (input.kind === 'membership' && input.change === 'blocked') refusals.note(account)
      }
      return incoming
    } catch (error) {
      // It was read the first time.
      if (isRepeat) return []
      health.lost()
      const code = error instanceof Error ? error.name : 'unknown'
      log.error({ channel: 'wechaty', code }, 'A message could not be read; nobody gives it to us again')
      return []
    }
  }

  async function readRoomChange(
    change: 'joined' | 'left',
    members: string[],
    by: string,
    where: RoomChange,
  ): Promise<Incoming[]> {
    const online = await presence.whenOnline(stopping.signal)
    return online ? readMembership(online.self, change, members, by, where, now()) : []
  }

  return {
    message(id) {
      if (!isStopped) enqueue(read(id))
    },
    roomChange(change, members, by, where) {
      if (!isStopped) enqueue(readRoomChange(change, members, by, where))
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

/** A recall may be told under the id of what is recalled, and puppets keep what they have read. */
async function forget({ puppet }: Online, id: string): Promise<void> {
  await puppet.dirtyPayload(dirtyMessage, id)
}
