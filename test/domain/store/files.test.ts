import { randomUUID } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createFolderStore, type FileStore } from '../../../domain/store/files.ts'
import { createVault, SealBrokenError } from '../../../domain/store/vault.ts'
import { temporaryFolder, testKeys } from '../../context.ts'

function newStore(): { folder: string; store: FileStore } {
  const folder = join(temporaryFolder(), 'files')
  return { folder, store: createFolderStore(folder, createVault(testKeys)) }
}

async function idsIn(store: FileStore): Promise<string[]> {
  const ids: string[] = []
  for await (const id of store.list()) ids.push(id)
  return ids.sort()
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

describe('the folder store', () => {
  it('gives back what was put, and the newer when it was put twice', async () => {
    const { store } = newStore()
    const id = randomUUID()
    await store.put(id, Buffer.from('one'))
    expect((await store.get(id))?.toString()).toBe('one')
    await store.put(id, Buffer.from('two'))
    expect((await store.get(id))?.toString()).toBe('two')
  })

  it('has nothing under an id that was never put or was deleted', async () => {
    const { store } = newStore()
    const id = randomUUID()
    expect(await store.get(id)).toBeUndefined()
    await store.put(id, Buffer.from('x'))
    await store.delete(id)
    await store.delete(id)
    expect(await store.get(id)).toBeUndefined()
  })

  it('lists what it holds, and nothing before its folder exists', async () => {
    const { store } = newStore()
    expect(await idsIn(store)).toEqual([])
    const ids = Array.from({ length: 20 }, () => randomUUID())
    await Promise.all(ids.map((id) => store.put(id, Buffer.from(id))))
    expect(await idsIn(store)).toEqual(ids.sort())
  })

  it('keeps no readable word on the disk, and no half-written file', async () => {
    const { folder, store } = newStore()
    await store.put(randomUUID(), Buffer.from('canary '.repeat(100)))
    const files = await filesUnder(folder)
    expect(files).toHaveLength(1)
    for (const file of files) expect((await readFile(file)).includes('canary')).toBe(false)
  })

  it('does not list what a killed process left half-written', async () => {
    const { folder, store } = newStore()
    const id = randomUUID()
    await store.put(id, Buffer.from('whole'))
    await writeFile(join(folder, id.slice(-2), `${randomUUID()}.${randomUUID()}.part`), 'half')
    expect(await idsIn(store)).toEqual([id])
  })

  it('does not open a file that was put in the place of another', async () => {
    const { folder, store } = newStore()
    const [one, other] = [randomUUID(), randomUUID()]
    await store.put(one, Buffer.from('one'))
    await store.put(other, Buffer.from('other'))
    const place = (id: string) => join(folder, id.slice(-2), id)
    await writeFile(place(one), await readFile(place(other)))
    await expect(store.get(one)).rejects.toThrow(SealBrokenError)
  })

  it.each(['../../etc/passwd', '', '.', 'a/b', `${randomUUID()}/..`, randomUUID().toUpperCase(), `${randomUUID()}\n`])(
    'refuses the id %j',
    async (id) => {
      const { store } = newStore()
      await expect(store.put(id, Buffer.from('x'))).rejects.toThrow(/UUID/)
      await expect(store.get(id)).rejects.toThrow(/UUID/)
      await expect(store.delete(id)).rejects.toThrow(/UUID/)
    },
  )
})
