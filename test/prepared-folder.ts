import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { loadDataKeys } from '../domain/store/data-key.ts'
import { temporaryFolder } from './context.ts'
import { imageFile } from './embedded-image.ts'

/**
 * A data folder with a key and the embedded database with every migration, in which there is nothing: where the first
 * start of all would be, without the seconds that it takes to make a database.
 */
export async function preparedFolder(): Promise<string> {
  const dataDir = temporaryFolder()
  // Where there is a database already, no key is made.
  await loadDataKeys({ dataDir })
  const folder = join(dataDir, 'db')
  await mkdir(folder)
  await promisify(execFile)('tar', ['-xf', await imageFile(), '-C', folder])
  return dataDir
}
