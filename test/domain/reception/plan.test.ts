import { beforeEach, describe, expect, it } from 'vitest'
import { type Context, withWork } from '../../../domain/context.ts'
import { readEvents } from '../../../domain/events.ts'
import { readChanges } from '../../../domain/reception/history.ts'
import { moveReceptionDay } from '../../../domain/reception/moves.ts'
import { createCalendar } from '../../../domain/rules/calendar.ts'
import official from '../../fixtures/holiday-notices.json' with { type: 'json' }
import { bookDay, changedOffice, dayOf, plan, receptionContext, seatsOf } from '../../reception.ts'
import { at, fileMatter, hire, postedOf } from '../../small-office.ts'

let context: Context
const now = at('2026-11-02', '09:00')

beforeEach(async () => {
  context = await receptionContext(now)
})

/** The notices as they are, and one more for 2027 in which these days are off. */
const calendarWith = (...off: string[]) =>
  createCalendar(
    [
      ...official.notices.flatMap((notice) => notice.days),
      ...off.map((on) => ({ on, name: '调整', isOffDay: true })),
      { on: '2027-10-01', name: '国庆节', isOffDay: true },
    ],
    [2025, 2026, 2027],
  )

const rows = async () =>
  (await context.db.receptionDay.findMany({ orderBy: [{ on: 'asc' }] })).map(
    ({ kind, ruleOn, on, state, reason, provisional }) => ({ kind, ruleOn, on, state, reason, provisional }),
  )

describe('the days of the months ahead', () => {
  it('are made with their seats, and those whose time has come are announced to the staff room', async () => {
    expect(await plan(context, now)).toEqual({
      made: ['2026-11-16', '2026-12-15', '2026-12-25', '2027-01-15', '2027-02-15'].map((on) => ({ on, seats: 12 })),
      published: [{ on: '2026-11-16' }, { on: '2026-12-15' }],
      moved: [],
      corrected: [],
      removed: [],
    })
    expect(await rows()).toEqual([
      ...[
        { ruleOn: '2026-11-15', on: '2026-11-16', state: 'published', reason: 'rest-day', provisional: false },
        { ruleOn: '2026-12-15', on: '2026-12-15', state: 'published', reason: '', provisional: false },
      ].map((row) => ({ kind: 'office', ...row })),
      {
        kind: 'tour',
        ruleOn: '2026-12-25',
        on: '2026-12-25',
        state: 'planned',
        reason: '',
        provisional: false,
      },
      ...['2027-01-15', '2027-02-15'].map((on) => {
        return { kind: 'office', ruleOn: on, on, state: 'planned', reason: '', provisional: true }
      }),
    ])
    const november = await dayOf(context, '2026-11-15')
    expect(november).toMatchObject({ director: '陆青禾', directorId: null, publishedAt: now, video: true })
    const seats = await seatsOf(context, november)
    expect(seats.map(({ startsAt, reserved }) => `${startsAt}${reserved ? ' reserved' : ''}`)).toEqual([
      ...['08:30', '08:50', '09:10 reserved', '09:30', '09:50', '10:10', '10:30 reserved', '10:50', '11:10'],
      ...['14:30', '14:50 reserved', '15:10'],
    ])
    const news = await postedOf(context, 'receptionNews')
    expect(news.map(({ params }) => params)).toMatchObject([
      { what: 'published', on: '2026-11-16', seats: 12, reserved: 3, hours: ['08:30', '15:30'] },
      { what: 'published', on: '2026-12-15' },
    ])
  })

  it('a second run, three at once, or a later one the same day do nothing more', async () => {
    await Promise.all([plan(context, now), plan(context, now), plan(context, now)])
    const made = await rows()
    expect(made).toHaveLength(5)
    expect(await context.db.seat.count()).toBe(60)
    const again = await plan(context, at('2026-11-02', '15:00'))
    expect(Object.values(again).flat()).toEqual([])
    expect(await rows()).toEqual(made)
    expect(await postedOf(context, 'receptionNews')).toHaveLength(2)
  })

  it('a day is announced when the office opens on its morning, and not in the night before it', async () => {
    await plan(context, now)
    expect((await plan(context, at('2026-11-10', '08:29'))).published).toEqual([])
    expect((await plan(context, at('2026-11-10', '08:30'))).published).toEqual([{ on: '2026-12-25' }])
  })

  it('a day that was missed while nothing ran is announced late, and one that is over is not made', async () => {
    const late = await plan(context, at('2027-01-14', '03:00'))
    expect(late.made.map(({ on }) => on)).toEqual([
      '2027-01-15',
      '2027-02-15',
      '2027-03-15',
      '2027-03-25',
      '2027-04-15',
    ])
    expect(late.published).toEqual([{ on: '2027-01-15' }, { on: '2027-02-15' }])
  })

  it('without the section in the office file there are none', async () => {
    const { reception: _, ...office } = await context.office()
    const without = { ...context, office: async () => office }
    expect(Object.values(await plan(without, now)).flat()).toEqual([])
    await plan(context, now)
    expect((await plan(without, now)).removed.map(({ on }) => on)).toEqual(['2026-12-25', '2027-01-15', '2027-02-15'])
    expect((await rows()).map(({ state }) => state)).toEqual(['published', 'published'])
  })
})

