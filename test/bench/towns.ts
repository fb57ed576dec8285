import { fork } from 'node:child_process'
import { join } from 'node:path'
import { end } from './children.ts'
import type { Closing } from './closing.ts'
import type { Town } from './town.ts'

/** What a town in another process is asked. */
export interface TownCall {
  id: number
  verb: keyof Town
  given: unknown[]
}

interface TownAnswer {
  id: number
  value?: unknown
  error?: string
}

/** A town of its own, in a process of its own. */
export function openTown(closing: Closing): Town {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let calls = 0
  closing.add(() => end(child))
  const child = fork(join(import.meta.dirname, 'town-process.ts'), { execArgv: ['--import', 'tsx'] })
  child.on('message', ({ id, value, error }: TownAnswer) => {
    const asked = waiting.get(id)
    waiting.delete(id)
    if (error === undefined) asked?.resolve(value)
    else asked?.reject(new Error(error))
  })
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('The double has ended'))
  })

  const ask =
    <Verb extends keyof Town>(verb: Verb) =>
    (...given: Parameters<Town[Verb]>): Promise<Awaited<ReturnType<Town[Verb]>>> =>
      new Promise((resolve, reject) => {
        const id = ++calls
        waiting.set(id, { resolve: resolve as (value: unknown) => void, reject })
        const call: TownCall = { id, verb, given }
        child.send(call, (error) => error && reject(error))
      })
  return {
    address: ask('address'),
    moveIn: ask('moveIn'),
    write: ask('write'),
    seatStaff: ask('seatStaff'),
    fillForms: ask('fillForms'),
    submit: ask('submit'),
  }
}
