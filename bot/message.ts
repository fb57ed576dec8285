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
  /** The topic within the group, where the platform has topics and it was said in one. */
  thread?: string
  /** What a later edit or recall of it calls it (`of`); absent: its `messageId`. */
  source?: string
  /** What belongs together, such as the pictures of an album: parts that follow each other become one message. */
  bundle?: string
  /** The platform hides who it was, such as a group's administrator who speaks as the group. */
  anonymous?: true
  /** Somebody else's words, passed on. */
  forwarded?: true
  /** It was said in a room, and to us by our name: no talk among those who are there. */
  addressed?: true
  /** Done on a page of ours beside the talk: it opens no window of the platform. */
  onPage?: true
  /** When it was said, as the platform tells it. */
  at: Date
  input: Input
}

export type Input =
  /**
   * `replyTo` names the message of ours that it answers: by our id (`Outgoing.id`), or by the platform's. `quoted` are
   * the words it answers, on a platform that tells only those.
   */
  | { kind: 'text'; text: string; replyTo?: string; quoted?: string }
  /** A tapped button. `keyboard` names the message it stood under in the same way, so that an old one can be told. */
  | { kind: 'choice'; value: string; keyboard?: string; replyTo?: string }
  /**
   * One message with files and the words that came with them: `files` are in the file store already, `remote` ones are
   * still to be fetched from the platform, `refused` ones will never be.
   */
  | {
      kind: 'media'
      files: IncomingFile[]
      remote?: RemoteFile[]
      refused?: RefusedFile[]
      text?: string
      replyTo?: string
      quoted?: string
    }
  | { kind: 'location'; latitude: number; longitude: number }
  | { kind: 'contact'; phone: string; name?: string }
  | { kind: 'sticker'; emoji?: string; replyTo?: string }
  /** Something we cannot read, such as a poll. */
  | { kind: 'unsupported' }
  /** The words of an earlier message were changed: a new version, nothing is erased. */
  | { kind: 'edit'; of: string; text: string }
  | { kind: 'recall'; of: string }
  /**
   * The page was opened or the talk begun, with nothing said yet. `about` is what a deep link carried. With `greet` the
   * person asked for it, and is answered each time.
   */
  | { kind: 'opened'; about?: string; greet?: true }
  /**
   * The platform tells that somebody left or joined a group (the account it names), or shut us out and let us in again:
   * of a group when there is a room, of a private talk when there is none.
   */
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

/** A file that still lies with the platform. */
export interface RemoteFile {
  /** What the channel fetches it by. */
  remote: string
  media: Media
  name?: string
}

/** A file that cannot be taken, and why. `unavailable`: the platform does not hand it out (any more). */
export interface RefusedFile {
  why: 'too-large' | 'type' | 'broken' | 'empty' | 'unavailable'
  name?: string
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
  /**
   * The label of a link to where the person can agree to later notices; on a channel that has such a place
   * (`Capabilities.asksNotices`) it stands under the words.
   */
  asksNotices?: string
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
  /** What its reader reads; what a channel adds by itself, such as the address of a page, is in it too. */
  language?: 'zh' | 'en'
  /** The platform's id of the message to change instead of sending a new one. */
  edit?: string
  /** The platform's id of the message this answers. */
  replyTo?: string
  /** For staff only, in private: not to be passed on, where the platform can see to it. */
  confidential?: true
  /** What may go in its place where its own words cannot, on a platform that has notices of a fixed form. */
  pointer?: Pointer
  /** A notice of it, or its beginning, has gone before: once is enough. */
  pointed?: true
}

/** A short notice that something waits to be read. Nothing in it tells what a matter is about. */
export interface Pointer {
  /** An answer to a matter, a step of it, or a date that comes near. */
  kind: 'answer' | 'progress' | 'reminder'
  /** `2026-000123`, when it is about a matter. */
  number?: string
  /** What it is, at most 20 characters. */
  title: string
  /** What to do, at most 20 characters. */
  hint: string
  at: Date
}

export type Target = { account: string } | { room: string; thread?: string }

/** What became of a send. */
export type Outcome =
  /**
   * The platform has it. `delivered` is false where the channel will confirm later that the person has it. `messageId`
   * is the one that bears the buttons; `parts` are all of them, where it went as several. `threadGone`: the topic it was
   * meant for is no more, and it went into the group itself.
   */
  | { kind: 'sent'; messageId: string; delivered: boolean; parts?: string[]; threadGone?: true }
  /** The group is known by another id from now on; nothing was sent. */
  | { kind: 'moved'; room: string }
  /** Not now; the platform says when. */
  | { kind: 'retry'; afterMs: number; reason: string }
  /**
   * The platform's window is closed until the resident writes again. `pointed`: a notice went in its place that says
   * where it can be read.
   */
  | { kind: 'closed'; reason: string; pointed?: true }
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
  /** In a room nothing reaches us but what names us. */
  hearsNamedOnly?: true
  /** Tells us who leaves a group. */
  tellsDepartures?: true
  /** Has a place where a person agrees to later notices, which go where its own words may not. */
  asksNotices?: true
}

