import { expect, it } from 'vitest'
import { seenUpTo } from '../../../../../bot/channels/web/pages/seen.ts'

it('is the whole talk when its last message is on the screen', () => {
  expect(seenUpTo([1, 2, 3], 2, 3)).toBe(3)
})

it('stops before the first message below the screen', () => {
  expect(seenUpTo([1, 2, 3, 4], 1, 4)).toBe(2)
})

it('stops before a message below the screen that an edit further up has overtaken', () => {
  expect(seenUpTo([9, 2, 3, 4], 2, 9)).toBe(3)
})

it('counts hidden messages as seen with the last one shown', () => {
  expect(seenUpTo([2, 3], 1, 5)).toBe(5)
})

it('never goes beyond what is known without a hole', () => {
  expect(seenUpTo([1, 2, 7], 1, 2)).toBe(2)
})

it('is nothing when nothing has come into view', () => {
  expect(seenUpTo([1, 2], -1, 2)).toBe(0)
})
