import { describe, expect, it } from 'vitest'
import { html } from '../../../api/pages/html.ts'
import { drawClauseText } from '../../../api/pages/policy-text.ts'

/** Without the line breaks that only make the source readable. */
function drawn(text: string): string {
  return html`${drawClauseText(text, '表')}`.text.replace(/\n/g, '')
}

const table = (inner: string) =>
  `<div class="wide" role="region" aria-label="表" tabindex="0"><table>${inner}</table></div>`

describe('a clause on a page', () => {
  it('has a paragraph for each of its lines', () => {
    expect(drawn('第一款。\n\n  （一）房屋；\n（二）附属设施。')).toBe(
      '<p>第一款。</p><p>（一）房屋；</p><p>（二）附属设施。</p>',
    )
  })

  it('has its tables where they stand, with their header', () => {
    expect(drawn('标准如下：\n| 项目 | 元 |\n| --- | ---: |\n| 砖混 | 1200 |\n另行评估。')).toBe(
      `<p>标准如下：</p>${table(
        '<thead><tr><th scope="col">项目</th><th scope="col">元</th></tr></thead>' +
          '<tbody><tr><td>砖混</td><td>1200</td></tr></tbody>',
      )}<p>另行评估。</p>`,
    )
  })

  it('has a table without a header as rows alone', () => {
    expect(drawn('| 砖混 | 1200 |\n| 土木 | 800 |')).toBe(
      table('<tbody><tr><td>砖混</td><td>1200</td></tr><tr><td>土木</td><td>800</td></tr></tbody>'),
    )
  })

  it('keeps strokes and line breaks within a cell', () => {
    expect(drawn('|甲\\|乙|一<br>二|')).toBe(table('<tbody><tr><td>甲|乙</td><td>一<br>二</td></tr></tbody>'))
  })

  it('runs nothing that was written into it', () => {
    const attack = '<script>alert(1)</script>'
    expect(drawn(`${attack}\n| ${attack} | "><img src=x onerror=y> |`)).not.toMatch(/<script|<img/)
  })
})
