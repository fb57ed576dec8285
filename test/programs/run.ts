import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

export interface Running {
  process: ChildProcess
  /** The next line it prints, or undefined when it ends without one. */
  nextLine(): Promise<string | undefined>
  /** Ends it with SIGKILL and waits for that. */
  kill(): Promise<void>
}

/** Starts a program of this folder in a process of its own, killed at the latest when the test is over. */
export function run(program: string, ...args: string[]): Running {
  const file = fileURLToPath(new URL(program, import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL')
    await exited
  }
  onTestFinished(kill)
  return {
    process: child,
    async nextLine() {
      const { value, done } = await lines.next()
      return done ? undefined : value
    },
    kill,
  }
}
