import { createHash } from 'node:crypto'
import type { Choice } from '../../message.ts'

/** What WeChat may bring back from a tapped entry, in bytes: https://kf.weixin.qq.com/api/doc/path/94744 */
const idLimit = 64

/** What stays as it is in a link. */
const plain = /^[\w:.-]+$/

/**
 * The name of a message of ours: WeChat gives it none. Short, for it stands in every entry that can be tapped, and the
 * same each time.
 */
export function messageIdOf(outgoingId: string): string {
  return createHash('sha256').update(outgoingId).digest('base64url').slice(0, 10)
}

/**
 * A choice as an entry that can be tapped: what is said by the tap is the label, so that it is understood where WeChat
 * brings no id back, as with its test accounts. Undefined when the value is more than an id holds.
 */
export function entryLink(messageId: string, { label, value }: Choice, number: number): string | undefined {
  const id = `${messageId}.${value}`
  if (value === '' || !plain.test(value) || Buffer.byteLength(id) > idLimit) return undefined
  return `<a href="weixin://bizmsgmenu?msgmenucontent=${inLink(label)}&msgmenuid=${id}">${number}. ${label}</a>`
}

/** What a tapped entry says; undefined for an id that is none of ours. */
export function readEntry(id: string): { value: string; keyboard: string } | undefined {
  const [, keyboard, value] = /^([\w-]{10})\.([\w:.-]+)$/.exec(id) ?? []
  return keyboard !== undefined && value !== undefined ? { keyboard, value } : undefined
}

/** Chinese may stand there as it is, and takes a third of the room. */
function inLink(label: string): string {
  return label.replace(/[\s"'<>#%&+?=\\]/g, encodeURIComponent)
}
