import { beforeEach, describe, expect, it } from 'vitest'
import type { Context } from '../../domain/context.ts'
import { remindReception } from '../../jobs/remind-reception.ts'
import { timetable } from '../../jobs/timetable.ts'
import { bookDay, changedOffice, dayOf, plan, receptionContext } from '../reception.ts'
import { at, hire } from '../small-office.ts'

let context: Context
const now = at('2026-11-02', '09:00')

beforeEach(async () => {
  context = await changedOffice(await receptionContext(now), { tours: [] })
  await plan(context, now)
  // Held on Monday, 16 November.
  const day = await dayOf(context, '2026-11-15')
  await hire(context, now, day.director ?? '', { role: 'director' })
  await bookDay(context, now, day)
  await bookDay(context, now, day)
})

const run = (on: string, time = '08:30', dry = false) => remindReception.run(context, at(on, time), { dry })
const posted = () =>
  context.db.outbox.count({
    where: { kind: { in: ['visitReminder', 'dayBrief', 'dayList', 'directorBrief', 'daySummary'] } },
  })

describe('what is sent before a reception day', () => {
  it('goes out day by day, each once', async () => {
    const lines = async (on: string) => [(await run(on)).lines, (await run(on, '09:00')).lines]
    expect(await lines('2026-11-10')).toEqual([[], []])
    expect(await lines('2026-11-11')).toEqual([['2026-11-16: dayBrief to 1', '2026-11-16: directorBrief to 1'], []])
    expect(await lines('2026-11-13')).toEqual([
      ['2026-11-16: 2 visitors reminded', '2026-11-16: dayList to 1', '2026-11-16: directorBrief to 1'],
      [],
    ])
    expect(await lines('2026-11-15')).toEqual([['2026-11-16: 2 visitors reminded'], []])
    expect(await lines('2026-11-17')).toEqual([['2026-11-16: daySummary to 1'], []])
  })

  it('a rehearsal tells what would go out, and nothing does', async () => {
    expect(await run('2026-11-13', '08:30', true)).toMatchObject({ count: 3 })
    expect(await posted()).toBe(0)
    expect(await run('2026-11-13')).toMatchObject({ count: 3 })
  })

  it('a run that comes late makes up for the last of each alone', async () => {
    expect((await run('2026-11-16', '08:10')).lines).toEqual(['2026-11-16: 2 visitors reminded'])
    expect((await run('2026-11-16', '08:40')).lines).toEqual([
      '2026-11-16: dayList to 1',
      '2026-11-16: directorBrief to 1',
    ])
    expect((await run('2026-11-25')).lines).toEqual(['2026-11-16: daySummary to 1'])
    expect((await run('2026-12-08')).lines).toEqual([])
  })

  it('at night there is nothing to do', async () => {
    expect(await run('2026-11-13', '03:00')).toEqual({ count: 0, lines: [] })
    expect(await run('2026-11-13', '22:00')).toEqual({ count: 0, lines: [] })
  })

  it('is woken every ten minutes of the waking day', () => {
    expect(timetable.filter(({ job }) => job === remindReception.name)).toEqual([
      { job: 'remind-reception', at: '*/10 8-20 * * *', timezone: 'Asia/Shanghai' },
    ])
  })
})
