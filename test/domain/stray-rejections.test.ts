import { expect, it } from 'vitest'
import { run } from '../programs/run.ts'

it('a promise that failed while nobody waited for it is in the log without words, and the program goes on', async () => {
  const program = run('reject.ts')
  const line = (await program.nextLine()) ?? ''
  expect(JSON.parse(line)).toMatchObject({ level: 'error', err: { name: 'SyntaxError' } })
  expect(line).not.toContain('张三丰')
  expect(await program.nextLine()).toBe('still here')
})
