import { beforeEach, describe, expect, it } from 'vitest'
import { word } from '../../../bot/text/word.ts'
import { type Context, withWork } from '../../../domain/context.ts'
import { changeReceptionDay, type DayEdit } from '../../../domain/reception/changes.ts'
import { lastWords, readChanges } from '../../../domain/reception/history.ts'
import { moveReceptionDay } from '../../../domain/reception/moves.ts'
import type { Officer, ReceptionDay } from '../../../prisma/generated/client.ts'
import { bookDay, changedOffice, dayOf, plan, receptionContext, seatsOf } from '../../reception.ts'
import { at, hire, postedOf } from '../../small-office.ts'

let context: Context
let chief: Officer
let day: ReceptionDay
const now = at('2026-11-02', '09:00')

beforeEach(async () => {
  context = await receptionContext(now)
  chief = (await hire(context, now, '主管甲', { role: 'supervisor' })).officer
  await plan(context, now)
  day = await dayOf(context, '2026-12-15')
})

const move = (on: string, reason = '去省里开会', id = day.id, by = chief) =>
  withWork(context, now, (work) => moveReceptionDay(work, by, id, on, reason))
const change = (edit: DayEdit, reason = '装修', on = context) =>
  withWork(on, now, (work) => changeReceptionDay(work, chief, day.id, edit, reason))

