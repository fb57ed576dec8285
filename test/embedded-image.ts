import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { withScripts } from '../domain/store/embedded.ts'
import { applyMigrations, readMigrations } from '../domain/store/migrations.ts'

const root = join(import.meta.dirname, '..')
const cache = join(root, 'node_modules', '.cache', 'xinqiao')

let found: Promise<string> | undefined

/**
 * Where the embedded database with every migration and no rows is, packed by tar. Making one takes seconds and unpacking
 * one does not, so the first run after a change of the migrations or of PGlite makes it, and all others use it.
 */
export function imageFile(): Promise<string> {
  found ??= findImage()
  return found
}

async function findImage(): Promise<string> {
  const file = join(cache, `embedded-${await fingerprint()}.tar`)
  if (existsSync(file)) return file
  const image = await makeImage()
  mkdirSync(cache, { recursive: true })
  // Several runs may do the same at once: each puts a whole file there.
  const half = `${file}.${randomUUID()}`
  writeFileSync(half, image)
  renameSync(half, file)
  return file
}

async function fingerprint(): Promise<string> {
  const engine = readFileSync(join(root, 'node_modules', '@electric-sql', 'pglite', 'package.json'), 'utf8')
  return createHash('sha256')
    .update(JSON.stringify([engine, await readMigrations()]))
    .digest('hex')
    .slice(0, 16)
}

async function makeImage(): Promise<Buffer<ArrayBuffer>> {
  const pglite = await PGlite.create()
  await applyMigrations({ withScripts: (task) => withScripts(pglite, task) })
  // What is only in the log would be read again at every load.
  await pglite.exec('CHECKPOINT')
  const dump = await pglite.dumpDataDir('none')
  await pglite.close()
  return Buffer.from(await dump.arrayBuffer())
}
