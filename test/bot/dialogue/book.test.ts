import { describe, expect, test } from 'vitest'
import { createMatterCalendar } from '../../../bot/matter-calendar.ts'
import { findOrOpenAccount } from '../../../domain/accounts.ts'
import { listVisits } from '../../../domain/reception/booking-view.ts'
import { type BookingRequest, cancelBooking } from '../../../domain/reception/bookings.ts'
import { closeReceptionDay } from '../../../domain/reception/closings.ts'
import { callNext, checkIn } from '../../../domain/reception/door.ts'
import { keepPromise } from '../../../domain/reception/promises.ts'
import { finishVisit } from '../../../domain/reception/visit-outcomes.ts'
import type { Officer } from '../../../prisma/generated/client.ts'
import { booked, openDay } from '../../reception-day.ts'
import { openTown, type Resident, type Town } from '../conversation.ts'

const august = '2026-08-17'
const september = '2026-09-15'

const labelsOf = (resident: Resident) =>
  (resident.screen().at(-1)?.reply.choices ?? []).flat().map((choice) => choice.label)

const accountOf = (town: Town, resident: Resident, channel = 'web') =>
  town.work((work) => findOrOpenAccount(work, channel, resident.account))

async function bookingsOf(town: Town, resident: Resident) {
  const { id } = await accountOf(town, resident)
  return town.context.db.booking.findMany({ where: { accountId: id }, orderBy: { sequence: 'asc' } })
}

async function officerOf(town: Town, name: string): Promise<Officer> {
  const { account } = await town.officer(name, { role: 'supervisor', unit: 'reception' })
  const { officerId } = await town.work((work) => findOrOpenAccount(work, 'web', account))
  return town.context.db.officer.findUniqueOrThrow({ where: { id: officerId ?? '' } })
}

/** Books on the nearest day for a talk, alone, without needs or contact. */
async function booksQuickly(resident: Resident, seat = '任何时间都行') {
  await resident.says('接待日')
  await resident.taps(nearestDay(resident))
  for (const label of [seat, '只是说几句', '就我一个', '没有', '不留', '确定预约']) await resident.taps(label)
}

const nearestDay = (resident: Resident) => labelsOf(resident)[0] ?? ''

/** Somebody else has a seat, or the place on the list that is next. */
async function somebodyBooks(town: Town, dayId: string, name: string, request: Partial<BookingRequest> = {}) {
  const account = await accountOf(town, town.resident(name))
  const other = await booked(town.context, town.now(), dayId, { ...request, by: { account } })
  await town.settle()
  return other
}

