import { expect, it } from 'vitest'
import { outcomeOf, readFailure } from '../../../../../bot/channels/web/pages/answer.ts'

it('tries again later when the office is starting, busy or broken', () => {
  for (const status of [408, 425, 429, 500, 502, 503]) expect(readFailure(status, null, '')).toEqual({ kind: 'later' })
})

it('waits as long as the office asks, and two minutes at most', () => {
  expect(readFailure(429, '7', '')).toEqual({ kind: 'later', afterMs: 7_000 })
  expect(readFailure(429, '86400', '')).toEqual({ kind: 'later', afterMs: 120_000 })
})

it('hands on the sentence of a refusal', () => {
  expect(readFailure(400, null, '{"error":"太长了"}')).toEqual({ kind: 'refused', error: '太长了' })
  expect(readFailure(413, null, '<html>')).toEqual({ kind: 'refused', error: '' })
})

it('keeps the message of whoever is signed out', () => {
  expect(outcomeOf(readFailure(401, null, '{"error":"请先登录"}'))).toEqual({ kind: 'later' })
})
