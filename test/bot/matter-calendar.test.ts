import { beforeEach, describe, expect, it } from 'vitest'
import { createMatterCalendar } from '../../bot/matter-calendar.ts'
import { sealCalendarLink, sealVisitLink } from '../../domain/calendar-links.ts'
import { type Context, withWork } from '../../domain/context.ts'
import { cancelBooking } from '../../domain/reception/bookings.ts'
import { numberOf } from '../../domain/tickets.ts'
import { withdrawTicket } from '../../domain/withdrawals.ts'
import { openApi } from '../api/open-api.ts'
import { decidedMatter } from '../decided-matter.ts'
import { testContext } from '../embedded.ts'
import { eventsOf } from '../icalendar.ts'
import { booked, openDay } from '../reception-day.ts'
import { at, fileMatter, hire, openOffice } from '../small-office.ts'

const morning = at('2026-08-03', '09:00')
let context: Context
beforeEach(async () => {
  context = await testContext()
  await openOffice(context, morning)
})

const tokenOf = (ticketId: string, language: 'zh' | 'en' = 'zh', made = morning) =>
  sealCalendarLink(context.vault, { ticketId, language }, made)

async function get(path: string, now = morning) {
  const { app } = await openApi(context, { matterCalendar: createMatterCalendar(context, () => now) })
  return app.inject(`/calendar/${path}`)
}

describe('the link to the dates of a matter', () => {
  it('gives a calendar file that is kept nowhere on the way', async () => {
    const ticket = await fileMatter(context, morning)
    const answer = await get(`${tokenOf(ticket.id)}.ics`)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="${numberOf(ticket)}.ics"`,
      'cache-control': 'no-store',
    })
    expect(eventsOf(answer.body).map((event) => event['DTSTART;VALUE=DATE'])).toEqual(['20260818'])
  })

  it('is as things stand when it is asked for: the same link, once decided, names the right to a review', async () => {
    const { ticket } = await decidedMatter(context, morning)
    const events = eventsOf((await get(`${tokenOf(ticket.id, 'en')}.ics`)).body)
    expect(events.map((event) => event.SUMMARY)).toContain(`${numberOf(ticket)}: last day to ask for a review`)
    expect(events.flatMap((event) => event.alarms)).toHaveLength(2)
  })

  it('holds nothing but number, dates and law: no word, name, phone, topic, place or unit', async () => {
    await hire(context, morning, '纪检专员', { unit: 'reception' })
    for (const category of ['settlement-quality', 'conduct']) {
      const ticket = await fileMatter(context, morning, {
        category,
        contact: { name: '柳叶青', phone: '13800000000' },
      })
      const promised = { state: 'executing', remedyOn: '2026-09-01' } as const
      await context.db.ticket.update({ where: { id: ticket.id }, data: promised })
      for (const language of ['zh', 'en'] as const) {
        const { body } = await get(`${tokenOf(ticket.id, language)}.ics`)
        const [event] = eventsOf(body)
        expect(event?.SUMMARY).toContain(numberOf(ticket))
        const known = ['屋顶漏水', '柳叶青', '13800000000', '柳湾', 'liuwan', category, ticket.unit, ticket.id, '举报']
        for (const word of [...known, '检举', 'accus', 'confiden', '保密']) expect(body).not.toContain(word)
      }
    }
  })

  it('is nothing for whoever makes one up, comes too late, or asks for what has no dates any more', async () => {
    const { id } = await fileMatter(context, morning)
    const gone = tokenOf('00000000-0000-4000-8000-000000000000')
    const late = tokenOf(id, 'zh', at('2026-07-04', '09:00'))
    const withdrawn = await fileMatter(context, morning)
    await withWork(context, morning, (work) => withdrawTicket(work, withdrawn.id))
    const refused = [
      `${gone}.ics`,
      `${late}.ics`,
      `${tokenOf(withdrawn.id)}.ics`,
      `${tokenOf(id)}`,
      `${tokenOf(id)}.ics/more`,
      `${id}.ics`,
      'x.ics',
      '.ics',
      `${'x'.repeat(2000)}.ics`,
      '',
    ]
    for (const path of refused) {
      const answer = await get(path)
      expect([answer.statusCode, answer.json()], path.slice(0, 40)).toEqual([404, { error: '没有这个地址。' }])
    }
  })

  it('asked for very often it ends in a sentence', async () => {
    const { app } = await openApi(context)
    for (let asked = 0; asked < 30; asked += 1) expect((await app.inject('/calendar/x.ics')).statusCode).toBe(404)
    expect((await app.inject('/calendar/x.ics')).statusCode).toBe(429)
  })
})

describe('the link to a visit on a reception day', () => {
  const linkTo = (bookingId: string, language: 'zh' | 'en' = 'zh') =>
    `${sealVisitLink(context.vault, { bookingId, language }, morning)}.ics`

  it('gives its time and place as they stand, a day’s warning, and neither what it is about nor the code', async () => {
    const day = await openDay(context, { on: '2026-08-17', seats: 1 })
    const { id, booking } = await booked(context, morning, day.id, { words: '老房子漏水', name: '柳叶青' })
    for (const language of ['zh', 'en'] as const) {
      const { body, headers } = await get(linkTo(id, language))
      expect(headers['content-disposition']).toBe('attachment; filename="2026-08-17.ics"')
      const [event] = eventsOf(body)
      expect(event).toMatchObject({
        DTSTART: '20260817T010000Z',
        DTEND: '20260817T012000Z',
        LOCATION: '一楼接访室',
        SUMMARY: language === 'zh' ? '接待日' : 'Reception day',
      })
      expect(event?.alarms.map(({ TRIGGER }) => TRIGGER)).toEqual(['-P1D'])
      for (const said of ['漏水', '柳叶青', booking.code]) expect(body).not.toContain(said)
    }
  })

  it('gives nothing for one that is called off or waits for a seat, and neither link opens the other', async () => {
    const day = await openDay(context, { on: '2026-08-17', seats: 1 })
    const seated = await booked(context, morning, day.id)
    const waiting = await booked(context, morning, day.id)
    const ticket = await fileMatter(context, morning)
    expect((await get(linkTo(waiting.id))).statusCode).toBe(404)
    expect((await get(linkTo(ticket.id))).statusCode).toBe(404)
    expect((await get(`${tokenOf(seated.id)}.ics`)).statusCode).toBe(404)
    const by = { account: seated.account }
    await withWork(context, morning, (work) => cancelBooking(work, { bookingId: seated.id, by }))
    expect((await get(linkTo(seated.id))).statusCode).toBe(404)
  })
})
