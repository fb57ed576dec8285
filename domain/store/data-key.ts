import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, link, mkdir, open, readFile, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { DataKey } from './vault.ts'

/** The data key is missing, unreadable or not safe where it lies; the message says what to do. */
export class DataKeyError extends Error {
  override name = 'DataKeyError'
}

/** What one key looks like, and how to make one. */
export const dataKeyHint =
  'one or more <id>:<base64 of 32 bytes>, newest first, separated by commas; make one with: ' +
  `node -e "console.log('k1:' + require('crypto').randomBytes(32).toString('base64'))"`

/**
 * Reads `id:base64` pairs, newest first, separated by commas or line breaks; a single key may stand without an id.
 * Throws DataKeyError, never repeating the key in its message.
 */
export function parseDataKeys(text: string): DataKey[] {
  const entries = text
    .split(/[,\n]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '' && !entry.startsWith('#'))
  const keys = entries.map((entry, index) => {
    const [, id = 'main', encoded = ''] = /^(?:([A-Za-z0-9_-]{1,32}):)?([A-Za-z0-9+/_-]+={0,2})$/.exec(entry) ?? []
    const key = Buffer.from(encoded, 'base64')
    if (key.length !== 32) throw new DataKeyError(`Key number ${index + 1} is not <id>:<base64 of 32 bytes>`)
    return { id, key }
  })
  if (keys.length === 0) throw new DataKeyError('There is no key in it')
  if (new Set(keys.map(({ id }) => id)).size < keys.length) throw new DataKeyError('Two keys have the same id')
  return keys
}

/**
 * The keys of DATA_KEY, or else of `data.key` in the data folder, which is made at the first start. `notice` is a
 * sentence for the operator, given when the file was made just now.
 * Throws DataKeyError when others can read the file, when it holds no key, or when there is a database but no key.
 */
export async function loadDataKeys(config: {
  dataDir: string
  dataKeys?: readonly DataKey[] | undefined
}): Promise<{ keys: readonly DataKey[]; notice?: string }> {
  if (config.dataKeys) return { keys: config.dataKeys }
  const file = join(config.dataDir, 'data.key')
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 })
  if (existsSync(file)) return { keys: await readKeyFile(file) }
  if (existsSync(join(config.dataDir, 'db')) || existsSync(join(config.dataDir, 'files'))) {
    throw new DataKeyError(
      `${config.dataDir} holds data but no data.key, and without its key nothing in it can be read. ` +
        'Put data.key back from your backup, or set DATA_KEY to the key it was written with.',
    )
  }
  const isNew = await writeKeyFile(file)
  const keys = await readKeyFile(file)
  if (!isNew) return { keys }
  return {
    keys,
    notice:
      `A new data key was made in ${file}. Keep a copy of it somewhere other than the data: ` +
      'without it names, phones, words and files cannot be read again, and with both together anyone can read them.',
  }
}

async function readKeyFile(file: string): Promise<DataKey[]> {
  const { mode } = await stat(file)
  // Windows has no such bits and reports every file as readable by all.
  if (process.platform !== 'win32' && mode & 0o077) {
    throw new DataKeyError(`${file} can be read by others on this machine. Run: chmod 600 ${file}`)
  }
  try {
    return parseDataKeys(await readFile(file, 'utf8'))
  } catch (error) {
    if (!(error instanceof DataKeyError)) throw error
    throw new DataKeyError(`${file} is not a key file: ${error.message}. Put it back from your backup.`)
  }
}

/** Returns false when another process made the file first. Half a key is never seen under its final name. */
async function writeKeyFile(file: string): Promise<boolean> {
  const written = `${file}.${randomBytes(6).toString('hex')}`
  const handle = await open(written, 'wx', 0o600)
  try {
    await handle.writeFile(`k1:${randomBytes(32).toString('base64')}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await chmod(written, 0o600)
  try {
    await link(written, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await unlink(written)
  }
}