describe('a day that is not announced', () => {
  it('follows the office file in everything', async () => {
    await plan(context, now)
    const changed = await changedOffice(context, {
      place: { zh: '二楼会议室', en: 'Meeting room' },
      seats: 9,
      directors: [{ name: '覃望舒' }],
    })
    const { officer } = await hire(context, now, '覃望舒', { role: 'director' })
    expect((await plan(changed, now)).corrected.map(({ on }) => on)).toEqual(['2026-12-25', '2027-01-15', '2027-02-15'])
    const january = await dayOf(context, '2027-01-15')
    expect(january).toMatchObject({ place: '二楼会议室', director: '覃望舒', directorId: officer.id })
    expect(await seatsOf(context, january)).toHaveLength(9)
    // What is announced stays as people know it.
    const december = await dayOf(context, '2026-12-15')
    expect(december).toMatchObject({ place: '云溪县城关路1号，一楼接访室（门口有坡道）', director: '沈知白' })
    expect(await seatsOf(context, december)).toHaveLength(12)
    expect(Object.values(await plan(changed, now)).flat()).toEqual([])
  })

  it('on another day of the month takes the place of the one before; an announced one keeps its month', async () => {
    await plan(context, now)
    const done = await plan(await changedOffice(context, { dayOfMonth: 10, tours: [] }), now)
    expect(done.removed.map(({ on }) => on)).toEqual(['2026-12-25', '2027-01-15', '2027-02-15'])
    expect(done.made.map(({ on }) => on)).toEqual(['2027-01-11', '2027-02-10'])
    expect((await rows()).map(({ ruleOn }) => ruleOn)).toEqual(['2026-11-15', '2026-12-15', '2027-01-10', '2027-02-10'])
  })

  it('moves with a holiday notice, and nobody has to hear of it', async () => {
    await plan(context, now)
    const informed = { ...context, calendar: async () => calendarWith('2027-02-15') }
    expect((await plan(informed, now)).corrected.map(({ on }) => on)).toEqual(['2027-01-15', '2027-02-16'])
    expect(await dayOf(context, '2027-02-15')).toMatchObject({ reason: 'rest-day', provisional: false })
    expect(await postedOf(context, 'receptionNews')).toHaveLength(2)
  })

  it('keeps what an officer has set by hand', async () => {
    await plan(context, now)
    const { officer } = await hire(context, now, '主管甲', { role: 'supervisor' })
    const january = await dayOf(context, '2027-01-15')
    await withWork(context, now, (work) => moveReceptionDay(work, officer, january.id, '2027-01-20', '开会'))
    const changed = await changedOffice(context, { place: { zh: '二楼', en: 'Upstairs' } }, calendarWith('2027-01-15'))
    await plan(changed, now)
    expect(await dayOf(context, '2027-01-15')).toMatchObject({ on: '2027-01-20', reason: 'moved', place: '二楼' })
    expect(Object.values(await plan(await changedOffice(changed, { dayOfMonth: 5 }), now)).flat()).not.toContainEqual({
      on: '2027-01-20',
    })
  })
})

