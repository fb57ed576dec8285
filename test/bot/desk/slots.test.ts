import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { namesSlot, nextSlot, readForm, readSlot } from '../../../bot/desk/slots.ts'

const today = '2026-08-03'

describe('an opinion in one go', () => {
  test.each([
    [
      '支持 事实：屋面漏水。依据：《条例》第三十六条。处理：重做防水。期限：30天',
      {
        outcome: 'supported',
        text: '屋面漏水。',
        ground: '《条例》第三十六条。',
        remedy: '重做防水。',
        remedyOn: '2026-09-02',
      },
    ],
    ['不支持：房屋在红线外\n依据: 方案第二条', { outcome: 'notSupported', text: '房屋在红线外', ground: '方案第二条' }],
    ['解释', { outcome: 'explained' }],
    ['结论：支持；期限：10月1日', { outcome: 'supported', remedyOn: '2026-10-01' }],
    ['支持您的请求', { text: '支持您的请求' }],
    ['依据：甲\n事实：乙\n事实：丙', { ground: '甲', text: '乙\n丙' }],
    [
      'supported facts: leaks ground: art. 36 remedy: new roof by: 30 days',
      {
        outcome: 'supported',
        text: 'leaks',
        ground: 'art. 36',
        remedy: 'new roof',
        remedyOn: '2026-09-02',
      },
    ],
    ['', {}],
  ])('%s', (words, slots) => {
    expect(readForm('opinion', words, today)).toEqual({ slots })
  })

  it('says which part could not be read, and keeps the others', () => {
    expect(readForm('opinion', '支持 期限：上个月 依据：甲', today)).toEqual({
      slots: { outcome: 'supported', ground: '甲' },
      wrong: 'remedyOn',
    })
  })

  it('a decision has no remedy and no day', () => {
    expect(readForm('review', '维持 事实：甲 处理：乙 期限：30天', today).slots).toEqual({
      upheld: 'upheld',
      text: '甲',
    })
  })

  it('any text at all is read without an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (words) => {
        expect(readForm('opinion', words, today).slots).toBeTypeOf('object')
      }),
    )
  })
})

it('parts are asked for in their order; the day only of what is supported', () => {
  expect(nextSlot('opinion', {})).toBe('outcome')
  const written = { text: '甲', ground: '乙', remedy: '丙' }
  expect(nextSlot('opinion', { outcome: 'supported', ...written })).toBe('remedyOn')
  expect(nextSlot('opinion', { outcome: 'explained', ...written })).toBeUndefined()
  expect(nextSlot('recheck', { upheld: 'upheld', text: '甲' })).toBe('ground')
})

it('a part is read as what it is', () => {
  expect(readSlot('outcome', '不支持', today)).toBe('notSupported')
  expect(readSlot('outcome', '随便', today)).toBeUndefined()
  expect(readSlot('upheld', '变更', today)).toBe('changed')
  expect(readSlot('remedyOn', '昨天', today)).toBeUndefined()
  expect(readSlot('ground', '  ', today)).toBeUndefined()
  expect([namesSlot('依据：甲'), namesSlot('据说依据：甲')]).toEqual([true, false])
})
