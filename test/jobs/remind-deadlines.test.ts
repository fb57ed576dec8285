import { beforeEach, describe, expect, it } from 'vitest'
import { type Context, withWork } from '../../domain/context.ts'
import { acceptTicket } from '../../domain/handling.ts'
import { withdrawTicket } from '../../domain/withdrawals.ts'
import { remindDeadlines } from '../../jobs/remind-deadlines.ts'
import { testContext } from '../embedded.ts'
import { at, fileMatter, hire, openOffice, postedOf } from '../small-office.ts'

let context: Context

beforeEach(async () => {
  context = await testContext()
  await openOffice(context, at('2026-08-03', '08:30'))
})

const run = (on: string, time: string, dry = false) => remindDeadlines.run(context, at(on, time), { dry })

// Filed on Monday 3 August: the notice is due on 18 August, half time is 10 August.
describe('reminding of the fifteen days of the written notice', () => {
  beforeEach(() => fileMatter(context, at('2026-08-03', '09:00')))

  it('is silent before half time', async () => {
    expect((await run('2026-08-07', '09:00')).count).toBe(0)
  })

  it('reminds the room at half time, in one digest', async () => {
    expect((await run('2026-08-10', '09:00')).count).toBe(1)
    const [digest] = await postedOf(context, 'reminderDigest')
    expect(digest?.status).toBe('waiting')
    expect(digest?.params).toEqual({
      lines: [{ number: '2026-000001', rule: 'NOTICE_15D', dueOn: '2026-08-18', daysLeft: 8, holder: null }],
    })
    // The single one stays as the mark that it was told, and goes to nobody.
    expect((await postedOf(context, 'reminder')).map((row) => row.status)).toEqual(['superseded'])
  })

  it('run again, ten minutes or a day later, it says nothing twice', async () => {
    await run('2026-08-10', '09:00')
    expect((await run('2026-08-10', '09:00')).count).toBe(0)
    expect((await run('2026-08-10', '09:10')).count).toBe(0)
    // The next day is seven days before the end: another step.
    expect((await run('2026-08-11', '09:00')).count).toBe(1)
    expect((await run('2026-08-12', '09:00')).count).toBe(0)
    expect(await postedOf(context, 'reminderDigest')).toHaveLength(2)
  })

  it('run by two instances at once, it reminds once', async () => {
    await Promise.all([run('2026-08-10', '09:00'), run('2026-08-10', '09:00'), run('2026-08-10', '09:00')])
    expect(await postedOf(context, 'reminderDigest')).toHaveLength(1)
  })

  it('after a week of standing still, of all that was missed only the most urgent is told', async () => {
    const { lines } = await run('2026-08-17', '09:00')
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/NOTICE_15D, due on 2026-08-18: d1 to room /)
  })

  it('with a day or less left it goes by itself and at once', async () => {
    await run('2026-08-18', '08:30')
    expect(await postedOf(context, 'reminderDigest')).toEqual([])
    const [reminder] = await postedOf(context, 'reminder')
    expect(reminder).toMatchObject({ status: 'waiting', params: { step: 'd0', daysLeft: 0 } })
  })

  it.each([
    ['before the office opens', '2026-08-10', '08:29'],
    ['in the noon break', '2026-08-10', '12:00'],
    ['in the evening', '2026-08-10', '17:30'],
    ['on a Sunday', '2026-08-16', '09:00'],
  ])('is silent %s', async (_, on, time) => {
    expect((await run(on, time)).count).toBe(0)
  })

  it('a rehearsal tells what would go out, and posts nothing', async () => {
    const { count, lines } = await run('2026-08-10', '09:00', true)
    expect(count).toBe(1)
    expect(lines[0]).toMatch(/2026-000001 NOTICE_15D, due on 2026-08-18: half to room .*, in a digest/)
    expect(await context.db.outbox.count({ where: { dedupeKey: { startsWith: 'remind' } } })).toBe(0)
    expect((await run('2026-08-10', '09:00')).count).toBe(1)
  })

  it('the day after it is late, the supervisor of the unit hears in private too', async () => {
    const own = await hire(context, at('2026-08-03', '10:00'), '甲主管', { role: 'supervisor', unit: 'housing' })
    await hire(context, at('2026-08-03', '10:00'), '乙主管', { role: 'supervisor', unit: 'support' })
    await run('2026-08-19', '09:00')
    const targets = (await postedOf(context, 'reminder')).map((row) => row.to)
    expect(targets).toHaveLength(2)
    expect(targets.filter((target) => target.startsWith('a:'))).toEqual([`a:${own.account.id}`])
  })

  it('a week later the director hears', async () => {
    const director = await hire(context, at('2026-08-03', '10:00'), '丙主任', { role: 'director', unit: 'reception' })
    await run('2026-08-26', '09:00')
    expect(await postedOf(context, 'reminder')).toContainEqual(
      expect.objectContaining({ to: `a:${director.account.id}`, params: expect.objectContaining({ step: 'week1' }) }),
    )
  })
})

it('a clock that has been satisfied reminds nobody', async () => {
  const ticket = await fileMatter(context, at('2026-08-03', '09:00'), { category: 'training' })
  const { officer } = await hire(context, at('2026-08-03', '09:00'), '值班甲')
  await withWork(context, at('2026-08-04', '09:00'), (work) => acceptTicket(work, officer, `${ticket.sequence}`))
  expect((await run('2026-08-18', '09:00')).count).toBe(0)
})

it('a withdrawn matter hurries nobody, although its clock still runs', async () => {
  const ticket = await fileMatter(context, at('2026-08-03', '09:00'))
  await withWork(context, at('2026-08-09', '09:00'), (work) => withdrawTicket(work, ticket.id))
  expect((await run('2026-08-10', '09:00')).count).toBe(0)
})

it('three matters at half time become one digest, the nearest end first', async () => {
  await fileMatter(context, at('2026-08-03', '11:00'))
  await fileMatter(context, at('2026-08-03', '09:00'))
  await fileMatter(context, at('2026-07-31', '09:00'))
  expect((await run('2026-08-10', '09:00')).count).toBe(3)
  const digests = await postedOf(context, 'reminderDigest')
  expect(
    digests.map((digest) => (digest.params as { lines: { dueOn: string }[] }).lines.map((line) => line.dueOn)),
  ).toEqual([['2026-08-17', '2026-08-18', '2026-08-18']])
})
