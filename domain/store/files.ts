import { randomUUID } from 'node:crypto'
import { mkdir, open, opendir, readFile, rename, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Vault } from './vault.ts'

/** Where the content of files lies, by id. The ids are UUIDs; anything else is refused. */
export interface FileStore {
  /** When it returns, the content is on the disk. Putting the same id again replaces it. */
  put(id: string, content: Buffer): Promise<void>
  /** Undefined when there is none. Throws when it was altered or sealed with a key that is not here. */
  get(id: string): Promise<Buffer | undefined>
  /** Deleting what is not there is no error. */
  delete(id: string): Promise<void>
  list(): AsyncIterable<string>
  /** When the content was put there; undefined when there is none. */
  storedAt(id: string): Promise<Date | undefined>
}

/** A store in a folder of this machine, every file encrypted and bound to its id. */
export function createFolderStore(folder: string, vault: Vault): FileStore {
  return {
    async put(id, content) {
      const path = pathOf(folder, id)
      const parent = dirname(path)
      await mkdir(parent, { recursive: true, mode: 0o700 })
      const written = `${path}.${randomUUID()}.part`
      try {
        const handle = await open(written, 'wx', 0o600)
        try {
          await handle.writeFile(vault.sealBytes('FileStore', 'content', id, content))
          await handle.sync()
        } finally {
          await handle.close()
        }
        await rename(written, path)
      } catch (error) {
        await unlink(written).catch(() => {})
        throw error
      }
      await syncFolder(parent)
      await syncFolder(folder)
    },
    async get(id) {
      const sealed = await readFile(pathOf(folder, id)).catch(undefinedWhenAbsent)
      return sealed && vault.openBytes('FileStore', 'content', id, sealed)
    },
    async delete(id) {
      await unlink(pathOf(folder, id)).catch(undefinedWhenAbsent)
    },
    async *list() {
      const shelves = await opendir(folder).catch(undefinedWhenAbsent)
      if (!shelves) return
      for await (const shelf of shelves) {
        if (!shelf.isDirectory()) continue
        for await (const file of await opendir(join(folder, shelf.name))) if (isUuid(file.name)) yield file.name
      }
    },
    async storedAt(id) {
      return (await stat(pathOf(folder, id)).catch(undefinedWhenAbsent))?.mtime
    },
  }
}

function pathOf(folder: string, id: string): string {
  if (!isUuid(id)) throw new Error('A file id is a UUID in lower case')
  // The last letters: the first ones of a time-ordered UUID are all alike.
  return join(folder, id.slice(-2), id)
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}

/** A rename is only on the disk once its folder is. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function undefinedWhenAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
