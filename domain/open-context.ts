import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readCalendar } from './calendar-import.ts'
import { type Context, withWork } from './context.ts'
import type { Log } from './log.ts'
import { importOffice, loadOffice, type Office } from './office.ts'
import { type OfficeFile, parseOfficeFile } from './office-file.ts'
import { createPolicyReader } from './policies/reader.ts'
import { planReceptionDays } from './reception/plan.ts'
import { syncRooms } from './rooms.ts'
import { loadDataKeys } from './store/data-key.ts'
import type { Database } from './store/database.ts'
import { createFolderStore } from './store/files.ts'
import { applyMigrations } from './store/migrations.ts'
import { nudge } from './store/nudges.ts'
import { openDatabase } from './store/open-database.ts'
import { createVault, type DataKey } from './store/vault.ts'

export interface OpenContext {
  context: Context
  database: Database
  /** What the operator should know, such as that a key was made. */
  notices: string[]
  close(): Promise<void>
}

/** There is no office file yet, or it is not right; the message says which command mends it. */
export class OfficeMissingError extends Error {
  override name = 'OfficeMissingError'
}

/** How long an instance may go on with an office file or a calendar that another has replaced. */
const freshMs = 5_000

/**
 * Opens everything the office's operations stand on: keys, database (migrated), file store, office file, calendar. On
 * the embedded default the example office is put in force at the first start. Throws DataKeyError, FolderLockError,
 * MigrationError, each with what to do.
 */
export async function openContext(
  config: {
    dataDir: string
    databaseUrl?: string | undefined
    dataKeys?: readonly DataKey[] | undefined
    publicUrl: string
  },
  log: Log,
  at: Date,
): Promise<OpenContext> {
  const { keys, notice } = await loadDataKeys(config)
  const vault = createVault(keys)
  const database = await openDatabase(config, log)
  try {
    await applyMigrations(database)
    const context: Context = {
      db: database.db,
      sql: database.sql,
      vault,
      files: createFolderStore(join(config.dataDir, 'files'), vault),
      office: createReader(database, 'office', () => readOffice(database)),
      calendar: createReader(database, 'calendar', () => readCalendar(database.db)),
      policies: createPolicyReader(database, log),
      publicUrl: config.publicUrl,
    }
    if (database.embedded && !(await loadOffice(database.db))) {
      await putOfficeInForce(context, await readExampleOffice(), at)
    }
    return { context, database, notices: notice ? [notice] : [], close: () => database.close() }
  } catch (error) {
    await database.close()
    throw error
  }
}

/**
 * Puts an office file in force and brings the rooms and the reception days in line with it. The same file again changes
 * nothing.
 */
export async function putOfficeInForce(
  context: Omit<Context, 'office'>,
  file: OfficeFile,
  at: Date,
): Promise<{ changed: boolean; version: number }> {
  const imported = await importOffice(context.db, file, at)
  const office: Office = { ...file, version: imported.version }
  await withWork({ ...context, office: async () => office }, at, async (work) => {
    await syncRooms(work)
    await planReceptionDays(work)
  })
  await nudge(context.db, 'office')
  return imported
}

/** The office of the repository: a county that does not exist. */
export async function readExampleOffice(): Promise<OfficeFile> {
  const path = join(import.meta.dirname, '..', 'office.example.json')
  const parsed = parseOfficeFile(JSON.parse(await readFile(path, 'utf8')))
  if (!parsed.ok) throw new OfficeMissingError(`office.example.json is not right: ${JSON.stringify(parsed.problems)}`)
  return parsed.office
}

async function readOffice(database: Database): Promise<Office> {
  const office = await loadOffice(database.db)
  if (office) return office
  throw new OfficeMissingError(
    'No office file is in force. Run: npm run office -- import office.json (see office.example.json)',
  )
}

/** Reads something that is seldom replaced: at most every five seconds, and at once after a nudge of `channel`. */
function createReader<T>(database: Database, channel: string, load: () => Promise<T>): () => Promise<T> {
  let known: { value: T; until: number } | undefined
  let listening = false
  return async () => {
    if (!listening) {
      listening = true
      await database.listen(channel, () => {
        known = undefined
      })
    }
    // A monotonic clock of the process, for freshness only: no rule hangs on it.
    const now = performance.now()
    if (known && known.until > now) return known.value
    const value = await load()
    known = { value, until: now + freshMs }
    return value
  }
}
