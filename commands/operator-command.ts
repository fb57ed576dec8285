import { type ParseArgsConfig, parseArgs } from 'node:util'
import type { Config } from '../config.ts'
import type { Context } from '../domain/context.ts'
import type { Log } from '../domain/log.ts'
import type { Database } from '../domain/store/database.ts'
import { UsageError } from './usage.ts'

/** What commands stand on; the same in the running server and in a process of their own. */
export interface Deps {
  context: Context
  database: Database
  config: Config
  log: Log
  now(): Date
}

export type Print = (line: string) => void

/** A command for the operator: its words are read before anything is opened. */
export interface OperatorCommand<Request> {
  /** What the command line says is wanted. Throws UsageError. */
  read(args: string[]): Request
  /** Does it and returns the exit code. */
  run(deps: Deps, request: Request, print: Print): Promise<number>
}

/** Reads the words and options of a command line. Throws UsageError with `usage` when an option is not known. */
export function readWords<const O extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  options: O,
  usage: string,
) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('. ')[0]}.\n${usage}`)
  }
}
