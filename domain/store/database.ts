import type { PrismaClient } from '../../prisma/generated/client.ts'
import type { Sql } from './sql.ts'

/** The one way to the database, the same over PostgreSQL and over the embedded one. */
export interface Database {
  db: PrismaClient
  /** A statement of its own, outside any transaction. */
  sql: Sql
  /** True for PGlite in the data folder: one process only, one transaction at a time. */
  embedded: boolean
  /** Calls `on` whenever somebody nudges `channel`, on any instance. Nudges can be lost: polling is the safety net. */
  listen(channel: string, on: () => void): Promise<void>
  /** Runs `task` in one transaction with SQL scripts of many statements, which Prisma cannot run. */
  withScripts<T>(task: (sql: Scripts) => Promise<T>): Promise<T>
  /** Waits for what is under way, then closes. Closing again does nothing. */
  close(): Promise<void>
}

export interface Scripts {
  run(script: string): Promise<void>
  query<Row>(sql: string, values?: unknown[]): Promise<Row[]>
}
