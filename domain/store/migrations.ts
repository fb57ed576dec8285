import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Database, Scripts } from './database.ts'

/** The migrations here and those recorded in the database do not fit; the message says what to do. */
export class MigrationError extends Error {
  override name = 'MigrationError'
}

export interface Migration {
  /** The name of its folder, `<yyyymmddhhmmss>_<name>`: migrations apply in this order. */
  name: string
  script: string
}

/**
 * Applies the migrations that the database lacks, each in a transaction of its own, and returns their names. Several
 * instances may start at once: each migration is applied by one of them. They are recorded as `prisma migrate deploy`
 * records them, and its lock is taken too, so that either can be used.
 * Throws MigrationError when the database was made by other migrations than those in `folder`; whatever a migration's
 * SQL throws comes through, with nothing of that migration applied.
 */
export async function applyMigrations(database: Pick<Database, 'withScripts'>, folder = builtIn): Promise<string[]> {
  const migrations = await readMigrations(folder)
  const applied: string[] = []
  for (;;) {
    const name = await database.withScripts((sql) => applyNext(sql, migrations))
    if (name === undefined) return applied
    applied.push(name)
  }
}

/** The migrations of a folder in the order in which they apply; none when there is no such folder. */
export async function readMigrations(folder = builtIn): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(
    names.sort().map(async (name) => ({ name, script: await readFile(join(folder, name, 'migration.sql'), 'utf8') })),
  )
}

const builtIn = fileURLToPath(new URL('../../prisma/migrations/', import.meta.url))

/** The number that Prisma's own command locks. */
const lockKey = 72707369

interface Recorded {
  migration_name: string
  checksum: string
  finished_at: unknown
}

async function applyNext(sql: Scripts, migrations: Migration[]): Promise<string | undefined> {
  await sql.query('SELECT pg_advisory_xact_lock($1)::text', [lockKey])
  await sql.run(recordTable)
  const recorded = await sql.query<Recorded>(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at',
  )
  refuseMisfits(migrations, recorded)
  const done = new Set(recorded.map(({ migration_name }) => migration_name))
  const next = migrations.find(({ name }) => !done.has(name))
  if (!next) return undefined
  const id = randomUUID()
  await sql.query(
    'INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at) VALUES ($1, $2, $3, clock_timestamp())',
    [id, checksum(next.script), next.name],
  )
  await sql.run(next.script)
  await sql.query(
    'UPDATE _prisma_migrations SET finished_at = clock_timestamp(), applied_steps_count = 1 WHERE id = $1',
    [id],
  )
  return next.name
}

function refuseMisfits(migrations: Migration[], recorded: Recorded[]): void {
  const scripts = new Map(migrations.map(({ name, script }) => [name, script]))
  for (const { migration_name: name, checksum: sum, finished_at } of recorded) {
    const script = scripts.get(name)
    if (finished_at === null) {
      throw new MigrationError(
        `The migration ${name} is recorded as failed. See what it left behind, then run: ` +
          `npx prisma migrate resolve --rolled-back ${name}`,
      )
    }
    if (script === undefined) {
      throw new MigrationError(
        `The database has the migration ${name}, which this program does not know: the database is newer than the ` +
          'program. Start the version it was last used with, or a later one.',
      )
    }
    if (!spellings(script).some((spelling) => checksum(spelling) === sum)) {
      throw new MigrationError(
        `prisma/migrations/${name}/migration.sql is not what was applied to the database. Put the file back as it was ` +
          'and write a new migration for what should change: npm run migration -- <name>',
      )
    }
  }
}

/** Git may have changed the line ends on the way. Prisma lets that pass as well. */
function spellings(script: string): string[] {
  const plain = script.replaceAll('\r\n', '\n')
  return [script, plain, plain.replaceAll('\n', '\r\n')]
}

function checksum(script: string): string {
  return createHash('sha256').update(script).digest('hex')
}

const recordTable = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id                  VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum            VARCHAR(64) NOT NULL,
  finished_at         TIMESTAMPTZ,
  migration_name      VARCHAR(255) NOT NULL,
  logs                TEXT,
  rolled_back_at      TIMESTAMPTZ,
  started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`
