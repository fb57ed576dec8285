import { describe, expect, test } from 'vitest'
import { articleKey, type ClauseReference, readClauses, titleKey } from '../../../domain/rules/clause-reference.ts'

const article = (title: string, key: string): ClauseReference => ({ kind: 'article', title, article: key })
const listed = (place: number): ClauseReference => ({ kind: 'listed', place })

describe('clauses that an officer names', () => {
  test.each<[string, ClauseReference[]]>([
    ['土地管理法第四十八条', [article('土地管理法', '48')]],
    ['《土地管理法》第48条、第四十九条第二款', [article('土地管理法', '48'), article('土地管理法', '49')]],
    ['《中华人民共和国土地管理法》（2019修正）第四十八条', [article('土地管理法', '48')]],
    ['《甲办法》第一条和《乙办法》第二条', [article('甲办法', '1'), article('乙办法', '2')]],
    ['《关于甲、乙的通知》第三条，第四条', [article('关于甲、乙的通知', '3'), article('关于甲、乙的通知', '4')]],
    ['水法 第 3 条', [article('水法', '3')]],
    ['土地管理法第一百零二条之一', [article('土地管理法', '102-1')]],
    ['２', [listed(2)]],
    ['1、3', [listed(1), listed(3)]],
    ['1 2  3', [listed(1), listed(2), listed(3)]],
    ['houfu-5', [{ kind: 'words', words: 'houfu-5' }]],
    ['第三条', [{ kind: 'words', words: '第三条' }]],
    ['', []],
  ])('%s', (typed, references) => {
    expect(readClauses(typed)).toEqual(references)
  })

  test.each([
    ['第四十八条', '48'],
    ['第48条', '48'],
    ['第４８条', '48'],
    ['第十条', '10'],
    ['第二十条', '20'],
    ['第一百一十条', '110'],
    ['第一千二百零五条', '1205'],
    ['第二〇条', '20'],
    ['第三条之二', '3-2'],
    ['附则', '附则'],
    ['', ''],
  ])('%s is known as %s', (typed, key) => {
    expect(articleKey(typed)).toBe(key)
  })

  test('a title is the same with its marks and the name of the state and without', () => {
    expect(titleKey('《中华人民共和国水法》(2016修正)')).toBe(titleKey('水法'))
  })
})
