/**
 * What channels and conversations say to each other. A channel turns what its platform sends into `Incoming` and our
 * `Reply` into what its platform shows; it never sees a ticket, and no conversation ever sees a platform.
 */

/** Something that arrived: a person did something on a channel. */
export interface Incoming {
  /** The channel's name, e.g. `web`. */
  channel: string
  /** The platform's own id, unique within the channel: a second delivery with the same id changes nothing. */
  messageId: string
  /** Who did it: the platform's id of the account. */
  account: string
  /** The name the platform shows for the account, when it gives one. */
  name?: string
  /** The group it was said in; absent in a private talk. */
  room?: string
  /** When it was said, as the platform tells it. */
  at: Date
  input: Input
}

export type Input =
  /** `replyTo` names the message of ours that it answers: by our id (`Outgoing.id`), or by the platform's. */
  | { kind: 'text'; text: string; replyTo?: string }
  /** A tapped button. `keyboard` names the message it stood under in the same way, so that an old one can be told. */
  | { kind: 'choice'; value: string; keyboard?: string; replyTo?: string }
  /** One message with one or more files already taken into the file store, and the words that came with them. */
  | { kind: 'media'; files: IncomingFile[]; text?: string; replyTo?: string }
  | { kind: 'location'; latitude: number; longitude: number }
  | { kind: 'contact'; phone: string; name?: string }
  /** The words of an earlier message were changed: a new version, nothing is erased. */
  | { kind: 'edit'; of: string; text: string }
  | { kind: 'recall'; of: string }
  /** The page was opened or the talk begun, with nothing said yet. `about` is what a deep link carried. */
  | { kind: 'opened'; about?: string }
  /** The platform tells that somebody left or joined a group, or shut us out. */
  | { kind: 'membership'; change: 'joined' | 'left' | 'blocked' | 'returned' }

export type Media = 'photo' | 'voice' | 'video' | 'file'

export interface IncomingFile {
  /** Id in the file store. */
  file: string
  media: Media
  name?: string
  /** Bytes. */
  size: number
}

/** What a person is shown. Plain text; lines break where it says so. */
export interface Reply {
  text: string
  /** Rows of buttons. Where a platform has none the channel numbers them, counting through the rows from 1. */
  choices?: Choice[][]
  /** Words that may be shown once only and never kept: each `{{name}}` in the text stands for one. */
  secrets?: Record<string, string>
  files?: OutgoingFile[]
  /** A card of the staff room, for pages that draw it richer than text. */
  card?: CardFace
}

export interface Choice {
  label: string
  value: string
}

export interface OutgoingFile {
  file: string
  media: Media
  name: string
}

/** What a card shows besides its text. Everything in it is masked already. */
export interface CardFace {
  /** `2026-000123` */
  number: string
  /** The words for its state. */
  state: string
  tone: 'new' | 'open' | 'waiting' | 'late' | 'done'
  holder?: string
  /** Labelled lines: category, place, dates. */
  facts: { label: string; value: string }[]
  /** The talk so far, oldest first. */
  words: { who: string; text: string; at: string; note?: boolean }[]
}

/** One message on its way out. */
export interface Outgoing {
  /** Our id of it. A channel that repeats safely uses it to know a message it has already carried. */
  id: string
  reply: Reply
  /** The platform's id of the message to change instead of sending a new one. */
  edit?: string
  /** The platform's id of the message this answers. */
  replyTo?: string
}

export type Target = { account: string } | { room: string }

/** What became of a send. */
export type Outcome =
  /** The platform has it. `delivered` is false where the channel will confirm later that the person has it. */
  | { kind: 'sent'; messageId: string; delivered: boolean }
  /** Not now; the platform says when. */
  | { kind: 'retry'; afterMs: number; reason: string }
  /** The platform's window is closed until the resident writes again. */
  | { kind: 'closed'; reason: string }
  | { kind: 'refused'; reason: string }
  | { kind: 'unreachable'; reason: string }
  /** The connection broke after the request: it may or may not have arrived. */
  | { kind: 'uncertain'; reason: string }

export interface Capabilities {
  buttons: boolean
  edits: boolean
  groups: boolean
  /** Characters in one message. */
  textLimit: number
  /** Can write to somebody who has not written first. */
  speaksFirst: boolean
  /** Confirms later, through `delivered`, that the person has a message. */
  confirmsDelivery: boolean
  /** Sending the same `Outgoing.id` twice shows it once. */
  repeatsSafely: boolean
  /** Personal data stays in the country (个人信息保护法 36). */
  domestic: boolean
  /** Operations a minute in one group, edits included; absent where the platform sets no limit. */
  groupPerMinute?: number
}

/** What a channel is handed when it starts. */
export interface ChannelHost {
  /** Stores what arrived. When it returns, it is safe to confirm to the platform. */
  receive(incoming: Incoming[]): Promise<void>
  /** A person has the messages that were sent with these ids of ours (`Outgoing.id`). */
  delivered(ids: string[]): Promise<void>
}

export interface Channel {
  name: string
  capabilities: Capabilities
  start(host: ChannelHost): Promise<void>
  send(target: Target, outgoing: Outgoing): Promise<Outcome>
  /** Takes nothing more in. Sends already under way finish first. */
  stop(): Promise<void>
}
