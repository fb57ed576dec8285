import { describe, expect, it } from 'vitest'
import { holdsFigure, missesFigure, readFigures } from '../../../../domain/rules/policy-search/figures.ts'

describe('a figure that is asked for', () => {
  it.each([
    ['后扶一年发多少钱', '每人每年补助600元', 'no'],
    ['后扶一年发多少钱', '后期扶持资金发放给移民个人', 'loose'],
    ['罚多少钱', '处二百元以下罚款', 'no'],
    ['补偿是几倍多少钱', '按占用面积处耕地开垦费2倍以上5倍以下的罚款', 'no'],
    ['信访多少天给答复', '应当自受理之日起60日内办结', 'no'],
    ['信访多少天给答复', '应当及时答复信访人', 'loose'],
    ['村里的账多久公布一次', '一般事项至少每季度公布一次', 'no'],
    ['几岁可以领', '年满十六周岁的公民', 'no'],
    ['几个人可以一起去', '代表人数不得超过5人', 'no'],
    ['后扶资金几号发', '5月31日之前全部发放', 'no'],
    ['后扶资金几号发', '应当及时足额发放', 'strict'],
    ['后扶资金几号发', '本条例自2006年9月1日起施行', 'strict'],
    ['你们的电话是多少', '咨询电话0000-0000000', 'no'],
    ['你们的电话是多少', '应当公布咨询投诉电话', 'strict'],
    ['安置房一平方多少钱', '产权调换的差价应当结清', 'strict'],
    ['今年低保涨到多少', '最低生活保障标准由省人民政府公布', 'strict'],
    ['新局长是哪个', '由局长负责', 'strict'],
    ['信访局星期几开门', '应当公布接待的时间', 'strict'],
  ] as const)('%s / %s: missing %s', (question, text, missing) => {
    expect(missesFigure(readFigures(question), text)).toBe(missing)
  })

  it.each(['房子拆了怎么补', '搬出来好几年了还能搬回去吗', '一户人家能有几块宅基地', '孩子上几年级'])(
    'none in: %s',
    (question) => expect(missesFigure(readFigures(question), '不得返迁')).toBe('no'),
  )

  it('a clause with the figure is told from one without', () => {
    const asked = readFigures('后扶一年发多少钱')
    expect([holdsFigure(asked, '每人每年补助600元'), holdsFigure(asked, '发放给个人')]).toEqual(['loose', 'no'])
    expect(holdsFigure(readFigures('几号发'), '5月31日之前发放')).toBe('strict')
  })
})
