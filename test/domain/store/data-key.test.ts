import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DataKeyError, loadDataKeys, parseDataKeys } from '../../../domain/store/data-key.ts'
import { temporaryFolder } from '../../context.ts'

const base64 = (fill: number) => Buffer.alloc(32, fill).toString('base64')

describe('the text of a key', () => {
  it('may be several, newest first, on lines or with commas', () => {
    expect(parseDataKeys(`k2:${base64(2)}, k1:${base64(1)}`).map(({ id }) => id)).toEqual(['k2', 'k1'])
    expect(parseDataKeys(`# made in May\nk2:${base64(2)}\nk1:${base64(1)}\n`).map(({ id }) => id)).toEqual(['k2', 'k1'])
  })

  it('may be a single key without an id, in either alphabet', () => {
    const key = Buffer.alloc(32, 0xfb)
    expect(parseDataKeys(key.toString('base64'))).toEqual([{ id: 'main', key }])
    expect(parseDataKeys(key.toString('base64url'))).toEqual([{ id: 'main', key }])
  })

  it.each([
    ['nothing', '', 'no key'],
    ['a short key', `k1:${Buffer.alloc(16).toString('base64')}`, 'number 1'],
    ['a long key', `k1:${Buffer.alloc(33).toString('base64')}`, 'number 1'],
    ['a wrong second key', `k2:${base64(2)},k1:xyz`, 'number 2'],
    ['the same id twice', `k1:${base64(2)},k1:${base64(1)}`, 'same id'],
    ['an id with a dot', `k.1:${base64(1)}`, 'number 1'],
  ])('is refused when it is %s', (_, text, why) => {
    expect(() => parseDataKeys(text)).toThrow(DataKeyError)
    expect(() => parseDataKeys(text)).toThrow(why)
  })
})

describe('the keys of an office', () => {
  it('are those of DATA_KEY when it is set, and no file is made', async () => {
    const dataDir = temporaryFolder()
    const dataKeys = parseDataKeys(base64(1))
    expect(await loadDataKeys({ dataDir, dataKeys })).toEqual({ keys: dataKeys })
    expect(await readdir(dataDir)).toEqual([])
  })

  it('are otherwise made at the first start, in a file for the owner alone, with a word about its backup', async () => {
    const dataDir = join(temporaryFolder(), 'new', 'data')
    const { keys, notice } = await loadDataKeys({ dataDir })
    expect(keys).toHaveLength(1)
    expect(notice).toContain(join(dataDir, 'data.key'))
    expect(notice).toContain('Keep a copy')
    expect((await stat(join(dataDir, 'data.key'))).mode & 0o777).toBe(0o600)
    expect(await readdir(dataDir)).toEqual(['data.key'])
  })

  it('are the same at the second start, without the word', async () => {
    const dataDir = temporaryFolder()
    const { keys } = await loadDataKeys({ dataDir })
    expect(await loadDataKeys({ dataDir })).toEqual({ keys })
  })

  it('are the same for two that start at once', async () => {
    const dataDir = temporaryFolder()
    const starts = await Promise.all(Array.from({ length: 8 }, () => loadDataKeys({ dataDir })))
    expect(new Set(starts.map(({ keys }) => keys[0]?.key.toString('hex'))).size).toBe(1)
    expect(starts.filter(({ notice }) => notice)).toHaveLength(1)
  })

  it.runIf(process.platform !== 'win32')(
    'are refused from a file that others can read, with the command that mends it',
    async () => {
      const dataDir = temporaryFolder()
      await loadDataKeys({ dataDir })
      await chmod(join(dataDir, 'data.key'), 0o640)
      await expect(loadDataKeys({ dataDir })).rejects.toThrow(`chmod 600 ${join(dataDir, 'data.key')}`)
    },
  )

  it.each(['db', 'files'])('are not made anew beside a %s folder that was written with a lost one', async (folder) => {
    const dataDir = temporaryFolder()
    await mkdir(join(dataDir, folder))
    await expect(loadDataKeys({ dataDir })).rejects.toThrow(/data\.key.*backup.*DATA_KEY/)
    expect(await readdir(dataDir)).toEqual([folder])
  })

  it('are refused from a spoilt file, which is left as it is', async () => {
    const dataDir = temporaryFolder()
    await writeFile(join(dataDir, 'data.key'), 'k1:half a k', { mode: 0o600 })
    await expect(loadDataKeys({ dataDir })).rejects.toThrow(/backup/)
    expect(await readFile(join(dataDir, 'data.key'), 'utf8')).toBe('k1:half a k')
  })
})
