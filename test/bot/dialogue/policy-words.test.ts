import { describe, expect, it } from 'vitest'
import { isQuestion } from '../../../bot/dialogue/policy-words.ts'

describe('words that ask something', () => {
  it.each([
    '房子拆了补多少',
    '后扶资金几号发',
    '户口没迁能不能领',
    '过渡费发到什么时候',
    '嫁出去的女儿算不算移民',
    '果树咋赔',
    '坟要迁到哪里',
    '老人没了钱还发不',
    '安置房可以卖不',
    '养老保险要交几年呢',
    '搬迁有补助吗',
    '请问宅基地面积标准',
    '想了解一下后扶政策',
    '门面房补不补停业损失',
    '过渡费够不够租房子另说，发多久',
    '是否可以自己建房',
    '补偿标准是谁定的',
    '为什么要公示？',
    'when is the subsidy paid',
    'Can I build my own house?',
    '钱怎么领？？',
  ])('%s', (words) => {
    expect(isQuestion(words)).toBe(true)
  })
})

describe('words that ask nothing, or mean that something is wrong', () => {
  it.each([
    '',
    '   ',
    '谢谢',
    '安置点三号楼一下雨就漏。',
    '过渡费少发了三个月。',
    '我家的树没有算',
    '好几个月没来水了',
    '来了十几个人量房子',
    '你们到底管不管？',
    '凭什么我家的少？',
    '怎么还不来修？',
    '为什么不给我家补？',
    '路灯坏了半年没人管，可以来看看吗？',
    '什么时候才来修路？',
    `我家住在柳湾村，${'去年搬的，房子量过两次，'.repeat(8)}钱什么时候发？`,
    'The roof leaks.',
  ])('%s', (words) => {
    expect(isQuestion(words)).toBe(false)
  })
})
