import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DoorWish, readDoorWish } from '../../../bot/desk/door-words.ts'
import { codeAlphabet } from '../../../domain/rules/query-code.ts'

const read = (text: string) => readDoorWish({ input: { kind: 'text', text } })

describe('what is wanted at the door', () => {
  test.each<[string, DoorWish | undefined]>([
    ['/bind ABCD2345EFGH6789', { kind: 'bind', code: 'ABCD2345EFGH6789' }],
    ['  ／ＢＩＮＤ　abcd-2345-efgh-6789 ', { kind: 'bind', code: 'abcd-2345-efgh-6789' }],
    ['/bind@xinqiao_bot ABCD 2345', { kind: 'bind', code: 'ABCD 2345' }],
    ['/bind: ABCD', { kind: 'bind', code: 'ABCD' }],
    ['/bind', { kind: 'bind', code: '' }],
    ['/绑定 值班群', { kind: 'bind', code: '值班群' }],
    ['绑定 abcd2345efgh6789', { kind: 'bind', code: 'abcd2345efgh6789' }],
    ['绑定：ABCD — 2345 — EFGH — 678', { kind: 'bind', code: 'ABCD — 2345 — EFGH — 678' }],
    ['绑定', undefined],
    ['绑定 银行卡', undefined],
    ['绑定ABCD2345EFGH6789', undefined],
    ['绑定 13800000000', undefined],
    ['bind ABCD2345EFGH6789', undefined],
    ['/binding ABCD2345EFGH6789', undefined],
    ['请 /bind ABCD2345EFGH6789', undefined],
    ['/unbind', { kind: 'unbind' }],
    ['/UNBIND@xinqiao_bot', { kind: 'unbind' }],
    ['/解绑', { kind: 'unbind' }],
    ['/unbinding', undefined],
    ['解绑', undefined],
    ['中午吃什么', undefined],
  ])('%s', (text, wish) => {
    expect(read(text)).toEqual(wish)
  })

  test('a link carries a code or something that is nobody’s here', () => {
    const opened = (about?: string) =>
      readDoorWish({ input: { kind: 'opened', ...(about !== undefined && { about }) } })
    expect(opened('ABCD2345EFGH6789')).toEqual({ kind: 'bind', code: 'ABCD2345EFGH6789' })
    expect([opened(), opened('menu'), opened('ABCD2345EFGH678')]).toEqual([undefined, undefined, undefined])
  })

  test('a code comes through whole, in whatever way it is typed', () => {
    const letters = fc.array(fc.constantFrom(...codeAlphabet), { minLength: 16, maxLength: 16 })
    const gap = fc.constantFrom('', ' ', '-', ' - ', '　', '—')
    fc.assert(
      fc.property(
        letters,
        gap,
        fc.boolean(),
        fc.constantFrom('/bind ', '绑定 ', '/绑定：'),
        (code, between, small, word) => {
          const typed = code.join(between)
          const wish = read(word + (small ? typed.toLowerCase() : typed))
          expect(wish?.kind === 'bind' && wish.code.replace(/[\s\p{Pd}]/gu, '').toUpperCase()).toBe(code.join(''))
        },
      ),
    )
  })

  test('anything at all is read without an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect([undefined, 'bind', 'unbind']).toContain(read(text)?.kind)
      }),
    )
  })
})
