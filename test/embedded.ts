import { readFileSync } from 'node:fs'
import type { Context } from '../domain/context.ts'
import type { Database, Scripts } from '../domain/store/database.ts'
import { openEmbedded } from '../domain/store/embedded.ts'
import { contextOn } from './context.ts'
import { imageFile } from './embedded-image.ts'

let opened: Promise<Database> | undefined

/** The embedded database in memory, migrated: one for each test worker, so never close it. */
export function embeddedDatabase(): Promise<Database> {
  opened ??= open()
  return opened
}

async function open(): Promise<Database> {
  return openEmbedded(undefined, new Blob([readFileSync(await imageFile())]))
}

/** What operations stand on, over the worker's embedded database with nothing in it. */
export async function testContext(): Promise<Context> {
  const database = await embeddedDatabase()
  await emptyDatabase(database)
  return contextOn(database)
}

/** The statement of each database, whose tables stay the same. */
const deletions = new WeakMap<Database, string>()

/**
 * Takes all rows out and lets numbers begin at 1 again. Deleting is ten times faster here than TRUNCATE. In one statement
 * the order of the tables does not matter: references are looked at when all rows are gone.
 */
export async function emptyDatabase(database: Database): Promise<void> {
  await database.withScripts(async (sql) => {
    // Another instance may still be writing there. Here nobody else is, and the setting would have every plan made anew.
    if (!database.embedded) await sql.run('SET LOCAL session_replication_role = replica')
    const deletion = deletions.get(database) ?? (await writeDeletion(sql))
    deletions.set(database, deletion)
    await sql.query(deletion)
    await sql.query(
      `SELECT setval(format('%I', sequencename)::regclass, 1, false) FROM pg_sequences WHERE schemaname = 'public'`,
    )
  })
}

async function writeDeletion(sql: Scripts): Promise<string> {
  const tables = await sql.query<{ name: string }>(
    `SELECT format('%I', tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
  )
  return `WITH ${tables.map(({ name }, n) => `t${n} AS (DELETE FROM ${name})`).join(', ')} SELECT`
}
