import { chmod, mkdtemp, rename, rm } from 'node:fs/promises'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { socketPath } from './socket-path.ts'

/** A command of the operator's: prints lines, returns its exit code. */
export type Command = (args: string[], print: (line: string) => void) => Promise<number>

/**
 * Lets commands reach a running server through `control.sock` in its data folder, which nobody but its owner can open.
 * Only the process that holds the lock of the folder may call this. A command that throws prints its message and
 * returns 1. Closing waits for the commands under way.
 */
export async function serveControl(
  dataDir: string,
  commands: Record<string, Command>,
): Promise<{ close(): Promise<void> }> {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.setEncoding('utf8')
    socket.setTimeout(5_000, () => socket.destroy())
    const lines = createInterface({ input: socket })
    lines.once('line', (line) => {
      socket.setTimeout(0)
      void answer(line, commands, socket)
    })
    socket.once('close', () => lines.close())
  })
  if (process.platform === 'win32') await listen(server, dataDir, name)
  else await listenInPrivate(server, dataDir)
  server.unref()
  return { close: () => new Promise((closed) => server.close(() => closed())) }
}

/**
 * Runs a command in the server that has `dataDir` open, printing as it goes; returns its exit code, or `no-server`.
 * Throws when the server went away before the command had ended.
 */
export async function callControl(
  dataDir: string,
  command: string,
  args: string[],
  print: (line: string) => void,
): Promise<number | 'no-server'> {
  const at = await socketPath(dataDir, name).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (!at) return 'no-server'
  try {
    const socket = await reach(at.path)
    if (!socket) return 'no-server'
    socket.setEncoding('utf8')
    socket.write(`${JSON.stringify({ command, args } satisfies Request)}\n`)
    for await (const line of createInterface({ input: socket })) {
      const said = JSON.parse(line) as Answer
      if ('code' in said) {
        socket.destroy()
        return said.code
      }
      print(said.line)
    }
    throw new Error('The server stopped before the command had ended. See its log, then try again.')
  } finally {
    await at.close()
  }
}

const name = 'control.sock'

interface Request {
  command: string
  args: string[]
}

type Answer = { line: string } | { code: number }

async function answer(line: string, commands: Record<string, Command>, socket: Socket): Promise<void> {
  const tell = (said: Answer): void => {
    if (socket.writable) socket.write(`${JSON.stringify(said)}\n`)
  }
  const print = (text: string): void => tell({ line: text })
  try {
    const { command, args } = JSON.parse(line) as Request
    const run = Object.hasOwn(commands, command) ? commands[command] : undefined
    if (run) tell({ code: await run(args, print) })
    else {
      print(`The running server has no command "${command}". It may be of another version: restart it.`)
      tell({ code: 1 })
    }
  } catch (error) {
    print(error instanceof Error ? error.message : String(error))
    tell({ code: 1 })
  }
  socket.end()
}

/**
 * A socket is made with whatever rights the process gives new files. So it is made where nobody else can go, and moved
 * to its name, in the place of one that a killed server left, when its rights are right.
 */
async function listenInPrivate(server: Server, dataDir: string): Promise<void> {
  const folder = await mkdtemp(join(dataDir, '.control-'))
  try {
    await listen(server, dataDir, join(basename(folder), name))
    await chmod(join(folder, name), 0o600)
    await rename(join(folder, name), join(dataDir, name))
  } catch (error) {
    server.close()
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function listen(server: Server, folder: string, name: string): Promise<void> {
  const at = await socketPath(folder, name)
  try {
    await new Promise<void>((listening, failed) => server.once('error', failed).listen(at.path, listening))
  } finally {
    await at.close()
  }
}

/** Undefined when nobody listens. */
function reach(path: string): Promise<Socket | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(path, () => resolve(socket))
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(undefined)
      else reject(error)
    })
  })
}
