import { beforeEach, describe, expect, it } from 'vitest'
import type { Context } from '../../domain/context.ts'
import { storeArrivals } from '../../domain/inbox.ts'
import { OfficeMissingError } from '../../domain/open-context.ts'
import { embeddedDatabase, testContext } from '../embedded.ts'
import { now, openApi } from './open-api.ts'

let context: Context

beforeEach(async () => {
  context = await testContext()
})

async function readiness(of: Context) {
  const { app } = await openApi(of)
  const answer = await app.inject('/health/ready')
  await app.close()
  return { status: answer.statusCode, ...answer.json() }
}

const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const arrive = (minutes: number) =>
  storeArrivals(context, [{ channel: 'web', messageId: 'm', conversation: 'c', payload: {} }], minutesAgo(minutes))

/** A database that refuses everything it is asked. */
const refusing = new Proxy(
  {},
  {
    get: () => () => {
      throw new Error('connect ECONNREFUSED 10.0.0.7')
    },
  },
) as Context['db']

describe('ready', () => {
  it('when the database takes writes, the migrations are right and an office file is in force', async () => {
    const { status, ready, checks } = await readiness(context)
    expect([status, ready]).toEqual([200, true])
    expect(Object.keys(checks)).toEqual(['database', 'migrations', 'office', 'inbox'])
    for (const check of Object.values(checks) as { state: string; note: string }[]) {
      expect(check.state).toBe('ok')
      expect(check.note).toMatch(/^[A-Z].*\.$/)
    }
  })

  it('tells how the channels are doing; a platform that is away does not make it unready', async () => {
    const state = { state: 'failed' as const, note: 'Telegram does not answer. See the network.', gauges: {} }
    const { app } = await openApi(context, { channels: () => [{ channel: 'telegram', state }] })
    const answer = await app.inject('/health/ready')
    await app.close()
    expect(answer.statusCode).toBe(200)
    expect(answer.json().checks.telegram).toEqual({
      state: 'failed',
      note: 'Telegram does not answer. See the network.',
    })
  })

  it('asked again and again it keeps one row', async () => {
    await readiness(context)
    await readiness(context)
    expect(await context.db.jobRun.count()).toBe(1)
  })

  it('but degraded, with a message that has waited for eleven minutes', async () => {
    await arrive(11)
    const { status, checks } = await readiness(context)
    expect(status).toBe(200)
    expect(checks.inbox).toMatchObject({ state: 'degraded', note: expect.stringContaining('11 minutes') })
  })

  it('a message of nine minutes ago is nothing unusual', async () => {
    await arrive(9)
    expect((await readiness(context)).checks.inbox.state).toBe('ok')
  })
})

describe('not ready', () => {
  it('without a database; the address of it is told to nobody', async () => {
    const answer = await readiness({ ...context, db: refusing })
    expect(answer.status).toBe(503)
    expect(answer.ready).toBe(false)
    expect(answer.checks.database).toMatchObject({ state: 'failed', note: expect.stringContaining('DATABASE_URL') })
    expect(JSON.stringify(answer)).not.toContain('10.0.0.7')
  })

  it('without an office file, and the note names the command', async () => {
    const office = async () => {
      throw new OfficeMissingError('none')
    }
    const { status, checks } = await readiness({ ...context, office })
    expect(status).toBe(503)
    expect(checks.office.note).toContain('npm run office -- import')
  })

  it.each([
    [
      'lacks',
      'UPDATE _prisma_migrations SET rolled_back_at = now()',
      'UPDATE _prisma_migrations SET rolled_back_at = NULL',
    ],
    [
      'does not know',
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('later', '', '29990101000000_later', now())`,
      `DELETE FROM _prisma_migrations WHERE id = 'later'`,
    ],
  ])('with a migration that one of them %s', async (words, spoil, mend) => {
    const database = await embeddedDatabase()
    await database.withScripts((sql) => sql.run(spoil))
    try {
      const { status, checks } = await readiness(context)
      expect(status).toBe(503)
      expect(checks.migrations).toMatchObject({ state: 'failed', note: expect.stringContaining(words) })
    } finally {
      await database.withScripts((sql) => sql.run(mend))
    }
  })
})

it('alive, whatever has become of the database', async () => {
  const { app } = await openApi({ ...context, db: refusing })
  const answer = await app.inject('/health/live')
  expect([answer.statusCode, answer.json()]).toEqual([200, { live: true }])
})

it('a hundred askers at once share one look', async () => {
  let looks = 0
  const office = async () => {
    looks += 1
    return context.office()
  }
  const { app } = await openApi({ ...context, office })
  await Promise.all(Array.from({ length: 100 }, () => app.inject('/health/ready')))
  expect(looks).toBe(1)
})
