/** What a test sees of the double of Telegram: the server's own things, the people in it, and the ledger of calls. */

export interface TelegramOptions {
  token?: string
  /**
   * Operations a minute in one group, sliding over 60 s; 20 when not given, `Infinity` switches it off. Edits and the
   * creation of topics count, every part of an album counts; deleting, chat actions and answers to presses do not.
   */
  groupPerMinute?: number
  /** The clock, in milliseconds since 1970. */
  now?: () => number
  port?: number
  /** How the 4096 of a text are counted: by Unicode code points, as the server does, or more strictly. */
  lengthUnit?: 'codepoints' | 'utf16'
  /** The wait after a webhook's second failure; it doubles from there. 2000 when not given. */
  webhookRetryMs?: number
}

export interface Telegram {
  /** TELEGRAM_API_ROOT, e.g. `http://127.0.0.1:4711`. */
  root: string
  token: string
  me: { id: number; username: string }
  user(options?: UserOptions): Person
  group(title: string, options?: GroupOptions): Group
  /** Every call that reached the server, in order. */
  calls: Call[]
  faults: Faults
  /** Updates not confirmed yet. */
  pending(): number
  /** The next update has this id. Real ids jump after a quiet week, down as well as up; throws while updates wait. */
  jumpUpdateIds(to: number): void
  /** What is looked at after every call and every update. Rejects after `timeoutMs` (10 000 when not given). */
  until(holds: () => boolean, timeoutMs?: number): Promise<void>
  close(): Promise<void>
}

export interface UserOptions {
  name?: string
  /** IETF tag, `zh-hans` when not given; '' for a person whose app does not tell. */
  language?: string
}

export interface GroupOptions {
  /** `supergroup` when not given. */
  kind?: 'group' | 'supergroup'
  forum?: boolean
  members?: Person[]
  /** The bot sees only what concerns it. On when not given, as with a new bot. */
  privacy?: boolean
  /** The bot is in it from the start, which is told by no update. On when not given. */
  withBot?: boolean
  /** The bot is an administrator of it from the start: sees everything, may make topics. Off when not given. */
  administrator?: boolean
}

export interface Call {
  /** Milliseconds of the server's clock. */
  at: number
  method: string
  /** What was nested JSON is parsed; an uploaded file is an `UploadedFile`. */
  params: Record<string, unknown>
  /** The chat as it was asked for. */
  chat?: number
  /** The server answered `ok: true`, or meant to when the answer was lost. */
  ok: boolean
  error?: { code: number; description: string; retry_after?: number }
  /** It took effect. */
  accepted: boolean
  /** What was done to it by `Faults`. */
  fault?: Fault['kind']
  /** The message that was sent, edited or deleted. */
  messageId?: number
  /** When the answer went out; absent while it is waited for, and for ever when it was lost. */
  answeredAt?: number
}

export interface UploadedFile {
  name: string
  mime: string
  size: number
  content: Buffer
}

export type Fault =
  | { kind: 'before' | 'after' | 'hang' | 'hang-after' | '500' | '502' }
  | { kind: '429'; retryAfter: number }

export interface Faults {
  /**
   * Decides for each call; undefined means be well. `before`: the connection is reset and nothing took effect. `after`:
   * it takes effect and then the connection is reset. `hang`: no answer ever, and no effect. `hang-after`: it takes
   * effect and is never answered. `429`: refused for that many seconds; a call to that chat within them is refused too
   * and recorded in `violations`. `500`: an answer in JSON; `502`: a page of HTML; neither takes effect.
   */
  decide?: (call: FaultedCall) => Fault | undefined
  /** A random share of the calls, the same for the same seed. */
  rate?: FaultRate
  /** Calls made to a chat before its `retry_after` had run out: of an injected 429 and of the group's limit. */
  violations: Call[]
}

export interface FaultedCall {
  method: string
  chat?: number
  /** The how many-th call of this method it is, from 1. */
  count: number
  params: Record<string, unknown>
}

export interface FaultRate {
  /** 0 to 1. */
  share: number
  kinds: Fault[]
  seed?: number
  /** Methods that are left alone. */
  except?: string[]
}

