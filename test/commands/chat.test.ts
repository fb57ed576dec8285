import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { lockFolder } from '../../domain/store/folder-lock.ts'
import { temporaryFolder } from '../context.ts'
import { preparedFolder } from '../prepared-folder.ts'

const root = join(import.meta.dirname, '..', '..')

/** Sits down at `npm run chat`, types lines, and ends with Ctrl+D. */
async function chat(lines: string, folder: string): Promise<{ code: number | null; screen: string; errors: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'commands/chat.ts'], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', DATA_DIR: folder },
  })
  let [screen, errors] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => {
    screen += chunk
  })
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk
  })
  child.stdin.end(lines)
  const code = await new Promise<number | null>((ended) => child.once('close', ended))
  return { code, screen, errors }
}

it('files a matter by typing numbers and words, and answers the last line before it ends', {
  timeout: 120_000,
}, async () => {
  const { code, screen } = await chat('1\n3\n2\n柳湾村\n路灯坏了三个月\n完成\n2\n1\n我的事项\n', await preparedFolder())
  expect(code).toBe(0)
  expect(screen).toContain('  1. 反映问题')
  const number = /事项号：(\d{4}-\d{6})/.exec(screen)?.[1] ?? 'no number'
  expect(screen).toContain(`  1. ${number} `)
})

it('says what to do when a server has the folder open', async () => {
  const folder = temporaryFolder()
  const lock = await lockFolder(folder)
  try {
    const { code, errors } = await chat('', folder)
    expect(code).toBe(1)
    expect(errors).toContain('is in use by another process')
    expect(errors).toContain('DATA_DIR=./data/chat npm run chat')
  } finally {
    await lock.release()
  }
})
