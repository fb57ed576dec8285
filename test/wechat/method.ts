import type { Call } from './wechat.ts'
import type { World } from './world.ts'

/** One call of a method. What it returns is the answer; what it refuses it throws. A file goes as a `FileAnswer`. */
export interface Method {
  verb: 'GET' | 'POST'
  /** Takes an access token. On when not given. */
  authorized?: false
  run(turn: Turn): unknown
}

export interface Turn {
  world: World
  query: Record<string, string>
  /** Parsed JSON. */
  body: Record<string, unknown>
  upload: UploadedFile | undefined
  call: Call
}

export interface UploadedFile {
  name: string
  mime: string
  content: Buffer
}

/** An answer that is a file, or a page. */
export class FileAnswer {
  readonly mime: string
  readonly content: Buffer
  readonly status: number
  constructor(mime: string, content: Buffer, status = 200) {
    this.mime = mime
    this.content = content
    this.status = status
  }
}
