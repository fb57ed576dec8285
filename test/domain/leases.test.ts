import { beforeEach, expect, it } from 'vitest'
import type { Context } from '../../domain/context.ts'
import { holdLease, leaseMs, noteAlive, releaseLease } from '../../domain/leases.ts'
import { watchChannels } from '../../jobs/watch-channels.ts'
import { testContext } from '../embedded.ts'
import { openOffice, postedOf } from '../small-office.ts'

let context: Context
const now = new Date('2026-08-03T01:00:00Z')
const later = (ms: number) => new Date(now.getTime() + ms)
const minutes = 60_000

beforeEach(async () => {
  context = await testContext()
})

it('of two instances one holds the lease, for as long as it holds on', async () => {
  expect(await holdLease(context, 'telegram', 'a', now)).toBe(true)
  expect(await holdLease(context, 'telegram', 'b', later(leaseMs - 1))).toBe(false)
  expect(await holdLease(context, 'telegram', 'a', later(leaseMs - 1))).toBe(true)
  expect(await holdLease(context, 'telegram', 'b', later(leaseMs))).toBe(false)
})

it('an instance that died keeps the others waiting no longer than the lease', async () => {
  await holdLease(context, 'telegram', 'a', now)
  expect(await holdLease(context, 'telegram', 'b', later(leaseMs))).toBe(true)
  expect(await holdLease(context, 'telegram', 'a', later(leaseMs))).toBe(false)
})

it('given back, it can be had at once; nobody gives back what is another’s', async () => {
  await holdLease(context, 'telegram', 'a', now)
  await releaseLease(context, 'telegram', 'b', now)
  expect(await holdLease(context, 'telegram', 'b', now)).toBe(false)
  await releaseLease(context, 'telegram', 'a', now)
  expect(await holdLease(context, 'telegram', 'b', now)).toBe(true)
})

it('of twenty who want it at once, one has it', async () => {
  const tries = Array.from({ length: 20 }, (_, index) => holdLease(context, 'telegram', `i${index}`, now))
  expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1)
})

it('a platform that has not answered for ten minutes is told of, once in two hours, and no longer when it answers', async () => {
  await openOffice(context, now)
  await holdLease(context, 'telegram', 'a', now)
  await noteAlive(context, 'telegram', now)
  expect((await watchChannels.run(context, later(9 * minutes), { dry: false })).count).toBe(0)
  expect((await watchChannels.run(context, later(11 * minutes), { dry: false })).lines).toEqual([
    'telegram: no answer for 11 minutes',
  ])
  await watchChannels.run(context, later(16 * minutes), { dry: false })
  const alarms = await postedOf(context, 'alarm')
  expect(alarms.map((alarm) => alarm.params)).toEqual([{ what: 'channel-silent', count: 11, name: 'telegram' }])
  await noteAlive(context, 'telegram', later(20 * minutes))
  expect((await watchChannels.run(context, later(25 * minutes), { dry: false })).count).toBe(0)
})

it('one that never answered counts from when it was first asked for', async () => {
  await openOffice(context, now)
  await holdLease(context, 'telegram', 'a', now)
  expect((await watchChannels.run(context, later(15 * minutes), { dry: true })).count).toBe(1)
  expect(await postedOf(context, 'alarm')).toEqual([])
})

it('a channel that was switched off for good is forgotten after three days', async () => {
  await holdLease(context, 'telegram', 'a', now)
  expect((await watchChannels.run(context, later(4 * 24 * 60 * minutes), { dry: false })).count).toBe(0)
})
