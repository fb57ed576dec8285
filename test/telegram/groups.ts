import { announceMessage, announceStanding, showBot, showHuman } from './payload.ts'
import { ownerOf } from './people.ts'
import { openTopic, removeTopic } from './rooms.ts'
import { viewOf } from './screen.ts'
import type { Group, GroupOptions, Person } from './telegram.ts'
import {
  type Chat,
  createChat,
  createHuman,
  groupId,
  type Human,
  type Stored,
  store,
  supergroupId,
  type World,
} from './world.ts'

/** The first member is its owner; where none is given somebody else is. */
export function createGroup(world: World, title: string, options: GroupOptions): Group {
  const kind = options.kind ?? 'supergroup'
  if (options.forum && kind === 'group') throw new Error('Only a supergroup can be a forum')
  let chat = createChat(world, kind === 'group' ? groupId(world) : supergroupId(world), kind, title)
  chat.forum = options.forum ?? false
  chat.privacy = options.privacy ?? true
  const [owner, ...others] = options.members ?? []
  const first = owner?.id ?? createHuman(world, { name: '群主' }).id
  chat.members.set(first, 'creator')
  for (const member of others) chat.members.set(member.id, 'member')
  if (options.withBot ?? true) chat.bot = options.administrator ? 'administrator' : 'member'

  const actor = (person?: Person): Human => {
    const human = person ? world.people.get(person.id) : ownerOf(world, chat)
    if (!human) throw new Error(`${chat.title} has no owner`)
    return human
  }

  /** What somebody did in the group, told by a message of its own. */
  function tell(by: Human, service: Record<string, unknown>, topic?: number): Stored {
    const stored = store(world, chat, by, { service, ...(topic === undefined ? {} : { topic }) })
    announceMessage(world, stored)
    return stored
  }

  function turnBot(after: Chat['bot'], by: Human): void {
    const before = chat.bot
    chat.bot = after
    announceStanding(world, chat, showHuman(by), showBot(world), before, after)
  }

  function turnTopic(id: number, closed: boolean): void {
    const topic = chat.topics.get(id)
    if (!topic) throw new Error(`There is no topic ${id} in ${chat.title}`)
    topic.closed = closed
    tell(actor(), { [closed ? 'forum_topic_closed' : 'forum_topic_reopened']: {} }, id)
  }

  return {
    get id() {
      return chat.id
    },
    get formerId() {
      return chat.migratedFrom?.id
    },
    get title() {
      return chat.title
    },
    screen(topic) {
      const all = [...(chat.migratedFrom?.messages.values() ?? []), ...chat.messages.values()]
      return all.filter((stored) => topic === undefined || stored.topic === topic).map(viewOf)
    },
    topic(name) {
      if (!chat.forum) throw new Error(`${chat.title} is no forum`)
      const { id } = openTopic(chat, name)
      tell(actor(), { forum_topic_created: { name, icon_color: 7322096 } }, id)
      return id
    },
    deletesTopic: (id) => removeTopic(chat, id),
    closesTopic: (id) => turnTopic(id, true),
    reopensTopic: (id) => turnTopic(id, false),
    migrates() {
      if (chat.kind !== 'group') throw new Error(`${chat.title} is a supergroup already`)
      const by = actor()
      const next = createChat(world, supergroupId(world), 'supergroup', chat.title)
      next.privacy = chat.privacy
      next.muted = chat.muted
      next.bot = chat.bot
      for (const [id, standing] of chat.members) next.members.set(id, standing)
      tell(by, { migrate_to_chat_id: next.id })
      next.migratedFrom = chat
      chat.migratedTo = next
      chat = next
      tell(by, { migrate_from_chat_id: next.migratedFrom.id })
    },
    removesBot() {
      const by = actor()
      const service = { left_chat_member: showBot(world), left_chat_participant: showBot(world) }
      // The bot still hears of its own leaving.
      tell(by, service)
      turnBot('kicked', by)
    },
    addsBot(person) {
      const by = actor(person)
      turnBot('member', by)
      const bot = showBot(world)
      tell(by, { new_chat_members: [bot], new_chat_member: bot, new_chat_participant: bot })
    },
    makesBotAdministrator: () => turnBot('administrator', actor()),
    mutesBot() {
      chat.muted = true
    },
    unmutesBot() {
      chat.muted = false
    },
    deletesMessage(id) {
      if (!chat.messages.delete(id)) throw new Error(`There is no message ${id} in ${chat.title}`)
    },
    deletesItself() {
      chat.deleted = true
    },
  }
}
