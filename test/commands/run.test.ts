import { execFile } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { serveControl } from '../../domain/store/control-socket.ts'
import { temporaryFolder } from '../context.ts'
import { preparedFolder } from '../prepared-folder.ts'

const root = join(import.meta.dirname, '..', '..')

/** Runs a command as `npm run` does, in a process of its own; nothing of this one's environment reaches it. */
async function runInProcess(script: string, args: string[], env: Record<string, string>, cwd = root) {
  const file = join(root, 'commands', script)
  const tsx = import.meta.resolve('tsx')
  const settings = { cwd, env: { PATH: process.env.PATH ?? '', ...env } }
  return promisify(execFile)(process.execPath, ['--import', tsx, file, ...args], settings).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      stdout: error.stdout,
      stderr: error.stderr,
    }),
  )
}

it('opens the data folder itself when no server has it open', { timeout: 120_000 }, async () => {
  const args = ['invite', '值班甲', '--role', 'officer']
  const invited = await runInProcess('staff.ts', args, { DATA_DIR: await preparedFolder() })
  expect(invited).toMatchObject({ code: 0, stderr: '' })
  expect(invited.stdout).toContain('/desk/enter#')
})

it('asks the server that has the data folder open, with whole paths and its exit code', async () => {
  const folder = temporaryFolder()
  const asked: string[][] = []
  const server = await serveControl(folder, {
    office: async (args, print) => {
      asked.push(args)
      print('the server says no')
      return 3
    },
  })
  try {
    const elsewhere = temporaryFolder()
    writeFileSync(join(elsewhere, 'mine.json'), '{}')
    const answer = await runInProcess('office.ts', ['import', 'mine.json'], { DATA_DIR: folder }, elsewhere)
    expect(answer).toMatchObject({ code: 3, stdout: 'the server says no\n' })
    expect(asked).toEqual([['import', join(elsewhere, 'mine.json')]])
  } finally {
    await server.close()
  }
})

it('asks it with whole paths of all that is to be imported, and leaves what the flags say as it is', async () => {
  const [folder, elsewhere] = [temporaryFolder(), temporaryFolder()]
  const asked: string[][] = []
  const server = await serveControl(folder, {
    policies: async (args, print) => {
      asked.push(args)
      print('\r[#   ] 25% a.md')
      print('a.md: refused')
      return 1
    },
  })
  try {
    const args = ['import', 'a.md', '--issuer', 'a.md', '--publish', 'b']
    const answer = await runInProcess('policies.ts', args, { DATA_DIR: folder }, elsewhere)
    // What is no terminal gets the line that takes the place of the bar as well.
    expect(answer).toMatchObject({ code: 1, stdout: '[#   ] 25% a.md\r\u001b[Ka.md: refused\n' })
    expect(asked).toEqual([['import', join(elsewhere, 'a.md'), '--issuer', 'a.md', '--publish', join(elsewhere, 'b')]])
  } finally {
    await server.close()
  }
})

it('says how a command is written before it opens or makes anything', async () => {
  const folder = join(temporaryFolder(), 'never')
  const answer = await runInProcess('job.ts', ['tidy-up'], { DATA_DIR: folder })
  expect(answer.code).toBe(1)
  expect(answer.stderr).toContain('There is no job "tidy-up".')
  expect(existsSync(folder)).toBe(false)
})

it('says in a sentence that PostgreSQL is away', async () => {
  const answer = await runInProcess('job.ts', ['reconcile'], {
    DATA_DIR: temporaryFolder(),
    DATABASE_URL: 'postgresql://x:y@127.0.0.1:1/z',
    DATA_KEY: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
  })
  expect(answer.code).toBe(1)
  expect(answer.stderr).toContain('The database cannot be reached.')
  expect(answer.stderr).not.toContain('    at ')
})
