import type { impls } from 'wechaty-puppet'
import type { ChannelLog } from '../channel-log.ts'
import type { StoredFile } from '../stored-file.ts'

/** What speaks to WeChat for us. */
export type Puppet = impls.PuppetInterface

export interface WechatySettings {
  /** A new one each time, not yet started. */
  openPuppet(): Promise<Puppet>
  /** A file of the store by its id; undefined when it is there no more. */
  readFile(id: string): Promise<StoredFile | undefined>
  /** What is said by the channel itself, by the reader's language. */
  words: Record<'zh' | 'en', WechatyWords>
  log: ChannelLog
  /** Writes a line for the operator as it is, past the log, which takes out what looks like a secret. */
  print(line: string): void
  now(): Date
  /** At random from 0 to 1: so that several do not come back at the same moment. */
  chance(): number
}

export interface WechatyWords {
  /** Stands for the buttons of a ticket's card: their labels, to be typed behind its number. */
  typeOneOf(labels: string[]): string
}
