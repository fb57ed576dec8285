import { expect, it } from 'vitest'
import { matches } from '../../../../../../bot/channels/web/pages/desk/find.ts'
import { cardRow, row } from './rows.ts'

const card = cardRow('k1', '2026-000123', '渠道淤了，浇不上水')

it('finds a card by its number, with or without #', () => {
  expect(['2026-000123', '#000123', '123'].every((sought) => matches(card, sought))).toBe(true)
  expect(matches(card, '000124')).toBe(false)
})

it('finds a card by words, place and state, all of which must be there', () => {
  expect(matches(card, '渠道 青石村 已受理')).toBe(true)
  expect(matches(card, '渠道 红石村')).toBe(false)
})

it('takes full-width digits and capitals for what they mean', () => {
  expect(matches(card, '＃０００１２３')).toBe(true)
  expect(matches(row('o', { from: { name: 'Wang' }, input: { kind: 'text', text: 'Call ABC' } }), 'wang abc')).toBe(
    true,
  )
})
