import { once } from 'node:events'
import { expect, it } from 'vitest'
import { run } from '../programs/run.ts'

it('a library’s promise that fails while nobody waits for it is in the log, and the program goes on', async () => {
  const program = run('fail.ts', '/app/node_modules/grpc/index.js')
  expect(JSON.parse((await program.nextLine()) ?? '')).toMatchObject({ level: 'error', err: { name: 'SyntaxError' } })
  expect(await program.nextLine()).toBe('still here')
})

it.each([
  ['a promise of ours', 'Promise.reject'],
  ['an exception', 'throw'],
])('%s that nobody waits for ends the program, and the log holds nobody’s words', async (_, how) => {
  const program = run('fail.ts', '/app/bot/pump.ts', how)
  const ended = once(program.process, 'exit')
  const line = (await program.nextLine()) ?? ''
  expect(JSON.parse(line)).toMatchObject({ level: 'fatal', err: { name: 'SyntaxError' } })
  expect(line).not.toContain('张三丰')
  expect(await program.nextLine()).toBeUndefined()
  expect(await ended).toEqual([1, null])
})
