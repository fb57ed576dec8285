import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { WechatApi } from '../../../../bot/channels/wechat/api.ts'
import { WechatError } from '../../../../bot/channels/wechat/failure.ts'
import { createHealth } from '../../../../bot/channels/wechat/health.ts'
import { probe } from '../../../../bot/channels/wechat/probe.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** A platform that answers the first calls with these errcodes; 0 is all well. What is known of it after each. */
function asked(...errcodes: number[]) {
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  const health = createHealth(log, () => new Date(0))
  const get = async () => {
    const errcode = errcodes.shift()
    if (errcode) throw new WechatError(errcode, '')
    return {}
  }
  const over = new AbortController()
  const ended = probe({ get } as Partial<WechatApi> as WechatApi, health, over.signal)
  return { left: errcodes, ended, stop: () => over.abort(), state: () => health.read().state }
}

it('a server that is not on the list is told until it is, also when WeChat is busy in between', async () => {
  const { left, ended, state } = asked(40164, -1, 0)
  await vi.advanceTimersByTimeAsync(0)
  expect(state()).toBe('failed')
  await vi.advanceTimersByTimeAsync(30_000)
  expect(left).toEqual([0])
  expect(state()).toBe('ok')
  await vi.advanceTimersByTimeAsync(2_000)
  await ended
  expect(left).toEqual([])
})

it('goes on asking after an answer that says nothing of the account', async () => {
  const { left, ended, state } = asked(40164, 99999, 0)
  await vi.advanceTimersByTimeAsync(30_000)
  expect(state()).toBe('failed')
  await vi.advanceTimersByTimeAsync(30_000)
  await ended
  expect([left, state()]).toEqual([[], 'ok'])
})

it('ends with the channel', async () => {
  const { ended, stop } = asked(40164, 40164)
  await vi.advanceTimersByTimeAsync(0)
  stop()
  await ended
})
