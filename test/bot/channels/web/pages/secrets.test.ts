import { expect, it } from 'vitest'
import { placeSecrets } from '../../../../../bot/channels/web/pages/secrets.ts'

it('puts each secret where the sentence has its name', () => {
  expect(placeSecrets('编号 1，查询码 {{code}}。', { code: 'K7QM' })).toEqual([
    { text: '编号 1，查询码 ' },
    { secret: 'K7QM', name: 'code' },
    { text: '。' },
  ])
})

it('leaves braces alone that no secret belongs to', () => {
  expect(placeSecrets('{{constructor}} {{other}}', { code: 'K7QM' })).toEqual([{ text: '{{constructor}} {{other}}' }])
  expect(placeSecrets('{{code}}')).toEqual([{ text: '{{code}}' }])
})

it('does not look for names inside a secret', () => {
  expect(placeSecrets('{{a}}', { a: '{{b}}', b: 'x' })).toEqual([{ secret: '{{b}}', name: 'a' }])
})
