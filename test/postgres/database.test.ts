import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { applyMigrations, readMigrations } from '../../domain/store/migrations.ts'
import { nudge } from '../../domain/store/nudges.ts'
import { openPostgres } from '../../domain/store/postgres.ts'
import { testDatabase } from '../domain/store/database-contract.ts'
import { emptyDatabase } from '../embedded.ts'
import { createEmptyDatabase, openPostgresAt, postgresDatabase, quietLog } from './database.ts'
import { createProxy } from './proxy.ts'

const place = postgresDatabase()

describe('PostgreSQL', () => {
  testDatabase(() => place.database())
})

describe('two instances', () => {
  it('that start at once on an empty database apply each migration once', async () => {
    const { url, drop } = await createEmptyDatabase()
    onTestFinished(drop)
    const instances = await Promise.all(Array.from({ length: 4 }, () => openPostgresAt(url)))
    const applied = await Promise.all(instances.map((instance) => applyMigrations(instance)))
    expect(applied.flat().sort()).toEqual((await readMigrations()).map(({ name }) => name))
    await Promise.all(instances.map((instance) => instance.close()))
  })

  it('hear each other', async () => {
    const other = await openPostgresAt(place.url())
    onTestFinished(() => other.close())
    let heard = 0
    await other.listen('between', () => {
      heard++
    })
    await nudge(place.database().db, 'between')
    await vi.waitFor(() => expect(heard).toBe(1))
  })
})

describe('a database that goes away', () => {
  async function behindProxy(statementMs?: number) {
    await emptyDatabase(place.database())
    const proxy = await createProxy(place.url())
    const database = openPostgres(proxy.url, quietLog, statementMs)
    onTestFinished(async () => {
      await database.close()
      await proxy.close()
    })
    return { proxy, database }
  }

  it('fails what is under way, harms nothing else, and is used again when it is back', async () => {
    const { proxy, database } = await behindProxy()
    await database.db.guess.count()
    const underWay = database.db.$transaction(async (tx) => {
      await tx.guess.count()
      proxy.cut()
      await tx.guess.count()
    })
    await expect(underWay).rejects.toThrow()
    await expect(database.db.guess.count()).rejects.toThrow()
    proxy.mend()
    expect(await database.db.guess.count()).toBe(0)
  })

  it('is listened to again when it is back, and every listener is called for what it may have missed', async () => {
    const { proxy, database } = await behindProxy()
    let heard = 0
    await database.listen('again', () => {
      heard++
    })
    proxy.cut()
    await expect(database.db.guess.count()).rejects.toThrow()
    proxy.mend()
    await vi.waitFor(() => expect(heard).toBe(1), 10_000)
    await nudge(database.db, 'again')
    await vi.waitFor(() => expect(heard).toBe(2))
  })

  it('may be away when we start to listen', async () => {
    const { proxy, database } = await behindProxy()
    proxy.cut()
    let heard = 0
    await database.listen('first', () => {
      heard++
    })
    proxy.mend()
    await vi.waitFor(() => expect(heard).toBe(1), 10_000)
  })

  it('without a word is given up on, and its connections are not used again', async () => {
    const { proxy, database } = await behindProxy(300)
    const underWay = database.db.$transaction(
      async (tx) => {
        await tx.guess.count()
        proxy.silence()
        await tx.guess.count()
      },
      { timeout: 20_000 },
    )
    await expect(underWay).rejects.toThrow()
    for (let n = 0; n < 12; n++) expect(await database.db.$transaction((tx) => tx.guess.count())).toBe(0)
  })

  it('can be closed while it is away', async () => {
    const { proxy, database } = await behindProxy()
    await database.listen('closing', () => {})
    await database.db.guess.count()
    proxy.cut()
    await database.close()
  })
})

it('a statement that takes too long is ended at the server', async () => {
  const database = openPostgres(place.url(), quietLog, 200)
  onTestFinished(() => database.close())
  await expect(database.db.$queryRaw`SELECT pg_sleep(30)::text`).rejects.toThrow(/statement timeout/)
})
