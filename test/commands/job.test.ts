import { beforeEach, expect, it } from 'vitest'
import type { Context } from '../../domain/context.ts'
import { jobs } from '../../jobs/jobs.ts'
import { testContext } from '../embedded.ts'
import { at, fileMatter, openOffice, postedOf } from '../small-office.ts'
import { now, type } from './open-commands.ts'

let context: Context

beforeEach(async () => {
  context = await testContext()
  await openOffice(context, now)
})

it('job list names every job with its times', async () => {
  const { code, printed } = await type(context, 'job list')
  expect(code).toBe(0)
  for (const name of jobs.keys()) expect(printed).toContain(`${name}  [`)
  expect(printed).toContain('Asia/Shanghai')
})

it.each([...jobs.keys()])('job %s can be run by hand, twice', async (name) => {
  for (const line of [`job ${name} --dry`, `job ${name}`, `job ${name}`]) {
    const { code, printed } = await type(context, line)
    expect(code).toBe(0)
    expect(printed).toContain(`${name} at 2026-08-03T01:00:00.000Z: `)
  }
})

it('job --at does what is due at that instant, whatever the day is', async () => {
  await fileMatter(context, at('2026-08-03', '09:00'))
  expect((await type(context, 'job remind-deadlines')).printed).toContain(': 0')
  const rehearsed = await type(context, 'job remind-deadlines --at 2026-08-10T09:00:00+08:00 --dry')
  expect(rehearsed.printed).toContain(
    'remind-deadlines at 2026-08-10T01:00:00.000Z: 1 (a rehearsal: nothing was changed)',
  )
  expect(await postedOf(context, 'reminderDigest')).toEqual([])
  await type(context, 'job remind-deadlines --at 2026-08-10T09:00:00+08:00')
  await type(context, 'job remind-deadlines --at 2026-08-10T09:00:00+08:00')
  expect(await postedOf(context, 'reminderDigest')).toHaveLength(1)
})

it.each([
  ['job', 'Usage: npm run job'],
  ['job tidy-up', 'There is no job "tidy-up". There are: remind-deadlines,'],
  ['job reconcile more', 'Usage: npm run job'],
  ['job reconcile --at tomorrow', '--at must be an instant with its zone'],
  ['job reconcile --at 2026-08-03T09:00:00', '--at must be an instant with its zone'],
  ['job reconcile --at 2026-02-30T09:00:00Z', '--at must be an instant with its zone'],
  ['job reconcile --wet', "Unknown option '--wet'"],
])('"%s" is answered with what is wrong', async (line, said) => {
  const { code, printed } = await type(context, line)
  expect(code).toBe(1)
  expect(printed).toContain(said)
})
