import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from '../../prisma/generated/client.ts'
import type { Log } from '../log.ts'
import type { Database, Scripts } from './database.ts'
import { createEar } from './ear.ts'
import { createSql, type Queryable, watchTransactions } from './sql.ts'

/**
 * Opens PostgreSQL at `url`, `postgresql://…`. Connections are made when they are needed, and again when they broke. A
 * statement may take `statementMs` at the server, and a little longer on the way.
 */
export function openPostgres(url: string, log: Log, statementMs = 15_000): Database {
  const settings: pg.ClientConfig = {
    connectionString: url,
    application_name: 'xinqiao',
    // The adapter writes and reads instants without a zone.
    options: '-c TimeZone=UTC',
    connectionTimeoutMillis: 8_000,
    keepAlive: true,
  }
  const pool = new pg.Pool({
    ...settings,
    max: 10,
    statement_timeout: statementMs,
    // For a connection that fell silent, where the server's own limit is never heard of.
    query_timeout: statementMs + 3_000,
    // A transaction whose process fell silent gives its locks back.
    idle_in_transaction_session_timeout: 40_000,
  })
  pool.on('connect', endWhenSilent)
  const db = new PrismaClient({
    adapter: watchTransactions(
      new PrismaPg(pool, {
        disposeExternalPool: true,
        onPoolError: (err) =>
          log.warn({ err }, 'An idle connection to the database broke; another is made when needed'),
        onConnectionError: (err) => log.warn({ err }, 'A connection to the database broke while in use'),
      }),
    ),
  })
  const ear = createEar(settings, log)
  let closing: Promise<unknown> | undefined
  return {
    db,
    sql: createSql(pool as Queryable),
    embedded: false,
    listen: ear.listen,
    withScripts: (task) => withScripts(settings, task),
    async close() {
      closing ??= Promise.all([ear.close(), db.$disconnect()])
      await closing
    },
  }
}

/**
 * Prisma puts a connection back into the pool even when a statement of its transaction was never answered, and
 * everyone who gets it then waits in vain. An ended one the pool throws away.
 */
function endWhenSilent(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown
  const watched = (...args: unknown[]): unknown => {
    const answer = query(...args)
    if (answer instanceof Promise) {
      answer.catch((error: Error) => {
        if (error.message === 'Query read timeout') void (client as unknown as pg.Client).end()
      })
    }
    return answer
  }
  client.query = watched as typeof client.query
}

/** On a connection of its own, without the time limits that a long migration would run into. */
async function withScripts<T>(settings: pg.ClientConfig, task: (sql: Scripts) => Promise<T>): Promise<T> {
  const client = new pg.Client(settings)
  // Without a listener a broken connection ends the process; the statement under way tells of it as well.
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('BEGIN')
    const result = await task({
      async run(script) {
        await client.query(script)
      },
      async query(sql, values = []) {
        return (await client.query(sql, values)).rows
      },
    })
    await client.query('COMMIT')
    return result
  } finally {
    // Rolls back what was not committed.
    await client.end()
  }
}
