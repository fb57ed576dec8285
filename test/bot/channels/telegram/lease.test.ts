import { describe, expect, it } from 'vitest'
import { createHealth } from '../../../../bot/channels/telegram/health.ts'
import { underLease } from '../../../../bot/channels/telegram/lease.ts'
import type { ChannelLease } from '../../../../bot/message.ts'
import { promised, quick } from './open.ts'

function parts(lease: Partial<ChannelLease>) {
  const lines: string[] = []
  const write = (_: object, message: string) => void lines.push(message)
  const log = { info: write, warn: write, error: write }
  const stopping = new AbortController()
  return {
    lines,
    stop: () => stopping.abort(),
    given: {
      lease: { hold: async () => true, release: async () => {}, noteAlive: async () => {}, ...lease },
      stopped: stopping.signal,
      pace: quick,
      health: createHealth('polling', log, () => new Date(0)),
      log,
    },
  }
}

const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))

describe('the lease', () => {
  it('is given back last of all, after a renewal that was under way', async () => {
    const events: string[] = []
    const { promise: answered, resolve: answer } = promised()
    const { promise: renewing, resolve: renew } = promised()
    let holds = 0
    const { given, stop } = parts({
      async hold() {
        if (holds++ === 0) return true
        renew()
        await answered
        events.push('renewed')
        return true
      },
      release: async () => void events.push('released'),
    })
    const running = underLease(given, ({ signal }) => untilAborted(signal))
    await renewing
    stop()
    await new Promise((resolve) => setImmediate(resolve))
    answer()
    await running
    expect(events).toEqual(['renewed', 'released'])
  })

  it('is taken up again after a bug in the work, which is logged and ends nothing', async () => {
    let runs = 0
    const { given, stop, lines } = parts({})
    await underLease(given, async () => {
      runs++
      if (runs < 3) throw new Error('a bug')
      stop()
    })
    expect(runs).toBe(3)
    expect(lines).toEqual([
      'The intake of updates broke off; it begins anew',
      'The intake of updates broke off; it begins anew',
    ])
  })

  it('that another instance has is only asked for', async () => {
    let asked = 0
    let works = 0
    const { given, stop } = parts({
      async hold() {
        if (++asked === 3) stop()
        return false
      },
    })
    await underLease(given, async () => void works++)
    expect([asked, works]).toEqual([3, 0])
  })
})
