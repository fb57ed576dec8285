import { mkdtempSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import type { Context } from '../domain/context.ts'
import { loadCalendar } from '../domain/holidays.ts'
import type { Office } from '../domain/office.ts'
import { parseOfficeFile } from '../domain/office-file.ts'
import { noPolicies } from '../domain/rules/policy-search/index.ts'
import type { Database } from '../domain/store/database.ts'
import { createFolderStore } from '../domain/store/files.ts'
import { createVault, type DataKey } from '../domain/store/vault.ts'

/** The key of all tests. */
export const testKeys: readonly DataKey[] = [{ id: 'test', key: Buffer.alloc(32, 7) }]

/** The office of office.example.json. */
export function exampleOffice(): Office {
  const parsed = parseOfficeFile(JSON.parse(readFileSync(new URL('../office.example.json', import.meta.url), 'utf8')))
  if (!parsed.ok) throw new Error(`office.example.json: ${JSON.stringify(parsed.problems)}`)
  return { ...parsed.office, version: 1 }
}

/** What operations stand on, with the example office, the test key, and an empty file store. */
export function contextOn(database: Database): Context {
  const vault = createVault(testKeys)
  const office = exampleOffice()
  const calendar = loadCalendar()
  return {
    db: database.db,
    sql: database.sql,
    vault,
    files: createFolderStore(join(temporaryFolder(), 'files'), vault),
    office: async () => office,
    calendar: async () => calendar,
    policies: async () => noPolicies,
    publicUrl: 'http://127.0.0.1:3000',
  }
}

/** A new empty folder, gone after the tests. */
export function temporaryFolder(): string {
  return mkdtempSync(join(inject('temporary'), 'f-'))
}
