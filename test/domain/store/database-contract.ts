import { setTimeout as wait } from 'node:timers/promises'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Database } from '../../../domain/store/database.ts'
import { nudge } from '../../../domain/store/nudges.ts'
import { emptyDatabase } from '../../embedded.ts'

/** What holds for the embedded database and for PostgreSQL. */
export function testDatabase(given: () => Database | Promise<Database>): void {
  let database: Database

  beforeEach(async () => {
    database = await given()
    await emptyDatabase(database)
  })

  function write(key: string, windowEnd = new Date(0)) {
    return { data: { key, count: 1, windowEnd } }
  }

  describe('an instant', () => {
    it.each([
      '1988-07-01T00:00:00.000Z',
      '2026-02-28T16:00:00.000Z',
      '2026-08-03T16:30:00.123Z',
      '2026-12-31T23:59:59.999Z',
      '2100-01-01T00:00:00.001Z',
    ])('%s comes back as it was, by model and by SQL', async (iso) => {
      const at = new Date(iso)
      const { db } = database
      await db.guess.create(write('a', at))
      expect((await db.guess.findFirstOrThrow({ where: { windowEnd: at } })).windowEnd).toEqual(at)
      const [row] = await db.$queryRaw<{ windowEnd: Date; same: boolean; told: string }[]>`
        SELECT "windowEnd", "windowEnd" = ${at} AS same, to_char("windowEnd", 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS told
        FROM "Guess" WHERE "windowEnd" <= ${at} AND "windowEnd" > ${new Date(at.getTime() - 1)}`
      expect(row).toEqual({ windowEnd: at, same: true, told: iso })
    })

    it('written by SQL is read by model', async () => {
      const at = new Date('2026-08-03T16:30:00.123Z')
      await database.db.$executeRaw`INSERT INTO "Guess" (key, count, "windowEnd") VALUES ('a', 1, ${at})`
      expect((await database.db.guess.findFirstOrThrow()).windowEnd).toEqual(at)
    })
  })

  it('large numbers keep every figure', async () => {
    const { db } = database
    await db.$executeRaw`INSERT INTO "Inbox" (id, channel, "messageId", "conversationKey", "payloadEnc", "receivedAt", "nextAt")
      VALUES (${9007199254740993n}, 'web', 'm', 'k', '', now(), now())`
    expect((await db.inbox.findFirstOrThrow()).id).toBe(9007199254740993n)
    expect(await db.$queryRaw`SELECT id FROM "Inbox"`).toEqual([{ id: 9007199254740993n }])
    expect(await db.inbox.count({ where: { id: { in: [9007199254740993n] } } })).toBe(1)
  })

  describe('a transaction', () => {
    it('that throws leaves nothing', async () => {
      const failing = database.db.$transaction(async (tx) => {
        await tx.guess.create(write('a'))
        throw new Error('changed my mind')
      })
      await expect(failing).rejects.toThrow('changed my mind')
      expect(await database.db.guess.count()).toBe(0)
    })

    it('whose COMMIT is refused throws, and leaves nothing', async () => {
      await database.withScripts((sql) =>
        sql.run('CREATE TABLE late (id int PRIMARY KEY DEFERRABLE INITIALLY DEFERRED); INSERT INTO late VALUES (1)'),
      )
      try {
        const refused = database.db.$transaction(async (tx) => {
          await tx.guess.create(write('a'))
          await tx.$executeRaw`INSERT INTO late VALUES (1)`
        })
        await expect(refused).rejects.toThrow(/late_pkey|[Uu]nique/)
        expect(await database.db.guess.count()).toBe(0)
      } finally {
        await database.withScripts((sql) => sql.run('DROP TABLE late'))
      }
    })

    it('that ran out of time is undone, and the next one is let in', async () => {
      const slow = database.db.$transaction(
        async (tx) => {
          await tx.guess.create(write('slow'))
          await wait(300)
          await tx.guess.create(write('too late'))
        },
        { timeout: 100 },
      )
      await expect(slow).rejects.toThrow(/expired|closed/)
      await database.db.$transaction((tx) => tx.guess.create(write('next')))
      expect(await database.db.guess.findMany({ select: { key: true } })).toEqual([{ key: 'next' }])
    })

    it('that gave up waiting for its turn does not block those after it', async () => {
      const turns = Array.from({ length: 12 }, () =>
        database.db.$transaction(
          async (tx) => {
            await tx.guess.count()
            await wait(50)
          },
          { maxWait: 60 },
        ),
      )
      const outcomes = await Promise.allSettled(turns)
      expect(outcomes.map(({ status }) => status)).toContain('fulfilled')
      expect(await database.db.$transaction((tx) => tx.guess.count(), { maxWait: 5000 })).toBe(0)
    })

    it('of twenty at once that count up, none is lost', async () => {
      const { db } = database
      await db.ticketCounter.create({ data: { year: 2026, last: 0 } })
      await Promise.all(
        Array.from({ length: 20 }, () =>
          db.$transaction((tx) => tx.$executeRaw`UPDATE "TicketCounter" SET last = last + 1 WHERE year = 2026`, {
            maxWait: 20_000,
          }),
        ),
      )
      expect(await db.ticketCounter.findFirstOrThrow()).toEqual({ year: 2026, last: 20 })
    })
  })

  it('the same key twice is told as such, and skipped when asked to', async () => {
    const { db } = database
    await db.guess.create(write('a'))
    await expect(db.guess.create(write('a'))).rejects.toMatchObject({ code: 'P2002' })
    expect(await db.guess.createMany({ data: [write('a').data, write('b').data], skipDuplicates: true })).toEqual({
      count: 1,
    })
  })

  describe('a nudge', () => {
    it('is heard by all who listen to its channel, and by no others', async () => {
      const heard: string[] = []
      await database.listen('inbox of A', () => heard.push('one'))
      await database.listen('inbox of A', () => heard.push('two'))
      await database.listen('outbox', () => heard.push('other'))
      await nudge(database.db, 'inbox of A')
      await vi.waitFor(() => expect(heard.sort()).toEqual(['one', 'two']))
    })

    it('within a transaction is heard when it commits, and not when it is undone', async () => {
      const heard: string[] = []
      await database.listen('undone', () => heard.push('undone'))
      await database.listen('done', () => heard.push('done'))
      const undone = database.db.$transaction(async (tx) => {
        await nudge(tx, 'undone')
        throw new Error('undo')
      })
      await expect(undone).rejects.toThrow('undo')
      await database.db.$transaction((tx) => nudge(tx, 'done'))
      await vi.waitFor(() => expect(heard).toEqual(['done']))
    })
  })

  it('a script of many statements happens whole or not at all', async () => {
    const broken = database.withScripts((sql) =>
      sql.run(`INSERT INTO "Guess" VALUES ('a', 1, now()); INSERT INTO "Guess" VALUES ('a', 1, now())`),
    )
    await expect(broken).rejects.toThrow()
    expect(await database.db.guess.count()).toBe(0)
    await database.withScripts((sql) =>
      sql.run(`INSERT INTO "Guess" VALUES ('a;b', 1, now()); INSERT INTO "Guess" VALUES ('c', 1, now())`),
    )
    expect(await database.db.guess.count()).toBe(2)
  })
}
