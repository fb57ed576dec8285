import { expect, it, vi } from 'vitest'
import { type Context, withWork } from '../../domain/context.ts'
import { importPolicy } from '../../domain/policies/import.ts'
import { publishVersion } from '../../domain/policies/publishing.ts'
import { createPolicyReader } from '../../domain/policies/reader.ts'
import { contextOn } from '../context.ts'
import { parsedPolicy } from '../domain/parsed-policies.ts'
import { at } from '../small-office.ts'
import { openPostgresAt, postgresDatabase, quietLog } from './database.ts'

const monday = at('2026-08-03', '09:00')
const operator = { kind: 'operator' } as const
const { url, context, database } = postgresDatabase()

function take(on: Context, text: string) {
  return withWork(on, monday, (work) =>
    importPolicy(work, parsedPolicy({ 第一条: text }), { by: operator, source: 'x.md' }),
  )
}

it('the same file imported by two instances at once is one version; published at once, it is published once', async () => {
  const mine = await context()
  const other = await openPostgresAt(url())
  try {
    const contexts = [mine, contextOn(other)]
    for (let round = 1; round <= 5; round += 1) {
      const taken = await Promise.all(contexts.map((on) => take(on, `第${round}次。`)))
      expect(taken.map(({ kind }) => kind).sort()).toEqual(['duplicate', 'imported'])
      const [first] = taken
      const published = await Promise.allSettled(
        contexts.map((on) => withWork(on, monday, (work) => publishVersion(work, first?.versionId ?? '', operator))),
      )
      expect(published.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    }
    expect(await mine.db.policyVersion.count()).toBe(5)
    expect(await mine.db.policyVersion.count({ where: { state: 'published' } })).toBe(1)
  } finally {
    await other.close()
  }
})

it('what one instance publishes the others find within seconds', async () => {
  const mine = await context()
  const other = await openPostgresAt(url())
  try {
    const readers = [createPolicyReader(database(), quietLog), createPolicyReader(other, quietLog)]
    for (const read of readers) expect((await read()).size).toBe(0)
    const { versionId } = await take(contextOn(other), '一。')
    await withWork(mine, monday, (work) => publishVersion(work, versionId, operator))
    for (const read of readers) {
      await vi.waitFor(async () => expect((await read()).clause('云溪县移民安置办法第一条')?.text).toBe('一。'), 5_000)
    }
  } finally {
    await other.close()
  }
})
