import { cpSync, lstatSync } from 'node:fs'
import { createLog } from '../domain/log.ts'
import { openContext } from '../domain/open-context.ts'
import { loadStarterBase } from '../domain/policies/starter-policies.ts'
import { loadDataKeys } from '../domain/store/data-key.ts'
import { openEmbedded } from '../domain/store/embedded.ts'
import { temporaryFolder } from './context.ts'
import { embeddedImage } from './embedded-image.ts'

let migrated: Promise<string> | undefined
let prepared: Promise<string> | undefined

/** A data folder with nothing in it but the database, in which is nothing but every migration. */
export async function migratedFolder(): Promise<string> {
  migrated ??= migrate()
  return copyOf(await migrated)
}

/**
 * A data folder as the first start leaves it: key, database with every migration, example office, starter base of
 * policies. Filling one takes a second or two, copying one does not, so each test worker fills one and hands out copies.
 */
export async function preparedFolder(): Promise<string> {
  prepared ??= prepare()
  return copyOf(await prepared)
}

function copyOf(template: string): string {
  const folder = temporaryFolder()
  // The lock's socket stays where it was.
  cpSync(template, folder, { recursive: true, filter: (path) => !lstatSync(path).isSocket() })
  return folder
}

async function migrate(dataDir = temporaryFolder()): Promise<string> {
  const database = await openEmbedded(dataDir, await embeddedImage())
  await database.close()
  return dataDir
}

async function prepare(): Promise<string> {
  const dataDir = temporaryFolder()
  // Where there is a database already, no key is made.
  await loadDataKeys({ dataDir })
  await migrate(dataDir)
  const at = new Date('2026-08-03T01:00:00Z')
  const settings = { dataDir, publicUrl: 'http://127.0.0.1:3000' }
  const { context, close } = await openContext(settings, createLog('silent'), at)
  await loadStarterBase(context, at)
  await close()
  return dataDir
}
