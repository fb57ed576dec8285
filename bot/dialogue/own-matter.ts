import { findMatter } from '../../domain/matters.ts'
import type { Ticket } from '../../prisma/generated/client.ts'
import { type Say, say } from '../text/sentences.ts'
import type { OpenFlow, Turn } from './turn.ts'

/** What an act leads to: something said, and perhaps a form begun. */
export interface ActResult {
  flow?: OpenFlow | undefined
  says: Say[]
}

export type Act = (turn: Turn, argument: string) => Promise<ActResult>

/**
 * An act on a matter of the person's own, whose id stands first in the argument; `rest` is what follows it. Somebody
 * else's is answered just as one that is not there.
 */
export function withMatter(act: (turn: Turn, ticket: Ticket, rest: string) => Promise<ActResult>): Act {
  return async (turn, argument) => {
    const [id, rest] = splitOnce(argument)
    const ticket = isId(id) ? await findMatter(turn.work, turn.account, id) : undefined
    return ticket ? act(turn, ticket, rest) : { says: [say('matterGone', {})] }
  }
}

/** `matter:1234` into what is to be done and with what. */
export function splitOnce(value: string): [string, string] {
  const at = value.indexOf(':')
  return at === -1 ? [value, ''] : [value.slice(0, at), value.slice(at + 1)]
}

/** Whether it is an id of ours, and no text that only looks for one. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)
}
