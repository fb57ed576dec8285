/** What a test sees of the double of WeChat: the server's own things, the people in it, and the ledger of calls. */

export interface WechatOptions {
  appId?: string
  appSecret?: string
  /** What pushes are signed with, and sealed with. */
  token?: string
  aesKey?: string
  /** How pushes go out: `safe` when there is a key, else `plain`. */
  mode?: 'plain' | 'compatible' | 'safe'
  /** The clock, in milliseconds since 1970. */
  now?: () => number
  port?: number
  /** How long it waits for the answer to a push, in ms; 5000 when not given. */
  pushMs?: number
  /** The templates for subscription notices that the account has. */
  templates?: Template[]
}

export interface Template {
  id: string
  title: string
  /** Names of fields, such as `thing2`. */
  fields: string[]
  longTerm?: boolean
}

/** One call as it came in. */
export interface Call {
  method: string
  path: string
  query: Record<string, string>
  /** Parsed JSON; an upload is `{ name, mime, content }`. */
  body: unknown
  /** Absent while it is under way, and when the answer was cut off. */
  errcode?: number
}

/** What goes wrong with a call: an errcode, a status of a gateway, or the connection is cut before or after it is done. */
export type Fault = { errcode: number; errmsg?: string } | { status: number } | 'cut-before' | 'cut-after'

export interface Elements {
  [name: string]: string | number | Elements
}

export interface PushOptions {
  /** Instead of the account's own: for what somebody else made up. */
  token?: string
  aesKey?: string
  appId?: string
  /** Seconds since 1970. */
  timestamp?: number
  mode?: 'plain' | 'compatible' | 'safe'
}

export interface PushAnswer {
  status: number
  body: string
}

/** How a push reaches the program: a GET when there is no body. `target` is path and query. */
export type Deliver = (target: string, body?: string) => Promise<PushAnswer>

export interface Wechat {
  /** WECHAT_API_ROOT, e.g. `http://127.0.0.1:4711`. */
  root: string
  appId: string
  appSecret: string
  token: string
  aesKey: string | undefined
  /** Pushes go there from now on. */
  connect(deliver: Deliver): void
  person(given?: { openid?: string; follows?: boolean }): Person
  /** The platform asks whose server it is, as it does when the address is set. */
  verifies(options?: PushOptions): Promise<PushAnswer>
  /** Brings once what somebody made up: the elements of a message, or any XML. */
  brings(content: Elements | string, options?: PushOptions): Promise<PushAnswer>
  /** Every call that reached the server, in order. */
  calls: Call[]
  /** Calls of a path. */
  callsOf(path: string): Call[]
  /** Says what goes wrong with a call; undefined lets it go right. */
  fault(decide: (call: Call) => Fault | undefined): void
  /** Every access token that was ever given stops being good. */
  revokeTokens(): void
  /** No token is known any more, and the same one is handed out all the same: as right after one was taken by force. */
  forgetTokens(): void
  /** Another program takes a token by force. */
  grantsByForce(): void
  /** What is looked at after every call. Rejects after five seconds. */
  until(holds: () => boolean): Promise<void>
  /** How often a token was taken by force. */
  forced(): number
  /** The menu that stands, as it was set. */
  menu(): unknown
  close(): Promise<void>
}

/** A message or a notice that somebody has on their screen. */
export interface Shown {
  msgtype: string
  /** Its words: of a menu with its entries, one on a line. */
  text: string
  /** Entries that can be tapped. */
  entries: { id: string; content: string }[]
  /** The media it shows. */
  file?: { mime: string; content: Buffer }
  /** Links in it. */
  links: string[]
}

export interface Notice {
  template: string
  page: string | undefined
  fields: Record<string, string>
}

export interface Person {
  openid: string
  /** What the server pushed last, to be pushed again. */
  again(): Promise<PushAnswer>
  says(text: string): Promise<PushAnswer>
  /** Any message: `MsgType` and its own elements. */
  sends(msgType: string, elements: Record<string, string>): Promise<PushAnswer>
  /** Any event with its own elements. */
  does(event: string, elements?: Elements): Promise<PushAnswer>
  follows(scene?: string): Promise<PushAnswer>
  unfollows(): Promise<PushAnswer>
  /** Taps the entry of a menu that reads so: the last one that does. */
  taps(label: string): Promise<PushAnswer>
  /** Puts a file up and sends it: its media id. */
  puts(media: { mime: string; content: Buffer }): string
  /** Agrees to one notice of a template, or for good, in a page or a dialogue of the platform. */
  agrees(template: string): Promise<PushAnswer>
  refuses(template: string): Promise<PushAnswer>
  screen: Shown[]
  notices: Notice[]
}
