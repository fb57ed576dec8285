import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shorten } from '../../../../bot/channels/telegram/shorten.ts'
import { splitText } from '../../../../bot/channels/telegram/split.ts'

const parts = (text: string, limit: number) => splitText(text, limit).map(({ from, to }) => text.slice(from, to))

const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' })
const borders = (text: string) => new Set([...segmenter.segment(text)].map(({ index }) => index).concat(text.length))

/** What people write here, and what breaks programs: Chinese, emoji of several parts, marks, flags, line ends. */
const writing = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom('房', '子', '裂', '了', '，', '。', '！', '？', '；', '”', '…') },
      { weight: 3, arbitrary: fc.constantFrom('wall ', 'a', '. ', ' ', '  ', '\n', '\n\n', '\r\n', '\u3000') },
      {
        weight: 2,
        arbitrary: fc.constantFrom('👨‍👩‍👧‍👦', '👍🏽', '🇨🇳', 'e\u0301', '각', '𠮷', ' \u0301', '\u0e33', '\u200d'),
      },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 3 }) },
    ),
    { maxLength: 300 },
  )
  .map((pieces) => pieces.join(''))

const limits = fc.integer({ min: 12, max: 120 })

describe('a long text in parts', () => {
  it('loses nothing but white space at the cuts, and keeps the order', () => {
    fc.assert(
      fc.property(writing, limits, (text, limit) => {
        let end = 0
        for (const { from, to } of splitText(text, limit)) {
          expect(text.slice(end, from).trim()).toBe('')
          expect(from).toBeGreaterThanOrEqual(end)
          expect(to).toBeGreaterThan(from)
          end = to
        }
        expect(text.slice(end).trim()).toBe('')
      }),
      { numRuns: 500 },
    )
  })

  it('has no part that is too long or empty', () => {
    fc.assert(
      fc.property(writing, limits, (text, limit) => {
        for (const part of parts(text, limit)) {
          expect(part.length).toBeLessThanOrEqual(limit)
          expect(part.trim()).not.toBe('')
        }
      }),
      { numRuns: 500 },
    )
  })

  it('cuts nothing in two that people see as one character', () => {
    fc.assert(
      fc.property(writing, limits, (text, limit) => {
        const allowed = borders(text)
        const longest = Math.max(0, ...[...segmenter.segment(text)].map(({ segment }) => segment.length))
        fc.pre(longest <= limit)
        for (const { from, to } of splitText(text, limit)) {
          expect(allowed.has(from) && allowed.has(to)).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('takes even a heap of marks apart without tearing a surrogate pair', () => {
    fc.assert(
      fc.property(fc.constantFrom('\u0301', '🏽', '\u{e0100}'), limits, (mark, limit) => {
        for (const part of parts(`a${mark.repeat(200)}`, limit)) expect(part.isWellFormed()).toBe(true)
      }),
    )
  })

  it('is left whole when it fits, with its white space', () => {
    expect(parts(' 一\n', 10)).toEqual([' 一\n'])
    expect(parts('一'.repeat(10), 10)).toEqual(['一'.repeat(10)])
    expect(parts(' \n ', 10)).toEqual([])
  })

  it.each([
    ['between paragraphs', '第一段。第二句\n第三行\n\n第二段。话', 16, ['第一段。第二句\n第三行', '第二段。话']],
    ['between lines', '第一行。还有字\n第二行。还有几个字', 12, ['第一行。还有字', '第二行。还有几个字']],
    ['between sentences', '墙裂了两处。请来看看。谢谢你们了', 12, ['墙裂了两处。请来看看。', '谢谢你们了']],
    [
      'after the mark that closes a sentence',
      '他说：“墙裂了。”请来看看吧好吗',
      12,
      ['他说：“墙裂了。”', '请来看看吧好吗'],
    ],
    ['between words', 'the wall is cracked in two', 12, ['the wall is', 'cracked in', 'two']],
    [
      'anywhere, where there is no better place',
      '一二三四五六七八九十一二三四',
      12,
      ['一二三四五六七八九十一二', '三四'],
    ],
    [
      'not between sentences in its first half',
      '一二三四。六七八九十一二三四',
      12,
      ['一二三四。六七八九十一二', '三四'],
    ],
    ['earlier, so that an address stays whole', '见下 https://x.e', 12, ['见下', 'https://x.e']],
    ['not so early that little is left', '一。二三四五六七八九十一二三四', 12, ['一。二三四五六七八九十一', '二三四']],
  ])('is cut %s', (_, text, limit, expected) => {
    expect(parts(text, limit)).toEqual(expected)
  })

  it('of a hundred thousand characters holds nobody up', () => {
    const started = performance.now()
    expect(parts('墙裂了，请来看看。'.repeat(12_000), 4096)).toHaveLength(27)
    // The segmenter alone takes three times as long for the whole of it.
    expect(performance.now() - started).toBeLessThan(4000)
  })
})

describe('a card that is too long', () => {
  it('keeps its head and its newest end, and says that something is missing', () => {
    const lines = Array.from({ length: 400 }, (_, index) => `第${index}行：墙裂了，请来看看。`)
    const short = shorten(lines.join('\n'), 4096)
    expect(short.length).toBeLessThanOrEqual(4096)
    expect(short.startsWith('第0行')).toBe(true)
    expect(short.endsWith(lines.at(-1) ?? '')).toBe(true)
    expect(short).toMatch(/看看。\n……\n第\d+行/)
  })

  it('is never too long, nor torn in a character', () => {
    fc.assert(
      fc.property(writing, fc.integer({ min: 30, max: 120 }), (text, limit) => {
        const short = shorten(text, limit)
        expect(short.length).toBeLessThanOrEqual(limit)
        if (text.length <= limit) expect(short).toBe(text)
        if (text.isWellFormed()) expect(short.isWellFormed()).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})
