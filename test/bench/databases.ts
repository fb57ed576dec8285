import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { Closing } from './closing.ts'

/** A server on which databases can be made. */
export interface Databases {
  /** Such as `PostgreSQL 15.4`. */
  version: string
  /** Makes an empty one, dropped in the end; returns its address. */
  create(): Promise<string>
}

/** There is no server to measure on; the message says how to get one. */
export class NoServerError extends Error {
  override name = 'NoServerError'
}

const serverUrl = process.env.TEST_DATABASE_URL ?? 'postgresql://root@127.0.0.1:5432/test'

/** Throws NoServerError. */
export async function openDatabases(closing: Closing): Promise<Databases> {
  const client = new pg.Client(serverUrl)
  try {
    await client.connect()
  } catch (error) {
    throw new NoServerError(sentenceOf(error as Error & { code?: string }))
  }
  closing.add(() => client.end())
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version')
  let last: Promise<unknown> = Promise.resolve()
  /** One after the other, so that nothing is dropped before it has been made. */
  const inOrder = (sql: string): Promise<unknown> => {
    last = last.catch(() => {}).then(() => client.query(sql))
    return last
  }
  return {
    version: `PostgreSQL ${rows[0]?.server_version.split(' ')[0] ?? ''}`,
    async create() {
      const name = `xinqiao_bench_${randomBytes(6).toString('hex')}`
      closing.add(() => inOrder(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
      await inOrder(`CREATE DATABASE ${name}`)
      const url = new URL(serverUrl)
      url.pathname = `/${name}`
      return url.href
    },
  }
}

function sentenceOf({ code, message }: Error & { code?: string }): string {
  const { username, host, pathname } = new URL(serverUrl)
  return [
    `No PostgreSQL lets us in at postgresql://${username}@${host}${pathname} (${code ?? message}).`,
    'Start one, and name it with an account that may create databases:',
    '  TEST_DATABASE_URL=postgresql://user:password@127.0.0.1:5432/postgres npm run bench',
  ].join('\n')
}