describe('booking a reception day', { timeout: 60_000 }, () => {
  test('a seat is booked about one’s own matter, from the menu to the code for the door', async () => {
    const town = await openTown('约接待日：选日子、选时间、说哪件事')
    await openDay(town.context, { on: august, seats: 12, reserved: 2 })
    await openDay(town.context, { on: september, seats: 3 })
    const resident = town.resident('柳叶青')
    await resident.files()
    await resident.opens()
    await resident.says('/menu')
    await resident.taps('接待日')
    await resident.says('17号')
    await resident.taps('上午')
    await resident.says('9点20')
    await resident.says('1')
    await resident.says('柳叶青、云舒')
    await resident.taps('轮椅')
    await resident.taps('说方言')
    await resident.says('客家话')
    await resident.taps('完成')
    await resident.taps('留姓名电话')
    await resident.says('柳叶青')
    await resident.says('13800000001')
    await resident.taps('改')
    await resident.taps('改来的人')
    await resident.says('一、二、三、四、五、六')
    await resident.taps('就我一个')
    await resident.taps('确定预约')
    expect(resident.last()).toMatch(/进门码：[2-9CFHJKMNPRTWXY]{5}/)
    await resident.says('我的事项')
    await resident.says('2')
    await town.ends('book')
    expect(await bookingsOf(town, resident)).toMatchObject([{ state: 'booked', priority: false }])
    expect(await town.context.db.booking.count({ where: { ticketId: { not: null } } })).toBe(1)
  })

  test('a full day leads to the waiting list, an offer and the seat', async () => {
    const town = await openTown('约接待日：约满了，候补，有号了')
    const { id } = await openDay(town.context, { on: august, seats: 1 })
    await openDay(town.context, { on: september, seats: 1 })
    const first = await somebodyBooks(town, id, '云舒')
    const resident = town.resident('柳叶青')
    await resident.says('约见领导')
    await resident.taps('2026年8月17日 候补')
    await resident.taps('排候补')
    await resident.taps('新的事情')
    await resident.says('想问问学校什么时候建')
    for (const label of ['完成', '就我一个', '没有', '不留', '确定预约']) await resident.taps(label)
    expect(resident.last()).toContain('候补第 1 位')
    await town.work((work) => cancelBooking(work, { bookingId: first.id, by: { account: first.account } }))
    await town.settle()
    expect(resident.last()).toContain('有号了')
    await resident.taps('要这个号')
    expect(resident.last()).toContain('约好了')
    await resident.tapsOld('要这个号')
    expect(resident.last()).toContain('您约好了')
    await town.ends('book-waiting')
    expect(await bookingsOf(town, resident)).toMatchObject([{ state: 'booked' }])
  })

  test('an offer is taken by its number or its words, typed, as where there are no buttons', async () => {
    const town = await openTown('约接待日：有号了，打数字、打字来要')
    const { id } = await openDay(town.context, { on: august, seats: 2 })
    const others = [await somebodyBooks(town, id, '云舒'), await somebodyBooks(town, id, '云帆')]
    const [byNumber, byWords] = [town.resident('柳叶青'), town.resident('云端')]
    for (const resident of [byNumber, byWords]) {
      await booked(town.context, town.now(), id, { by: { account: await accountOf(town, resident) } })
      await town.settle()
      await resident.says('菜单')
    }
    for (const other of others) {
      await town.work((work) => cancelBooking(work, { bookingId: other.id, by: { account: other.account } }))
      await town.settle()
    }
    await byNumber.says('1')
    await byWords.says('要这个号')
    await town.ends('book-typed')
    for (const resident of [byNumber, byWords]) {
      expect(resident.last()).toContain('约好了')
      expect(await bookingsOf(town, resident)).toMatchObject([{ state: 'booked' }])
    }
  })

  test('what can be done with a seat is typed as well as tapped', async () => {
    const town = await openTown('')
    await openDay(town.context, { on: september, seats: 1 })
    const resident = town.resident('柳叶青')
    await booksQuickly(resident)
    expect(resident.last()).toContain('约好了')
    await resident.says('不去了')
    expect(labelsOf(resident)).toContain('确定不去')
    await town.ends()
  })

  test('an offer is taken while a form is being filled, and the form goes on', async () => {
    const town = await openTown('')
    const { id } = await openDay(town.context, { on: september, seats: 1 })
    const first = await booked(town.context, town.now(), id)
    const resident = town.resident('柳叶青')
    await booksQuickly(resident, '排候补')
    await resident.says('反映问题')
    await town.work((work) => cancelBooking(work, { bookingId: first.id, by: { account: first.account } }))
    await town.settle()
    await resident.taps('要这个号')
    expect(resident.screen().map(({ reply }) => reply.text)).toContainEqual(expect.stringContaining('约好了'))
    expect(await bookingsOf(town, resident)).toMatchObject([{ state: 'booked' }])
    await resident.says('返回')
    expect(resident.last()).toContain('您要反映哪方面的事')
    await town.ends()
  })

  test('it is moved to another day, and called off after one more question', async () => {
    const town = await openTown('约接待日：改时间，不去了')
    await openDay(town.context, { on: august, seats: 2 })
    const later = await openDay(town.context, { on: september, seats: 2 })
    const resident = town.resident('柳叶青')
    await booksQuickly(resident)
    await resident.taps('改时间')
    await resident.says('9月15日')
    await resident.says('09:20')
    expect((await bookingsOf(town, resident))[0]?.dayId).not.toBe(later.id)
    await resident.says('返回')
    await resident.taps('09:20')
    await resident.taps('确定改')
    expect(await bookingsOf(town, resident)).toMatchObject([{ dayId: later.id, seatId: later.seats[1] }])
    await resident.taps('不去了')
    await resident.taps('还是去')
    await resident.taps('不去了')
    await resident.taps('确定不去')
    expect(resident.last()).toContain('取消了')
    await town.ends('book-move')
    expect(await bookingsOf(town, resident)).toMatchObject([{ state: 'cancelled' }])
  })

  test('of somebody else’s booking for the same phone nothing is shown but that there is one', async () => {
    const town = await openTown('约接待日：这个电话别人已经约过')
    const { id } = await openDay(town.context, { on: august, seats: 3 })
    await openDay(town.context, { on: september, seats: 3 })
    const other = await somebodyBooks(town, id, '云舒', { phone: '13800000001', name: '云舒' })
    const resident = town.resident('柳叶青')
    await resident.says('接待日')
    await resident.taps(nearestDay(resident))
    for (const label of ['任何时间都行', '只是说几句', '就我一个', '没有', '留姓名电话']) await resident.taps(label)
    await resident.says('柳叶青')
    await resident.says('13800000001')
    await resident.taps('确定预约')
    expect(resident.last()).toContain('这个电话已经有一个预约')
    const { code } = other.booking
    for (const secret of [code, other.booking.seat?.startsAt ?? '?', '云舒']) {
      expect(resident.last()).not.toContain(secret)
    }
    await town.ends('book-elsewhere')
    for (const verb of ['see', 'cancel', 'cancelYes', 'move', 'calendar', 'accept', 'decline']) {
      await resident.sends({ kind: 'choice', value: `bk:${verb}:${other.id}` })
      expect(resident.last()).toContain('没有找到')
    }
    expect(await bookingsOf(town, resident)).toEqual([])
    expect(await town.context.db.booking.findUnique({ where: { id: other.id } })).toMatchObject({ state: 'booked' })
  })

  test('a seat that somebody else has just got is asked for again, and nothing else', async () => {
    const town = await openTown('约接待日：号刚被别人约走')
    const { id, seats } = await openDay(town.context, { on: august, seats: 2 })
    await openDay(town.context, { on: september, seats: 2 })
    const resident = town.resident('柳叶青')
    await resident.says('接待日')
    await resident.taps(nearestDay(resident))
    for (const label of ['09:00', '只是说几句', '就我一个', '没有', '不留']) await resident.taps(label)
    await somebodyBooks(town, id, '云舒', { seatId: seats[0] ?? '' })
    await resident.taps('确定预约')
    expect(labelsOf(resident)).not.toContain('09:00')
    await resident.taps('09:20')
    await resident.taps('确定预约')
    await town.ends('book-gone')
    expect(await bookingsOf(town, resident)).toMatchObject([{ state: 'booked', seatId: seats[1] }])
  })

  test('the office calls the day off, and the next can be booked at once', async () => {
    const town = await openTown('约接待日：这一天取消了，约下一天')
    const { id } = await openDay(town.context, { on: august, seats: 1 })
    await openDay(town.context, { on: september, seats: 1 })
    const officer = await officerOf(town, '云帆')
    const resident = town.resident('柳叶青')
    await booksQuickly(resident)
    await town.work((work) => closeReceptionDay(work, officer, id, '会场停电。'))
    await town.settle()
    expect(resident.last()).toContain('会场停电')
    await booksQuickly(resident)
    await town.ends('book-called-off')
    expect(await bookingsOf(town, resident)).toMatchObject([{ state: 'cancelled' }, { state: 'booked' }])
  })

  test('on the day they ask for their place in the queue, and hear afterwards what was promised', async () => {
    const town = await openTown('接待日当天：前面还有几位，答应的事办好没有')
    const { id } = await openDay(town.context, { on: august, seats: 3 })
    await openDay(town.context, { on: september, seats: 3 })
    const officer = await officerOf(town, '云帆')
    const before = [await somebodyBooks(town, id, '云舒'), await somebodyBooks(town, id, '云卷')]
    const resident = town.resident('柳叶青')
    await booksQuickly(resident)
    await town.moveTo('08:40', august)
    const [{ id: own = '' } = {}] = await bookingsOf(town, resident)
    const visits = await town.work((work) => listVisits(work, officer, id))
    for (const { booking } of before) {
      await town.work((work) => checkIn(work, { dayId: id, code: booking.code, tries: 'desk' }))
    }
    const code = visits.find((visit) => visit.id === own)?.code ?? ''
    await town.work((work) => checkIn(work, { dayId: id, code, tries: 'desk' }))
    await resident.says('接待日')
    expect(resident.last()).toContain('前面还有 2 位')
    for (const _ of before) await town.work((work) => callNext(work, officer, id))
    await resident.says('接待日')
    expect(resident.last()).toContain('下一位就是您')
    await town.work((work) => callNext(work, officer, id))
    await town.settle()
    const promises = [{ text: '把路灯修好', unit: 'housing', dueOn: '2026-08-31' }]
    await town.work((work) => finishVisit(work, officer, own, { text: '听了情况。', promises }))
    await town.settle()
    const [promise] = await town.context.db.receptionPromise.findMany()
    await town.work((work) => keepPromise(work, officer, promise?.id ?? '', '灯换好了。'))
    await town.settle()
    await resident.taps('没办好')
    expect(resident.last()).toContain('已经重新打开')
    await town.ends('book-on-the-day')
  })

  test('its time goes into a calendar by a link', async () => {
    const town = await openTown('')
    await openDay(town.context, { on: september, seats: 1 })
    const resident = town.resident('柳叶青')
    await booksQuickly(resident)
    await resident.taps('存到日历')
    const token = /\/calendar\/([\w-]+)\.ics/.exec(resident.last())?.[1] ?? ''
    expect((await createMatterCalendar(town.context, town.now)(token))?.content).toContain('BEGIN:VEVENT')
    await resident.taps('看预约')
    expect(resident.last()).toContain('您约好了')
    await town.ends()
  })

  test('seats kept for the elderly are shown to who says so, without having to prove it', async () => {
    const town = await openTown('')
    const { id, seats } = await openDay(town.context, { on: september, seats: 1, reserved: 1 })
    await booked(town.context, town.now(), id)
    const resident = town.resident('柳叶青')
    await resident.says('/reception')
    await resident.taps('2026年9月15日 候补')
    expect(labelsOf(resident)).not.toContain('09:20')
    await resident.taps('我年纪大，或没有手机')
    await resident.taps('09:20')
    for (const label of ['只是说几句', '就我一个', '没有', '不留', '确定预约']) await resident.taps(label)
    expect(await bookingsOf(town, resident)).toMatchObject([{ seatId: seats[1], priority: true }])
    await town.ends()
  })

  test('an accusation is never what a visit is about', async () => {
    const town = await openTown('')
    await town.officer('纪检专员', { unit: 'reception' })
    await openDay(town.context, { on: september, seats: 1 })
    const resident = town.resident('柳叶青')
    const number = await resident.files()
    await town.context.db.ticket.updateMany({ data: { kind: 'accusation' } })
    await resident.says('接待日')
    await resident.taps(nearestDay(resident))
    await resident.taps('任何时间都行')
    expect(labelsOf(resident).join()).not.toContain(number)
  })

  test('who has a booking sees it, and may make another for somebody else', async () => {
    const town = await openTown('')
    await openDay(town.context, { on: september, seats: 3 })
    const resident = town.resident('柳叶青')
    await booksQuickly(resident)
    await resident.says('reception')
    expect(resident.last()).toContain('您约好了')
    await resident.taps('再约一个')
    await resident.taps(nearestDay(resident))
    for (const label of ['任何时间都行', '只是说几句', '就我一个', '没有', '不留', '确定预约'])
      await resident.taps(label)
    expect(resident.last()).toContain('您已经约了一个')
    expect(await bookingsOf(town, resident)).toHaveLength(1)
    await town.ends()
  })

  test('without a day that can be booked they hear when there will be one', async () => {
    const town = await openTown('', {
      office: ({ reception }) => {
        if (reception) reception.publishDaysAhead = 14
      },
    })
    await openDay(town.context, { on: september, seats: 3, state: 'planned' })
    const resident = town.resident('柳叶青')
    await resident.says('预约')
    expect(resident.last()).toContain('2026年9月15日（星期二）')
    expect(resident.last()).toContain('2026年9月1日开始约')
    await town.ends()
  })

  test.each([
    ['consent', '您同意在这里说吗'],
    ['strict', '请到网页上接着说'],
  ] as const)('on a channel abroad it meets the border: %s', async (crossBorder, told) => {
    const town = await openTown('', {
      abroad: true,
      office: (office) => {
        office.crossBorder = crossBorder
      },
    })
    await openDay(town.context, { on: september, seats: 3 })
    const resident = town.resident('柳叶青', 'abroad')
    await resident.says('接待日')
    expect(resident.screen().map(({ reply }) => reply.text)).toContainEqual(expect.stringContaining(told))
    expect(
      resident
        .screen()
        .map(({ reply }) => reply.text)
        .join(),
    ).not.toContain('您想约哪一天')
    if (crossBorder === 'consent') {
      await resident.taps('同意，就在这里说')
      expect(resident.last()).toContain('您想约哪一天')
    }
    await town.ends()
  })

  test('without reception days there is no button, and the word is answered', async () => {
    const town = await openTown('', {
      office: (office) => {
        delete office.reception
      },
    })
    const resident = town.resident('柳叶青')
    await resident.opens()
    expect(labelsOf(resident)).not.toContain('接待日')
    await resident.says('接待日')
    expect(resident.last()).toContain('没有设领导接待日')
    await town.ends()
  })
})
