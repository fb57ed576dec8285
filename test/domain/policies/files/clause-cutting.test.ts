import { describe, expect, it } from 'vitest'
import { cutClauses } from '../../../../domain/policies/files/clause-cutting.ts'
import { blocksOf } from '../../../../domain/policies/files/markdown.ts'

/** The clauses of a text in Markdown: article, headings and text. */
function cut(text: string, title = '办法', bySections = false): string[][] {
  return cutClauses(blocksOf(text), title, { bySections }).clauses.map(({ article, heading, text: words }) => [
    article,
    heading,
    words,
  ])
}

describe('a document of articles', () => {
  it('is cut by 第X条, with the chapters above it and the items that belong to it', () => {
    expect(
      cut(
        '# 办法\n\n## 第一章 总　则\n\n第一条 为了安置。\n\n第二条 遵循下列原则：\n\n（一）以人为本；\n\n（二）节约土地。\n\n## 第二章 补偿\n\n### 第一节 房屋\n\n第三条 房屋按结构补偿。\n\n第三条之一 附属物另计。',
      ),
    ).toEqual([
      ['第一条', '第一章 总则', '为了安置。'],
      ['第二条', '第一章 总则', '遵循下列原则：\n（一）以人为本；\n（二）节约土地。'],
      ['第三条', '第二章 补偿 / 第一节 房屋', '房屋按结构补偿。'],
      ['第三条之一', '第二章 补偿 / 第一节 房屋', '附属物另计。'],
    ])
  })

  it('keeps a table of an article as a table with its header', () => {
    const [, third] = cut(
      '第二条 总的。\n\n第三条 按下表：\n\n| 结构 | 元 |\n|---|---|\n| 砖混 | 860 |\n| 土木 | 520 |',
    )
    expect(third?.[2]).toBe('按下表：\n\n| 结构 | 元 |\n| --- | --- |\n| 砖混 | 860 |\n| 土木 | 520 |')
  })

  it('leaves out its table of contents and when it was passed', () => {
    expect(
      cut(
        '2006年9月15日 第十二届人大常委会第三十次会议通过\n\n目录\n\n第一章 总则\n\n第二章 罚则\n\n第一章 总则\n\n第一条 一。\n\n第二章 罚则\n\n第二条 二。',
      ),
    ).toEqual([
      ['第一条', '第一章 总则', '一。'],
      ['第二条', '第二章 罚则', '二。'],
    ])
  })

  it('keeps what is attached apart from the last article', () => {
    expect(cut('第一条 一。\n\n第二条 二。\n\n附件1：补偿标准\n\n水田每亩三万元。')).toEqual([
      ['第一条', '', '一。'],
      ['第二条', '', '二。'],
      ['', '附件1：补偿标准', '水田每亩三万元。'],
    ])
  })

  it('is not cut where an article is only spoken of at the beginning of a line', () => {
    expect(
      cut('第一条 有下列情形的：\n\n第二条规定的移民除外。\n\n第二条 移民是指搬迁的人。').map(([article]) => article),
    ).toEqual(['第一条', '第二条'])
  })

  it('tells after which article some are missing', () => {
    const { warnings } = cutClauses(blocksOf('第一条 一。\n\n第五条 五。'), '办法')
    expect(warnings).toEqual([{ kind: 'articles-missing', after: '第一条' }])
  })

  it('goes on in another clause of the same number when an article is beyond all measure', () => {
    const clauses = cut(`第一条 ${Array.from({ length: 40 }, (_, at) => `（${at}）${'字'.repeat(150)}`).join('\n\n')}`)
    expect(clauses.map(([article]) => article)).toEqual(['第一条', '第一条'])
    expect(clauses.every(([, , text = '']) => text.length <= 4_000)).toBe(true)
  })
})

describe('a document without articles', () => {
  it('is cut by its headings, and short paragraphs under one heading are packed', () => {
    expect(
      cut('# 公告\n\n一、补偿范围\n\n淹没区内的房屋。\n\n淹没区内的树木。\n\n二、办理时间\n\n每周一到周五。', '公告'),
    ).toEqual([
      ['', '一、补偿范围', '淹没区内的房屋。\n淹没区内的树木。'],
      ['', '二、办理时间', '每周一到周五。'],
    ])
  })

  it('names items that are numbered through the whole of it', () => {
    expect(
      cut(
        '一、目标\n\n（一）近期目标。解决温饱。\n\n（二）长远目标。改善生活。\n\n二、范围和标准\n\n（三）扶持范围。农村移民。\n\n（四）扶持标准。每人每年600元。',
      ),
    ).toEqual([
      ['（一）', '一、目标', '近期目标。解决温饱。'],
      ['（二）', '一、目标', '长远目标。改善生活。'],
      ['（三）', '二、范围和标准', '扶持范围。农村移民。'],
      ['（四）', '二、范围和标准', '扶持标准。每人每年600元。'],
    ])
  })

  it('does not name items that begin anew under every heading', () => {
    expect(
      cut('一、房屋\n\n（一）砖混860元。\n\n（二）土木520元。\n\n二、土地\n\n（一）水田三万元。').map(
        ([article]) => article,
      ),
    ).toEqual(['', ''])
  })

  it('keeps about 350 characters together, and cuts a long paragraph after a sentence', () => {
    const long = cut(`${'这是一句二十个字左右的话用来凑长度的。'.repeat(60)}`)
    expect(long.length).toBeGreaterThan(2)
    for (const [, , text = ''] of long) {
      expect(text.length).toBeLessThanOrEqual(380)
      expect(text.endsWith('。')).toBe(true)
    }
    expect(cut(Array.from({ length: 12 }, () => '字'.repeat(100)).join('\n\n'))).toHaveLength(4)
  })

  it('repeats the header of a long table in each of its pieces', () => {
    const rows = Array.from({ length: 200 }, (_, at) => `| 第${at}号地块 | ${at}元每平方米 |`).join('\n')
    const pieces = cut(`补偿标准表\n\n| 地块 | 标准 |\n|---|---|\n${rows}`)
    expect(pieces.length).toBeGreaterThan(1)
    expect(pieces[0]?.[2]).toMatch(/^补偿标准表\n\n\| 地块 \| 标准 \|/)
    for (const [, , text = ''] of pieces) expect(text).toContain('| 地块 | 标准 |\n| --- | --- |')
  })

  it('is cut by its questions when it asks them', () => {
    expect(cut('1. 问：后扶一年多少钱？\n\n答：每人每年600元。\n\n2. 问：发到哪里？\n\n答：发到一卡通。')).toEqual([
      ['', '后扶一年多少钱？', '每人每年600元。'],
      ['', '发到哪里？', '发到一卡通。'],
    ])
  })
})

describe('a summary', () => {
  it('is one clause for each section, with the clauses it is about', () => {
    const { clauses } = cutClauses(
      blocksOf(
        `## 补多少？\n<!-- standsFor: 土地管理法|第四十八条; 移民条例 | 第三条 -->\n${'公平合理补偿。'.repeat(80)}\n\n另一段。\n\n## 找谁？\n\n找乡镇。`,
      ),
      '要点',
      { bySections: true },
    )
    expect(clauses.map(({ heading, standsFor }) => [heading, standsFor])).toEqual([
      ['补多少？', ['土地管理法|第四十八条', '移民条例|第三条']],
      ['找谁？', []],
    ])
    expect(clauses[0]?.text.endsWith('\n另一段。')).toBe(true)
  })
})
