import { beforeEach, describe, expect, it } from 'vitest'
import type { Context } from '../../domain/context.ts'
import { createCalendar } from '../../domain/rules/calendar.ts'
import { planReception } from '../../jobs/plan-reception.ts'
import { timetable } from '../../jobs/timetable.ts'
import { noticeCalendar } from '../domain/rules/notice-calendar.ts'
import { changedOffice, receptionContext } from '../reception.ts'
import { at, postedOf } from '../small-office.ts'

let context: Context
const now = at('2026-11-02', '09:00')

beforeEach(async () => {
  context = await receptionContext(now)
})

const run = (on: Context, at = now, dry = false) => planReception.run(on, at, { dry })

describe('the plan of the reception days', () => {
  it('tells by day what it did; a rehearsal does nothing', async () => {
    const lines = [
      ...['2026-11-16', '2026-12-15', '2026-12-25', '2027-01-15', '2027-02-15'].map(
        (on) => `${on}: made with 12 seats`,
      ),
      '2026-11-16: announced',
      '2026-12-15: announced',
    ]
    expect(await run(context, now, true)).toEqual({ count: 7, lines })
    expect(await context.db.receptionDay.count()).toBe(0)
    expect(await run(context)).toEqual({ count: 7, lines })
    expect(await run(context)).toEqual({ count: 0, lines: [] })
  })

  it('tells what a notice and another office file have changed', async () => {
    await run(context)
    const shut = createCalendar([{ on: '2026-11-16', name: '调休', isOffDay: true }], [2026])
    const calendar = { ...noticeCalendar, isWorkingDay: (on: string) => shut.isWorkingDay(on) }
    const { lines } = await run(await changedOffice(context, { tours: [], seats: 6 }, calendar))
    expect(lines).toEqual([
      '2027-01-15: as the office file and the calendar have it now',
      '2027-02-15: as the office file and the calendar have it now',
      '2026-12-25: taken out, the office file knows it no more',
      '2026-11-16 → 2026-11-17: 0 told, 0 to be called',
    ])
  })

  it('is woken every five minutes of the day, so that it announces in the minutes after its time', () => {
    expect(timetable.filter(({ job }) => job === planReception.name)).toEqual([
      { job: 'plan-reception', at: '*/5 7-20 * * *', timezone: 'Asia/Shanghai' },
    ])
  })

  it('of three at once, one announces', async () => {
    const runs = await Promise.all([run(context), run(context), run(context)])
    expect(runs.map(({ count }) => count).sort()).toEqual([0, 0, 7])
    expect(await postedOf(context, 'receptionNews')).toHaveLength(2)
  })
})
