import { createHash } from 'node:crypto'
import type { Incoming, Input } from '../../message.ts'
import { type ConsentNews, readEvent } from './read-event.ts'
import { readMessage } from './read-message.ts'
import type { Opening } from './windows.ts'
import { type Elements, wordsOf } from './xml.ts'

/** A push in our language. */
export interface Read {
  /** The openid of whom it is from. */
  account: string
  /** The platform's instant. */
  at: Date
  incoming: Incoming[]
  /** The window that it opens. */
  opens?: Opening
  consents: ConsentNews[]
}

/** Reads a push; undefined for one that does not say who, when or what. */
export function readPush(elements: Elements): Read | undefined {
  const account = wordsOf(elements, 'FromUserName') ?? ''
  const seconds = wordsOf(elements, 'CreateTime') ?? ''
  if (!/^[\w-]{1,64}$/.test(account) || !/^\d{9,10}$/.test(seconds)) return undefined
  const at = new Date(Number(seconds) * 1000)
  const kind = wordsOf(elements, 'MsgType')
  // A shared article is somebody else's words.
  const passedOn = kind === 'link' ? { forwarded: true as const } : {}
  const from = (messageId: string, input: Input): Incoming => {
    return { channel: 'wechat', messageId, account, ...passedOn, at, input }
  }
  if (kind === 'event') {
    if (!wordsOf(elements, 'Event')) return undefined
    const { inputs, opens, consents } = readEvent(elements)
    const id = eventId(elements, account, seconds)
    const incoming = inputs.map((input, index) => from(`e${index}.${id}`, input))
    return { account, at, incoming, consents, ...(opens && { opens }) }
  }
  const id = wordsOf(elements, 'MsgId') ?? ''
  if (!/^\d{1,20}$/.test(id)) return undefined
  return { account, at, incoming: [from(`m${id}`, readMessage(elements))], opens: 'long', consents: [] }
}

/** Events have no id of their own: who, when and what make one, in which nobody can be read. */
function eventId(elements: Elements, account: string, seconds: string): string {
  const parts = [account, seconds, wordsOf(elements, 'Event'), wordsOf(elements, 'EventKey') ?? '']
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22)
}