/** What a channel is handed when it starts. */
export interface ChannelHost {
  /** Stores what arrived. When it returns, it is safe to confirm to the platform. */
  receive(incoming: Incoming[]): Promise<void>
  /** A person has the messages that were sent with these ids of ours (`Outgoing.id`). */
  delivered(ids: string[]): Promise<void>
  /** A group is known by another id from now on. To be told before what was said there under the new one is stored. */
  moved(from: string, to: string): Promise<void>
  /**
   * What is said reaches us again, on a platform that keeps nothing for us meanwhile: the office hears of the time since
   * `lease.noteAlive`, when it was long enough for something to be lost, and each such time once.
   */
  backOnline(): Promise<void>
  /** For what only one instance may do at a time. */
  lease: ChannelLease
  /** What the platform lets us say to whom, counted by all instances together. */
  windows: ReplyWindows
  /** What could not be said to an account for its window was closed, oldest first, as it would be said now. */
  waiting(account: string): Promise<Waiting[]>
  /** What waited so and was read elsewhere in the last weeks, which the talk does not show, oldest first. */
  readElsewhere(account: string): Promise<Waiting[]>
}

/** A message of ours that is not in the talk. */
export interface Waiting {
  /** Our id of it (`Outgoing.id`). */
  id: string
  reply: Reply
  language: 'zh' | 'en'
  /** When it was written. */
  at: Date
}

/**
 * How many messages a platform lets us say to somebody who has been heard, and until when: `long` is opened by words,
 * `brief` by a lesser sign, such as following. And which notices they have agreed to.
 */
export interface ReplyWindows {
  /** Somebody was heard at the platform's instant `at`. The same or an older one again changes nothing. */
  open(account: string, window: { kind: 'long' | 'brief'; most: number; ms: number }, at: Date): Promise<void>
  /** Takes `count` messages, all or none. Undefined when no open window has so many left. */
  spend(account: string, count: number): Promise<SpentWindow | undefined>
  /** What was not said after all is there again, unless the person was heard meanwhile and all of it is. */
  giveBack(account: string, spent: SpentWindow, count: number): Promise<void>
  /** The platform says that nothing is left, whatever was counted; what was opened after `spent` stays. */
  close(account: string, spent: SpentWindow): Promise<void>
  /**
   * They have agreed to notices of a template: so many `times`, or until they end it. With `at`, the platform's instant,
   * the same or an older one again changes nothing.
   */
  agree(account: string, notice: { template: string; times?: number; at?: Date }): Promise<void>
  /** They have ended it, or the platform says so. With its instant `told`, what they agreed to after it stays. */
  disagree(account: string, template: string, told?: Date): Promise<void>
  /** Takes one notice. False when nothing is left of what they agreed to. */
  spendNotice(account: string, template: string): Promise<boolean>
  giveNoticeBack(account: string, template: string): Promise<void>
}

/** The window that messages were taken out of: which, and by the platform's instant that opened it. */
export interface SpentWindow {
  kind: 'long' | 'brief'
  openedAt: Date
}

/** One instance's hold on a channel's intake. It runs out by itself when its holder dies. */
export interface ChannelLease {
  /** Takes it, or keeps it for another while (10 s). False while another instance has it. */
  hold(): Promise<boolean>
  /** Gives it to whoever wants it next. */
  release(): Promise<void>
  /** The platform answered just now: nothing can be missed that is younger. */
  noteAlive(): Promise<void>
}

/** How a channel is doing, for whoever watches the process. No ids, no words of people. */
export interface ChannelState {
  state: 'ok' | 'degraded' | 'failed'
  /** A sentence for the operator: what is wrong, and which variable or page mends it. */
  note: string
  /** For the metrics, by name in snake case. */
  gauges: Record<string, number>
}

/** What trying a channel's credentials told, for the operator. No ids, no tokens, no words of people. */
export interface ChannelFinding {
  /** `wrong` is what has to be mended; `doubtful` what somebody should look at; `well` what was tried and is right. */
  verdict: 'well' | 'doubtful' | 'wrong'
  /** A sentence: what was tried and what came of it; when not all is well, which variable, page or command mends it. */
  note: string
}

export type Fetched =
  | { kind: 'fetched'; content: Uint8Array }
  | { kind: 'refused'; why: RefusedFile['why'] }
  /** Not now: the platform or the way to it is down. */
  | { kind: 'retry'; reason: string }

/** What a platform shows of the bot before anything is said, in one language. */
export interface BotFace {
  /** What it is for, where a talk begins. At most 512 characters. */
  description: string
  /** The same in one line. At most 120 characters. */
  about: string
  /** Commands of 1 to 32 small letters, and what they do, for residents in private and for staff in groups. */
  residentCommands: { command: string; does: string }[]
  staffCommands: { command: string; does: string }[]
  /** Above the rest of what residents can ask for, in a menu that has room for three. At most five characters of Chinese. */
  more?: string
}

export interface Channel {
  name: string
  capabilities: Capabilities
  start(host: ChannelHost): Promise<void>
  send(target: Target, outgoing: Outgoing): Promise<Outcome>
  /**
   * Whether this instance can send now, on a platform that lets only one of us; what it cannot send is left to the one
   * that can. Absent: always.
   */
  sends?(): boolean
  /** Fetches a file that still lies with the platform. Does not throw. */
  fetch?(file: RemoteFile): Promise<Fetched>
  /** Absent where there is nothing that could fail by itself. */
  state?(): ChannelState
  /** Takes nothing more in. Sends already under way finish first. */
  stop(): Promise<void>
}
