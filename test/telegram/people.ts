import { createMedia, createSticker } from './files.ts'
import { announceEdit, announceMessage, announceStanding, showBot, showHuman, showMessage } from './payload.ts'
import { viewOf } from './screen.ts'
import { albumId } from './sending.ts'
import type { Content, Group, Person, Place } from './telegram.ts'
import { findEntities } from './text.ts'
import {
  type Chat,
  type Human,
  type KeyButton,
  type Media,
  type Standing,
  type Stored,
  store,
  type World,
} from './world.ts'

/** What a person can do with the app in their hand. */
export function createPerson(world: World, human: Human): Person {
  function put(place: Place | undefined, what: Partial<Stored>): Stored {
    const chat = enter(place?.in)
    const topic = place?.topic
    if (topic !== undefined && !chat.topics.has(topic)) throw new Error(`There is no topic ${topic} in ${chat.title}`)
    if (topic !== undefined && chat.topics.get(topic)?.closed && chat.members.get(human.id) === 'member') {
      throw new Error(`Topic ${topic} is closed to ${human.name}`)
    }
    if (place?.replyTo !== undefined && !chat.messages.has(place.replyTo)) {
      throw new Error(`There is no message ${place.replyTo} to answer`)
    }
    const stored = store(world, chat, place?.anonymous ? 'group' : human, {
      ...what,
      entities: findEntities(what.text ?? what.caption ?? ''),
      ...(topic === undefined ? {} : { topic }),
      ...(place?.replyTo === undefined ? {} : { replyTo: place.replyTo }),
      ...(place?.forwardedFrom === undefined ? {} : { forwardedFrom: place.forwardedFrom }),
    })
    announceMessage(world, stored)
    return stored
  }

  /** The chat somebody writes in; the first word to the bot starts it. */
  function enter(group: Group | undefined): Chat {
    if (group) return memberChat(world, group, human)
    if (human.blocked) throw new Error(`${human.name} has blocked the bot and must return first`)
    human.started = true
    return human.chat
  }

  function press(group: Group | undefined, stored: Stored, data: string): void {
    const id = String(4_382_000_000_000_000_000n + BigInt(world.next()))
    world.presses.set(id, { human, at: world.now(), answered: false })
    const content = {
      id,
      from: showHuman(human),
      message: showMessage(world, stored),
      chat_instance: String(BigInt(stored.chat.id) * 7_919n),
      data,
    }
    if (group) memberChat(world, group, human)
    world.updates.add('callback_query', content, 150_000, `press ${human.id}`)
  }

  function pushKey(place: Place | undefined, key: KeyButton): void {
    if (key.request_contact) put(place, { media: contactOf('13800000000', human.name, human.id) })
    else if (key.request_location) put(place, { media: locationOf([27.99, 111.47]) })
    else put(place, { text: key.text })
  }

  function stand(chat: Chat, after: Standing, service: Record<string, unknown>, by: Human): void {
    const before = chat.members.get(human.id) ?? 'left'
    chat.members.set(human.id, after)
    announceStanding(world, chat, showHuman(by), showHuman(human), before, after)
    announceMessage(world, store(world, chat, by, { service }))
  }

  const person: Person = {
    id: human.id,
    get name() {
      return human.name
    },
    says: (text, options) => viewOf(put(options, { text })),
    starts: (payload) => person.says(payload === undefined ? '/start' : `/start ${payload}`),
    sends: (content, options) => {
      const media = mediaFrom(world, content)
      return viewOf(put(options, { ...(media ? { media } : {}), ...captionOf(content) }))
    },
    album(parts, options) {
      const album = albumId(world)
      return parts.map((part) => {
        const media = mediaFrom(world, part)
        return viewOf(put(options, { ...(media ? { media } : {}), ...captionOf(part), album }))
      })
    },
    forwards: (texts, options) => texts.map((text) => viewOf(put({ forwardedFrom: '邻居', ...options }, { text }))),
    edits(messageId, text, options) {
      const chat = enter(options?.in)
      const stored = chat.messages.get(messageId)
      if (stored?.sender !== human) throw new Error(`Message ${messageId} is not one of ${human.name}`)
      if (stored.media) stored.caption = text
      else stored.text = text
      stored.entities = findEntities(text)
      stored.editedAt = world.now()
      announceEdit(world, stored)
    },
    taps(label, options) {
      const group = options?.in
      const chat = group ? memberChat(world, group, human) : human.chat
      const candidates = options?.message === undefined ? onScreen(chat) : [chat.messages.get(options.message)]
      for (const stored of candidates) {
        if (stored?.markup?.kind !== 'inline') continue
        const button = stored.markup.rows.flat().find((one) => one.text === label)
        if (button?.callback_data !== undefined) return press(group, stored, button.callback_data)
        if (button) throw new Error(`${label} opens ${button.url ?? 'something'}: the bot hears nothing of it`)
      }
      const keys = options?.message === undefined ? keysOf(onScreen(chat)) : []
      const key = keys.find((one) => one.text === label)
      if (key) return pushKey(group ? { in: group } : undefined, key)
      const shown = onScreen(chat).flatMap((stored) => viewOf(stored).buttons)
      throw new Error(
        `There is no button ${label}; there are ${[...shown, ...keys.map((one) => one.text)].join(', ') || 'none'}`,
      )
    },
    popups: () => [...human.popups],
    blocks() {
      if (human.blocked) return
      human.blocked = true
      announceStanding(world, human.chat, showHuman(human), showBot(world), 'member', 'kicked')
    },
    returns() {
      if (!human.blocked) return
      human.blocked = false
      announceStanding(world, human.chat, showHuman(human), showBot(world), 'kicked', 'member')
    },
    deletesAccount() {
      human.deleted = true
    },
    joins(group) {
      const chat = chatOf(world, group)
      if (isIn(chat.members.get(human.id))) return
      const user = showHuman(human)
      const service = { new_chat_members: [user], new_chat_member: user, new_chat_participant: user }
      stand(chat, 'member', service, human)
    },
    leaves(group) {
      const user = showHuman(human)
      stand(memberChat(world, group, human), 'left', { left_chat_member: user, left_chat_participant: user }, human)
    },
    isRemovedFrom(group) {
      const user = showHuman(human)
      const chat = memberChat(world, group, human)
      stand(chat, 'kicked', { left_chat_member: user, left_chat_participant: user }, ownerOf(world, chat) ?? human)
    },
    screen: () => [...human.chat.messages.values()].map(viewOf),
    last() {
      const stored = newestFirst(human.chat).find((one) => one.sender === 'bot')
      return stored ? viewOf(stored) : undefined
    },
  }
  return person
}

