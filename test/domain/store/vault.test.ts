import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createVault, type DataKey, SealBrokenError, UnknownKeyError } from '../../../domain/store/vault.ts'

const first: DataKey = { id: 'k1', key: Buffer.alloc(32, 1) }
const second: DataKey = { id: 'k2', key: Buffer.alloc(32, 2) }
const vault = createVault([first])

describe('sealing', () => {
  it('gives back every text and every content', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.uint8Array(), (text, bytes) => {
        expect(vault.open('T', 'c', 'r', vault.seal('T', 'c', 'r', text))).toBe(text)
        const content = Buffer.from(bytes)
        expect(vault.openBytes('T', 'c', 'r', vault.sealBytes('T', 'c', 'r', content)).equals(content)).toBe(true)
      }),
    )
  })

  it('names the version and the key, and nothing of the text', () => {
    expect(vault.seal('Resident', 'nameEnc', 'r1', 'canary')).toMatch(/^v1\.k1\.[A-Za-z0-9_-]+$/)
    expect(vault.sealBytes('F', 'c', 'r1', Buffer.from('canary')).includes('canary')).toBe(false)
  })

  it('looks different each time', () => {
    expect(vault.seal('T', 'c', 'r', 'same')).not.toBe(vault.seal('T', 'c', 'r', 'same'))
  })
})

describe('opening refuses', () => {
  const sealed = vault.seal('Resident', 'nameEnc', 'r1', 'somebody')
  const sealedBytes = vault.sealBytes('Resident', 'nameEnc', 'r1', Buffer.from('somebody'))

  it.each([
    ['another row', 'Resident', 'nameEnc', 'r2'],
    ['another column', 'Resident', 'phoneEnc', 'r1'],
    ['another table', 'Account', 'nameEnc', 'r1'],
  ])('what was moved to %s', (_, table, column, row) => {
    expect(() => vault.open(table, column, row, sealed)).toThrow(SealBrokenError)
    expect(() => vault.openBytes(table, column, row, sealedBytes)).toThrow(SealBrokenError)
  })

  it('a content in which any one byte was changed', () => {
    for (let at = 0; at < sealedBytes.length; at++) {
      const changed = Buffer.from(sealedBytes)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(() => vault.openBytes('Resident', 'nameEnc', 'r1', changed)).toThrow(/altered|needs the data key/)
    }
  })

  it('a content cut short anywhere', () => {
    for (let length = 0; length < sealedBytes.length; length++) {
      expect(() => vault.openBytes('Resident', 'nameEnc', 'r1', sealedBytes.subarray(0, length))).toThrow()
    }
  })

  it.each(['', 'v1.', 'v1.k1.', 'v1.k1.AAAA', 'v2.k1.AAAA', 'plain words', sealed.slice(0, -2)])('"%s"', (text) => {
    expect(() => vault.open('Resident', 'nameEnc', 'r1', text)).toThrow(SealBrokenError)
  })

  it('what was sealed with a key that is not in the ring, and names the key', () => {
    const other = createVault([second])
    expect(() => other.open('Resident', 'nameEnc', 'r1', sealed)).toThrow(UnknownKeyError)
    expect(() => other.open('Resident', 'nameEnc', 'r1', sealed)).toThrow(/"k1".*DATA_KEY/)
  })

  it('what was sealed with another key of the same id', () => {
    const impostor = createVault([{ id: 'k1', key: randomBytes(32) }])
    expect(() => impostor.open('Resident', 'nameEnc', 'r1', sealed)).toThrow(SealBrokenError)
  })
})

describe('a ring with a new key in front', () => {
  const rotated = createVault([second, first])

  it('opens what the old key sealed and seals with the new one', () => {
    expect(rotated.open('T', 'c', 'r', vault.seal('T', 'c', 'r', 'old'))).toBe('old')
    expect(rotated.seal('T', 'c', 'r', 'new')).toMatch(/^v1\.k2\./)
  })

  it('finds by the same hashes and signs with the same secrets', () => {
    expect(rotated.hash('phone', '+8613800000000')).toBe(vault.hash('phone', '+8613800000000'))
    expect(rotated.deriveSecret('cookie').equals(vault.deriveSecret('cookie'))).toBe(true)
  })
})

describe('hashes', () => {
  it('differ by purpose, by text and by key', () => {
    const hashes = [
      vault.hash('phone', 'a'),
      vault.hash('phone', 'b'),
      vault.hash('name', 'a'),
      createVault([second]).hash('phone', 'a'),
    ]
    expect(new Set(hashes).size).toBe(4)
    for (const hash of hashes) expect(hash).toMatch(/^[A-Za-z0-9_-]{43}$/)
  })

  it('are the same for a text and its bytes', () => {
    expect(vault.hash('file', Buffer.from('同样'))).toBe(vault.hash('file', '同样'))
  })
})

it('no vault without a key', () => {
  expect(() => createVault([])).toThrow()
})
