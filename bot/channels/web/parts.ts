import type { ChannelHost } from '../../message.ts'
import type { WebOffice } from './office.ts'
import type { Sockets } from './sockets.ts'

export interface WebSettings {
  cookieSecret: Buffer
  /** Cookies go over https only. */
  secure: boolean
  now(): Date
}

/** What the routes of both pages stand on. */
export interface WebParts {
  office: WebOffice
  settings: WebSettings
  sockets: Sockets
  /** Undefined before the channel starts and after it stops: then nothing is taken in. */
  host(): ChannelHost | undefined
}