describe('when a holiday notice comes in', () => {
  const announced = at('2026-12-10', '09:00')
  const later = at('2026-12-11', '10:00')

  /** 15 January 2027 is announced as provisional; three have booked, one of them about a matter, one waits. */
  async function january() {
    const one = await changedOffice(context, { seats: 2, reservedSeats: 0 })
    await plan(one, announced)
    const day = await dayOf(context, '2027-01-15')
    const ticket = await fileMatter(context, announced)
    const owner = await context.db.account.findUniqueOrThrow({ where: { id: ticket.accountId } })
    const first = await bookDay(one, announced, day, { account: owner, ticketId: ticket.id })
    const second = await bookDay(one, announced, day)
    const third = await bookDay(one, announced, day)
    expect([first, second, third].map(({ booking }) => booking.state)).toEqual(['booked', 'booked', 'waiting'])
    return { day, ticket, first, second, third }
  }

  it('an announced day moves with its seats and bookings, and everybody hears the old date and the new one', async () => {
    const { officer, account: directors } = await hire(context, now, '覃望舒', { role: 'director' })
    const { day, ticket, first, third } = await january()
    expect(day).toMatchObject({ provisional: true, state: 'published', directorId: officer.id })
    const seats = await seatsOf(context, day)
    const informed = await changedOffice(context, { seats: 2, reservedSeats: 0 }, calendarWith('2027-01-15'))
    expect((await plan(informed, later)).moved).toEqual([{ from: '2027-01-15', on: '2027-01-18', told: 3, toCall: 0 }])
    expect(await dayOf(context, '2027-01-15')).toMatchObject({
      on: '2027-01-18',
      reason: 'rest-day',
      state: 'published',
      provisional: false,
    })
    expect(await seatsOf(context, day)).toEqual(seats)
    const told = await postedOf(context, 'receptionDayMoved')
    expect(told).toHaveLength(3)
    expect(told[0]).toMatchObject({
      to: `a:${first.account.id}`,
      params: {
        bookingId: first.booking.id,
        from: '2027-01-15',
        on: '2027-01-18',
        fromTime: '08:30',
        time: '08:30',
        why: 'holiday',
        words: null,
        waits: false,
      },
    })
    expect(told[2]).toMatchObject({ to: `a:${third.account.id}`, params: { waits: true, time: null } })
    const news = (await postedOf(context, 'receptionNews')).slice(-2)
    expect(news.map(({ to }) => to[0])).toEqual(['r', 'a'])
    expect(news[1]).toMatchObject({
      to: `a:${directors.id}`,
      params: { what: 'holiday', from: '2027-01-15', on: '2027-01-18', told: 3 },
    })
    const events = await withWork(context, later, (work) => readEvents(work, ticket.id))
    expect(events.at(-1)).toMatchObject({ kind: 'visit-moved', payload: { on: '2027-01-18', startsAt: '08:30' } })
    expect(readChanges(await dayOf(context, '2027-01-15'))).toMatchObject([{ by: 'system', what: 'moved' }])
  })

  it('again, or on two instances at once, nobody is told twice', async () => {
    await january()
    const informed = await changedOffice(context, {}, calendarWith('2027-01-15'))
    await Promise.all([plan(informed, later), plan(informed, later)])
    expect((await plan(informed, at('2026-12-12', '09:00'))).moved).toEqual([])
    expect(await postedOf(context, 'receptionDayMoved')).toHaveLength(3)
  })

  it('a day that stays is provisional no more, and nobody hears of it', async () => {
    await january()
    expect((await plan(await changedOffice(context, {}, calendarWith()), later)).moved).toEqual([])
    expect(await dayOf(context, '2027-01-15')).toMatchObject({ on: '2027-01-15', provisional: false })
    expect(await postedOf(context, 'receptionDayMoved')).toEqual([])
  })

  it('a day that was settled moves only when the office would be shut on it', async () => {
    await plan(context, now)
    const previous = await changedOffice(context, { shift: 'previous' })
    expect((await plan(previous, now)).moved).toEqual([])
    expect(await dayOf(context, '2026-11-15')).toMatchObject({ on: '2026-11-16' })
    const shut = await changedOffice(context, {}, calendarWith('2026-11-16'))
    expect((await plan(shut, now)).moved).toEqual([{ from: '2026-11-16', on: '2026-11-17', told: 0, toCall: 0 }])
  })

  it('is never moved into the past, nor on the day itself', async () => {
    await plan(context, now)
    const shut = await changedOffice(context, { shift: 'previous' }, calendarWith('2026-11-16'))
    expect((await plan(shut, at('2026-11-16', '07:00'))).moved).toEqual([])
    expect((await plan(shut, at('2026-11-15', '18:00'))).moved).toMatchObject([{ on: '2026-11-17' }])
  })

  it('one that an officer has set stays, and the staff room hears once that it lies on a rest day', async () => {
    await plan(context, now)
    const { officer } = await hire(context, now, '主管甲', { role: 'supervisor' })
    const january = await dayOf(context, '2027-01-15')
    await withWork(context, now, (work) => moveReceptionDay(work, officer, january.id, '2027-01-20', '开会'))
    await plan(context, announced)
    const shut = { ...context, calendar: async () => calendarWith('2027-01-20') }
    expect((await plan(shut, later)).moved).toEqual([])
    await plan(shut, at('2026-12-14', '09:00'))
    expect(await dayOf(context, '2027-01-15')).toMatchObject({ on: '2027-01-20', provisional: false })
    const news = (await postedOf(context, 'receptionNews')).map(({ params }) => params as { what: string; on: string })
    expect(news.filter(({ what }) => what === 'rest-day')).toMatchObject([{ on: '2027-01-20' }])
  })
})
