import { describe, expect, it } from 'vitest'
import {
  isAttachmentHeading,
  readArticleStart,
  readItemStart,
  readPartHeading,
} from '../../../../domain/policies/files/numbering.ts'

describe('a line begins an article', () => {
  it.each([
    ['第三条　国家实行开发性移民方针', '第三条', '国家实行开发性移民方针'],
    ['第 十 条 移民安置规划', '第十条', '移民安置规划'],
    ['第一百零二条 本法自公布之日起施行。', '第一百零二条', '本法自公布之日起施行。'],
    ['第12条 补偿', '第12条', '补偿'],
    ['第十条之一 新增的规定', '第十条之一', '新增的规定'],
    ['第五条被征地农民的社会保障', '第五条', '被征地农民的社会保障'],
    ['第六条【过渡期】过渡期补助', '第六条', '【过渡期】过渡期补助'],
  ])('%s', (line, article, rest) => {
    expect(readArticleStart(line)).toMatchObject({ article, rest })
  })

  it.each([
    '第三条规定的补偿',
    '第三条第二款规定',
    '第三条、第四条',
    '第三条（二）项所列',
    '第三条的规定执行',
    '按照第三条执行',
    '第三章 移民安置',
  ])('and not with %s', (line) => {
    expect(readArticleStart(line)).toBeUndefined()
  })

  it('without a space only with a number that can come next', () => {
    const previous = readArticleStart('第四条　上一条')
    expect(readArticleStart('第五条补偿标准', previous)?.article).toBe('第五条')
    expect(readArticleStart('第四十八条补偿标准', previous)).toBeUndefined()
    expect(readArticleStart('第三条补偿标准', previous)).toBeUndefined()
  })
})

describe('a heading of a part', () => {
  it.each([
    ['第一章　总　则', 3, '第一章 总则'],
    ['第二章 移民安置规划', 3, '第二章 移民安置规划'],
    ['第三节　土地征收', 4, '第三节 土地征收'],
    ['第一编 总则', 1, '第一编 总则'],
    ['第二分编 所有权', 2, '第二分编 所有权'],
  ])('%s', (line, rank, text) => {
    expect(readPartHeading(line)).toEqual({ rank, text })
  })

  it.each(['第二章规定的安置方式', '第二章、第三章', '第三节课后发放的补助，由学校代发。'])('and not %s', (line) => {
    expect(readPartHeading(line)).toBeUndefined()
  })
})

it.each([
  ['一、补偿范围', 1, 1],
  ['十二、其他', 1, 12],
  ['（三）青苗补偿', 2, 3],
  ['(三)青苗补偿', 2, 3],
  ['2．房屋', 3, 2],
  ['3、附属物', 3, 3],
  ['（4）围墙', 4, 4],
])('%s is numbered at level %i with %i', (line, level, number) => {
  expect(readItemStart(line)).toMatchObject({ level, number })
})

it('a sum is no numbered paragraph', () => {
  expect(readItemStart('1.5万元每亩')).toBeUndefined()
})

it.each([
  ['附件1：补偿标准表', true],
  ['附件', true],
  ['附表二 青苗补偿', true],
  ['附则', false],
  ['附件1中的标准由县政府公布。', false],
])('%s begins something attached: %s', (line, expected) => {
  expect(isAttachmentHeading(line)).toBe(expected)
})
