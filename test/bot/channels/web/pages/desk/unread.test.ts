import { expect, it } from 'vitest'
import { countUnread, firstUnread } from '../../../../../../bot/channels/web/pages/desk/unread.ts'
import { minute } from '../said.ts'
import { row } from './rows.ts'

const rows = [
  row('old', { seq: 1 }),
  row('edited', { seq: 9, editedAt: minute(9) }),
  row('mine', { seq: 5, from: 'me' }),
  row('new', { seq: 6 }),
  row('newest', { seq: 7, from: { name: '王芳' } }),
]

it('draws the line before the first message that was not read, whoever else has edited what', () => {
  expect(firstUnread(rows, 4)).toBe('new')
  expect(firstUnread(rows, 9)).toBeUndefined()
})

it('counts neither edits nor what I said myself', () => {
  expect(countUnread(rows, 4)).toBe(2)
})
