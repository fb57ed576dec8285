import { expect, it } from 'vitest'
import { backoff } from '../../../../../bot/channels/web/pages/backoff.ts'

it('doubles from a second to half a minute', () => {
  expect([1, 2, 3, 4, 5, 6, 100].map((failures) => backoff(failures, 0))).toEqual([
    1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
  ])
})

it('comes back up to a quarter earlier by chance', () => {
  expect(backoff(1, 1)).toBe(750)
})
