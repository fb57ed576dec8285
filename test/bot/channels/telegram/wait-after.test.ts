import { describe, expect, it } from 'vitest'
import type { Failure } from '../../../../bot/channels/telegram/failure.ts'
import { usualPace } from '../../../../bot/channels/telegram/pace.ts'
import { waitAfter } from '../../../../bot/channels/telegram/wait-after.ts'

const answered = (code: number, retryAfterMs?: number): Failure => ({
  kind: 'answered',
  code,
  description: '',
  ...(retryAfterMs !== undefined && { retryAfterMs }),
})

describe('the wait before Telegram is asked again', () => {
  it.each<[string, Failure, number, number]>([
    ['after the first break', { kind: 'unknown', why: 'ECONNRESET' }, 1, 200],
    ['after the second', { kind: 'unsent', why: 'ECONNREFUSED' }, 2, 400],
    ['after the fifth', { kind: 'unknown', why: 'HTTP 502' }, 5, 3200],
    ['after many', { kind: 'unknown', why: 'HTTP 502' }, 5000, 5000],
    ['after an error of the Bot API', answered(500), 1, 200],
    ['when it says how long', answered(429, 17_000), 9, 17_000],
    ['when it does not know the token', answered(401), 1, 30_000],
    ['when there is no Bot API', answered(404), 1, 30_000],
    ['when somebody else is asking', answered(409), 1, 2000],
  ])('%s', (_, failure, failures, ms) => {
    expect(waitAfter(failure, usualPace, failures)).toBe(ms)
  })
})
