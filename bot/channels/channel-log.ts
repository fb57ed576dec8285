/** The part of pino's shape that channels need. */
export interface ChannelLog {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}
