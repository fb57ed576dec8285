import { readFileSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { prepareStatements } from '../../../domain/store/prepared-statements.ts'
import { imageFile } from '../../embedded-image.ts'

describe('a statement of the embedded database', () => {
  let pglite: PGlite
  beforeAll(async () => {
    pglite = await PGlite.create({ loadDataDir: new Blob([readFileSync(await imageFile())]) })
    prepareStatements(pglite, { statements: 20, runs: 200 })
  })
  afterAll(() => pglite.close())

  beforeEach(() => pglite.exec('DROP TABLE IF EXISTS fruit; CREATE TABLE fruit (name text PRIMARY KEY, weight int)'))

  async function run<Row>(text: string, values?: unknown[]): Promise<Row[]> {
    return (await pglite.query<Row>(text, values)).rows
  }

  const insert = 'INSERT INTO fruit (name, weight) VALUES ($1, $2)'
  const heavier = 'SELECT name FROM fruit WHERE weight > $1 ORDER BY name'

  /** How often the engine ran statements that begin so, by its own account. */
  async function prepared(beginning: string): Promise<{ statements: number; runs: number }> {
    const [row] = await run<{ statements: number; runs: number }>(
      `SELECT count(*)::int AS statements, coalesce(sum(generic_plans + custom_plans), 0)::int AS runs
      FROM pg_prepared_statements WHERE starts_with(statement, $1)`,
      [beginning],
    )
    return row ?? { statements: 0, runs: 0 }
  }

  it('is prepared once, and every run sees what is there then', async () => {
    for (let weight = 1; weight <= 12; weight++) {
      await run(insert, [`apple ${String(weight).padStart(2, '0')}`, weight])
      expect(await run(heavier, [weight - 1])).toHaveLength(1)
      expect(await run(heavier, [0])).toHaveLength(weight)
    }
    expect(await prepared(heavier)).toEqual({ statements: 1, runs: 24 })
    expect(await prepared(insert)).toEqual({ statements: 1, runs: 12 })
  })

  it('reads and writes values of every kind, null too, whatever was there at its first run', async () => {
    const say = 'SELECT $1::text AS text, $2::jsonb AS json, $3::timestamptz AS at, $4::text[] AS list'
    const at = new Date('2026-08-03T16:30:00.123Z')
    for (const values of [
      ['信', { a: 1 }, at, ['x', '']],
      [null, null, null, null],
      ['', [], at, []],
    ]) {
      const [text, json, instant, list] = values
      const given = [text, json === null ? null : JSON.stringify(json), instant, list]
      expect(await run(say, given)).toEqual([{ text, json, at: instant, list }])
    }
  })

  it('that is refused says why, and is as good as new afterwards', async () => {
    for (let round = 0; round < 3; round++) {
      await expect(run('SELECT nonsense FROM fruit')).rejects.toThrow('nonsense')
      await run('INSERT INTO fruit VALUES ($1, 1) ON CONFLICT DO NOTHING', ['pear'])
      await expect(run(insert, ['pear', 2])).rejects.toThrow('fruit_pkey')
      await expect(run(insert, ['plum', 'much'])).rejects.toThrow('integer')
    }
    await run(insert, ['plum', 3])
    expect(await run(heavier, [0])).toEqual([{ name: 'pear' }, { name: 'plum' }])
  })

  it('first run in a transaction that was undone is there for the next', async () => {
    await expect(
      pglite.transaction(async (tx) => {
        await tx.query(insert, ['quince', 5])
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
    await run(insert, ['quince', 6])
    expect(await run(heavier, [5])).toEqual([{ name: 'quince' }])
  })

  it('shows the columns that a table has now, however they were changed', async () => {
    await run(insert, ['cherry', 1])
    const all = 'SELECT * FROM fruit'
    expect(await run(all)).toEqual([{ name: 'cherry', weight: 1 }])
    await pglite.exec('ALTER TABLE fruit ADD colour text')
    expect(await run(all)).toEqual([{ name: 'cherry', weight: 1, colour: null }])
    await run('ALTER TABLE fruit DROP weight')
    expect(await run(all)).toEqual([{ name: 'cherry', colour: null }])
  })

  it('is forgotten when there are too many of them, and when it was planned long ago', async () => {
    for (let n = 0; n < 30; n++) await run(`SELECT ${n} AS n`)
    expect((await prepared('')).statements).toBeLessThan(21)
    for (let n = 0; n < 210; n++) await run('SELECT 0 AS often')
    expect((await prepared('SELECT 0 AS often')).runs).toBeLessThan(200)
    expect(await run('SELECT 0 AS n')).toEqual([{ n: 0 }])
  })
})
