import { AsyncLocalStorage } from 'node:async_hooks'
import type { SqlDriverAdapterFactory, Transaction } from '@prisma/driver-adapter-utils'
import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts'

/**
 * Runs one statement with `$1`, `$2`… and returns its rows. For the few statements that every message passes: they cost
 * a fifth of what they cost through Prisma. Whole numbers beyond 32 bits come back as text only when asked for so
 * (`id::text`), for the two databases read them differently. Throws the database's own error.
 */
export type Sql = <Row>(text: string, values?: readonly unknown[]) => Promise<Row[]>

/** Either database's own client. */
export interface Queryable {
  query<Row>(text: string, values?: unknown[]): Promise<{ rows: Row[] }>
}

export function createSql(client: Queryable): Sql {
  return async <Row>(text: string, values: readonly unknown[] = []) =>
    (await client.query<Row>(text, values as unknown[])).rows
}

/**
 * Inserts one row by its columns' names; what is there already under the same key stays as it was. False then. The names
 * come from the program, never from outside.
 */
export async function insertRow(sql: Sql, table: string, row: Record<string, unknown>): Promise<boolean> {
  const columns = Object.keys(row)
    .map((name) => `"${name}"`)
    .join(', ')
  const inserted = await sql(
    `INSERT INTO "${table}" (${columns}) SELECT ${columns} FROM jsonb_populate_record(NULL::"${table}", $1::jsonb)
    ON CONFLICT DO NOTHING RETURNING 1`,
    [JSON.stringify(row)],
  )
  return inserted.length === 1
}

/** A row that came as JSON: what stands under `at`, `…At` or `…Until` is an instant again. */
export function reviveInstants<Row>(json: Record<string, unknown>): Row {
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => [
      name,
      /^at$|(?:At|Until)$/.test(name) && typeof value === 'string' ? new Date(value) : value,
    ]),
  ) as Row
}

/** Where the transaction that is being opened leaves its own client. */
const opening = new AsyncLocalStorage<{ transaction?: Transaction }>()

/** Lets `inTransaction` see the transactions that Prisma opens over this adapter. */
export function watchTransactions(factory: SqlDriverAdapterFactory): SqlDriverAdapterFactory {
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    async connect() {
      const adapter = await factory.connect()
      const start = adapter.startTransaction.bind(adapter)
      adapter.startTransaction = async (level) => {
        const place = opening.getStore()
        const transaction = await start(level)
        if (place) place.transaction = transaction
        return transaction
      }
      return adapter
    },
  }
}

/** Runs `task` in one transaction, through Prisma and through plain SQL on the same connection. */
export function inTransaction<T>(
  db: PrismaClient,
  task: (tx: Prisma.TransactionClient, sql: Sql) => Promise<T>,
  options: { maxWait: number; timeout: number },
): Promise<T> {
  const place: { transaction?: Transaction } = {}
  return opening.run(place, () => db.$transaction((tx) => task(tx, createSql(clientOf(place.transaction))), options))
}

/** Both adapters keep the client of the transaction under this name. */
function clientOf(transaction: Transaction | undefined): Queryable {
  const client = (transaction as { client?: Queryable } | undefined)?.client
  if (!client) throw new Error('The adapter of the database shows no client of its transaction')
  return client
}
