import type { Prisma, PrismaClient } from '../prisma/generated/client.ts'
import type { Office } from './office.ts'
import type { Calendar } from './rules/calendar.ts'
import type { FileStore } from './store/files.ts'
import type { Vault } from './store/vault.ts'

/** What every operation of the office stands on. Made once, in main.ts. */
export interface Context {
  db: PrismaClient
  vault: Vault
  files: FileStore
  /** The office file in force. Read again after an import, on every instance, within seconds. */
  office(): Promise<Office>
  calendar: Calendar
}

/** One transaction's worth of work, at one instant. Operations take it first and never read the clock. */
export interface Work {
  tx: Prisma.TransactionClient
  vault: Vault
  office: Office
  calendar: Calendar
  at: Date
}

/**
 * Runs `task` in one transaction at the instant `at`; all of it happens or none.
 * Throws what `task` throws, and Prisma's error when the database is away.
 */
export async function withWork<T>(context: Context, at: Date, task: (work: Work) => Promise<T>): Promise<T> {
  const office = await context.office()
  return context.db.$transaction((tx) => task({ tx, vault: context.vault, office, calendar: context.calendar, at }), {
    // The embedded database runs one transaction at a time, so waiting for a turn is ordinary there.
    maxWait: 30_000,
    timeout: 30_000,
  })
}

/**
 * The same without a transaction: for reading, where each query sees what is committed when it runs, and for operations
 * that say they are one statement.
 */
export async function outsideTransaction(context: Context, at: Date): Promise<Work> {
  const office = await context.office()
  return { tx: context.db, vault: context.vault, office, calendar: context.calendar, at }
}
