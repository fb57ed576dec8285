import type { BotFace } from '../../message.ts'
import type { ChannelLog } from '../channel-log.ts'
import type { StoredFile } from '../stored-file.ts'

export interface TelegramSettings {
  token: string
  /** Without a slash at the end. */
  apiRoot: string
  /** Absent: Telegram is asked for updates; else it pushes them to `url`, each with the secret. */
  webhook?: { url: string; secret: string }
  /** What the bot shows of itself. The words come from outside: a channel has none of its own. */
  face(): Promise<Record<'zh' | 'en', BotFace>>
  /** A file of the store by its id; undefined when it is there no more. */
  readFile(id: string): Promise<StoredFile | undefined>
  log: ChannelLog
  now(): Date
}
