import type { Incoming, Input } from '../../message.ts'
import { type PushHead, pushEvent, pushHead, pushPress } from './push.ts'
import { readMessage } from './read-message.ts'
import { accountOf } from './speaker.ts'

/** What WeCom pushed, as of `at` where it tells no time. `unreadable`: nobody can tell whom it is from. */
export function readPush(body: unknown, at: Date): Incoming | 'nothing' | 'unreadable' {
  const parsed = pushHead.safeParse(body)
  if (!parsed.success) return isOurs(body) ? 'nothing' : 'unreadable'
  const head = parsed.data
  const isGroup = head.chattype === 'group'
  if (isGroup && head.chatid === undefined) return 'unreadable'
  const input = head.msgtype === 'event' ? readEvent(body) : readMessage(body, isGroup)
  return input ? incomingOf(head, input, at) : 'nothing'
}

function incomingOf({ msgid, chattype, chatid, from, create_time }: PushHead, input: Input, at: Date): Incoming {
  return {
    channel: 'wecom',
    messageId: msgid,
    account: accountOf(from),
    // In a group WeCom hands over only what names the robot, and what is done with its cards.
    ...(chattype === 'group' && chatid !== undefined && { room: chatid, addressed: true as const }),
    at: create_time === undefined ? at : new Date(create_time * 1000),
    input,
  }
}

/** Undefined for what is no concern of anybody's talk, such as that somebody liked an answer. */
function readEvent(body: unknown): Input | undefined {
  const kind = eventOf(body)
  if (kind === 'enter_chat') return { kind: 'opened' }
  if (kind !== 'template_card_event') return undefined
  const press = pushPress.safeParse(body)
  if (!press.success) return undefined
  const { event_key, task_id } = press.data
  return { kind: 'choice', value: event_key, keyboard: keyboardOf(task_id) }
}

/** That the connection ends names nobody. */
function isOurs(body: unknown): boolean {
  return eventOf(body) === 'disconnected_event'
}

function eventOf(body: unknown): string | undefined {
  const parsed = pushEvent.safeParse(body)
  return parsed.success ? parsed.data.event.eventtype : undefined
}

/** Buttons that do not fit on one card stand on several, of which the first bears the message's id. */
function keyboardOf(taskId: string): string {
  return taskId.split('@')[0] ?? taskId
}
