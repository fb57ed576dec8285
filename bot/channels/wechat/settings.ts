import type { Pointer } from '../../message.ts'
import type { ChannelLog } from '../channel-log.ts'
import type { StoredFile } from '../stored-file.ts'
import type { PageSettings } from './pages/settings.ts'

export interface WechatSettings {
  appId: string
  appSecret: string
  /** What pushes are signed with. */
  token: string
  /** What they are sealed with in safe mode: 43 characters. Absent: they come in the open. */
  aesKey?: string
  /** Without a slash at the end. */
  apiRoot: string
  /** Where people reach our pages, without a slash at the end. */
  publicUrl: string
  /** A file of the store by its id; undefined when it is there no more. */
  readFile(id: string): Promise<StoredFile | undefined>
  /** The notices that may go where words may not: the templates of the account, as the office file names them. */
  notices(): Promise<NoticeTemplates>
  /** Absent: there are no pages of the account. */
  pages?: PageSettings
  log: ChannelLog
  now(): Date
}

export type NoticeTemplates = Partial<Record<Pointer['kind'], NoticeTemplate>>

export interface NoticeTemplate {
  /** As the public platform shows it under 订阅通知. */
  id: string
  /** One consent holds until it is ended; else it is good for one notice. */
  longTerm?: boolean
  /** The names of its fields, such as `character_string1`, `thing2`, `time3`, by what stands in them. */
  fields: { number?: string; title?: string; hint?: string; at?: string }
}
