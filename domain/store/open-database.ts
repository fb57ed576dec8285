import type { Log } from '../log.ts'
import type { Database } from './database.ts'
import { openEmbedded } from './embedded.ts'
import { openPostgres } from './postgres.ts'

/**
 * Opens PostgreSQL at `databaseUrl`, or, without one, the embedded database in `dataDir`. PostgreSQL need not be
 * there yet: what needs it fails until it is. Throws FolderLockError when another process has the embedded one open.
 */
export async function openDatabase(
  config: { dataDir: string; databaseUrl?: string | undefined },
  log: Log,
): Promise<Database> {
  return config.databaseUrl ? openPostgres(config.databaseUrl, log) : openEmbedded(config.dataDir)
}
