import { describe, expect, test } from 'vitest'
import { readOutcome, readReceptionWish, readVisitor } from '../../../bot/desk/reception-wish.ts'

const today = '2026-11-22'
const on = '2026-12-15'

describe('an officer’s words about reception days', () => {
  test.each([
    ['接待日', { kind: 'days' }],
    ['/reception', { kind: 'days' }],
    ['接待日 12月15日 改到 12月16日 原因 领导开会', { kind: 'move', on, to: '2026-12-16', reason: '领导开会' }],
    ['接待日 12月15日改到12月16日', { kind: 'move', on, to: '2026-12-16', reason: '' }],
    ['接待日 12月15日 停 会场停电', { kind: 'close', on, reason: '会场停电' }],
    ['接待日 12月15日 恢复 来电了', { kind: 'reopen', on, reason: '来电了' }],
    ['接待日 12月15日 换 1月15日 原因：出差', { kind: 'swap', on, other: '2027-01-15', reason: '出差' }],
    [
      '下访 青石镇 12月20日 地点 村委会 原因 群众多',
      { kind: 'tour', township: '青石镇', on: '2026-12-20', place: '村委会', reason: '群众多' },
    ],
    ['接待日 明天 停', { kind: 'unclear' }],
    ['接待日 12月15日 怎么办', { kind: 'unclear' }],
    ['名单', { kind: 'list' }],
    ['名单 12月15日', { kind: 'list', on }],
    ['约 12月15日', { kind: 'book', on, visitor: '' }],
    ['约 12月15日 云舒；修路', { kind: 'book', on, visitor: '云舒；修路' }],
    ['到 fj7km', { kind: 'checkIn', code: 'FJ7KM' }],
    ['叫号', { kind: 'call' }],
    ['未到 3', { kind: 'absent', who: '3' }],
    ['未到 ９：20', { kind: 'absent', who: '9:20' }],
    ['办结 3 谈了\n承诺: 修路', { kind: 'finish', who: '3', text: '谈了\n承诺: 修路' }],
    ['承诺', { kind: 'promises' }],
    ['承诺 #123', { kind: 'promises', number: '123' }],
    ['兑现 #123 修好了', { kind: 'keep', number: '123', how: '修好了' }],
    ['兑现 #2026-000123 2 修好了', { kind: 'keep', number: '2026-000123', which: 2, how: '修好了' }],
  ])('%j', (text, wish) => {
    expect(readReceptionWish(text, today)).toEqual(wish)
  })

  test.each([
    '接待日快到了',
    '约好了没有',
    '约 他明天来',
    '到 单位再说吧',
    '名单在谁那里',
    '办结 #123 修好了',
    '未到的打个电话',
    '承诺的事要办',
    '叫号机坏了',
  ])('colleagues may say %j to each other', (text) => {
    expect(readReceptionWish(text, today)).toBeUndefined()
  })
})

describe('what came of a visit', () => {
  test.each([
    ['谈了路的事', { text: '谈了路的事', promises: [] }],
    [
      '谈了路的事。\n承诺: 把路修好 由 安置建设股 在 12月31日 前\n承诺：装路灯，由 housing 在 2027-01-31',
      {
        text: '谈了路的事',
        promises: [
          { text: '把路修好', unit: '安置建设股', dueOn: '2026-12-31' },
          { text: '装路灯', unit: 'housing', dueOn: '2027-01-31' },
        ],
      },
    ],
    [
      'The drain. promise: it is mended by housing before 2026-12-31',
      { text: 'The drain.', promises: [{ text: 'it is mended', unit: 'housing', dueOn: '2026-12-31' }] },
    ],
    ['谈了。承诺: 尽快修好', 'unclear'],
    ['谈了。承诺: 修好 由 安置建设股 在 某一天', 'unclear'],
  ])('%j', (text, outcome) => {
    expect(readOutcome(text, today)).toEqual(outcome)
  })

  test('a visitor is a name, perhaps a phone, and words, in one line', () => {
    const isPhone = (part: string) => /^1\d{10}$/.test(part)
    expect(readVisitor('云舒；13800000001；修路；轮椅', isPhone)).toEqual({
      name: '云舒',
      phone: '13800000001',
      words: '修路',
      needs: '轮椅',
    })
    expect(readVisitor('云舒;修路', isPhone)).toMatchObject({ name: '云舒', phone: undefined, words: '修路' })
    expect(readVisitor('  ', isPhone).name).toBeUndefined()
  })
})
