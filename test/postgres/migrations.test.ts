import { PrismaPg } from '@prisma/adapter-pg'
import { describe, expect, it, onTestFinished } from 'vitest'
import { applyMigrations, readMigrations } from '../../domain/store/migrations.ts'
import { listMigrations, startSchemaEngine } from '../../prisma/schema-engine.ts'
import { createEmptyDatabase, openPostgresAt } from './database.ts'

const filters = { externalTables: [], externalEnums: [] }

async function emptyDatabase() {
  const { url, drop } = await createEmptyDatabase()
  const database = await openPostgresAt(url)
  const engine = await startSchemaEngine(new PrismaPg(url))
  onTestFinished(async () => {
    engine.free()
    await database.close()
    await drop()
  })
  return { database, engine }
}

describe("Prisma's own engine", () => {
  it('agrees with what we applied, and has nothing to add', async () => {
    const { database, engine } = await emptyDatabase()
    await applyMigrations(database)
    const input = { migrationsList: await listMigrations(), filters }
    expect(await engine.diagnoseMigrationHistory({ ...input, optInToShadowDatabase: false })).toEqual({
      editedMigrationNames: [],
      failedMigrationNames: [],
      hasMigrationsTable: true,
      history: null,
    })
    expect(await engine.applyMigrations(input)).toEqual({ appliedMigrationNames: [] })
  })

  it('may have applied them before us', async () => {
    const { database, engine } = await emptyDatabase()
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList: await listMigrations(), filters })
    expect(appliedMigrationNames).toEqual((await readMigrations()).map(({ name }) => name))
    expect(await applyMigrations(database)).toEqual([])
  })
})
