import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { pack, unpack } from '../../../../domain/policies/files/archive.ts'
import { Refused } from '../../../../domain/policies/files/parsed-policy.ts'

const refusalOf = (act: () => unknown) => {
  try {
    act()
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    throw error
  }
  return 'taken'
}

describe('an archive', () => {
  it('unpacks to what was packed', () => {
    const files = new Map([
      ['word/document.xml', Buffer.from('<文>')],
      ['空', Buffer.alloc(0)],
    ])
    expect(unpack(pack(files))).toEqual(files)
  })

  it('that grows beyond all measure is refused, whatever it says of its size', () => {
    const bomb = bombOf(5_000_000)
    expect(bomb.length).toBeLessThan(10_000)
    expect(refusalOf(() => unpack(bomb, 1024 * 1024))).toEqual({ kind: 'unpacks-too-large', mostMegabytes: 1 })
    expect(unpack(bomb, 6_000_000).get('a')?.length).toBe(5_000_000)
  })

  it.each([
    ['cut short', (whole: Buffer) => whole.subarray(0, whole.length - 5)],
    ['without its files', (whole: Buffer) => whole.subarray(whole.length - 60)],
    ['with nothing in it', () => Buffer.alloc(0)],
  ])('%s is broken', (_, change) => {
    expect(refusalOf(() => unpack(change(pack(new Map([['a', Buffer.from('text')]])))))).toEqual({ kind: 'broken' })
  })
})

/** A file of so many zeros, packed, that says of itself that it holds four bytes. */
function bombOf(size: number): Buffer {
  const packed = deflateRawSync(Buffer.alloc(size))
  const whole = pack(new Map([['a', packed]]))
  const directory = whole.length - 22 - 47
  whole.writeUInt16LE(8, 8)
  whole.writeUInt16LE(8, directory + 10)
  whole.writeUInt32LE(4, 22)
  whole.writeUInt32LE(4, directory + 24)
  return whole
}