describe('an officer moves a day', () => {
  it('its seats and bookings go with it, and everybody hears both dates, the reason and what to do', async () => {
    const booked = await bookDay(context, now, day, { position: 2 })
    const moved = await move('2026-12-18')
    expect(moved).toMatchObject({ from: '2026-12-15', told: 1, toCall: 0, day: { on: '2026-12-18', reason: 'moved' } })
    const [notice] = await postedOf(context, 'receptionDayMoved')
    expect(notice).toMatchObject({ to: `a:${booked.account.id}`, params: { fromTime: '08:50', time: '08:50' } })
    const office = await context.office()
    expect(word({ kind: 'receptionDayMoved', params: notice?.params as never }, 'zh', { office }).text).toBe(
      [
        '您约的接待日改期了：',
        '原来：2026年12月15日（星期二）08:50',
        '改到：2026年12月18日（星期五）08:50',
        '原因：去省里开会',
        '地点：云溪县城关路1号，一楼接访室（门口有坡道）',
        '接待：沈知白',
        '您的号留着，不用重新约。',
        '来不了的话，在这里说“接待日”，可以改到别的日子，也可以取消。',
      ].join('\n'),
    )
    expect(word({ kind: 'receptionDayMoved', params: notice?.params as never }, 'en', { office }).text).toContain(
      'Now: Friday, 18 Dec 2026, 08:50',
    )
    expect(await context.db.booking.findMany()).toMatchObject([{ id: booked.booking.id, state: 'booked' }])
    const news = (await postedOf(context, 'receptionNews')).at(-1)
    expect(news?.params).toMatchObject({
      what: 'moved',
      from: '2026-12-15',
      on: '2026-12-18',
      by: '主管甲',
      words: '去省里开会',
      told: 1,
    })
    expect(lastWords(moved.day)).toBe('去省里开会')
    expect(readChanges(moved.day)).toEqual([
      {
        what: 'moved',
        by: `officer:${chief.id}`,
        at: now.toISOString(),
        words: '去省里开会',
        fields: ['on'],
        from: '2026-12-15',
        to: '2026-12-18',
      },
    ])
  })

  it('moved there and back, those who booked hear it twice, and the words of both are kept', async () => {
    await bookDay(context, now, day)
    await move('2026-12-18')
    await move('2026-12-15', '会取消了')
    expect(await postedOf(context, 'receptionDayMoved')).toHaveLength(2)
    expect(readChanges(await dayOf(context, '2026-12-15')).map(({ words }) => words)).toEqual([
      '去省里开会',
      '会取消了',
    ])
  })

  it('into a season with other hours, the visits follow them', async () => {
    const seasons = [
      { from: '12-16', to: '12-31', spans: [['09:00', '13:00'] as [string, string]] },
      { spans: [['08:30', '11:30'] as [string, string], ['14:30', '17:10'] as [string, string]] },
    ]
    context = await changedOffice(context, { hours: seasons })
    await bookDay(context, now, day, { position: 10 })
    await move('2026-12-18')
    expect((await postedOf(context, 'receptionDayMoved'))[0]?.params).toMatchObject({
      fromTime: '14:30',
      time: '12:00',
    })
    expect((await seatsOf(context, day))[0]?.startsAt).toBe('09:00')
  })

  it('who had come in at the door waits for the new date like the others', async () => {
    const { booking } = await bookDay(context, now, day)
    await context.db.booking.update({
      where: { id: booking.id },
      data: { state: 'arrived', queueNumber: 1, arrivedAt: now },
    })
    await move('2026-12-18')
    expect(await context.db.booking.findUniqueOrThrow({ where: { id: booking.id } })).toMatchObject({
      state: 'booked',
      queueNumber: null,
      arrivedAt: null,
    })
    await context.db.booking.update({ where: { id: booking.id }, data: { state: 'seen' } })
    await expect(move('2026-12-21')).rejects.toMatchObject({ code: 'reception-day-over', detail: { why: 'begun' } })
  })

  it('who has no account is counted, so that somebody calls them', async () => {
    const { booking } = await bookDay(context, now, day)
    await context.db.booking.update({ where: { id: booking.id }, data: { accountId: null } })
    expect(await move('2026-12-18')).toMatchObject({ told: 0, toCall: 1 })
    expect(await postedOf(context, 'receptionDayMoved')).toEqual([])
  })

  it('nobody is told in the night', async () => {
    await bookDay(context, now, day)
    await withWork(context, at('2026-11-02', '23:30'), (work) =>
      moveReceptionDay(work, chief, day.id, '2026-12-18', '开会'),
    )
    const row = await context.db.outbox.findFirstOrThrow({ where: { kind: 'receptionDayMoved' } })
    expect(row.notBefore).toEqual(at('2026-11-03', '08:00'))
  })

  it('a date that is none, has passed, is a rest day, far off or taken is refused, and nothing is changed', async () => {
    const refused = {
      '2026-12-32': 'no-date',
      '2026-12-15': 'same',
      '2026-11-02': 'past',
      '2026-10-15': 'past',
      '2026-12-19': 'rest-day',
      '2026-11-16': 'taken',
      '2062-12-18': 'far',
    }
    for (const [on, why] of Object.entries(refused)) {
      await expect(move(on), on).rejects.toMatchObject({ code: 'reception-date-wrong', detail: { why } })
    }
    expect(await dayOf(context, '2026-12-15')).toEqual(day)
  })

  it('needs a reason, a day there is, and somebody who may', async () => {
    await expect(move('2026-12-18', ' ')).rejects.toMatchObject({ code: 'slot-missing', detail: { slot: 'reason' } })
    await expect(move('2026-12-18', '开会', 'nothing')).rejects.toMatchObject({ code: 'day-not-found' })
    const { officer } = await hire(context, now, '值班甲')
    await expect(move('2026-12-18', '开会', day.id, officer)).rejects.toMatchObject({ code: 'reception-not-yours' })
    await expect(
      withWork(context, at('2026-12-16', '09:00'), (work) =>
        moveReceptionDay(work, chief, day.id, '2026-12-18', '开会'),
      ),
    ).rejects.toMatchObject({ code: 'reception-day-over', detail: { why: 'past' } })
  })
})

