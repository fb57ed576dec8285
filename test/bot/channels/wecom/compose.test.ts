import { describe, expect, it } from 'vitest'
import { compose, textLimit, type Wording } from '../../../../bot/channels/wecom/compose.ts'
import { plainMarkdown } from '../../../../bot/channels/wecom/markdown.ts'
import { splitText } from '../../../../bot/channels/wecom/split.ts'
import type { Reply } from '../../../../bot/message.ts'
import { wecomWords } from '../../../../bot/text/wecom.ts'
import { checkMessage } from '../../../wecom/check-message.ts'

const id = '0f8fad5b-d9cb-469f-a165-70867728950e'
const wording = { id, typeOneOf: wecomWords.zh.typeOneOf }
const compile = (reply: Reply, more: Partial<Wording> = {}) => {
  const { words, buttons, instead } = compose(reply, { ...wording, ...more })
  return {
    words: words.map(({ markdown }) => markdown.content),
    cards: buttons.map((body) => body.template_card),
    instead: instead.map(({ markdown }) => markdown.content),
  }
}
const choices = (...labels: string[]) => [labels.map((label, index) => ({ label, value: `v${index}` }))]

describe('a reply', () => {
  it('without choices is its words, secrets in their place', () => {
    const { words, cards } = compile({ text: '码：{{code}} {{other}}', secrets: { code: 'AB12-CD34' } })
    expect([words, cards]).toEqual([['码：AB12-CD34 {{other}}'], []])
  })

  it('with choices has a card below, titled by the number of the ticket or by what is asked', () => {
    const card = compile({ text: '#2026-000001　待受理\n类别：住房', choices: choices('受理', '回复') })
    expect(card.words).toEqual(['#2026-000001　待受理\n类别：住房'])
    expect(card.cards).toEqual([
      {
        card_type: 'button_interaction',
        main_title: { title: '#2026-000001　待受理' },
        button_list: [
          { text: '受理', key: 'v0' },
          { text: '回复', key: 'v1' },
        ],
        task_id: id,
      },
    ])
    const question = compile({ text: '居民会看到：\n好的\n发出去吗？', choices: choices('发出') })
    expect(question.cards[0]?.main_title?.title).toBe('发出去吗？')
  })

  it('with long labels lists them by number, and the buttons begin with it', () => {
    const { words, cards, instead } = compile({
      text: '为什么不受理？',
      choices: choices('已经或者依法应当通过诉讼解决的', '其他'),
    })
    expect(words).toEqual(['为什么不受理？\n1. 已经或者依法应当通过诉讼解决的\n2. 其他'])
    expect(cards[0]?.button_list?.map(({ text }) => text)).toEqual(['1. 已经或者依法…', '2. 其他'])
    expect(instead).toEqual([])
  })

  it('that is a card of a ticket never has numbers to type, but the words of its buttons', () => {
    const card = { number: '2026-000001', state: '待受理', tone: 'new' as const, facts: [], words: [] }
    const drawn = compile({
      text: '#2026-000001　待受理',
      card,
      choices: choices('认领', '受理', 'Decide second review'),
    })
    expect(drawn.words).toEqual(['#2026-000001　待受理'])
    expect(drawn.cards[0]?.button_list?.map(({ text }) => text)).toEqual(['认领', '受理', 'Decide se…'])
    expect(drawn.instead).toEqual([expect.stringContaining('：认领 / 受理 / Decide second review')])
    const short = compile({ text: '#2026-000001　待受理', card, choices: choices('认领', '受理') }, { isShort: true })
    expect(short.cards).toEqual([])
    expect(short.words.join()).toMatch(/待受理\n.*：认领 \/ 受理/)
    expect([...drawn.words, ...drawn.instead, ...short.words].join()).not.toMatch(/\d\. /)
  })

  it('with more than six choices has more cards, each with an id of its own', () => {
    const { cards } = compile({ text: '交给谁？', choices: choices(...'甲乙丙丁戊己庚辛') })
    expect(cards.map(({ task_id, button_list }) => [task_id, button_list?.length])).toEqual([
      [id, 6],
      [`${id}@6`, 2],
    ])
  })

  it.each([
    ['more choices than three cards hold', choices(...Array.from({ length: 19 }, (_, index) => `第${index}个`))],
    ['two that say the same', [[{ label: '好', value: 'x' }], [{ label: '不好', value: 'x' }]]],
    ['one that carries too much', [[{ label: '好', value: 'x'.repeat(1025) }]]],
  ])('with %s is a list to type from', (_, given) => {
    const { words, cards } = compile({ text: '选：', choices: given })
    expect(cards).toEqual([])
    expect(words.join()).toMatch(/1\. /)
  })

  it.each(['墙'.repeat(textLimit), '*<a'.repeat(textLimit / 3), '😀'.repeat(textLimit / 2), '第一句。\n'.repeat(5000)])(
    'of any words is taken by WeCom, part by part',
    (text) => {
      for (const body of compose({ text }, wording).words) {
        expect(checkMessage(body as unknown as Record<string, unknown>, new Set(), new Map())).toHaveProperty('text')
      }
    },
  )

  it('of nothing but space is no message', () => {
    expect(compile({ text: ' \n ' }).words).toEqual([])
  })
})

describe('words in markdown', () => {
  it.each([
    ['stars that hide a number', '张** 138****5678', '张＊＊ 138＊＊＊＊5678'],
    ['a link that a resident wrote', '[点这里](http://bad.example/x)', '[点这里］(http://bad.example/x)'],
    [
      'a link whose words are an address',
      '[http://xinqiao.example.gov.cn](http://evil.example/x)',
      '[http://xinqiao.example.gov.cn］(http://evil.example/x)',
    ],
    [
      'a link whose words end in an address',
      '[点这里 http://a](http://evil.example/x)',
      '[点这里 http://a］(http://evil.example/x)',
    ],
    [
      'a picture whose words end in an address',
      '![x http://a](http://evil.example/i.png)',
      '![x http://a］(http://evil.example/i.png)',
    ],
    ['a call to everybody', '<@all> 看看', '＜@all> 看看'],
    ['a tag', '<font color="warning">红</font>', '＜font color="warning">红＜/font>'],
    ['a heading', '# 大字\n#2026-000001', '＃ 大字\n#2026-000001'],
    ['a quotation', '> 引用', '＞ 引用'],
    ['code and strokes', '`a` ~~b~~ __c__ a_b', '｀a｀ ～～b～～ ＿＿c＿＿ a_b'],
  ])('show %s as they are', (_, text, shown) => {
    expect(plainMarkdown(text)).toBe(shown)
  })

  it('leave an address as it is', () => {
    const text = '见 https://xinqiao.example/desk/__a__*~~?q=1#t，谢谢*'
    expect(plainMarkdown(text)).toBe('见 https://xinqiao.example/desk/__a__*~~?q=1#t，谢谢＊')
  })
})

describe('a long text', () => {
  it('is cut between lines, else after a sentence, and loses nothing but space', () => {
    const text = `${'甲'.repeat(60)}\n${'乙'.repeat(60)}。${'丙'.repeat(60)}`
    expect(splitText(text, 100)).toEqual(['甲'.repeat(60), `${'乙'.repeat(60)}。`, '丙'.repeat(60)])
  })

  it('is never cut in the middle of a character', () => {
    for (const part of splitText(`a${'😀'.repeat(100)}`, 50)) expect(part).toBe(part.toWellFormed())
  })
})
