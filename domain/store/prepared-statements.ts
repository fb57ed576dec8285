import type { PGlite } from '@electric-sql/pglite'

type Send = PGlite['execProtocolStream']
type Answers = Awaited<ReturnType<Send>>

interface Statement {
  /** Text and types of the parameters, as they are sent. */
  key: string
  name: string
  /** What its parameters and its rows are, once the engine has said so. */
  description?: Answers
}

/** How much is remembered for how long. */
const limits = {
  /** So many statements at most: lists of values of every length make ever new ones. */
  statements: 500,
  /**
   * After so many runs all are planned anew. Nothing counts rows for the planner here, so a plan made for small tables
   * would stay when they have grown.
   */
  runs: 10_000,
}

/** What may change the columns that a statement was prepared for. */
const changesTables = /\b(?:create|alter|drop)\b/i

const kind = { bind: 0x42, close: 0x43, describe: 0x44, parse: 0x50, query: 0x51, sync: 0x53 } as const
const ofStatement = 0x53

/**
 * Lets the embedded database read and plan each statement once instead of at every run: planning takes it longer than
 * running. PGlite sends every statement as one without a name; here it gets a name at its first run, and later runs skip
 * what is known of it. A statement that may change tables is never kept, and whatever was kept is forgotten with it.
 * Beyond `most` all are forgotten. Call it once, before the first statement. Errors come through as they are.
 */
export function prepareStatements(pglite: PGlite, most = limits): void {
  const send: Send = pglite.execProtocolStream.bind(pglite)
  const known = new Map<string, Statement>()
  let named = 0
  let runs = 0
  /** PGlite lets one statement in at a time: its messages come in a row, and `sync` is the last. */
  let current: Statement | undefined

  pglite.execProtocolStream = async (message, options) => {
    switch (message[0]) {
      case kind.query:
        if (changesTables.test(textOf(message))) await forget()
        break
      case kind.parse:
        return parse(message, options)
      case kind.describe:
        if (current) return describe(current, message, options)
        break
      case kind.bind:
        if (current) return send(withName(message, current.name, 6), options)
        break
      case kind.sync:
        current = undefined
        break
    }
    return send(message, options)
  }

  async function parse(message: Uint8Array, options: Parameters<Send>[1]): Promise<Answers> {
    const key = textOf(message)
    if (++runs >= most.runs || (known.size >= most.statements && !known.has(key))) await forget()
    current = known.get(key)
    if (current) return []
    if (changesTables.test(key)) {
      await forget()
      return send(message, options)
    }
    const statement = { key, name: `s${++named}` }
    const answers = await send(withName(message, statement.name, 5), options)
    current = statement
    return answers
  }

  /** The statement is described before its first run; at every run the portal is asked about, whose rows are the same. */
  async function describe(statement: Statement, message: Uint8Array, options: Parameters<Send>[1]): Promise<Answers> {
    if (message[5] !== ofStatement) {
      return statement.description?.filter(({ name }) => name !== 'parameterDescription') ?? send(message, options)
    }
    if (!statement.description) {
      statement.description = await send(withName(message, statement.name, 6), options)
      known.set(statement.key, statement)
    }
    return statement.description
  }

  async function forget(): Promise<void> {
    runs = 0
    if (known.size === 0) return
    const names = [...known.values()].map(({ name }) => name)
    known.clear()
    await send(Buffer.concat(names.map(closeMessage)), { syncToFs: false })
  }
}

function textOf(message: Uint8Array): string {
  return Buffer.from(message.buffer, message.byteOffset, message.length).toString('latin1')
}

/** The message with the statement's name at `place`, where it had an empty one. */
function withName(message: Uint8Array, name: string, place: number): Uint8Array {
  const out = Buffer.concat([message.subarray(0, place), Buffer.from(name), message.subarray(place)])
  out.writeUInt32BE(out.length - 1, 1)
  return out
}

function closeMessage(name: string): Uint8Array {
  const out = Buffer.concat([Buffer.from([kind.close, 0, 0, 0, 0, ofStatement]), Buffer.from(`${name}\0`)])
  out.writeUInt32BE(out.length - 1, 1)
  return out
}
