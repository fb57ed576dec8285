import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { mostTickets } from './product.ts'

export interface Options {
  /** Rounds that count. */
  rounds: number
  /** In a round. */
  messages: number
  residents: number
  /** Filed in a round. */
  tickets: number
  /** The file that the result is written into. */
  json?: string
  /** The folder that CPU profiles of the product are written into. */
  profile?: string
}

/** An option is not as it should be; the message says how it should be. */
export class OptionError extends Error {
  override name = 'OptionError'
}

const usage = `Usage: npm run bench -- [options]
  --rounds <n>      rounds that count (8)
  --messages <n>    plain messages in a round (300)
  --residents <n>   who write them (as many as messages)
  --tickets <n>     tickets filed in a round, at most ${mostTickets} (40)
  --json <file>     writes the result, every round of it, into a file
  --profile <dir>   writes CPU profiles of the product into a folder`

/** Throws OptionError. */
export function readOptions(args: string[]): Options {
  const { rounds, messages, residents, tickets, json, profile } = parse(args)
  const sized = {
    rounds: count('rounds', rounds ?? '8'),
    messages: count('messages', messages ?? '300'),
    tickets: count('tickets', tickets ?? '40', mostTickets),
  }
  return {
    ...sized,
    residents: residents === undefined ? sized.messages : count('residents', residents),
    ...(json !== undefined && { json }),
    ...(profile !== undefined && { profile: resolve(profile) }),
  }
}

function parse(args: string[]) {
  const text = { type: 'string' } as const
  try {
    const options = { rounds: text, messages: text, residents: text, tickets: text, json: text, profile: text }
    return parseArgs({ args, options }).values
  } catch (error) {
    throw new OptionError(`${(error as Error).message}\n${usage}`)
  }
}

function count(name: string, given: string, most = 100_000): number {
  const number = Number(given)
  if (Number.isInteger(number) && number >= 1 && number <= most) return number
  throw new OptionError(`--${name} should be a number from 1 to ${most}.\n${usage}`)
}
