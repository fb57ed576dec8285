import type { Reply } from '../../../message.ts'
import type { PostInput, Shown } from '../protocol.ts'
import { dayOf } from './dates.ts'
import type { Pending } from './outbox-queue.ts'
import type { Timeline } from './timeline.ts'

/** What the sender of a message is told about it. */
export type MessageState = 'sending' | 'received' | 'answered' | 'failed' | 'refused'

/** One bubble. */
export interface TalkRow {
  /** The same before and after the office has stored the message, so that its bubble stays where it is. */
  key: string
  from: Shown['from']
  at: string
  input?: PostInput
  reply?: Reply
  message?: Shown
  /** The message on its way, or a change of its words on its way. */
  pending?: Pending
  state?: MessageState
  edited: boolean
  /** The first one of its day. */
  startsDay: boolean
}

/** The bubbles of a talk: what the office has, then what is still on its way to it. */
export function readTalk(timeline: Timeline, pending: Pending[]): TalkRow[] {
  const messages = timeline.entries.map((entry) => entry.message).filter(isShown)
  const lastAnswer = messages.map((message) => message.from).lastIndexOf('office')
  const sources = new Set(messages.map((message) => message.source))
  const rows = messages.map((message, index) => storedRow(message, index < lastAnswer, editOf(message, pending)))
  for (const item of pending) {
    if (!sources.has(item.id) && item.input.kind !== 'edit' && item.input.kind !== 'opened') rows.push(pendingRow(item))
  }
  return rows.map((row, index) => ({ ...row, startsDay: dayOf(row.at) !== dayOf(rows[index - 1]?.at ?? '') }))
}

/** The pending messages that have arrived in the talk and need not be kept any more. */
export function settled(timeline: Timeline, pending: Pending[]): string[] {
  const messages = timeline.entries.map((entry) => entry.message)
  return pending.filter((item) => isSettled(item, messages)).map((item) => item.id)
}

/** The words of a message as it is shown now; undefined when it has none to change. */
export function wordsOf(input: PostInput | undefined): string | undefined {
  return input?.kind === 'text' || input?.kind === 'edit' ? input.text : undefined
}

function isSettled(item: Pending, messages: Shown[]): boolean {
  const { input } = item
  if (messages.some((message) => message.source === item.id)) return true
  // Nobody sees that the page was opened: refused, there is nothing to try again.
  if (input.kind === 'opened') return item.state === 'received' || item.state === 'refused'
  if (item.state !== 'received') return false
  if (input.kind !== 'edit') return false
  const target = messages.find((message) => message.source === input.of)
  return !target || target.seq > (item.basis ?? 0)
}

/** That the page was opened, and the act of changing words, are no bubbles of their own. */
function isShown({ input, source }: Shown): boolean {
  return input?.kind !== 'opened' && (input?.kind !== 'edit' || input.of === source)
}

function editOf(message: Shown, pending: Pending[]): Pending | undefined {
  const edits = pending.filter(({ input }) => input.kind === 'edit' && input.of === message.source)
  return message.from === 'me' ? edits[edits.length - 1] : undefined
}

function storedRow(message: Shown, isAnswered: boolean, edit: Pending | undefined): TalkRow {
  const row: TalkRow = {
    key: message.source ?? message.id,
    from: message.from,
    at: message.at,
    message,
    edited: message.editedAt !== undefined || edit !== undefined,
    startsDay: false,
  }
  const input = edit?.input ?? message.input
  if (input) row.input = input
  if (message.reply) row.reply = message.reply
  if (edit) row.pending = edit
  if (message.from === 'me') row.state = edit ? stateOf(edit) : isAnswered ? 'answered' : 'received'
  return row
}

function pendingRow(pending: Pending): TalkRow {
  const { id, at, input } = pending
  return { key: id, from: 'me', at, input, pending, state: stateOf(pending), edited: false, startsDay: false }
}

function stateOf({ state, failures }: Pending): MessageState {
  if (state === 'received' || state === 'refused') return state
  return state === 'waiting' && failures > 0 ? 'failed' : 'sending'
}
