import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Database } from '../../../domain/store/database.ts'
import { applyMigrations, MigrationError, readMigrations } from '../../../domain/store/migrations.ts'
import { temporaryFolder } from '../../context.ts'
import { embeddedDatabase } from '../../embedded.ts'

const one = { name: '20260101000000_one', script: 'CREATE TABLE one (id int);\nINSERT INTO one VALUES (1);\n' }
const two = { name: '20260102000000_two', script: '-- adds; a note\nALTER TABLE one ADD note text;\n' }
const bad = { name: '20260103000000_bad', script: 'CREATE TABLE three (id int);\nINSERT INTO nowhere VALUES (1);\n' }

function folderOf(...migrations: { name: string; script: string }[]): string {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'migration_lock.toml'), 'provider = "postgresql"')
  for (const { name, script } of migrations) {
    mkdirSync(join(folder, name))
    writeFileSync(join(folder, name, 'migration.sql'), script)
  }
  return folder
}

let schemas = 0

/** A new database is slow to make; a new schema that is looked into alone does as well. */
async function emptyDatabase(): Promise<Database> {
  const database = await embeddedDatabase()
  const schema = `s${++schemas}`
  await database.withScripts((sql) => sql.run(`CREATE SCHEMA ${schema}; SET search_path = ${schema}`))
  onTestFinished(() => database.withScripts((sql) => sql.run(`RESET search_path; DROP SCHEMA ${schema} CASCADE`)))
  return database
}

interface Recorded {
  migration_name: string
  checksum: string
  applied_steps_count: number
  finished: boolean
}

function recorded(database: Database): Promise<Recorded[]> {
  return database.withScripts((sql) =>
    sql.query<Recorded>(`SELECT migration_name, checksum, applied_steps_count, finished_at >= started_at AS finished
      FROM _prisma_migrations ORDER BY started_at`),
  )
}

async function change(database: Database, script: string): Promise<void> {
  await database.withScripts((sql) => sql.run(script))
}

describe('migrations', () => {
  it('are applied in the order of their names and recorded as Prisma records them', async () => {
    const database = await emptyDatabase()
    expect(await applyMigrations(database, folderOf(two, one))).toEqual([one.name, two.name])
    const sum = (script: string) => createHash('sha256').update(script).digest('hex')
    expect(await recorded(database)).toEqual([
      { migration_name: one.name, checksum: sum(one.script), applied_steps_count: 1, finished: true },
      { migration_name: two.name, checksum: sum(two.script), applied_steps_count: 1, finished: true },
    ])
  })

  it('are applied once', async () => {
    const database = await emptyDatabase()
    await applyMigrations(database, folderOf(one))
    expect(await applyMigrations(database, folderOf(one, two))).toEqual([two.name])
    expect(await applyMigrations(database, folderOf(one, two))).toEqual([])
  })

  it('are applied once when two start at the same time', async () => {
    const database = await emptyDatabase()
    const folder = folderOf(one, two)
    const applied = await Promise.all([applyMigrations(database, folder), applyMigrations(database, folder)])
    expect(applied.flat().sort()).toEqual([one.name, two.name])
  })

  it('that fail leave nothing of themselves, and what came before stays', async () => {
    const database = await emptyDatabase()
    await expect(applyMigrations(database, folderOf(one, bad))).rejects.toThrow('nowhere')
    expect((await recorded(database)).map((row) => row.migration_name)).toEqual([one.name])
    await expect(change(database, 'SELECT * FROM three')).rejects.toThrow('three')
    const mended = { ...bad, script: 'CREATE TABLE three (id int);' }
    expect(await applyMigrations(database, folderOf(one, mended))).toEqual([bad.name])
  })

  it('may have come through Git with other line ends', async () => {
    const database = await emptyDatabase()
    await applyMigrations(database, folderOf(one))
    const windows = { ...one, script: one.script.replaceAll('\n', '\r\n') }
    expect(await applyMigrations(database, folderOf(windows))).toEqual([])
  })
})

describe('refused, with what to do', () => {
  it('a file that is not what was applied', async () => {
    const database = await emptyDatabase()
    await applyMigrations(database, folderOf(one))
    const changed = { ...one, script: `${one.script}DROP TABLE one;` }
    await expect(applyMigrations(database, folderOf(changed))).rejects.toThrow(MigrationError)
    await expect(applyMigrations(database, folderOf(changed))).rejects.toThrow(/20260101000000_one.*npm run migration/)
  })

  it('a database that is newer than the program', async () => {
    const database = await emptyDatabase()
    await applyMigrations(database, folderOf(one, two))
    await expect(applyMigrations(database, folderOf(one))).rejects.toThrow(/20260102000000_two.*newer than the program/)
  })

  it('a migration that failed under Prisma, until it is resolved', async () => {
    const database = await emptyDatabase()
    await applyMigrations(database, folderOf(one))
    await change(
      database,
      `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('x', 'y', '${two.name}')`,
    )
    await expect(applyMigrations(database, folderOf(one, two))).rejects.toThrow(`resolve --rolled-back ${two.name}`)
    await change(database, `UPDATE _prisma_migrations SET rolled_back_at = now() WHERE id = 'x'`)
    expect(await applyMigrations(database, folderOf(one, two))).toEqual([two.name])
  })
})

describe('our own migrations', () => {
  it('are named by their time, and there is at least one', async () => {
    const names = (await readMigrations()).map(({ name }) => name)
    expect(names.length).toBeGreaterThan(0)
    for (const name of names) expect(name).toMatch(/^\d{14}_[a-z][a-z0-9_]*$/)
  })
})
