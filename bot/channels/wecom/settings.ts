import type { ChannelLog } from '../channel-log.ts'
import type { StoredFile } from '../stored-file.ts'

export interface WecomSettings {
  botId: string
  secret: string
  /** Absent: WeCom's own. */
  wsUrl?: string
  /** A file of the store by its id; undefined when it is there no more. */
  readFile(id: string): Promise<StoredFile | undefined>
  /** Where officers see what cannot be sent to them here. */
  deskPage: string
  /** What is said by the channel itself, by the reader's language. */
  words: Record<'zh' | 'en', WecomWords>
  log: ChannelLog
  now(): Date
}

export interface WecomWords {
  /** Stands for the buttons of a card that are not there: their labels, to be typed under it. */
  typeOneOf(labels: string[]): string
  /** Stands for files that cannot be sent. */
  filesOnPage(names: string[], page: string): string
}
