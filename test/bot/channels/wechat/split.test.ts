import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitText } from '../../../../bot/channels/wechat/split.ts'

const bytes = (text: string) => Buffer.byteLength(text)

describe('a text that is too long', () => {
  it('is cut where a paragraph ends, else a line, a sentence, a word', () => {
    const half = '一二三四五六七八九十'
    expect(splitText(`${half}。\n\n${half}。${half}`, 70)).toEqual([`${half}。`, `${half}。${half}`])
    expect(splitText(`${half}。${half}\n${half}`, 70)).toEqual([`${half}。${half}`, half])
    expect(splitText(`${half}，${half}。」${half}`, 75)).toEqual([`${half}，${half}。」`, half])
    expect(splitText('one two three four five', 12)).toEqual(['one two', 'three four', 'five'])
  })

  it('has no character cut in two, and nothing left out but the white space at the cuts', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 400 })
    fc.assert(
      fc.property(text, fc.integer({ min: 40, max: 200 }), (given, limit) => {
        const parts = splitText(given, limit)
        for (const part of parts) {
          expect(bytes(part)).toBeLessThanOrEqual(limit)
          expect(part.isWellFormed?.() ?? true).toBe(true)
        }
        expect(parts.join('').replace(/\s+/g, '')).toBe(given.replace(/\s+/g, ''))
      }),
      { numRuns: 60 },
    )
  })

  it('is cut all the same when it is one heap of marks', () => {
    const heap = `a${'\u0301'.repeat(100)}`
    const parts = splitText(heap, 60)
    expect(parts.join('')).toBe(heap)
    expect(Math.max(...parts.map(bytes))).toBeLessThanOrEqual(60)
  })

  it('of nothing but white space has no parts', () => {
    expect(splitText(' \n '.repeat(500), 100)).toEqual([])
    expect(splitText('', 100)).toEqual([])
  })
})
