import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createNormalise, inCharacters } from '../../../../domain/rules/policy-search/normal-text.ts'
import { simplify } from './law-base.ts'

const normalise = createNormalise(simplify)

describe('text as it is compared', () => {
  it.each([
    ['後期扶持資金', '后期扶持资金'],
    ['ＡＢＣ　１２３', 'abc 123'],
    ['（国发〔2006〕17号）', '国发 2006 17号'],
    ['房子拆了，补多少？！', '房子拆了 补多少'],
    ['后\u200b扶\ufeff', '后扶'],
    ['土地管理法第48条', '土地管理法第四十八条'],
    ['第 1127 条', '第一千一百二十七条'],
    ['  ', ''],
    ['乾隆年間', '乾隆年间'],
  ])('%j is %j', (text, plain) => expect(normalise(text)).toBe(plain))

  it('is the same a second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        expect(normalise(normalise(text))).toBe(normalise(text))
      }),
    )
  })

  it('asks for simplified characters only where there is another one', () => {
    const asked: string[] = []
    const counting = createNormalise((text) => {
      asked.push(text)
      return simplify(text)
    })
    for (let i = 0; i < 50; i += 1) counting('征收土地')
    expect(asked.filter((text) => text.length > 1)).toEqual([])
    counting('徵收土地')
    expect(asked.filter((text) => text.length > 1)).toEqual(['徵收土地'])
  })

  it.each([
    [1, '一'],
    [10, '十'],
    [12, '十二'],
    [20, '二十'],
    [101, '一百零一'],
    [110, '一百一十'],
    [1001, '一千零一'],
    [1040, '一千零四十'],
    [1127, '一千一百二十七'],
  ])('article %i is %s', (number, characters) => expect(inCharacters(number)).toBe(characters))
})
