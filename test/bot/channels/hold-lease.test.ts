import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { holdLease } from '../../../bot/channels/hold-lease.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** A lease of ten seconds by the database, which takes so long to answer. */
function slow(answerMs: number) {
  let given = false
  const held = holdLease({
    lease: {
      hold: () => new Promise((resolve) => setTimeout(() => resolve(true), answerMs)),
      release: async () => {
        given = true
      },
      noteAlive: async () => {},
    },
    stopped: new AbortController().signal,
    // Renewed by hand.
    pace: { renewMs: 3_600_000, leaseMs: 9_000 },
    away: () => {},
    back: () => {},
  })
  return { ...held, isGivenBack: () => given }
}

it('is relied on for nine seconds from when it was asked for, however late the answer came', async () => {
  const { signal, renew, end } = slow(4_000)
  const answered = renew()
  await vi.advanceTimersByTimeAsync(4_000)
  expect(await answered).toBe(true)
  await vi.advanceTimersByTimeAsync(4_999)
  expect(signal.aborted).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  expect(signal.aborted).toBe(true)
  await end()
})

it('is not relied on at all when the answer took as long, and is given back all the same', async () => {
  const { signal, renew, end, isGivenBack } = slow(9_500)
  const answered = renew()
  await vi.advanceTimersByTimeAsync(9_500)
  expect(await answered).toBe(false)
  expect(signal.aborted).toBe(true)
  await end()
  expect(isGivenBack()).toBe(true)
})
