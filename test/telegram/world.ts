import type { TelegramOptions, UserOptions } from './telegram.ts'
import { createUpdates, type Updates } from './updates.ts'

/** Everything the server knows. */
export interface World {
  token: string
  bot: Bot
  options: TelegramOptions
  now(): number
  people: Map<number, Human>
  chats: Map<number, Chat>
  files: Map<string, StoredFile>
  /** What may be downloaded, by path, and until when. */
  links: Map<string, { file: StoredFile; until: number }>
  presses: Map<string, Press>
  updates: Updates
  /** Private chats and small groups share one count of messages; a supergroup has its own. */
  messageIds: { next: number }
  /** Counts whatever else needs a number. */
  next(): number
}

export interface Bot {
  id: number
  username: string
  names: Map<string, string>
  descriptions: Map<string, string>
  shortDescriptions: Map<string, string>
  commands: Map<string, { command: string; description: string }[]>
  menuButtons: Map<number, unknown>
}

export interface Human {
  id: number
  name: string
  language: string
  chat: Chat
  started: boolean
  blocked: boolean
  deleted: boolean
  popups: string[]
}

export type Standing = 'creator' | 'administrator' | 'member' | 'left' | 'kicked'

export interface Topic {
  id: number
  name: string
  closed: boolean
}

export interface Chat {
  id: number
  kind: 'private' | 'group' | 'supergroup'
  title: string
  /** Of a private chat. */
  human?: Human
  forum: boolean
  topics: Map<number, Topic>
  members: Map<number, Standing>
  bot: Standing
  privacy: boolean
  muted: boolean
  deleted: boolean
  migratedTo?: Chat
  migratedFrom?: Chat
  messages: Map<number, Stored>
  ids: { next: number }
}

export interface Entity {
  type: string
  offset: number
  length: number
  [more: string]: unknown
}

export interface Formatted {
  text: string
  entities: Entity[]
}

export interface InlineButton {
  text: string
  callback_data?: string
  url?: string
  [more: string]: unknown
}

export interface KeyButton {
  text: string
  request_contact?: boolean
  request_location?: boolean
  [more: string]: unknown
}

export type Markup =
  | { kind: 'inline'; rows: InlineButton[][] }
  | { kind: 'keys'; rows: KeyButton[][]; oneTime: boolean }
  | { kind: 'remove' }
  | { kind: 'reply' }

export interface StoredFile {
  id: string
  uniqueId: string
  /** photo, document … */
  kind: string
  name: string
  mime: string
  size: number
  content: Buffer
  path: string
}

export interface Media {
  kind: string
  /** As the Bot API shows it under the name of its kind. */
  shown: unknown
  file?: StoredFile
}

export interface Stored {
  id: number
  chat: Chat
  sender: 'bot' | 'group' | Human
  at: number
  editedAt?: number
  text?: string
  caption?: string
  entities: Entity[]
  media?: Media
  /** Fields of a service message. */
  service?: Record<string, unknown>
  markup?: Markup
  replyTo?: number
  topic?: number
  /** The first message of a chain of replies outside topics. */
  thread?: number
  forwardedFrom?: string
  album?: string
  isProtected: boolean
  silent: boolean
  linkPreview?: Record<string, unknown>
}

export interface Press {
  human: Human
  at: number
  answered: boolean
}

export function createWorld(options: TelegramOptions, noticed: () => void): World {
  const token = options.token ?? '7312345678:AAF0tUesSc0pYQx3JkdQ9sVv1wHgT5bZr2c'
  const now = options.now ?? Date.now
  let count = 0
  return {
    token,
    options,
    now,
    bot: {
      id: Number.parseInt(token, 10) || 7312345678,
      username: 'xinqiao_test_bot',
      names: new Map([['', '信桥']]),
      descriptions: new Map(),
      shortDescriptions: new Map(),
      commands: new Map(),
      menuButtons: new Map(),
    },
    people: new Map(),
    chats: new Map(),
    files: new Map(),
    links: new Map(),
    presses: new Map(),
    updates: createUpdates(now, noticed),
    messageIds: { next: 1 },
    next: () => ++count,
  }
}

export function createHuman(world: World, options: UserOptions): Human {
  // Real ids no longer fit into 32 bits.
  const id = 6_200_000_000 + world.next()
  const chat = createChat(world, id, 'private', '')
  const human: Human = {
    id,
    name: options.name ?? `住户${id % 1000}`,
    language: options.language ?? 'zh-hans',
    chat,
    started: false,
    blocked: false,
    deleted: false,
    popups: [],
  }
  chat.human = human
  world.people.set(id, human)
  return human
}

export function createChat(world: World, id: number, kind: Chat['kind'], title: string): Chat {
  const chat: Chat = {
    id,
    kind,
    title,
    forum: false,
    topics: new Map(),
    members: new Map(),
    bot: kind === 'private' ? 'member' : 'left',
    privacy: true,
    muted: false,
    deleted: false,
    messages: new Map(),
    // The first message of a supergroup tells that it was made.
    ids: kind === 'supergroup' ? { next: 2 } : world.messageIds,
  }
  world.chats.set(id, chat)
  return chat
}

export const groupId = (world: World): number => -(4_900_000_000 + world.next())
export const supergroupId = (world: World): number => -(1_002_500_000_000 + world.next())

/** Puts a message into its chat. It is nobody's update yet. */
export function store(
  world: World,
  chat: Chat,
  sender: Stored['sender'],
  what: Omit<Partial<Stored>, 'id' | 'chat' | 'sender' | 'at'>,
): Stored {
  const stored: Stored = {
    entities: [],
    isProtected: false,
    silent: false,
    ...what,
    id: chat.ids.next++,
    chat,
    sender,
    at: world.now(),
  }
  // A reply outside topics names its thread, which cannot be sent back as a topic.
  if (chat.kind === 'supergroup' && stored.topic === undefined && stored.replyTo !== undefined) {
    const target = chat.messages.get(stored.replyTo)
    stored.thread = target?.thread ?? stored.replyTo
  }
  chat.messages.set(stored.id, stored)
  return stored
}
