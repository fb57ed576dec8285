import type { Incoming } from '../../message.ts'

/**
 * Whether what was read is what it claims to be. An update of a shape that nobody has seen could otherwise put something
 * else in the place of words, and what cannot be stored would keep all later ones out.
 */
export function isWellFormed(incoming: Incoming): boolean {
  const { account, room = '0', thread = '0', messageId } = incoming
  return (
    [account, room, thread].every((id) => /^-?\d{1,16}$/.test(id)) &&
    /^[\w.-]{1,100}$/.test(messageId) &&
    leavesOf(incoming).every(([name, leaf]) => isPlain(name, leaf))
  )
}

/** What holds other things: the input, its lists of files, and each file in them. */
const holder = /^(?:input|files|remote|refused|\d+)$/

function leavesOf(value: object): [name: string, leaf: unknown][] {
  return Object.entries(value).flatMap(([name, part]) =>
    holder.test(name) && typeof part === 'object' && part !== null ? leavesOf(part) : [[name, part]],
  )
}

function isPlain(name: string, leaf: unknown): boolean {
  if (name === 'latitude' || name === 'longitude') return Number.isFinite(leaf)
  if (name === 'at') return leaf instanceof Date && !Number.isNaN(leaf.getTime())
  return typeof leaf === 'string' || leaf === true
}
