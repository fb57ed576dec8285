import { describe, expect, it } from 'vitest'
import { findFacts, withoutHead } from '../../../../domain/policies/files/document-facts.ts'
import { readPlainText } from '../../../../domain/policies/files/plain-text.ts'

const facts = (...lines: string[]) => findFacts(readPlainText(lines.join('\n')))

describe('a red-headed document', () => {
  const lines = [
    '云溪县人民政府文件',
    '云政发〔2024〕3号',
    '云溪县人民政府关于印发云溪县',
    '水库移民安置补偿办法的通知',
    '各乡（镇）人民政府：',
    '现将《云溪县水库移民安置补偿办法》印发给你们。',
    '第一条　为了补偿，根据国发〔2006〕17号文，制定本办法。',
    '第二条　本办法自2024年3月1日起施行，有效期五年。《云溪县水库移民补偿暂行办法》同时废止。',
    '云溪县人民政府',
    '2024年2月20日',
  ]

  it('says its title over two lines, its number, who issued it, since and until when it is in force, and what it replaces', () => {
    expect(facts(...lines)).toEqual({
      title: '云溪县人民政府关于印发云溪县水库移民安置补偿办法的通知',
      number: '云政发〔2024〕3号',
      issuer: '云溪县人民政府',
      effectiveOn: '2024-03-01',
      isGuessed: false,
      expiresOn: '2029-03-01',
      supersedes: ['云溪县水库移民补偿暂行办法'],
    })
  })

  it('and its head is not repeated as a clause', () => {
    const left = withoutHead(readPlainText(lines.join('\n')), '云溪县人民政府关于印发云溪县水库移民安置补偿办法的通知')
    expect(left.slice(0, 2)).toEqual([
      { kind: 'line', text: '各乡（镇）人民政府：' },
      { kind: 'line', text: '现将《云溪县水库移民安置补偿办法》印发给你们。' },
    ])
  })
})

describe('a law', () => {
  it('is numbered by the order that published it, and in force since it says so', () => {
    expect(
      facts(
        '信访条例',
        '2005年1月5日 国务院第76次常务会议通过',
        '2005年1月10日 中华人民共和国国务院令第431号公布',
        '第一条　为了。',
        '第五十一条　本条例自2005年5月1日起施行。',
      ),
    ).toMatchObject({
      title: '信访条例',
      number: '国务院令第431号',
      issuer: '国务院',
      effectiveOn: '2005-05-01',
      isGuessed: false,
    })
  })

  it('amended later is in force so since then, as far as one can tell', () => {
    expect(
      facts(
        '土地管理法',
        '1986年6月25日 第六届全国人民代表大会常务委员会第十六次会议通过',
        '2019年8月26日 第三次修正',
        '第一条　为了。',
        '第八十七条　本法自1999年1月1日起施行。',
      ),
    ).toMatchObject({ effectiveOn: '2019-08-26', isGuessed: true, issuer: '全国人民代表大会常务委员会' })
  })

  it('that replaces its own earlier edition supersedes no other', () => {
    const { supersedes } = facts(
      '移民安置条例',
      '第一条　为了。',
      '第二条　本条例自2006年9月1日起施行。1991年发布的《移民安置条例》同时废止。',
    )
    expect(supersedes).toBeUndefined()
  })
})

it('a number in a sentence is that of another document', () => {
  expect(
    facts('关于发放直补资金的公告', '根据国发〔2006〕17号文件精神，现公告如下。', '一、每人600元。').number,
  ).toBeUndefined()
})

it.each([
  ['有效期至2028年12月31日。', '2029-01-01'],
  ['本通知自2024年1月1日起执行，有效期3年。', '2027-01-01'],
  ['长期有效。', undefined],
])('%s: the first day it is in force no more', (line, expiresOn) => {
  expect(facts('关于补助标准的通知', `一、标准。${line}`).expiresOn).toBe(expiresOn)
})

it.each([
  ['本办法自发布之日起施行。', '2024-02-20', false],
  ['请遵照执行。', '2024-02-20', true],
])('%s with a date of signature beneath it', (line, on, isGuessed) => {
  expect(facts('补助办法', `第一条　${line}`, '云溪县水利局', '2024年2月20日')).toMatchObject({
    effectiveOn: on,
    isGuessed,
    issuer: '云溪县水利局',
  })
})
