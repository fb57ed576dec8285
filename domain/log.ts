import { type Logger, pino } from 'pino'
import { scrubLine } from './rules/scrub.ts'

export type Log = Logger
export type LogLevel = 'silent' | 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace'

/** A line of the log keeps only these fields, and of them only short plain values. */
export const loggedFields = [
  // What was at work.
  'turn',
  'inbox',
  'outbox',
  'ticket',
  'job',
  'slot',
  'command',
  'migration',
  'instance',
  'reqId',
  // What happened.
  'kind',
  'channel',
  'code',
  'status',
  'method',
  'route',
  'outcome',
  'attempt',
  'count',
  'lane',
  // How much and where.
  'ms',
  'bytes',
  'port',
  'host',
  'version',
  'signal',
] as const

export interface LineWriter {
  write(line: string): unknown
}

/**
 * Writes one JSON object a line. Only `loggedFields` pass, with numbers, booleans and strings of up to 100 characters;
 * `err` passes as name, code, message, stack and cause. Everything is scrubbed of numbers that could name somebody, and
 * of Chinese text, which here is always somebody's words.
 */
export function createLog(level: LogLevel, destination: LineWriter = pino.destination({ fd: 1, sync: true })): Log {
  const log = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: allowed },
      // The error is already plain when it gets here; pino's own serializer would add its enumerable fields.
      serializers: { err: (value: unknown) => value },
      hooks: {
        // Arguments beyond the message would be written out by %s and %o, past the list.
        logMethod([first, second], write) {
          if (typeof first === 'string') write.call(this, {}, clean(first))
          else if (typeof second === 'string') write.call(this, first, clean(second))
          else write.call(this, first, clean(messageOf(first)))
        },
      },
    },
    { write: (line: string) => destination.write(scrubLine(line)) },
  )
  // pino forgets the list for the fields of children; theirs inherit this.
  const child = log.child
  log.child = function (this: Log, fields: object) {
    return child.call(this, allowed(fields))
  } as typeof log.child
  return log
}

const passing: ReadonlySet<string> = new Set(loggedFields)

function allowed(fields: object): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'err') kept.err = plainError(value)
    else if (passing.has(name)) {
      if (typeof value === 'string') kept[name] = clean(value).slice(0, 100)
      else if (typeof value === 'bigint') kept[name] = Number(value)
      else if (typeof value === 'number' || typeof value === 'boolean') kept[name] = value
    }
  }
  return kept
}

function plainError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? clean(error) : undefined
  const { name, message, stack } = error
  const code = (error as { code?: unknown }).code
  return {
    name: clean(String(name)),
    ...(typeof code === 'string' || typeof code === 'number' ? { code: clean(String(code)) } : {}),
    message: clean(String(message)),
    ...(typeof stack === 'string' ? { stack: clean(stack) } : {}),
    ...(error.cause !== undefined && depth < 3 ? { cause: plainError(error.cause, depth + 1) } : {}),
  }
}

function messageOf(first: unknown): string {
  if (first instanceof Error) return first.message
  const err = typeof first === 'object' && first !== null && 'err' in first ? first.err : undefined
  return err instanceof Error ? err.message : ''
}

/** Before JSON puts an `n` of `\n` in front of a number and hides where it begins. */
function clean(text: string): string {
  return scrubLine(text).replace(/[\p{Script=Han}\u3000-\u303f\uff00-\uffef]+/gu, '…')
}
