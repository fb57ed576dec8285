import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutMovieNotes } from '../../domain/movie-notes.ts'

function box(name: string, ...content: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(content.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)))
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length + 8)
  head.write(name, 4, 'latin1')
  return Buffer.concat([head, body])
}

const place = '+31.2304+121.4737/'
const movie = Buffer.concat([
  box('ftyp', 'isom'),
  box('mdat', 'pictures and sounds udta meta'),
  box(
    'moov',
    box('mvhd', 'x'),
    box('trak', box('mdia', 'y'), box('udta', box('name', place))),
    box('udta', box('\xa9xyz', place)),
    box('meta', place),
  ),
  box('uuid', place),
])

describe('a video', () => {
  it('loses the place where it was filmed', () => {
    expect(movie.includes(place)).toBe(true)
    expect(withoutMovieNotes(movie).includes(place)).toBe(false)
  })

  it('keeps its length and every other byte, so that nothing in it points elsewhere', () => {
    const cleaned = withoutMovieNotes(movie)
    expect(cleaned).toHaveLength(movie.length)
    for (const part of ['isom', 'pictures and sounds udta meta', 'mvhd', 'mdia']) {
      expect(cleaned.indexOf(part)).toBe(movie.indexOf(part))
    }
  })

  it('is left alone when it is of another kind', () => {
    const webm = Buffer.from('1a45dfa3000000', 'hex')
    expect(withoutMovieNotes(webm).equals(webm)).toBe(true)
  })

  it('may be cut short or spoilt anywhere without harm', () => {
    fc.assert(
      fc.property(fc.nat(movie.length), fc.nat(movie.length - 1), fc.nat(255), (length, at, byte) => {
        const spoilt = Buffer.from(movie)
        spoilt[at] = byte
        expect(withoutMovieNotes(spoilt.subarray(0, length))).toHaveLength(length)
      }),
      { numRuns: 2000 },
    )
  })
})
