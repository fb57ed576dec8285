import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  codeAlphabet,
  createQueryCode,
  createShortCode,
  normalizeQueryCode,
  normalizeShortCode,
} from '../../../domain/rules/query-code.ts'

describe('query codes', () => {
  it('are thirteen letters of thirty-one, at least 60 bits, grouped 4-4-5', () => {
    const code = createQueryCode(randomBytes)
    expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{5}$/)
    expect(new Set(codeAlphabet).size).toBe(31)
    expect(13 * Math.log2(31)).toBeGreaterThan(60)
  })

  it('contain none of 0 O 1 I L', () => {
    expect(codeAlphabet).not.toMatch(/[0O1IL]/)
  })

  it('every letter is as likely as any other: each usable byte value gives each letter eight times', () => {
    const counts = new Map<string, number>()
    for (let byte = 0; byte < 248; byte += 1) {
      const letter = createQueryCode((n) => new Uint8Array(n).fill(byte)).charAt(0)
      counts.set(letter, (counts.get(letter) ?? 0) + 1)
    }
    expect([...counts.values()]).toEqual(Array(31).fill(8))
  })

  it('bytes that would make some letters likelier are thrown away', () => {
    const tail = [255, 248, 250]
    const code = createQueryCode((n) => Uint8Array.from({ length: n }, (_, i) => tail[i] ?? 0))
    expect(code).toBe('2222-2222-22222')
  })

  it('a broken source of chance is told instead of asked for ever', () => {
    expect(() => createQueryCode((n) => new Uint8Array(n).fill(255))).toThrow(/random bytes/)
  })

  it('invite codes are sixteen letters without dashes', () => {
    expect(createShortCode(randomBytes)).toMatch(/^[2-9A-HJKMNP-Z]{16}$/)
  })

  it('invite codes are understood in the same ways as query codes, and the two are never taken for each other', () => {
    const [short, query] = [createShortCode(randomBytes), createQueryCode(randomBytes)]
    expect(normalizeShortCode(` ${short.toLowerCase().replace(/(.{4})/g, '$1 — ')}`)).toBe(short)
    expect([normalizeShortCode(query), normalizeQueryCode(short)]).toEqual([undefined, undefined])
    expect([normalizeShortCode(`${short.slice(1)}0`), normalizeShortCode('')]).toEqual([undefined, undefined])
  })

  it.each([
    'ABCD-EFGH-JKMN2',
    'abcd-efgh-jkmn2',
    ' ABCD EFGH JKMN2 ',
    'ABCDEFGHJKMN2',
    'ＡＢＣＤ－ＥＦＧＨ－ＪＫＭＮ２',
    'ABCD—EFGH—JKMN2。',
    'A B C D E F G H J K M N 2',
    'ABCD\u200b-EFGH-JKMN2',
  ])('%o is understood', (typed) => {
    expect(normalizeQueryCode(typed)).toBe('ABCDEFGHJKMN2')
  })

  it.each([
    '',
    'ABCD-EFGH-JKMN',
    'ABCD-EFGH-JKMN23',
    'ABCD-EFGH-JKMN0',
    'ABCD-EFGH-JKMNO',
    'ABCD-EFGH-JKMNL',
    '查询码是什么啊我不知道',
    'A'.repeat(300),
  ])('%o is no code', (typed) => {
    expect(normalizeQueryCode(typed)).toBeUndefined()
  })

  it('every code is understood as it is shown, and in small letters', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 26, maxLength: 26, max: 247 }), (bytes) => {
        const code = createQueryCode(() => bytes)
        expect(normalizeQueryCode(code)).toBe(code.replaceAll('-', ''))
        expect(normalizeQueryCode(code.toLowerCase())).toBe(code.replaceAll('-', ''))
      }),
    )
  })
})
