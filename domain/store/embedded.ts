import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import type { SqlDriverAdapterFactory, Transaction } from '@prisma/driver-adapter-utils'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { PrismaClient } from '../../prisma/generated/client.ts'
import type { Database, Scripts } from './database.ts'
import { lockFolder } from './folder-lock.ts'
import { prepareStatements } from './prepared-statements.ts'
import { createSql, watchTransactions } from './sql.ts'

/**
 * Opens the embedded database in `<dataDir>/db`, for this process alone. Without `dataDir` it lives in memory only. One
 * that is not there yet begins with `image`, which PGlite's `dumpDataDir` wrote, or without one as an empty database.
 */
export async function openEmbedded(dataDir?: string, image?: Blob): Promise<Database> {
  const lock = dataDir === undefined ? undefined : await lockFolder(dataDir)
  try {
    const pglite = await PGlite.create({
      ...(dataDir !== undefined && { dataDir: join(dataDir, 'db') }),
      ...(image && { loadDataDir: image }),
    })
    prepareStatements(pglite)
    // The adapter writes and reads instants without a zone.
    await pglite.exec(`SET TIME ZONE 'UTC'`)
    const db = new PrismaClient({ adapter: watchTransactions(createAdapter(pglite)) })
    let closing: Promise<void> | undefined
    return {
      db,
      sql: createSql(pglite),
      embedded: true,
      async listen(channel, on) {
        // Unquoted it would be written small.
        await pglite.listen(`"${channel}"`, on)
      },
      withScripts: (task) => withScripts(pglite, task),
      close() {
        closing ??= close()
        return closing
      },
    }

    async function close(): Promise<void> {
      await db.$disconnect()
      await pglite.close()
      await lock?.release()
    }
  } catch (error) {
    await lock?.release()
    throw error
  }
}

/** Runs `task` in one transaction with scripts of many statements. */
export function withScripts<T>(pglite: PGlite, task: (sql: Scripts) => Promise<T>): Promise<T> {
  return pglite.transaction((tx) =>
    task({
      async run(script) {
        await tx.exec(script)
      },
      async query<Row>(sql: string, values: unknown[] = []) {
        return (await tx.query<Row>(sql, values)).rows
      },
    }),
  )
}

/** The adapter drops the error of a COMMIT that fails, and so would call saved what is not. */
function createAdapter(pglite: PGlite): SqlDriverAdapterFactory {
  const factory = new PrismaPGlite(pglite)
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    async connect() {
      const adapter = await factory.connect()
      adapter.startTransaction = () => startTransaction(pglite)
      return adapter
    },
  }
}

/** One at a time, which satisfies every isolation level. */
async function startTransaction(pglite: PGlite): Promise<Transaction> {
  let failure: unknown
  const watched: Pick<PGlite, 'transaction'> = {
    transaction: (task) =>
      pglite.transaction(task).catch((error: unknown) => {
        failure = error
        throw error
      }),
  }
  const adapter = await new PrismaPGlite(watched as PGlite).connect()
  const transaction = await adapter.startTransaction()
  const commit = transaction.commit.bind(transaction)
  transaction.commit = async () => {
    await commit()
    if (failure) throw failure
  }
  return transaction
}
