import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { end } from './children.ts'
import type { Closing } from './closing.ts'
import type { Contender } from './contender.ts'
import type { Town } from './town.ts'

/** A bare bot, with a database a bare bot that stores. */
export async function openFloor(name: string, town: Town, closing: Closing, databaseUrl?: string): Promise<Contender> {
  const { root, token } = await town.address()
  const floor = join(import.meta.dirname, 'floor.ts')
  const given = [root, token, ...(databaseUrl === undefined ? [] : [databaseUrl])]
  closing.add(() => end(child))
  const child = spawn(process.execPath, ['--import', 'tsx', floor, ...given], {
    // As bare as what the product is given.
    env: { PATH: process.env.PATH, HOME: process.env.HOME },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  // One that has ended is noticed by what it does not say.
  child.stdin.on('error', () => {})
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()

  async function cpu(): Promise<number> {
    child.stdin.write('\n')
    const { value, done } = await lines.next()
    if (done) throw new Error(`${name} has ended`)
    return (JSON.parse(value) as { cpu: number }).cpu
  }

  await cpu()
  return {
    name,
    town,
    async count() {
      const before = await cpu()
      return async () => (await cpu()) - before
    },
  }
}
