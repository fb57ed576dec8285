import type { Prisma, PrismaClient } from '../prisma/generated/client.ts'
import type { Office } from './office.ts'
import type { Calendar } from './rules/calendar.ts'
import type { PolicyIndex } from './rules/policy-search/clause.ts'
import type { FileStore } from './store/files.ts'
import { inTransaction, type Sql } from './store/sql.ts'
import type { Vault } from './store/vault.ts'

/** What every operation of the office stands on. Made once, in main.ts. */
export interface Context {
  db: PrismaClient
  /** One statement outside any transaction. */
  sql: Sql
  vault: Vault
  files: FileStore
  /** The office file in force. Read again after an import, on every instance, within seconds. */
  office(): Promise<Office>
  /** The holiday notices that are known. Read again after an import, like the office file. */
  calendar(): Promise<Calendar>
  /** The policies that answers are quoted from, ready to be searched. Follows a new version within seconds. */
  policies(): Promise<PolicyIndex>
  /** How people reach our pages, without a slash at the end. */
  publicUrl: string
}

/** One transaction's worth of work, at one instant. Operations take it first and never read the clock. */
export interface Work {
  tx: Prisma.TransactionClient
  /** One statement of the same transaction: for what every message passes. */
  sql: Sql
  vault: Vault
  office: Office
  calendar: Calendar
  policies: PolicyIndex
  publicUrl: string
  at: Date
}

/**
 * Runs `task` in one transaction at the instant `at`; all of it happens or none.
 * Throws what `task` throws, and Prisma's error when the database is away.
 */
export async function withWork<T>(context: Context, at: Date, task: (work: Work) => Promise<T>): Promise<T> {
  const { vault, publicUrl } = context
  const now = await asOfNow(context)
  return inTransaction(context.db, (tx, sql) => task({ tx, sql, vault, ...now, publicUrl, at }), {
    // The embedded database runs one transaction at a time, so waiting for a turn is ordinary there.
    maxWait: 30_000,
    timeout: 30_000,
  })
}

/** Something was to be read or written where there is no transaction yet: it is to be done again within one. */
export class NeedsTransaction extends Error {
  override name = 'NeedsTransaction'
}

/** One for all: it tells nothing but that it was thrown, and a trace of each would cost more than the turn. */
const needsTransaction = new NeedsTransaction()

/** Work that can decide and may not touch the database: whoever tries throws NeedsTransaction. */
export async function withoutDatabase(context: Context, at: Date): Promise<Work> {
  const { vault, publicUrl } = context
  const sql = () => {
    throw needsTransaction
  }
  const tx = new Proxy({}, { get: sql }) as Prisma.TransactionClient
  return { tx, sql, vault, ...(await asOfNow(context)), publicUrl, at }
}

/**
 * The same without a transaction: for reading, where each query sees what is committed when it runs, and for operations
 * that say they are one statement.
 */
export async function outsideTransaction(context: Context, at: Date): Promise<Work> {
  const { db, sql, vault, publicUrl } = context
  return { tx: db, sql, vault, ...(await asOfNow(context)), publicUrl, at }
}

/** Read once for a unit of work, so that it follows one office file and one calendar from its beginning to its end. */
async function asOfNow(context: Context): Promise<Pick<Work, 'office' | 'calendar' | 'policies'>> {
  const [office, calendar, policies] = await Promise.all([context.office(), context.calendar(), context.policies()])
  return { office, calendar, policies }
}