/** Where something is said. */
export interface Place {
  /** The private chat with the bot when not given. */
  in?: Group
  /** A topic of a forum, by its id; absent is General. */
  topic?: number
  /** The message it answers. */
  replyTo?: number
  /** As the group itself: an administrator who shows no name. */
  anonymous?: boolean
  /** The name of somebody, hidden otherwise, from whom it is forwarded. */
  forwardedFrom?: string
}

export interface DocumentContent {
  content: Buffer
  name: string
  mime?: string
  /** Bytes to pretend. */
  size?: number
}

export interface Content {
  photo?: Buffer
  document?: DocumentContent
  voice?: Buffer
  video?: Buffer
  videoNote?: Buffer
  audio?: Buffer
  /** Its emoji. */
  sticker?: string
  /** Latitude and longitude. */
  location?: [number, number]
  contact?: { phone: string; name: string }
  caption?: string
  dice?: true
  poll?: true
}

export interface Person {
  id: number
  name: string
  /** The first word of a person starts the bot; before it the bot cannot write to them. */
  says(text: string, options?: Place): Message
  /** `/start`, or `/start <payload>` as from a link. */
  starts(payload?: string): Message
  sends(content: Content, options?: Place): Message
  /** One message and one update a part, all with one media_group_id. */
  album(parts: Pick<Content, 'photo' | 'document' | 'video' | 'caption'>[], options?: Place): Message[]
  /** A bundle of forwarded messages. */
  forwards(texts: string[], options?: Place): Message[]
  edits(messageId: number, text: string, options?: { in?: Group }): void
  /**
   * Presses the newest inline button with that label on the screen, or the one on the given message; a button of the
   * reply keyboard says its text. Throws when there is none.
   */
  taps(label: string, options?: { in?: Group; message?: number }): void
  /** The answers the bot gave to presses of this person, oldest first: '' when it gave no words. */
  popups(): string[]
  blocks(): void
  /** Unblocks the bot; no word is said with it. */
  returns(): void
  /** The account is deleted. */
  deletesAccount(): void
  joins(group: Group): void
  leaves(group: Group): void
  isRemovedFrom(group: Group): void
  /** Messages of the private chat in order, both sides, edits applied, deleted ones gone. */
  screen(): Message[]
  /** The bot's newest in the private chat. */
  last(): Message | undefined
}

export interface Group {
  /** The current one: a migration changes it. */
  readonly id: number
  /** The one before the migration. */
  readonly formerId: number | undefined
  readonly title: string
  /** With a topic's id only what stands in it. */
  screen(topic?: number): Message[]
  /** Makes a topic (by a person who is an administrator), returns its id. */
  topic(name: string): number
  deletesTopic(id: number): void
  closesTopic(id: number): void
  reopensTopic(id: number): void
  /** Becomes a supergroup, with the two service messages; calls to the old id are refused and told the new one. */
  migrates(): void
  removesBot(): void
  addsBot(by?: Person): void
  makesBotAdministrator(): void
  /** Members may not write: the bot neither, unless it is an administrator. */
  mutesBot(): void
  unmutesBot(): void
  deletesMessage(id: number): void
  deletesItself(): void
}

export interface Message {
  id: number
  fromBot: boolean
  from?: number
  text?: string
  caption?: string
  /** Labels of the inline buttons, in order. */
  buttons: string[]
  keyboard?: { text: string; data?: string; url?: string }[][]
  /** Labels of the reply keyboard that came with it. */
  replyKeyboard?: string[][]
  /** Milliseconds. */
  at: number
  /** When it was last edited, in milliseconds. */
  editedAt?: number
  edited?: boolean
  replyTo?: number
  topic?: number
  protected?: boolean
  silent?: boolean
  /** A link preview is allowed. */
  preview?: boolean
  entities?: unknown[]
  /** photo, document, voice … */
  media?: string
  fileId?: string
  /** Bytes of an uploaded or sent file. */
  file?: Buffer
  fileName?: string
  album?: string
  /** What a service message tells: `new_chat_members`, `forum_topic_created` … */
  service?: string
}
