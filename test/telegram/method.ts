import { flag, integer, isObject, nested, type Params, text } from './params.ts'
import { badRequest, forbidden, Refusal } from './refusal.ts'
import type { Call } from './telegram.ts'
import type { Traffic } from './traffic.ts'
import type { Chat, Stored, World } from './world.ts'

/** One call of a method. What it returns is the `result`; what it refuses it throws. */
export type Method = (turn: Turn) => unknown

export interface Turn {
  world: World
  traffic: Traffic
  params: Params
  call: Call
}

export type Access = 'read' | 'edit' | 'write'

/** The chat that was asked for, when the bot may do this in it. */
export function findChat({ world, params }: Turn, access: Access): Chat {
  const asked = text(params, 'chat_id')
  if (asked === '') throw badRequest('chat_id is empty')
  const chat = asked.startsWith('@') ? undefined : world.chats.get(Number(asked))
  if (!chat) throw badRequest('chat not found')
  if (chat.kind === 'private') {
    if (chat.human?.deleted && access !== 'read') throw forbidden('user is deactivated')
    if (!chat.human?.started && access === 'read') throw badRequest('chat not found')
    return chat
  }
  if (chat.migratedTo && access !== 'read') {
    throw new Refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: chat.migratedTo.id,
    })
  }
  if (chat.deleted && access === 'write') throw forbidden('the group chat was deleted')
  const needsMembership = chat.kind === 'supergroup' || access !== 'read'
  if (chat.bot === 'kicked' && needsMembership) throw forbidden(`bot was kicked from the ${chat.kind} chat`)
  if (chat.bot === 'left' && needsMembership) throw forbidden(`bot is not a member of the ${chat.kind} chat`)
  return chat
}

export interface Destination {
  chat: Chat
  topic?: number
  replyTo?: number
}

/** Where a message goes: the chat, the topic in it, the message it answers. */
export function findDestination(turn: Turn): Destination {
  const { params } = turn
  const reply = nested(params, 'reply_parameters', 'reply parameters')
  if (reply !== undefined && !isObject(reply)) throw badRequest('Object expected as reply parameters')
  const given = reply && Object.keys(reply).length > 0 ? reply : undefined
  if (given && given.message_id === undefined) throw badRequest(`Can't find field "message_id"`)
  const answered = given ? Number(given.message_id) : integer(params, 'reply_to_message_id')
  const without = given ? given.allow_sending_without_reply === true : flag(params, 'allow_sending_without_reply')

  const chat = findChat(turn, 'write')
  const asked = findTopic(chat, Math.max(0, integer(params, 'message_thread_id')))
  if (answered <= 0) return { chat, ...(asked === undefined ? {} : { topic: asked }) }
  const target = chat.messages.get(answered)
  if (!target && !without) throw badRequest('message to be replied not found')
  // Without a topic of its own an answer stands where what it answers stands.
  const topic = asked ?? target?.topic
  return {
    chat,
    ...(topic === undefined ? {} : { topic }),
    ...(target && target.topic === topic ? { replyTo: answered } : {}),
  }
}

function findTopic(chat: Chat, id: number): number | undefined {
  // Outside forums it is ignored; a private chat is asked for its topics and has none.
  if (id === 0 || chat.kind === 'group' || (chat.kind === 'supergroup' && !chat.forum)) return undefined
  // The general topic cannot be named.
  if (!chat.topics.has(id)) throw badRequest('message thread not found')
  return id
}

/** `called` is "message to edit" and the like. */
export function findMessage(turn: Turn, access: Access, called: string): Stored {
  const chat = findChat(turn, access)
  const stored = chat.messages.get(integer(turn.params, 'message_id'))
  if (!stored) throw badRequest(`${called} not found`)
  return stored
}

/** What the platform's own servers look at last: may the bot write here, and not too often? */
export function admit(turn: Turn, { chat, topic }: Destination, what: string, operations = 1): void {
  const { traffic, call } = turn
  if (chat.kind === 'private') {
    if (!chat.human?.started) throw forbidden("bot can't initiate conversation with a user")
    if (chat.human.blocked) throw forbidden('bot was blocked by the user')
    return
  }
  if (chat.bot !== 'administrator') {
    if (chat.muted) throw badRequest(`Not enough rights to send ${what} to the chat`)
    if (topic !== undefined && chat.topics.get(topic)?.closed) throw badRequest('TOPIC_CLOSED')
  }
  traffic.admit(call, operations)
}

export function done(turn: Turn, stored: Stored | undefined, operations = 1): void {
  turn.traffic.count(turn.call, operations)
  if (stored) turn.call.messageId = stored.id
}
