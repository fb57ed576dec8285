import { EventEmitter } from 'node:events'
import { FileBox, type FileBoxInterface } from 'file-box'
import type { payloads } from 'wechaty-puppet'
import { messageKinds } from '../../bot/channels/wechaty/message-kinds.ts'

/** The account that the office speaks from. */
export const self = 'wxid_office'

/** Something that stands in a chat: its words, or its file. */
export interface Shown {
  by: string
  text?: string
  file?: { name: string; content: Buffer }
}

export interface Person {
  id: string
  /** Says it to the account, or into a room. Returns the id of the message. */
  says(text: string, to?: Room, more?: Partial<Spoken>): string
  /** Sends a file. */
  sends(file: { name: string; content: Buffer }, to?: Room): string
  /** What stands in the talk between the account and this person, oldest first. */
  screen: Shown[]
}

export interface Room {
  id: string
  members: Set<string>
  screen: Shown[]
}

/** What somebody says, where it is more than words. */
export interface Spoken {
  id: string
  type: number
  filename: string
  mentionIdList: string[]
  timestamp: number
}

/** What a puppet knows of WeChat, and what happens there. Events reach whoever listens at that moment, and nobody later. */
export interface World {
  events: EventEmitter
  contacts: Map<string, payloads.Contact>
  rooms: Map<string, Room & { topic: string }>
  messages: Map<string, payloads.Message>
  files: Map<string, FileBoxInterface>
  links: Map<string, payloads.UrlLink>
  friendships: Map<string, payloads.Friendship>
  accepted: string[]
  /** What the account gets instead of being logged in when a puppet starts: a code to scan. */
  asksScan?: string | undefined
  /** Nobody can connect. */
  isDown?: boolean
  /** Connections stand, and nothing comes through any more. */
  isMute?: boolean
  /** What is sent stays on the way. */
  holds?: boolean
  held: number
  person(name: string, more?: Partial<payloads.Contact>): Person
  room(topic: string, members: Person[]): Room
  /** The same id again, as hosts do after they were restarted. */
  repeat(id: string): void
  /** The account says something by the phone itself. */
  ownerSays(text: string, to: Person | Room): void
  show(to: string, shown: Shown): void
}

export function createWorld(): World {
  let count = 0
  const world: World = {
    events: new EventEmitter(),
    contacts: new Map(),
    rooms: new Map(),
    messages: new Map(),
    files: new Map(),
    links: new Map(),
    friendships: new Map(),
    accepted: [],
    held: 0,
    person,
    room,
    repeat: (id) => void world.events.emit('message', { messageId: id }),
    ownerSays: (text, to) =>
      void speak(self, text, 'members' in to ? to : undefined, 'members' in to ? undefined : to.id),
    show(to, shown) {
      const screen = world.rooms.get(to)?.screen ?? people.get(to)?.screen
      if (!screen) throw new Error('no such contact or room')
      screen.push(shown)
    },
  }
  const people = new Map<string, Person>()
  world.contacts.set(self, contact(self, '信桥', {}))
  return world

  function contact(id: string, name: string, more: Partial<payloads.Contact>): payloads.Contact {
    return { id, name, gender: 0, type: 1, avatar: '', phone: [], friend: true, ...more }
  }

  function person(name: string, more: Partial<payloads.Contact> = {}): Person {
    const id = more.id ?? `wxid_${++count}`
    world.contacts.set(id, contact(id, name, more))
    const screen: Shown[] = []
    const made: Person = {
      id,
      screen,
      says: (text, to, spoken = {}) => speak(id, text, to, self, spoken),
      sends(file, to) {
        const box = FileBox.fromBase64(file.content.toString('base64'), file.name)
        const type = /\.(?:png|jpe?g)$/.test(file.name)
          ? messageKinds.image
          : /\.(?:sil|mp3)$/.test(file.name)
            ? messageKinds.audio
            : messageKinds.attachment
        return speak(id, '', to, self, { type, filename: file.name }, box)
      },
    }
    people.set(id, made)
    return made
  }

  function room(topic: string, members: Person[]): Room {
    const made = {
      id: `${++count}@chatroom`,
      topic,
      members: new Set([self, ...members.map(({ id }) => id)]),
      screen: [],
    }
    world.rooms.set(made.id, made)
    return made
  }

  function speak(
    by: string,
    text: string,
    to: Room | undefined,
    listener: string | undefined,
    { id = `m${++count}`, type = messageKinds.text, timestamp = 1_785_722_400, ...more }: Partial<Spoken> = {},
    file?: FileBoxInterface,
  ): string {
    const place = to ? { roomId: to.id, mentionIdList: more.mentionIdList ?? [] } : { listenerId: listener ?? self }
    const { filename } = more
    world.messages.set(id, { id, talkerId: by, text, type, timestamp, ...(filename && { filename }), ...place })
    if (file) world.files.set(id, file)
    world.events.emit('message', { messageId: id })
    return id
  }
}
