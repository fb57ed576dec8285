import type { Context } from './context.ts'
import type { Database } from './store/database.ts'
import { readMigrations } from './store/migrations.ts'

/** One thing that must be right, with a sentence for the operator. `degraded` still serves. */
export interface Check {
  state: 'ok' | 'degraded' | 'failed'
  note: string
}

/** By what was looked at: the four that every office has, and each channel that could fail by itself. */
export type Readiness = Record<string, Check>

const stuckMs = 10 * 60_000

/** A check that does not answer has failed: whoever asks must not wait for a database that is away. */
const patienceMs = 3_000

/** Looks at everything that serving people stands on, at the instant `at`. Never throws. */
export async function checkReadiness(context: Context, database: Database, at: Date): Promise<Readiness> {
  const [written, migrations, office, inbox] = await Promise.all([
    settled('The database does not answer. See DATABASE_URL, and whether it runs.', () => writeOnce(context, at)),
    settled('The migrations cannot be read.', () => compareMigrations(context)),
    settled('No office file is in force. Run: npm run office -- import office.json', () => readOffice(context)),
    settled('The inbox cannot be read.', () => lookAtInbox(context, at)),
  ])
  const where = database.embedded ? 'embedded database' : 'PostgreSQL'
  return {
    database: written.state === 'ok' ? { ...written, note: `The ${where} takes writes.` } : written,
    migrations,
    office,
    inbox,
  }
}

/** Whether people can be served. */
export function isReady(readiness: Readiness): boolean {
  return Object.values(readiness).every((check) => check.state !== 'failed')
}

/** One row that is always the same one: cheap, and refused by a read-only standby or a full disk. */
async function writeOnce(context: Context, at: Date): Promise<Check> {
  await context.db.$executeRaw`
    INSERT INTO "JobRun" (job, slot, owner, "startedAt", "finishedAt") VALUES ('ready', to_timestamp(0), '', ${at}, ${at})
    ON CONFLICT (job, slot) DO UPDATE SET "startedAt" = EXCLUDED."startedAt", "finishedAt" = EXCLUDED."finishedAt"`
  return { state: 'ok', note: '' }
}

async function compareMigrations(context: Context): Promise<Check> {
  const rows = await context.db.$queryRaw<{ name: string; finished: boolean }[]>`
    SELECT migration_name AS name, finished_at IS NOT NULL AS finished FROM _prisma_migrations
    WHERE rolled_back_at IS NULL`
  const ours = (await readMigrations()).map((migration) => migration.name)
  const done = new Set(rows.filter((row) => row.finished).map((row) => row.name))
  const missing = ours.filter((name) => !done.has(name))
  const strange = rows.filter((row) => !row.finished || !ours.includes(row.name)).map((row) => row.name)
  if (missing.length > 0) return failed(`The database lacks ${missing.join(', ')}. Restart to apply it.`)
  if (strange.length > 0) return failed(`The database has ${strange.join(', ')}, which this version does not know.`)
  return { state: 'ok', note: `All ${ours.length} are applied.` }
}

async function readOffice(context: Context): Promise<Check> {
  return { state: 'ok', note: `Version ${(await context.office()).version} is in force.` }
}

async function lookAtInbox(context: Context, at: Date): Promise<Check> {
  // What waits for its files may do so for days, beside the talk; that they cannot be had is the channel's to tell.
  const where = { status: 'waiting' as const, awaitsFiles: false }
  const oldest = await context.db.inbox.findFirst({ where, orderBy: { receivedAt: 'asc' } })
  const waitedMs = oldest ? at.getTime() - oldest.receivedAt.getTime() : 0
  if (waitedMs < stuckMs) return { state: 'ok', note: 'Messages are being answered.' }
  const minutes = Math.floor(waitedMs / 60_000)
  return {
    state: 'degraded',
    note: `The oldest message has waited for ${minutes} minutes. See whether a process with RUN=bot is up, and its log.`,
  }
}

async function settled(otherwise: string, check: () => Promise<Check>): Promise<Check> {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<Check>((resolve) => {
    timer = setTimeout(() => resolve(failed(otherwise)), patienceMs)
  })
  try {
    return await Promise.race([check(), patience])
  } catch {
    return failed(otherwise)
  } finally {
    clearTimeout(timer)
  }
}

function failed(note: string): Check {
  return { state: 'failed', note }
}
