import { admit, done, findChat, type Method, type Turn } from './method.ts'
import { integer, text } from './params.ts'
import { announceMessage, announceStanding, showBot, showFullChat, showHuman, showMember } from './payload.ts'
import { badRequest } from './refusal.ts'
import { type Chat, type Standing, store, type Topic } from './world.ts'

/** Methods about groups, their members and their topics. */

export const getChat: Method = (turn) => showFullChat(findChat(turn, 'read'))

export const getChatMember: Method = (turn) => {
  const { world, params } = turn
  const chat = findChat(turn, 'read')
  const id = integer(params, 'user_id')
  if (id === world.bot.id) return showMember(showBot(world), chat.bot, chat)
  const human = world.people.get(id)
  if (!human) throw badRequest('user not found')
  const standing = chat.kind === 'private' ? 'member' : (chat.members.get(id) ?? 'left')
  return showMember(showHuman(human), standing, chat)
}

export const getChatAdministrators: Method = (turn) => {
  const { world } = turn
  const chat = findChat(turn, 'read')
  if (chat.kind === 'private') throw badRequest('there are no administrators in the private chat')
  const people = [...chat.members].filter(([, standing]) => ['creator', 'administrator'].includes(standing))
  const shown = people.flatMap(([id, standing]) => {
    const human = world.people.get(id)
    return human ? [showMember(showHuman(human), standing, chat)] : []
  })
  return chat.bot === 'administrator' ? [...shown, showMember(showBot(world), chat.bot, chat)] : shown
}

export const getChatMemberCount: Method = (turn) => {
  const chat = findChat(turn, 'read')
  if (chat.kind === 'private') return 2
  const isIn = (standing: Standing) => standing !== 'left' && standing !== 'kicked'
  return [...chat.members.values(), chat.bot].filter(isIn).length
}

export const leaveChat: Method = (turn) => {
  const { world } = turn
  const chat = findChat(turn, 'edit')
  if (chat.kind === 'private') throw badRequest("chat can't be left")
  const before = chat.bot
  const left = store(world, chat, 'bot', {
    service: { left_chat_member: showBot(world), left_chat_participant: showBot(world) },
  })
  announceMessage(world, left)
  chat.bot = 'left'
  announceStanding(world, chat, showBot(world), showBot(world), before, 'left')
  return true
}

export const createForumTopic: Method = (turn) => {
  const { world, params } = turn
  const chat = findForum(turn)
  if (chat.bot !== 'administrator') throw badRequest('Not enough rights to create a topic')
  const name = text(params, 'name').trim()
  if (name === '') throw badRequest('Name must be non-empty')
  admit(turn, { chat }, 'text messages')
  const topic = openTopic(chat, name.slice(0, 128))
  const service = { forum_topic_created: { name: topic.name, icon_color: 7322096 } }
  const opener = store(world, chat, 'bot', { service, topic: topic.id })
  done(turn, opener)
  announceMessage(world, opener)
  return { message_thread_id: topic.id, name: topic.name, icon_color: 7322096 }
}

/** Its id is that of the message that opens it, which must be put next. */
export function openTopic(chat: Chat, name: string): Topic {
  const topic: Topic = { id: chat.ids.next, name, closed: false }
  chat.topics.set(topic.id, topic)
  return topic
}

export const closeForumTopic: Method = (turn) => turnTopic(turn, true)
export const reopenForumTopic: Method = (turn) => turnTopic(turn, false)

export const deleteForumTopic: Method = (turn) => {
  const chat = findForum(turn)
  if (chat.bot !== 'administrator') throw badRequest('Not enough rights to delete the topic')
  removeTopic(chat, findTopic(turn, chat).id)
  return true
}

export function removeTopic(chat: Chat, id: number): void {
  chat.topics.delete(id)
  for (const stored of [...chat.messages.values()]) if (stored.topic === id) chat.messages.delete(stored.id)
}

function turnTopic(turn: Turn, closed: boolean): true {
  const { world } = turn
  const chat = findForum(turn)
  if (chat.bot !== 'administrator') throw badRequest('Not enough rights to close or open the topic')
  const topic = findTopic(turn, chat)
  if (topic.closed === closed) throw badRequest('TOPIC_NOT_MODIFIED')
  topic.closed = closed
  const service = { [closed ? 'forum_topic_closed' : 'forum_topic_reopened']: {} }
  announceMessage(world, store(world, chat, 'bot', { service, topic: topic.id }))
  return true
}

function findForum(turn: Turn): Chat {
  const chat = findChat(turn, 'write')
  if (!chat.forum) throw badRequest('The chat is not a forum')
  return chat
}

function findTopic({ params }: Turn, chat: Chat): Topic {
  const topic = chat.topics.get(integer(params, 'message_thread_id'))
  if (!topic) throw badRequest('TOPIC_ID_INVALID')
  return topic
}
