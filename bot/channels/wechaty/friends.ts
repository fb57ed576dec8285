import type { Incoming } from '../../message.ts'
import { pause } from '../pause.ts'
import { createAsk } from './ask.ts'
import { describeFailure, failureOf } from './failure.ts'
import { instantOf } from './instant.ts'
import { friendshipKinds } from './message-kinds.ts'
import { type Pace, within } from './pace.ts'
import type { Puppet, WechatySettings } from './settings.ts'

export interface Friends {
  /** Somebody wants to be a friend of the account, or has become one. */
  asked(puppet: Puppet, id: string): void
  /** The account was asked into a room. */
  invited(puppet: Puppet, id: string): void
  stop(): void
}

export interface FriendsParts extends Pick<WechatySettings, 'log' | 'now'> {
  pace: Pace
  store(incoming: Incoming[]): void
}

/**
 * Lets everybody in: residents who want to write become friends, and the talk opens; of rooms it is a code that makes a
 * staff room. One after the other with a pause, for an account that takes many at once is shut.
 */
export function createFriends({ pace, store, log, now }: FriendsParts): Friends {
  const stopping = new AbortController()
  const { signal } = stopping
  const ask = createAsk(pace, signal)
  let order: Promise<unknown> = Promise.resolve()

  function inTurn(what: string, accept: () => Promise<boolean>): void {
    order = order.then(async () => {
      if (signal.aborted) return
      try {
        if (await accept()) await pause(pace.friendMs, signal)
      } catch (error) {
        log.warn({ channel: 'wechaty', kind: what }, `Not accepted: ${describeFailure(failureOf(error))}`)
      }
    })
  }

  async function befriend(puppet: Puppet, id: string): Promise<boolean> {
    const { contactId, timestamp, type } = await ask.again(() => puppet.friendshipPayload(id))
    const isAsking = type === friendshipKinds.receive
    if (isAsking) await within(pace.askMs, puppet.friendshipAccept(id))
    if (isAsking || type === friendshipKinds.confirm) {
      const at = instantOf(timestamp, now())
      const messageId = `friend.${contactId}.${at.getTime()}`
      store([{ channel: 'wechaty', messageId, account: contactId, at, input: { kind: 'opened' } }])
    }
    return isAsking
  }

  return {
    asked: (puppet, id) => inTurn('friendship', () => befriend(puppet, id)),
    invited: (puppet, id) =>
      inTurn('room-invite', async () => {
        await within(pace.askMs, puppet.roomInvitationAccept(id))
        return true
      }),
    stop: () => stopping.abort(),
  }
}
