import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  createDoorCode,
  doorAlphabet,
  doorCodeLength,
  readDoorCode,
} from '../../../../domain/rules/reception/door-codes.ts'

describe('a code for the door', () => {
  it('has five letters of which none is taken for another', () => {
    for (let made = 0; made < 500; made += 1) {
      const code = createDoorCode(randomBytes)
      expect(code).toHaveLength(doorCodeLength)
      expect(code).not.toMatch(/[01ODQILZEASGBUV]/)
      expect(readDoorCode(code)).toBe(code)
    }
  })

  it('is made of every letter there is, and seldom made twice', () => {
    const codes = Array.from({ length: 2000 }, () => createDoorCode(randomBytes))
    expect(new Set(codes.join(''))).toEqual(new Set(doorAlphabet))
    expect(new Set(codes).size).toBeGreaterThan(1990)
  })

  it.each([
    ['fj7km', 'FJ7KM'],
    [' F J 7-K M ', 'FJ7KM'],
    ['ＦＪ７ＫＭ', 'FJ7KM'],
    ['F.J，7 KM。', 'FJ7KM'],
    // A letter that is in no code is the figure it looks like.
    ['SZBGA', '52864'],
    ['5EC4X', '53C4X'],
  ])('%s is read as %s', (typed, code) => {
    expect(readDoorCode(typed)).toBe(code)
  })

  it.each(['', 'FJ7K', 'FJ7KMM', 'FJ7K0', 'FJ7K1', 'OO7KM', '进门码', 'F'.repeat(100)])('%s is none', (typed) => {
    expect(readDoorCode(typed)).toBeUndefined()
  })
})
