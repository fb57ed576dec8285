import { beforeEach, describe, expect, it } from 'vitest'
import { type Context, withWork } from '../../../domain/context.ts'
import { addTour, type TourWanted } from '../../../domain/reception/tours.ts'
import type { Officer } from '../../../prisma/generated/client.ts'
import { plan, receptionContext, seatsOf } from '../../reception.ts'
import { at, hire, postedOf } from '../../small-office.ts'

let context: Context
let chief: Officer
const now = at('2026-11-02', '09:00')

beforeEach(async () => {
  context = await receptionContext(now)
  chief = (await hire(context, now, '主管甲', { role: 'director' })).officer
})

const add = (tour: Partial<TourWanted> = {}, reason = '群众要求') =>
  withWork(context, now, (work) =>
    addTour(work, chief, { township: 'shuanghe', on: '2026-12-05', place: '双河乡政府', ...tour }, reason),
  )

describe('a day in a township that the office file does not name', () => {
  it('may be a Saturday, has its seats, is announced when it is time, and the staff room hears of it', async () => {
    const day = await add()
    expect(day).toMatchObject({ kind: 'tour', on: '2026-12-05', ruleOn: '2026-12-05', state: 'published' })
    expect(day).toMatchObject({ director: '沈知白', township: 'shuanghe', provisional: false })
    expect(await seatsOf(context, day)).toHaveLength(12)
    expect((await postedOf(context, 'receptionNews')).map(({ params }) => params)).toMatchObject([
      { what: 'added', kind: 'tour', township: 'shuanghe', place: '双河乡政府', by: '主管甲', words: '群众要求' },
    ])
  })

  it('is not taken out by the plan, and announced by it when it is further off', async () => {
    const day = await add({ on: '2026-12-26', director: '覃望舒' })
    expect(day).toMatchObject({ state: 'planned', director: '覃望舒', publishedAt: null })
    expect((await plan(context, now)).removed).toEqual([])
    expect((await plan(context, at('2026-11-11', '09:00'))).published).toContainEqual({ on: '2026-12-26' })
  })

  it.each<[string, Partial<TourWanted>, string]>([
    ['a township there is not', { township: 'nowhere' }, 'unknown-township'],
    ['no place', { place: ' ' }, 'slot-missing'],
    ['a date that has passed', { on: '2026-11-02' }, 'reception-date-wrong'],
    ['a date that is none', { on: '5 December' }, 'reception-date-wrong'],
  ])('%s is refused', async (_, tour, code) => {
    await expect(add(tour)).rejects.toMatchObject({ code })
    expect(await context.db.receptionDay.count()).toBe(0)
  })

  it('is one for each township and date, and needs a reason, reception days, and somebody who may', async () => {
    await add()
    await expect(add()).rejects.toMatchObject({ code: 'reception-date-wrong', detail: { why: 'taken' } })
    await context.db.receptionDay.updateMany({ data: { state: 'closed' } })
    await expect(add()).rejects.toMatchObject({ code: 'reception-date-wrong', detail: { why: 'taken' } })
    expect(await add({ township: 'qingshi' })).toMatchObject({ on: '2026-12-05' })
    await expect(add({ on: '2026-12-12' }, ' ')).rejects.toMatchObject({ code: 'slot-missing' })
    const { reception: _, ...office } = await context.office()
    const wanted = { township: 'qingshi', on: '2026-12-12', place: '青石镇' }
    await expect(
      withWork({ ...context, office: async () => office }, now, (work) => addTour(work, chief, wanted, '群众要求')),
    ).rejects.toMatchObject({ code: 'reception-none' })
    const { officer } = await hire(context, now, '值班甲')
    await expect(withWork(context, now, (work) => addTour(work, officer, wanted, '群众要求'))).rejects.toMatchObject({
      code: 'reception-not-yours',
    })
  })
})
