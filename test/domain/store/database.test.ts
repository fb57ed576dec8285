import { describe, expect, it } from 'vitest'
import { createLog } from '../../../domain/log.ts'
import { applyMigrations } from '../../../domain/store/migrations.ts'
import { openDatabase } from '../../../domain/store/open-database.ts'
import { embeddedDatabase } from '../../embedded.ts'
import { preparedFolder } from '../../prepared-folder.ts'
import { run } from '../../programs/run.ts'
import { testDatabase } from './database-contract.ts'

const log = createLog('silent')

/** How often the process is killed, up to three times: CI asks for that with XINQIAO_KILLS. */
const kills = Number(process.env.XINQIAO_KILLS ?? 1)

describe('the embedded database', () => {
  testDatabase(embeddedDatabase)
})

describe('the embedded database in a folder', () => {
  it('keeps what was written, and is not opened twice', async () => {
    const dataDir = await preparedFolder()
    const at = new Date('2026-08-03T16:30:00.123Z')
    const first = await openDatabase({ dataDir }, log)
    expect(first.embedded).toBe(true)
    expect(await applyMigrations(first)).toEqual([])
    await first.db.guess.create({ data: { key: 'a', count: 1, windowEnd: at } })
    await expect(openDatabase({ dataDir }, log)).rejects.toThrow(`pid ${process.pid}`)
    await first.close()
    await first.close()
    const second = await openDatabase({ dataDir }, log)
    expect(await applyMigrations(second)).toEqual([])
    expect((await second.db.guess.findFirstOrThrow()).windowEnd).toEqual(at)
    await second.close()
  })

  it('has every row that was called saved, after being killed in the middle of writing', async () => {
    const dataDir = await preparedFolder()
    const saved: string[] = []
    for (const round of ['a', 'b', 'c'].slice(0, kills)) {
      const writer = run('write-rows.ts', dataDir, round)
      expect(await writer.nextLine()).toBe('ready')
      const until = saved.length + 5 + Math.floor(Math.random() * 40)
      while (saved.length < until) saved.push(...((await writer.nextLine()) ?? '').split(' '))
      writer.process.kill('SIGKILL')
      for (let line = await writer.nextLine(); line !== undefined; line = await writer.nextLine())
        saved.push(...line.split(' '))
    }
    const database = await openDatabase({ dataDir }, log)
    const rows = await database.db.guess.findMany()
    await database.close()
    const found = new Set(rows.map(({ key }) => key))
    expect(saved.filter((key) => !found.has(key))).toEqual([])
    const together = rows.map(({ key }) => key.split('-')).filter((parts) => parts.length === 3)
    const whole = new Set(together.map(([round, n]) => `${round}-${n}`))
    expect(together).toHaveLength(whole.size * 3)
  }, 60_000)
})
