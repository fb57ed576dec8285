export interface WecomSettings {
  botId: string
  secret: string
  /** Absent: WeCom's own. */
  wsUrl?: string
  /** A file of the store by its id; undefined when it is there no more. */
  readFile(id: string): Promise<StoredFile | undefined>
  log: ChannelLog
  now(): Date
}

export interface StoredFile {
  content: Buffer
  mime: string
  name?: string
}

/** The part of pino's shape that is needed here. */
export interface ChannelLog {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}
