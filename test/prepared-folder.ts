import { cpSync, lstatSync } from 'node:fs'
import { createLog } from '../domain/log.ts'
import { openContext } from '../domain/open-context.ts'
import { loadStarterBase } from '../domain/policies/starter-policies.ts'
import { temporaryFolder } from './context.ts'

let template: Promise<string> | undefined

/**
 * A data folder as the first start leaves it: key, database with every migration, example office, starter base of
 * policies. Making a database takes seconds, copying one does not, so each test worker makes one and hands out copies.
 */
export async function preparedFolder(): Promise<string> {
  template ??= prepare()
  const folder = temporaryFolder()
  // The lock's socket stays where it was.
  cpSync(await template, folder, { recursive: true, filter: (path) => !lstatSync(path).isSocket() })
  return folder
}

async function prepare(): Promise<string> {
  const dataDir = temporaryFolder()
  const at = new Date('2026-08-03T01:00:00Z')
  const settings = { dataDir, publicUrl: 'http://127.0.0.1:3000' }
  const { context, close } = await openContext(settings, createLog('silent'), at)
  await loadStarterBase(context, at)
  await close()
  return dataDir
}
