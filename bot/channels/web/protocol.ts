import type { IncomingFile, Reply } from '../../message.ts'

/**
 * What the web pages and the server say to each other. All bodies are JSON; every failure answers
 * `{ error: string }` with a sentence for the person in front of the page, in the language of `Accept-Language`.
 *
 * Resident page (a signed HttpOnly cookie from `POST /web/session` says who it is):
 *   POST /web/session                       → Session
 *   GET  /web/messages?after=<seq>          → Messages   (also the fallback when the socket cannot be opened)
 *   POST /web/messages        PostMessage   → { id }     200 once it is stored for good; the same id again is harmless
 *   POST /web/files?media=<Media>  (multipart, one field `file`) → IncomingFile
 *   GET  /web/files/<id>                    → the file, to its owner only
 *   POST /web/seen            { seq }       → {}         everything up to `seq` is on the screen
 *   WS   /web/socket                        server sends SocketMessage, page sends { type: 'seen', seq }
 *
 * Staff room (a signed HttpOnly cookie from `POST /desk/enter`):
 *   POST /desk/enter          { code }      → DeskSession   the one-time code of /desk/enter#<code>
 *   GET  /desk/session                      → DeskSession, or 401
 *   POST /desk/leave                        → {}
 *   GET  /desk/messages?box=<key>&after=<seq> → Messages
 *   POST /desk/messages       PostMessage & { box } → { id }
 *   POST /desk/seen           { box, seq }  → {}         moves the unread mark
 *   GET  /desk/files/<id>                   → a file of a matter this officer may see
 *   WS   /desk/socket                       server sends SocketMessage with `box`
 */
export interface Session {
  language: 'zh' | 'en'
  office: { name: string; phone?: string }
  /** Bytes one file may have. */
  maxFileSize: number
}

export interface PostMessage {
  /** A UUID made by the page when the person pressed send; kept for every retry. */
  id: string
  /** ISO instant by the page's clock. */
  at: string
  input: PostInput
}

export type PostInput =
  | { kind: 'text'; text: string; replyTo?: string }
  | { kind: 'choice'; value: string; keyboard?: string; label?: string; replyTo?: string }
  | { kind: 'media'; files: IncomingFile[]; text?: string }
  /** `of` is the `source` of one's own earlier message. */
  | { kind: 'edit'; of: string; text: string }
  | { kind: 'opened'; about?: string }

export interface Messages {
  messages: Shown[]
  /** The last seq there is in this box. */
  seq: number
  /** Staff room: how far this officer has read. */
  readSeq?: number
  /** Not all are given: older ones remain when `after` is 0 (the newest 200 are given), newer ones otherwise. */
  more: boolean
}

export interface Shown {
  /** Grows with each new message and each edit: a message that comes again with a higher seq replaces the old one. */
  seq: number
  id: string
  from: 'me' | 'office' | { name: string }
  /** Mine: the id it was posted with. */
  source?: string
  /** Mine or a colleague's: what was posted. */
  input?: PostInput
  /** The office's: what it says. Buttons are tapped back as { kind: 'choice', value, keyboard: id, label }. */
  reply?: Reply
  /** The message this one answers. */
  replyTo?: string
  at: string
  editedAt?: string
}

export type SocketMessage =
  | { type: 'message'; box?: string; message: Shown }
  /** This browser is no longer let in: the officer left, or the session ended. */
  | { type: 'ended' }

export interface DeskSession {
  officer: { name: string; role: 'officer' | 'supervisor' | 'director' | 'admin'; unit: string }
  /** The staff rooms, then the officer's own private talk with the bot. */
  boxes: { key: string; name: string; private: boolean; unread: number }[]
  maxFileSize: number
}
