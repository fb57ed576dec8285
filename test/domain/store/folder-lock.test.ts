import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type FolderLock, FolderLockError, lockFolder } from '../../../domain/store/folder-lock.ts'
import { temporaryFolder } from '../../context.ts'
import { run } from '../../programs/run.ts'

/** Tries so often at once, and returns the locks that were got. */
async function race(folder: string, tries: number): Promise<FolderLock[]> {
  const results = await Promise.allSettled(Array.from({ length: tries }, () => lockFolder(folder)))
  for (const result of results) {
    if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(FolderLockError)
  }
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
}

describe('a folder', () => {
  it('is one process alone', async () => {
    const folder = temporaryFolder()
    const lock = await lockFolder(folder)
    await expect(lockFolder(folder)).rejects.toThrow(`pid ${process.pid}`)
    await lock.release()
  })

  it('can be taken again after it was released, many times', async () => {
    const folder = temporaryFolder()
    for (let round = 0; round < 20; round++) await (await lockFolder(folder)).release()
    expect((await readdir(folder)).length).toBeLessThanOrEqual(1)
  })

  it('that does not exist is made', async () => {
    const lock = await lockFolder(join(temporaryFolder(), 'not', 'there', 'yet'))
    await lock.release()
  })

  it('goes to one of many that come at once, round after round', async () => {
    const folder = temporaryFolder()
    let got = 0
    for (let round = 0; round < 40; round++) {
      const locks = await race(folder, 8)
      expect(locks.length).toBeLessThanOrEqual(1)
      got += locks.length
      for (const lock of locks) await lock.release()
    }
    expect(got).toBeGreaterThan(0)
  })

  it('may have a path longer than a socket may', async () => {
    const folder = join(temporaryFolder(), 'a'.repeat(100), 'b'.repeat(100))
    const lock = await lockFolder(folder)
    await expect(lockFolder(folder)).rejects.toThrow(`pid ${process.pid}`)
    await lock.release()
    await (await lockFolder(folder)).release()
  })

  it('is not guarded by a file that merely looks like a lock', async () => {
    const folder = temporaryFolder()
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'lock.7'), '')
    const lock = await lockFolder(folder)
    await expect(lockFolder(folder)).rejects.toThrow(FolderLockError)
    await lock.release()
  })
})

describe('between processes', () => {
  it('a second is refused with the pid of the first, and let in once the first was killed', async () => {
    const folder = temporaryFolder()
    const first = run('hold-lock.ts', folder)
    expect(await first.nextLine()).toBe('got')
    await expect(lockFolder(folder)).rejects.toThrow(`pid ${first.process.pid}`)
    await first.kill()
    const lock = await lockFolder(folder)
    await lock.release()
  })

  it('a stopped one is still the holder', async () => {
    const folder = temporaryFolder()
    const first = run('hold-lock.ts', folder)
    expect(await first.nextLine()).toBe('got')
    first.process.kill('SIGSTOP')
    await expect(lockFolder(folder)).rejects.toThrow('in use by another process')
  })

  it('of several that find the lock of a killed one, one at most is let in', async () => {
    const folder = temporaryFolder()
    const first = run('hold-lock.ts', folder)
    expect(await first.nextLine()).toBe('got')
    await first.kill()
    const others = Array.from({ length: 4 }, () => run('hold-lock.ts', folder))
    const said = await Promise.all(others.map((other) => other.nextLine()))
    expect(said.filter((line) => line === 'got').length).toBeLessThanOrEqual(1)
    const lock = await race(folder, 1)
    expect(lock.length + said.filter((line) => line === 'got').length).toBe(1)
    for (const { release } of lock) await release()
  })
})
