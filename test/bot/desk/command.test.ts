import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Command, readCommand } from '../../../bot/desk/command.ts'
import type { DeskAct } from '../../../bot/text/desk-acts.ts'
import { labels as en } from '../../../bot/text/en/labels.ts'
import type { Labels } from '../../../bot/text/labels.ts'
import { labels as zh } from '../../../bot/text/zh/labels.ts'

const number = '2026-000123'

describe('an officer’s words', () => {
  test.each<[string, Command]>([
    ['#123 受理', { kind: 'act', act: 'accept', number: '123', rest: '' }],
    ['＃１２３　受理', { kind: 'act', act: 'accept', number: '123', rest: '' }],
    ['#2026-000123受理', { kind: 'act', act: 'accept', number, rest: '' }],
    ['＃２０２６－０００１２３ 受理', { kind: 'act', act: 'accept', number, rest: '' }],
    ['# 2026 — 123 受理', { kind: 'act', act: 'accept', number: '2026-123', rest: '' }],
    ['#123号 受理', { kind: 'act', act: 'accept', number: '123', rest: '' }],
    ['受理 #123', { kind: 'act', act: 'accept', number: '123', rest: '' }],
    ['#123 回复 您好，已经安排。', { kind: 'act', act: 'reply', number: '123', rest: '您好，已经安排。' }],
    ['#123 答复：您好', { kind: 'act', act: 'reply', number: '123', rest: '您好' }],
    ['#123 备注 电话打不通', { kind: 'act', act: 'note', number: '123', rest: '电话打不通' }],
    ['#123 ＮＯＴＥ 电话打不通', { kind: 'act', act: 'note', number: '123', rest: '电话打不通' }],
    ['#123 告知去处 3 去县政府', { kind: 'act', act: 'redirect', number: '123', rest: '3 去县政府' }],
    ['#123 不受理 3 去县政府', { kind: 'act', act: 'redirect', number: '123', rest: '3 去县政府' }],
    ['#123 撤回', { kind: 'act', act: 'undo', number: '123', rest: '' }],
    ['#123 撤回答复', { kind: 'act', act: 'undo', number: '123', rest: '' }],
    ['#123 怎么样了', { kind: 'unclear', number: '123' }],
    ['#1234567 受理', { kind: 'talk' }],
    ['#123 为什么', { kind: 'act', act: 'why', number: '123', rest: '' }],
    ['为什么 #123', { kind: 'act', act: 'why', number: '123', rest: '' }],
    ['/why #123', { kind: 'act', act: 'why', number: '123', rest: '' }],
    ['/why 2026-000123', { kind: 'act', act: 'why', number, rest: '' }],
    ['/为什么 １２３', { kind: 'act', act: 'why', number: '123', rest: '' }],
    ['/why', { kind: 'which' }],
    ['/why 昨天那件', { kind: 'which' }],
    ['为什么', { kind: 'talk' }],
    ['为什么 还没办', { kind: 'talk' }],
    ['#123 据此 土地管理法第四十八条', { kind: 'act', act: 'cite', number: '123', rest: '土地管理法第四十八条' }],
    ['#123 依据', { kind: 'act', act: 'nearest', number: '123', rest: '' }],
    ['#123 依据：水法第三条', { kind: 'act', act: 'nearest', number: '123', rest: '水法第三条' }],
    ['#123 库里没有', { kind: 'act', act: 'gap', number: '123', rest: '' }],
    ['#123 不属本局', { kind: 'act', act: 'notOurs', number: '123', rest: '' }],
    ['#123 同意', { kind: 'act', act: 'agree', number: '123', rest: '' }],
    ['#123 不同意 有第五条', { kind: 'act', act: 'disagree', number: '123', rest: '有第五条' }],
    ['#123 撤回据此', { kind: 'act', act: 'uncite', number: '123', rest: '' }],
    ['同意', { kind: 'talk' }],
    ['不同意', { kind: 'talk' }],
    ['库里没有', { kind: 'talk' }],
    ['依据：水法第三条', { kind: 'talk' }],
    ['受理', { kind: 'which' }],
    ['受理了没有', { kind: 'talk' }],
    ['中午吃什么', { kind: 'talk' }],
    ['/open', { kind: 'list', list: 'open', page: 1 }],
    ['／open', { kind: 'list', list: 'open', page: 1 }],
    ['/open@xinqiao_bot 2', { kind: 'list', list: 'open', page: 2 }],
    ['/due -3', { kind: 'list', list: 'due', page: 1 }],
    ['/待办', { kind: 'list', list: 'open', page: 1 }],
    ['/find 柳湾', { kind: 'find', query: '柳湾' }],
    ['/help', { kind: 'help' }],
    ['/constructor', { kind: 'unknown' }],
  ])('%s', (text, command) => {
    expect(readCommand(text, undefined)).toEqual(command)
  })

  test.each<[string, Command]>([
    ['周三来修', { kind: 'words', number, text: '周三来修' }],
    ['受理', { kind: 'act', act: 'accept', number, rest: '' }],
    ['受理通知书已经寄出', { kind: 'words', number, text: '受理通知书已经寄出' }],
    ['撤回', { kind: 'act', act: 'undo', number, rest: '' }],
    ['据此：水法第三条', { kind: 'act', act: 'cite', number, rest: '水法第三条' }],
    ['依据', { kind: 'act', act: 'nearest', number, rest: '' }],
    ['依据：水法第三条，您可以领。', { kind: 'words', number, text: '依据：水法第三条，您可以领。' }],
    ['同意您的请求', { kind: 'words', number, text: '同意您的请求' }],
    ['不属本局职责，请问人社局', { kind: 'words', number, text: '不属本局职责，请问人社局' }],
    ['备注家里没人', { kind: 'act', act: 'note', number, rest: '家里没人' }],
    ['【备注】家里没人', { kind: 'act', act: 'note', number, rest: '家里没人' }],
    ['（备注）家里没人', { kind: 'act', act: 'note', number, rest: '家里没人' }],
    ['[note] nobody in', { kind: 'act', act: 'note', number, rest: 'nobody in' }],
    ['内部装修的补偿已经核定', { kind: 'unclear', number }],
    ['@石朗 你看看', { kind: 'unclear', number }],
    ['＠石朗 你看看', { kind: 'unclear', number }],
    ['#456 受理', { kind: 'act', act: 'accept', number: '456', rest: '' }],
    ['/help', { kind: 'help' }],
  ])('%s, under a card', (text, command) => {
    expect(readCommand(text, number)).toEqual(command)
  })

  const run = { numRuns: 500 }
  const blank = fc.constantFrom('', ' ', '　', '\n', '\u200b', '\ufeff ', '\t')
  const mark = fc.constantFrom(' ', '　', '：', ':', '，', ',', '、', '\n')
  const words = fc.string({ unit: 'grapheme', maxLength: 80 })

  test('a note is never read as words for the resident', () => {
    const noted = fc.tuple(fc.constantFrom('备注', '内部', 'note', 'NOTE', 'Note', 'ｎｏｔｅ'), mark)
    const bracketed = fc.tuple(
      fc.constantFrom('【备注】', '（备注）', '[备注]', '「备注」', '[note]', '【内部】'),
      blank,
    )
    fc.assert(
      fc.property(
        blank,
        fc.oneof(noted, bracketed),
        words,
        fc.constantFrom(undefined, number),
        (before, [act, after], rest, card) => {
          const command = readCommand(`${before}${card ? '' : '#123 '}${act}${after}${rest}`, card)
          expect(command.kind === 'act' ? command.act : command.kind).toBe('note')
        },
      ),
      run,
    )
  })

  test('whatever begins with 备注, 内部 or @ goes to nobody outside', () => {
    fc.assert(
      fc.property(blank, fc.constantFrom('备注', '内部', '@', '＠'), words, (before, sign, rest) => {
        const command = readCommand(`${before}${sign}${rest}`, number)
        const act = command.kind === 'act' ? command.act : command.kind
        expect(['note', 'unclear']).toContain(act)
      }),
      run,
    )
  })

  test('the number and the words of a reply come through whole, in whatever signs they are typed', () => {
    const sign = fc.constantFrom('#', '＃')
    const digits = fc.integer({ min: 1, max: 999999 })
    const wide = (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
    const plain = fc.stringMatching(/^[\p{Script=Han}a-z][^\0]{0,60}$/u).map((text) => text.trim())
    fc.assert(
      fc.property(sign, digits, fc.boolean(), mark, plain, (hash, figure, isWide, gap, text) => {
        const typed = isWide ? wide(String(figure)) : String(figure)
        expect(readCommand(`${hash}${typed}　回复${gap}${text}`, undefined)).toEqual({
          kind: 'act',
          act: 'reply',
          number: String(figure),
          rest: text.replace(/^[\s:：,，、]+/u, ''),
        })
      }),
      run,
    )
  })

  test('without a card and without a number nothing is an act', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        fc.pre(!/[#＃]/.test(text))
        expect(readCommand(text, undefined).kind).not.toMatch(/^(act|words|unclear)$/)
      }),
      run,
    )
  })

  const onCards: (DeskAct & keyof Labels['acts'])[] = [
    'undo',
    'approve',
    'sendBack',
    'claim',
    'accept',
    'reply',
    'askBack',
    'opinion',
    'extend',
    'object',
    'review',
    'recheck',
    'hearingStart',
    'hearingEnd',
    'carryOut',
    'note',
    'handOver',
    'redirect',
    'close',
    'reopen',
    'identity',
    'files',
  ]
  test.each(onCards)('the label of the button of a card typed under it is what the button does: %s', (act) => {
    for (const { acts } of [zh, en]) {
      expect(readCommand(acts[act], number)).toEqual({ kind: 'act', act, number, rest: '' })
    }
  })

  test('anything at all is read without an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom(undefined, number), (text, card) => {
        expect(readCommand(text, card).kind).toBeTypeOf('string')
      }),
      run,
    )
  })
})
