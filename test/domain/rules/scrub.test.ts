import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createQueryCode, createShortCode } from '../../../domain/rules/query-code.ts'
import { scrubLine } from '../../../domain/rules/scrub.ts'

/** Bytes that only look random, the same for the same seed. */
function bytesFrom(seed: number) {
  let turn = 0
  return (n: number) => {
    turn += 1
    return createHash('shake256', { outputLength: n }).update(`${seed}/${turn}`).digest()
  }
}

describe('log lines', () => {
  it.each([
    ['phone 13800000012 called', 'phone […] called'],
    ['{"phone":"+8613800000012"}', '{"phone":"[…]"}'],
    ['phone 138-0000-0012', 'phone […]'],
    ['id 00000019500101001X', 'id […]'],
    ['code ABCD-EFGH-JKMN2 shown', 'code […] shown'],
    ['code abcd-efgh-jkmn2', 'code […]'],
    ['code ABCDEFGHJKMN2', 'code […]'],
    ['/enter?code=ABCDEFGHJKMN2345', '/enter?code=[…]'],
    ['POST /bot1234567890:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/sendMessage', 'POST /[…]/sendMessage'],
    ['token 1234567890:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', 'token […]'],
  ])('%s', (line, scrubbed) => {
    expect(scrubLine(line)).toBe(scrubbed)
  })

  it.each([
    '{"level":30,"time":1785744000000,"turn":"3f6d1c1e-8a53-4c55-9d3e-2b7f6c5d4a32","ms":12}',
    '{"time":"2026-08-03T08:30:00.000Z","ticket":"2026-000123"}',
    'listening on http://127.0.0.1:3000',
    'administrator established understandable',
    '/app/node_modules/some-package/dist/lib/index.js:12:34',
  ])('leaves %s', (line) => {
    expect(scrubLine(line)).toBe(line)
  })

  it('no key of 32 bytes survives, in base64 or in hexadecimal', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const key = Buffer.from(bytesFrom(seed)(32))
        const base64 = key.toString('base64')
        // One key in a thousand has no figure, no capital or no small letter, and reads like a word.
        fc.pre(/\d/.test(base64) && /[a-z]/.test(base64) && /[A-Z]/.test(base64))
        for (const text of [base64, key.toString('base64url'), key.toString('hex')]) {
          expect(scrubLine(`DATA_KEY=${text} `)).not.toContain(text.slice(0, 20))
        }
      }),
    )
  })

  it('no query code and no invite code survives', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const codes = [createQueryCode(bytesFrom(seed)), createShortCode(bytesFrom(seed))]
        for (const code of codes) {
          fc.pre(/[A-Z]/.test(code))
          expect(scrubLine(`{"text":"${code}"}`)).toBe('{"text":"[…]"}')
        }
      }),
    )
  })
})
