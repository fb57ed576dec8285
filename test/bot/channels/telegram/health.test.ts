import { describe, expect, it } from 'vitest'
import { createHealth } from '../../../../bot/channels/telegram/health.ts'

function health(mode: 'polling' | 'webhook' = 'polling') {
  let seconds = 0
  const lines: string[] = []
  const write = (_: object, message: string) => void lines.push(message)
  const log = { info: write, warn: write, error: write }
  const kept = createHealth(mode, log, () => new Date(Date.UTC(2026, 7, 3) + seconds * 1000))
  return {
    ...kept,
    lines,
    pass: (more: number) => {
      seconds += more
    },
  }
}

const away = { state: 'degraded', note: 'Telegram cannot be reached.' } as const
const wrong = { state: 'failed', note: 'TELEGRAM_TOKEN is wrong.' } as const

describe('how the channel is doing', () => {
  it('is well while another instance takes the updates, and then nothing is late', () => {
    const { read, pass } = health()
    pass(3600)
    expect(read()).toEqual({
      state: 'ok',
      note: 'Another instance takes the updates.',
      gauges: { errors_total: 0, polling: 0 },
    })
  })

  it('counts the time since Telegram answered from when it became this instance that asks', () => {
    const { read, pass, holds, answered } = health()
    pass(3600)
    holds(true)
    pass(5)
    holds(true)
    expect(read().gauges.last_answer_age_seconds).toBe(5)
    answered()
    expect(read().gauges.last_answer_age_seconds).toBe(0)
  })

  it('is as bad as the worst of it, and says all of it', () => {
    const { read, trouble, well } = health()
    trouble('intake', away)
    expect(read()).toMatchObject({ state: 'degraded', note: away.note })
    trouble('sending', wrong)
    expect(read()).toMatchObject({ state: 'failed', note: `${away.note} ${wrong.note}` })
    well('intake')
    well('sending')
    expect(read().state).toBe('ok')
  })

  it('is logged when it is news, and when it is over', () => {
    const { trouble, well, lines, read } = health()
    for (let count = 0; count < 3; count++) trouble('intake', away)
    well('intake')
    well('intake')
    expect(lines).toEqual([away.note, 'Telegram: all is well again'])
    expect(read().gauges.errors_total).toBe(3)
  })

  it('forgets what was wrong with taking updates when another instance takes them', () => {
    const { read, holds, trouble, pending } = health('webhook')
    holds(true)
    pending(7)
    trouble('storing', away)
    expect(read()).toMatchObject({ state: 'degraded', gauges: { pending_updates: 7 } })
    holds(false)
    expect(read()).toMatchObject({ state: 'ok' })
    expect(read().gauges).not.toHaveProperty('pending_updates')
    // Of a webhook every instance stores what comes to it.
    trouble('storing', away)
    holds(false)
    expect(read().state).toBe('degraded')
  })
})
