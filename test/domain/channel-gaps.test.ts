import { beforeEach, expect, it } from 'vitest'
import { tellGap } from '../../domain/channel-gaps.ts'
import { type Context, withWork } from '../../domain/context.ts'
import { holdLease, noteAlive } from '../../domain/leases.ts'
import { testContext } from '../embedded.ts'
import { openOffice, postedOf } from '../small-office.ts'

let context: Context
const now = new Date('2026-08-03T01:00:00Z')
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)

beforeEach(async () => {
  context = await testContext()
  await openOffice(context, now)
  await holdLease(context, 'wechaty', 'a', now)
})

const back = (at: Date) => withWork(context, at, (work) => tellGap(work, 'wechaty'))
const told = async () => (await postedOf(context, 'alarm')).map(({ params }) => params)

it('the office hears from when to when a channel was offline, once, whichever instance comes back', async () => {
  await noteAlive(context, 'wechaty', now)
  await back(later(200))
  await back(later(201))
  expect(await told()).toEqual([
    {
      what: 'channel-gap',
      count: 4,
      name: 'wechaty',
      from: '2026-08-03T01:00:00.000Z',
      to: '2026-08-03T01:03:20.000Z',
    },
  ])
})

it('each time is told by itself', async () => {
  await noteAlive(context, 'wechaty', now)
  await back(later(100))
  await noteAlive(context, 'wechaty', later(500))
  await back(later(700))
  expect(await told()).toHaveLength(2)
})

it('a restart of less than 15 seconds is nothing to tell, nor is the very first time; a longer one is', async () => {
  await back(later(30))
  await back(later(44))
  expect(await told()).toEqual([])
  await back(later(60))
  expect(await told()).toMatchObject([{ what: 'channel-gap', count: 1 }])
})
