import { expect, it } from 'vitest'
import { languageChosen, openingOf } from '../../../../../../bot/channels/web/pages/resident/opening.ts'

it.each([
  ['?about=2026-000123', '', '2026-000123'],
  ['', '#about=%E8%A1%A5%E5%81%BF', '补偿'],
  ['', '#2026-000123', '2026-000123'],
  ['', '#%', '%'],
  ['?about=', '#', undefined],
  ['', '', undefined],
])('a link ending in %s%s is about %s', (search, hash, about) => {
  expect(openingOf(search, hash)).toBe(about)
})

it('keeps no more of a link than the office takes', () => {
  expect(openingOf('', `#${'x'.repeat(500)}`)?.length).toBe(200)
})

it('knows a tapped language wherever it stood', () => {
  expect(languageChosen({ kind: 'choice', value: 'language:en', keyboard: 'k' })).toBe('en')
  expect(languageChosen({ kind: 'choice', value: 'language:fr' })).toBeUndefined()
  expect(languageChosen({ kind: 'text', text: 'language:en' })).toBeUndefined()
})
