import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changeIn, compareClauses } from '../../../domain/rules/clause-differences.ts'

/** `1:甲` is the clause 1 that reads 甲. */
const clausesOf = (written: string) =>
  written
    .split(' ')
    .filter(Boolean)
    .map((one) => {
      const [clauseId = '', text = ''] = one.split(':')
      return { clauseId, text }
    })

describe('two versions of a policy', () => {
  it.each([
    ['the same text', '1:甲 2:乙', '1:甲 2:乙', { added: [], changed: [], gone: [], same: 2 }],
    ['a clause more', '1:甲', '1:甲 2:乙', { added: ['2'], changed: [], gone: [], same: 1 }],
    ['a clause less', '1:甲 2:乙', '2:乙', { added: [], changed: [], gone: ['1'], same: 1 }],
    ['other words', '1:甲 2:乙', '1:甲 2:丙', { added: [], changed: ['2'], gone: [], same: 1 }],
    ['another order', '1:甲 2:乙', '2:乙 1:甲', { added: [], changed: [], gone: [], same: 2 }],
    ['nothing before', '', '1:甲', { added: ['1'], changed: [], gone: [], same: 0 }],
  ])('%s', (_, before, after, expected) => {
    const { added, changed, gone, same } = compareClauses(clausesOf(before), clausesOf(after))
    const ids = (clauses: { clauseId: string }[]) => clauses.map(({ clauseId }) => clauseId)
    expect({ added: ids(added), changed: ids(changed.map(({ now }) => now)), gone: ids(gone), same }).toEqual(expected)
  })
})

describe('a changed text', () => {
  it.each([
    ['每人每年补助600元。', '每人每年补助720元。', { head: '每人每年补助', was: '60', now: '72', tail: '0元。' }],
    ['补助600元。', '补助600元，发十年。', { head: '补助600元', was: '', now: '，发十年', tail: '。' }],
    ['补助补助', '补助', { head: '补助', was: '补助', now: '', tail: '' }],
    ['甲', '甲', { head: '甲', was: '', now: '', tail: '' }],
    ['𠮷村', '𠮶村', { head: '', was: '𠮷', now: '𠮶', tail: '村' }],
  ])('%s → %s', (before, after, expected) => {
    expect(changeIn(before, after)).toEqual(expected)
  })

  it('whatever it is, both texts can be put together again', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 12 })
    fc.assert(
      fc.property(text, text, (before, after) => {
        const { head, was, now, tail } = changeIn(before, after)
        expect([head + was + tail, head + now + tail]).toEqual([before, after])
      }),
    )
  })
})
