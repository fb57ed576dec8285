import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'

/** The real program in a process of its own, to be killed and started again. */
export interface Instance {
  url: string
  /** What it printed since the last start. */
  output(): string
  /** Starts it and waits until it is ready; started already, it does nothing. */
  start(): Promise<void>
  kill(signal: NodeJS.Signals): Promise<number | null>
  isUp(): boolean
  /** Runs one of the operator's commands beside it; what it printed. */
  command(name: string, args: string[]): Promise<string>
}

const root = join(import.meta.dirname, '..')

type Environment = Record<string, string>

/**
 * An instance on a free port, of which `env` may be told. Nothing of this process's environment but the bare
 * necessities reaches it.
 */
export async function createInstance(env: Environment | ((url: string) => Environment)): Promise<Instance> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const environment = {
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? '',
    PORT: String(port),
    LOG_LEVEL: 'warn',
    ...(typeof env === 'function' ? env(url) : env),
  }
  let child: ChildProcess | undefined
  let printed = ''
  const isUp = () => child !== undefined && child.exitCode === null && child.signalCode === null
  return {
    url,
    output: () => printed,
    isUp,
    async command(name, args) {
      const run = promisify(execFile)
      const file = `commands/${name}.ts`
      const { stdout } = await run(process.execPath, ['--import', 'tsx', file, ...args], {
        cwd: root,
        env: environment,
      })
      return stdout
    },
    async start() {
      if (isUp()) return
      printed = ''
      const started = spawn(process.execPath, ['--import', 'tsx', 'main.ts'], {
        cwd: root,
        env: environment,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      child = started
      for (const stream of [started.stdout, started.stderr]) {
        stream?.on('data', (chunk: Buffer) => {
          printed += chunk.toString()
        })
      }
      const deadline = Date.now() + 60_000
      while (Date.now() < deadline) {
        if (!isUp()) throw new Error(`It did not start:\n${printed}`)
        const answer = await fetch(`${url}/health/ready`).catch(() => undefined)
        if (answer?.ok) return
        await wait(50)
      }
      throw new Error(`It was not ready within a minute:\n${printed}`)
    },
    async kill(signal) {
      const dying = child
      if (!dying || !isUp()) return null
      const gone = once(dying, 'exit') as Promise<[number | null]>
      dying.kill(signal)
      const [code] = await gone
      return code
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('No port')
  return address.port
}
