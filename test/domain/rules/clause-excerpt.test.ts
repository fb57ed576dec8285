import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { excerptOf } from '../../../domain/rules/clause-excerpt.ts'

const sentence = '搬迁户在新房交付前自行过渡的，按在册人口发给过渡安置费。'

describe('the beginning of a clause', () => {
  it.each([
    ['a short clause is whole', sentence, 100, sentence, true],
    ['white space around it is no part of it', ` ${sentence}\n`, 100, sentence, true],
    ['it ends behind a sentence', sentence.repeat(3), 70, sentence.repeat(2), false],
    [
      'behind a whole sentence rather than behind an item',
      '前面一句话说完了。甲；乙；丙',
      12,
      '前面一句话说完了。',
      false,
    ],
    [
      'behind an item where no sentence ends',
      '（一）人员；（二）物资；（三）误工；（四）食宿。',
      18,
      '（一）人员；（二）物资；（三）误工；',
      false,
    ],
    ['a closing mark belongs to its sentence', '他说：“都发。”以后再说别的事情。', 10, '他说：“都发。”', false],
    ['a long sentence is not cut', sentence + sentence, 10, sentence, false],
    ['rows of a table stay whole', '| 甲。乙 | 1 |\n| 丙 | 2 |', 14, '| 甲。乙 | 1 |', false],
    ['what has no end is cut at a comma', `${'字'.repeat(30)}，${'字'.repeat(90)}`, 40, `${'字'.repeat(30)}，`, false],
    ['and else where it must be', '字'.repeat(200), 40, '字'.repeat(40), false],
  ])('%s', (_, text, most, beginning, isWhole) => {
    expect(excerptOf(text, most)).toEqual({ text: beginning, isWhole })
  })

  it('is always how the clause begins, and never half a character', () => {
    const piece = fc.constantFrom('第一句。', '甲；', '乙，', '\n', '| 表 | 1 |\n', '𠮷', '字', '”', ' ')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 80 }), fc.integer({ min: 1, max: 60 }), (pieces, most) => {
        const text = pieces.join('')
        const { text: beginning, isWhole } = excerptOf(text, most)
        expect(text.trim().startsWith(beginning)).toBe(true)
        expect(isWhole).toBe(beginning === text.trim())
        expect(beginning.length).toBeLessThanOrEqual(Math.max(3 * most, 1))
        expect(beginning.isWellFormed()).toBe(true)
      }),
    )
  })
})
