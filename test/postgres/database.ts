import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll } from 'vitest'
import type { Context } from '../../domain/context.ts'
import { createLog } from '../../domain/log.ts'
import type { Database } from '../../domain/store/database.ts'
import { applyMigrations } from '../../domain/store/migrations.ts'
import { openDatabase } from '../../domain/store/open-database.ts'
import { contextOn, temporaryFolder } from '../context.ts'
import { emptyDatabase } from '../embedded.ts'

/** A server on which databases can be made and dropped. */
export const serverUrl = process.env.TEST_DATABASE_URL ?? 'postgresql://root@127.0.0.1:5432/test'

export const quietLog = createLog('silent')

/** Makes an empty database without tables. `drop` ends whatever still uses it. */
export async function createEmptyDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `xinqiao_${randomBytes(6).toString('hex')}`
  await onServer(`CREATE DATABASE ${name}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => onServer(`DROP DATABASE ${name} WITH (FORCE)`) }
}

/** A migrated database for the tests of one file. Call it at the top of the file; `url` is for further instances. */
export function postgresDatabase(): { url: () => string; database: () => Database; context(): Promise<Context> } {
  let place: Awaited<ReturnType<typeof createEmptyDatabase>> | undefined
  let database: Database | undefined
  beforeAll(async () => {
    place = await createEmptyDatabase()
    database = await openPostgresAt(place.url)
    await applyMigrations(database)
  })
  afterAll(async () => {
    await database?.close()
    await place?.drop()
  })
  return {
    url: () => there(place).url,
    database: () => there(database),
    async context() {
      await emptyDatabase(there(database))
      return contextOn(there(database))
    },
  }
}

/** One more instance on the same database, which the caller closes. */
export function openPostgresAt(url: string): Promise<Database> {
  return openDatabase({ dataDir: temporaryFolder(), databaseUrl: url }, quietLog)
}

function there<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('Only within a test')
  return value
}

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client(serverUrl)
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
