import { beforeEach, describe, expect, it } from 'vitest'
import type { Context } from '../../domain/context.ts'
import { storeArrivals } from '../../domain/inbox.ts'
import { testContext } from '../embedded.ts'
import { fileMatter } from '../small-office.ts'
import { now, openApi } from './open-api.ts'

let context: Context
const token = 'a-token-of-24-characters'

beforeEach(async () => {
  context = await testContext()
})

/** The value of a gauge without labels, or with these. */
function gaugeOf(text: string, name: string): number {
  const line = text.split('\n').find((candidate) => candidate.startsWith(`xinqiao_${name} `))
  return Number(line?.split(' ').at(-1))
}

describe('the gauges', () => {
  it('tell what waits and for how long', async () => {
    const tenMinutesAgo = new Date(now.getTime() - 600_000)
    await storeArrivals(
      context,
      [
        { channel: 'web', messageId: 'm1', conversation: 'c', payload: {} },
        { channel: 'web', messageId: 'm2', conversation: 'c', payload: {} },
      ],
      tenMinutesAgo,
    )
    await context.db.inbox.updateMany({ where: { messageId: 'm2' }, data: { status: 'parked' } })
    const ticket = await fileMatter(context, new Date(now.getTime() - 120_000))
    await context.db.outbox.updateMany({ where: { kind: 'receipt' }, data: { status: 'uncertain' } })
    await context.db.outbox.create({
      data: {
        dedupeKey: 'later',
        lane: 1,
        kind: 'answer',
        paramsEnc: '',
        target: 'a:x',
        notBefore: new Date(now.getTime() + 1000),
        createdAt: now,
      },
    })
    await context.db.outbox.create({
      data: {
        dedupeKey: 'due',
        lane: 1,
        kind: 'answer',
        paramsEnc: '',
        target: 'a:x',
        notBefore: tenMinutesAgo,
        createdAt: now,
      },
    })
    const { app } = await openApi(context)
    const { body } = await app.inject('/metrics')
    expect(gaugeOf(body, 'inbox_waiting')).toBe(1)
    expect(gaugeOf(body, 'inbox_parked')).toBe(1)
    expect(gaugeOf(body, 'inbox_oldest_waiting_seconds')).toBe(600)
    expect(gaugeOf(body, 'outbox_due_unsent')).toBe(1)
    expect(gaugeOf(body, 'outbox_oldest_due_seconds')).toBe(600)
    expect(gaugeOf(body, 'outbox_uncertain')).toBe(1)
    expect(gaugeOf(body, 'outbox_messages{status="waiting"}')).toBe(2)
    expect(gaugeOf(body, 'outbox_messages{status="refused"}')).toBe(0)
    expect(gaugeOf(body, 'database_up')).toBe(1)
    expect(body).toContain('process_resident_memory_bytes')
    expect(body).not.toContain(ticket.id)
  })

  it('say that the database is away, and still answer', async () => {
    const { app } = await openApi({ ...context, db: {} as Context['db'] })
    const answer = await app.inject('/metrics')
    expect(answer.statusCode).toBe(200)
    expect(gaugeOf(answer.body, 'database_up')).toBe(0)
  })

  it('tell how far the clocks are apart', async () => {
    const { app } = await openApi(context)
    const { body } = await app.inject('/metrics')
    // The test's clock stands still in the past.
    expect(Math.abs(gaugeOf(body, 'clock_skew_seconds') - (Date.now() - now.getTime()) / 1000)).toBeLessThan(60)
  })
})

describe('who may read them', () => {
  it.each([
    ['this machine', {}, '127.0.0.1', 200],
    ['this machine over IPv6', {}, '::1', 200],
    ['another machine', {}, '203.0.113.9', 404],
    ['a proxy on this machine, for anybody', { 'x-forwarded-for': '127.0.0.1' }, '127.0.0.1', 404],
    ['another machine with the token', { authorization: `Bearer ${token}` }, '203.0.113.9', 200],
    [
      'a proxy with the token',
      { authorization: `Bearer ${token}`, 'x-forwarded-for': '203.0.113.9' },
      '127.0.0.1',
      200,
    ],
    ['another machine with a wrong token', { authorization: 'Bearer wrong' }, '203.0.113.9', 404],
  ])('%s', async (_, headers, remoteAddress, status) => {
    const { app } = await openApi(context, { metricsToken: token, trustProxy: true })
    expect((await app.inject({ url: '/metrics', headers, remoteAddress })).statusCode).toBe(status)
  })

  it('whoever may not is told what one is told of an address that is not there', async () => {
    const { app } = await openApi(context)
    const [refused, absent] = await Promise.all(
      ['/metrics', '/nothing'].map((url) => app.inject({ url, remoteAddress: '203.0.113.9' })),
    )
    expect(refused?.body).toBe(absent?.body)
  })

  it('without a token set, no token opens them', async () => {
    const { app } = await openApi(context)
    const headers = { authorization: 'Bearer undefined' }
    expect((await app.inject({ url: '/metrics', headers, remoteAddress: '203.0.113.9' })).statusCode).toBe(404)
  })
})