describe('an officer changes a day', () => {
  it('another place, video or director is told to everybody who booked', async () => {
    await bookDay(context, now, day, { position: 1 })
    const changed = await change({ place: '二楼会议室', video: false, director: '覃望舒' })
    expect(changed).toMatchObject({ fields: ['place', 'video', 'director'], told: 1 })
    expect((await postedOf(context, 'receptionDayChanged')).map(({ params }) => params)).toMatchObject([
      { on: '2026-12-15', time: '08:30', fromTime: null, place: '二楼会议室', video: false, director: '覃望舒' },
    ])
    expect((await postedOf(context, 'receptionNews')).at(-1)?.params).toMatchObject({ what: 'changed', told: 1 })
  })

  it('other hours are told to those whose time is other', async () => {
    const first = await bookDay(context, now, day, { position: 1 })
    const tenth = await bookDay(context, now, day, { position: 10 })
    const hours: [string, string][] = [
      ['08:30', '11:30'],
      ['15:00', '17:40'],
    ]
    expect(await change({ hours })).toMatchObject({ fields: ['seats'], told: 1 })
    expect(await postedOf(context, 'receptionDayChanged')).toMatchObject([
      { to: `a:${tenth.account.id}`, params: { fromTime: '14:30', time: '15:00', place: null } },
    ])
    const seats = await context.db.booking.findMany({ where: { id: first.booking.id }, include: { seat: true } })
    expect(seats[0]?.seat).toMatchObject({ startsAt: '08:30' })
    // Set by hand: the office file does not take it back.
    await plan(await changedOffice(context, { seats: 5 }), now)
    expect(await seatsOf(context, day)).toHaveLength(12)
  })

  it('a seat that somebody has is not taken away', async () => {
    await bookDay(context, now, day, { position: 12 })
    await expect(change({ seats: 10 })).rejects.toMatchObject({
      code: 'reception-seats-taken',
      detail: { count: 1, times: '15:10' },
    })
    expect(await seatsOf(context, day)).toHaveLength(12)
    expect(await change({ seats: 12, reservedSeats: 1 })).toMatchObject({ fields: ['seats'], told: 0 })
    expect((await seatsOf(context, day)).filter(({ reserved }) => reserved)).toHaveLength(1)
  })

  it('of more seats the first ones go to those who wait', async () => {
    await change({ seats: 1, reservedSeats: 0 })
    const [first, second] = [await bookDay(context, now, day), await bookDay(context, now, day)]
    expect([first.booking.state, second.booking.state]).toEqual(['booked', 'waiting'])
    await change({ seats: 2 })
    const waited = await context.db.booking.findUniqueOrThrow({ where: { id: second.booking.id } })
    expect(waited.state).toBe('offered')
  })

  it('a change that changes nothing is told to nobody', async () => {
    await bookDay(context, now, day)
    const before = (await postedOf(context, 'receptionNews')).length
    expect(await change({ place: `${day.place} `, seats: 12, director: '沈知白' })).toMatchObject({ fields: [] })
    expect(await postedOf(context, 'receptionNews')).toHaveLength(before)
    expect(await dayOf(context, '2026-12-15')).toEqual(day)
  })

  it('hours that are none, or hold less than is asked of them, are refused', async () => {
    const refused: [DayEdit, number][] = [
      [{ seats: 99 }, 17],
      [{ reservedSeats: 13 }, 17],
      [{ hours: [['11:30', '08:30']] }, 0],
      [
        {
          hours: [
            ['08:30', '11:30'],
            ['11:00', '17:00'],
          ],
        },
        0,
      ],
      [{ hours: [['8:30', '11:30']] }, 0],
      [{ hours: [] }, 0],
      [{ seatMinutes: 1 }, 0],
    ]
    for (const [edit, most] of refused) {
      const asked = JSON.stringify(edit)
      await expect(change(edit), asked).rejects.toMatchObject({ code: 'reception-hours-wrong', detail: { most } })
    }
  })

  it('needs a reason, and a place that is one', async () => {
    await expect(change({ place: '二楼' }, '')).rejects.toMatchObject({ code: 'slot-missing' })
    await expect(change({ place: ' ' })).rejects.toMatchObject({ code: 'slot-missing', detail: { slot: 'place' } })
  })
})
