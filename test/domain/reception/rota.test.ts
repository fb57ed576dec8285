import { beforeEach, describe, expect, it } from 'vitest'
import { type Context, withWork } from '../../../domain/context.ts'
import { readChanges } from '../../../domain/reception/history.ts'
import { swapDirectors } from '../../../domain/reception/rota.ts'
import type { Officer, ReceptionDay } from '../../../prisma/generated/client.ts'
import { bookDay, changedOffice, dayOf, plan, receptionContext } from '../../reception.ts'
import { at, hire, postedOf } from '../../small-office.ts'

let context: Context
let chief: Officer
let november: ReceptionDay
let december: ReceptionDay
const now = at('2026-11-02', '09:00')

beforeEach(async () => {
  context = await receptionContext(now)
  chief = (await hire(context, now, '主管甲', { role: 'admin' })).officer
})

async function planned() {
  await plan(context, now)
  november = await dayOf(context, '2026-11-15')
  december = await dayOf(context, '2026-12-15')
}

const swap = (a = november.id, b = december.id, reason = '要去省里开会') =>
  withWork(context, now, (work) => swapDirectors(work, chief, a, b, reason))

describe('two directors who change days', () => {
  it('are both told in private, and so is everybody who booked on either day', async () => {
    const lu = await hire(context, now, '陆青禾', { role: 'director' })
    const shen = await hire(context, now, '沈知白', { role: 'director' })
    await planned()
    const [first, second] = [await bookDay(context, now, november), await bookDay(context, now, december)]
    expect(await swap()).toMatchObject([
      { on: '2026-11-16', director: '沈知白', directorId: shen.officer.id, reason: 'rest-day' },
      { on: '2026-12-15', director: '陆青禾', directorId: lu.officer.id, reason: 'swapped' },
    ])
    expect(await postedOf(context, 'receptionDayChanged')).toMatchObject([
      { to: `a:${first.account.id}`, params: { on: '2026-11-16', director: '沈知白', words: '要去省里开会' } },
      { to: `a:${second.account.id}`, params: { on: '2026-12-15', director: '陆青禾' } },
    ])
    const news = (await postedOf(context, 'receptionNews')).filter(
      ({ params }) => (params as { what: string }).what === 'swapped',
    )
    const told = (to: string) => news.filter((row) => row.to === `a:${to}`).length
    expect([news.filter(({ to }) => to.startsWith('r:')).length, told(lu.account.id), told(shen.account.id)]).toEqual([
      2, 2, 2,
    ])
    expect(readChanges(await dayOf(context, '2026-11-15'))).toMatchObject([
      { what: 'swapped', from: '陆青禾', to: '沈知白', by: `officer:${chief.id}` },
    ])
  })

  it('keep it so when the office file or the rota changes', async () => {
    await planned()
    const [january, february] = [await dayOf(context, '2027-01-15'), await dayOf(context, '2027-02-15')]
    await swap(january.id, february.id)
    await plan(await changedOffice(context, { directors: [{ name: '陆青禾' }] }), now)
    expect(await dayOf(context, '2027-01-15')).toMatchObject({ director: february.director, reason: 'swapped' })
    expect(await dayOf(context, '2027-02-15')).toMatchObject({ director: january.director })
  })

  it('named in either order, at the same time, it is done and undone', async () => {
    await planned()
    await Promise.all([swap(), swap(december.id, november.id)])
    expect(await dayOf(context, '2026-11-15')).toMatchObject({ director: november.director })
    expect(await dayOf(context, '2026-12-15')).toMatchObject({ director: december.director })
  })

  it('are two, on two days that can be changed', async () => {
    await planned()
    await expect(swap(november.id, november.id)).rejects.toMatchObject({ code: 'reception-swap-refused' })
    await context.db.receptionDay.update({ where: { id: december.id }, data: { director: november.director } })
    await expect(swap()).rejects.toMatchObject({ code: 'reception-swap-refused' })
    await expect(swap(november.id, december.id, '')).rejects.toMatchObject({ code: 'slot-missing' })
    await context.db.receptionDay.update({ where: { id: december.id }, data: { state: 'closed' } })
    await expect(swap()).rejects.toMatchObject({ code: 'reception-day-over' })
  })
})
