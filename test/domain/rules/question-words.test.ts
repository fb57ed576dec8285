import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holdsQuestion, type PersonalWords, stripQuestion } from '../../../domain/rules/question-words.ts'

const inPolicies = ['补偿', '移民', '程款', '安置', '高山', '征收']
const personal: PersonalWords = {
  names: ['柳叶青', 'Willow Green'],
  officers: ['云舒', '石朗'],
  villages: ['柳湾村', '上柳湾', '新桥社区'],
  townships: ['青石镇'],
  isKnown: (word) => inPolicies.includes(word),
}
const strip = (text: string) => stripQuestion(text, personal)

describe('a question as others may read it', () => {
  test.each([
    ['我叫柳叶青，住青石镇柳湾村三组，电话13800000000，房子拆了补多少？', '房子拆了补多少？'],
    ['我是王建国，儿子叫李小明，户口没迁能不能领', '儿子叫某人，户口没迁能不能领'],
    ['王建国家拆了没补', '某人家拆了没补'],
    ['云舒说我家不能领，张主任说能领', '工作人员说我家不能领，某主任说能领'],
    ['李建国书记不给办', '某书记不给办'],
    ['刘大妈家没有领到后扶', '某大妈家没有领到后扶'],
    ['我老公王强在外地，户口在村里能领吗', '我老公某人在外地，户口在村里能领吗'],
    ['请问姓王的那家为什么多', '请问姓某的那家为什么多'],
    ['柳 叶 青的房子怎么补', '某人的房子怎么补'],
    ['问Willow Green房子怎么补', '问某人房子怎么补'],
    ['上柳湾的地征了补多少', '某村的地征了补多少'],
    ['柳湾到青石的路占了地，补吗', '某村到某镇的路占了地，补吗'],
    ['3号楼2单元402室漏水谁修', '某号楼某单元某室漏水谁修'],
    ['卡号 6222 0000 1111 2222 没到账', '卡号 没到账'],
    ['身份证533123195603041234的能领吗', '身份证某号的能领吗'],
    ['加我微信wangx88，房子怎么补', '加我某号，房子怎么补'],
    ['发到 someone@example.com 行吗', '发到 行吗'],
    ['2026-000123 那件怎么补', '那件怎么补'],
    ['我爸李大强1956年3月4日生，能领吗', '我爸某人某年生，能领吗'],
  ])('%s', (text, stripped) => {
    expect(strip(text)).toBe(stripped)
  })

  test.each([
    '房子拆了补多少',
    '工程款什么时候到',
    '一周内能到账吗',
    '高山移民补多少',
    '陈旧房屋怎么补',
    '柳树算不算青苗',
    '孙子能领吗',
    '户口本上姓名错了怎么改',
    '2栋房子怎么补',
    '2024年8月3日以后搬的算不算',
    '找村主任还是找镇里',
    '谢谢老师',
    '何时发过渡费？',
    '马上要搬了，钱没到',
  ])('%s stays as it is', (text) => {
    expect(strip(text)).toBe(text)
  })

  test('a word that stands in the policies is no name, and one that does not may be', () => {
    expect(strip('王室补偿怎么算')).toBe('某人偿怎么算')
    expect(stripQuestion('王室补偿怎么算', { ...personal, isKnown: (word) => word === '王室' })).toBe('王室补偿怎么算')
  })

  const sentence = fc
    .array(
      fc.constantFrom(
        ...'我叫 我是 柳叶青 云舒 王建国 张主任 13800000000 533123195603041234 柳湾村 青石镇 三组 房子 拆了 补多少 ， 。 的 儿子 户主 @abc wx12345'.split(
          ' ',
        ),
        ' ',
      ),
      { maxLength: 12 },
    )
    .map((pieces) => pieces.join(''))

  test('done twice is the same as done once', () => {
    fc.assert(
      fc.property(fc.oneof(sentence, fc.string({ unit: 'grapheme', maxLength: 60 })), (text) => {
        const once = strip(text)
        expect(strip(once)).toBe(once)
      }),
      { numRuns: 1000 },
    )
  })

  test('holds no name, place or number that is known, whatever stands around it', () => {
    fc.assert(
      fc.property(sentence, (text) => {
        expect(strip(text)).not.toMatch(/柳叶青|云舒|柳湾|青石|\d{7}/)
      }),
      { numRuns: 1000 },
    )
  })
})

test('what is left of a question may be nothing', () => {
  expect(holdsQuestion(strip('13800000000'))).toBe(false)
  expect(holdsQuestion('某人某号')).toBe(false)
  expect(holdsQuestion(strip('柳叶青，补吗'))).toBe(true)
})
