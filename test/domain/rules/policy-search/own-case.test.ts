import { describe, expect, it } from 'vitest'
import { isOwnCase } from '../../../../domain/rules/policy-search/own-case.ts'

describe('a question about the asker’s own file', () => {
  it.each([
    '我的到账了吗',
    '我家的批下来没有',
    '我们家的低保批下来没有',
    '俺家的补偿款打到卡没',
    '我的信访件处理到哪一步了',
    '我的补偿款审批到哪一级了',
    '我家房屋评估报告出来没有',
    '帮我查一下我爸的养老金有没有发',
    '查下我名下有几亩承包地',
    '我上个月投诉的事怎么没人理',
    '我交上去的宅基地申请怎么还没动静',
    '咋还不给我发搬迁奖励',
    '我家分到哪一栋安置房',
    '安置楼选房我排第几号 什么时候轮到我',
    '我的户口迁过来了没有',
  ])('%s', (question) => expect(isOwnCase(question)).toBe(true))

  it.each([
    '后扶能领多少年',
    '我家的地被征了能领多少补偿',
    '信访递上去多少天会给回话',
    '办到哪一步了 去哪里查',
    '怎么查我交了多少年养老保险',
    '警察什么时候可以查身份证',
    '嫁进来的媳妇算不算村里的成员',
    '我的补偿款一直没发 能不能告',
    '搬家后户口要不要迁过来',
    '政府一直不给答复可以告吗',
    '',
  ])('and none: %s', (question) => expect(isOwnCase(question)).toBe(false))
})