const isIn = (standing: Standing | undefined): boolean =>
  standing !== undefined && standing !== 'left' && standing !== 'kicked'

export function chatOf(world: World, group: Group): Chat {
  const chat = world.chats.get(group.id)
  if (!chat) throw new Error(`There is no group ${group.id}`)
  return chat
}

export function ownerOf(world: World, chat: Chat): Human | undefined {
  const id = [...chat.members].find(([, standing]) => standing === 'creator')?.[0]
  return id === undefined ? undefined : world.people.get(id)
}

function memberChat(world: World, group: Group, human: Human): Chat {
  const chat = chatOf(world, group)
  if (!isIn(chat.members.get(human.id))) throw new Error(`${human.name} is not in ${chat.title}`)
  return chat
}

const newestFirst = (chat: Chat): Stored[] => [...chat.messages.values()].reverse()

/** Newest first; what was said before a migration is still to be seen. */
const onScreen = (chat: Chat): Stored[] =>
  chat.migratedFrom ? [...newestFirst(chat), ...newestFirst(chat.migratedFrom)] : newestFirst(chat)

/** The reply keyboard that lies open: that of the newest message that has one or takes it away. */
function keysOf(messages: Stored[]): KeyButton[] {
  const markup = messages.find((stored) => stored.markup?.kind === 'keys' || stored.markup?.kind === 'remove')?.markup
  return markup?.kind === 'keys' ? markup.rows.flat() : []
}

const captionOf = ({ caption }: Pick<Content, 'caption'>) => (caption === undefined ? {} : { caption })

const contactOf = (phone: string, name: string, userId?: number): Media => ({
  kind: 'contact',
  shown: { phone_number: phone, first_name: name, ...(userId === undefined ? {} : { user_id: userId }) },
})

const locationOf = ([latitude, longitude]: [number, number]): Media => ({
  kind: 'location',
  shown: { latitude, longitude },
})

function mediaFrom(world: World, content: Content): Media | undefined {
  if (content.photo) return createMedia(world, 'photo', { content: content.photo })
  if (content.document) return createMedia(world, 'document', content.document)
  if (content.voice) return createMedia(world, 'voice', { content: content.voice })
  if (content.video) return createMedia(world, 'video', { content: content.video })
  if (content.videoNote) return createMedia(world, 'video_note', { content: content.videoNote })
  if (content.audio) return createMedia(world, 'audio', { content: content.audio })
  if (content.sticker !== undefined) return createSticker(world, content.sticker)
  if (content.location) return locationOf(content.location)
  if (content.contact) return contactOf(content.contact.phone, content.contact.name)
  if (content.dice) return { kind: 'dice', shown: { emoji: '🎲', value: 4 } }
  if (content.poll) return { kind: 'poll', shown: pollOf(world) }
  throw new Error('There is nothing to send')
}

function pollOf(world: World) {
  const options = ['同意', '不同意'].map((text, index) => ({ text, voter_count: 0, persistent_id: String(index) }))
  const closed = { is_closed: false, is_anonymous: true, type: 'regular', allows_multiple_answers: false }
  return { id: String(world.next()), question: '你同意吗?', options, total_voter_count: 0, ...closed }
}
