import { beforeEach, describe, expect, it } from 'vitest'
import { type Context, withWork } from '../../../domain/context.ts'
import { closeReceptionDay } from '../../../domain/reception/closings.ts'
import { findNextDay, listReceptionDays, requireChief } from '../../../domain/reception/days.ts'
import { moveReceptionDay } from '../../../domain/reception/moves.ts'
import type { OfficerRole } from '../../../prisma/generated/client.ts'
import { bookDay, changedOffice, dayOf, plan, receptionContext } from '../../reception.ts'
import { at, hire } from '../../small-office.ts'

let context: Context
const now = at('2026-11-02', '09:00')

beforeEach(async () => {
  context = await receptionContext(now)
})

const list = (from: string, to: string, on = context) => withWork(on, now, (work) => listReceptionDays(work, from, to))

describe('the list of reception days', () => {
  it('is that of the rule where there are no rows, and names nobody for what has passed', async () => {
    const days = (await list('2025-01-01', '2026-12-31')).filter(({ kind }) => kind === 'office')
    expect(days).toHaveLength(24)
    expect(days.filter(({ reason }) => reason === 'rest-day')).toHaveLength(8)
    expect(days.find(({ ruleOn }) => ruleOn === '2026-02-15')).toEqual({
      id: null,
      kind: 'office',
      ruleOn: '2026-02-15',
      on: '2026-02-24',
      township: '',
      reason: 'rest-day',
      provisional: false,
      published: false,
      seats: 12,
      free: 9,
      director: null,
      place: '云溪县城关路1号，一楼接访室（门口有坡道）',
      video: true,
    })
    expect(days.map(({ director }) => director).slice(-3)).toEqual([null, '陆青禾', '沈知白'])
  })

  it('is that of the rows where there are some, with what is still free', async () => {
    await plan(context, now)
    const november = await dayOf(context, '2026-11-15')
    await bookDay(context, now, november, { position: 1 })
    const reserved = await bookDay(context, now, november, { position: 2 })
    const seat = await context.db.seat.findFirstOrThrow({ where: { dayId: november.id, reserved: true } })
    await context.db.booking.update({ where: { id: reserved.booking.id }, data: { seatId: seat.id } })
    expect(await list('2026-11-01', '2026-11-30')).toMatchObject([
      { id: november.id, on: '2026-11-16', published: true, seats: 12, free: 8, director: '陆青禾' },
    ])
  })

  it('finds a day by the date it was to be on and by the one it is held on', async () => {
    await plan(context, now)
    const { officer } = await hire(context, now, '主管甲', { role: 'supervisor' })
    const december = await dayOf(context, '2026-12-15')
    await withWork(context, now, (work) => moveReceptionDay(work, officer, december.id, '2027-01-05', '开会'))
    const moved = { ruleOn: '2026-12-15', on: '2027-01-05', reason: 'moved' }
    expect((await list('2026-12-15', '2026-12-15'))[0]).toMatchObject(moved)
    expect((await list('2027-01-05', '2027-01-05'))[0]).toMatchObject(moved)
    expect(await list('2026-12-16', '2026-12-20')).toEqual([])
    expect((await list('2026-02-15', '2026-02-15'))[0]).toMatchObject({ on: '2026-02-24' })
  })

  it('a day that is called off has nothing free; the month has no other', async () => {
    await plan(context, now)
    const { officer } = await hire(context, now, '主管甲', { role: 'supervisor' })
    const december = await dayOf(context, '2026-12-15')
    await withWork(context, now, (work) => closeReceptionDay(work, officer, december.id, '停电'))
    const changed = await changedOffice(context, { dayOfMonth: 10 })
    const days = await list('2026-12-01', '2026-12-31', changed)
    expect(days.filter(({ kind }) => kind === 'office')).toMatchObject([
      { ruleOn: '2026-12-15', reason: 'closed', free: 0, published: false },
    ])
  })

  it('without the section in the office file is that of the rows alone', async () => {
    await plan(context, now)
    const { reception: _, ...office } = await context.office()
    const without = { ...context, office: async () => office }
    expect(await list('2025-01-01', '2026-10-31', without)).toEqual([])
    expect(await list('2026-11-01', '2026-11-30', without)).toHaveLength(1)
  })
})

describe('the next day', () => {
  const next = (on: string, within = context) => withWork(within, now, (work) => findNextDay(work, on))

  it('is the next that can be booked by anyone, and where there is none the next that will be', async () => {
    const one = await changedOffice(context, { seats: 1, reservedSeats: 0 })
    await plan(one, now)
    expect(await next('2026-11-01')).toMatchObject({ on: '2026-11-16', published: true })
    await bookDay(one, now, await dayOf(context, '2026-11-15'))
    expect(await next('2026-11-01')).toMatchObject({ on: '2026-12-15', published: true })
    await bookDay(one, now, await dayOf(context, '2026-12-15'))
    expect(await next('2026-11-01')).toMatchObject({ on: '2027-01-15', published: false })
  })
})

describe('who may change the days', () => {
  it.each<[OfficerRole, boolean]>([
    ['officer', false],
    ['supervisor', true],
    ['director', true],
    ['admin', true],
  ])('%s: %s', async (role, may) => {
    const { officer } = await hire(context, now, '某人', { role })
    const change = () => requireChief(officer)
    if (may) expect(change).not.toThrow()
    else expect(change).toThrow('reception-not-yours')
    expect(() => requireChief({ ...officer, leftAt: now })).toThrow('reception-not-yours')
  })
})
