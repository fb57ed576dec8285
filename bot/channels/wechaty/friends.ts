import type { Incoming } from '../../message.ts'
import { pause } from '../pause.ts'
import { type Ask, type AskParts, createAsk } from './ask.ts'
import { describeFailure, failureOf, isFinal } from './failure.ts'
import { instantOf } from './instant.ts'
import { friendshipKinds } from './message-kinds.ts'
import type { Pace } from './pace.ts'
import type { Online } from './presence.ts'
import { readHello } from './read-hello.ts'
import type { WechatySettings } from './settings.ts'

export interface Friends {
  /** Somebody wants to be a friend of the account, or has become one. */
  asked(id: string): void
  /** The account was asked into a room. */
  invited(id: string): void
  stop(): void
}

export interface FriendsParts extends AskParts, Pick<WechatySettings, 'log' | 'now'> {
  pace: Pace
  store(incoming: Incoming[]): void
}

/** How often one comes to its turn while nobody answers. */
const mostTurns = 5

/**
 * Lets everybody in: residents who want to write become friends, and the talk opens; of rooms it is a code that makes a
 * staff room. One after the other with a pause, for an account that takes many at once is shut. Who waits here waits
 * through an outage too.
 */
export function createFriends(parts: FriendsParts): Friends {
  const { pace, store, log, now } = parts
  const stopping = new AbortController()
  const { signal } = stopping
  const ask = createAsk(parts, signal)
  let order: Promise<unknown> = Promise.resolve()

  function inTurn(what: string, accept: () => Promise<boolean>, turn = 1): void {
    order = order.then(async () => {
      if (signal.aborted) return
      try {
        if (await accept()) await pause(pace.friendMs, signal)
      } catch (error) {
        const failure = failureOf(error)
        if (!isFinal(failure) && turn < mostTurns) inTurn(what, accept, turn + 1)
        else log.warn({ channel: 'wechaty', kind: what }, `Not accepted: ${describeFailure(failure)}`)
      }
    })
  }

  async function befriend(id: string, accept: () => Promise<void>): Promise<boolean> {
    const { contactId, hello, timestamp, type } = await ask.again(({ puppet }) => puppet.friendshipPayload(id))
    const isAsking = type === friendshipKinds.receive
    if (isAsking) await accept()
    if (isAsking || type === friendshipKinds.confirm) {
      const at = instantOf(timestamp, now())
      const messageId = `friend.${contactId}.${at.getTime()}`
      const contact = isAsking ? await ask.once(({ puppet }) => puppet.contactPayload(contactId)) : undefined
      const words = isAsking ? readHello(hello, contact?.name) : undefined
      const input = words === undefined ? ({ kind: 'opened' } as const) : ({ kind: 'text', text: words } as const)
      const name = contact?.name ? { name: contact.name } : {}
      store([{ channel: 'wechaty', messageId, account: contactId, ...name, at, input }])
    }
    return isAsking
  }

  return {
    asked(id) {
      const accept = acceptance(ask, ({ puppet }) => puppet.friendshipAccept(id))
      inTurn('friendship', () => befriend(id, accept))
    },
    invited(id) {
      const accept = acceptance(ask, ({ puppet }) => puppet.roomInvitationAccept(id))
      inTurn('room-invite', async () => {
        await accept()
        return true
      })
    },
    stop: () => stopping.abort(),
  }
}

/** Accepts something once. What may have been accepted before is taken for it when it is refused now. */
function acceptance(ask: Ask, accept: (online: Online) => Promise<void>): () => Promise<void> {
  let tries = 0
  return () =>
    ask.again(async (online) => {
      tries++
      try {
        await accept(online)
      } catch (error) {
        if (tries === 1 || !isFinal(failureOf(error))) throw error
      }
    })
}
