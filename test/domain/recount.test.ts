import { beforeEach, describe, expect, it } from 'vitest'
import { importNotices, readCalendar } from '../../domain/calendar-import.ts'
import { type Context, withWork } from '../../domain/context.ts'
import { findBrokenLink, readEvents } from '../../domain/events.ts'
import { acceptTicket } from '../../domain/handling.ts'
import type { HolidayNotice } from '../../domain/holiday-notice.ts'
import { recountClocks } from '../../domain/recount.ts'
import { createCalendar } from '../../domain/rules/calendar.ts'
import { withdrawTicket } from '../../domain/withdrawals.ts'
import { recountClocksJob } from '../../jobs/recount-clocks.ts'
import { testContext } from '../embedded.ts'
import { at, fileMatter, hire, openOffice, postedOf } from '../small-office.ts'

let context: Context
const filedAt = at('2026-12-07', '09:00')
const later = at('2026-12-10', '10:00')
const off = (on: string, name: string) => ({ on, name, isOffDay: true })
const known2026 = [off('2026-10-01', '国庆节')]
/** Accepted on 7 December, the sixty days end on Friday, 5 February 2027; made a holiday here, with the weekend. */
const notice2027: HolidayNotice = {
  year: 2027,
  source: 'x',
  days: [off('2027-02-05', '春节'), off('2027-02-08', '春节'), off('2027-10-01', '国庆节')],
}

beforeEach(async () => {
  const calendar = createCalendar(known2026, [2026])
  context = { ...(await testContext()), calendar: async () => calendar }
  await openOffice(context, filedAt)
})

/** The same office after the notice has come in. */
function informed(notice = notice2027): Context {
  const calendar = createCalendar([...known2026, ...notice.days], [2026, notice.year])
  return { ...context, calendar: async () => calendar }
}

async function acceptedMatter() {
  const { officer } = await hire(context, filedAt, '值班甲')
  const ticket = await fileMatter(context, filedAt)
  await withWork(context, filedAt, (work) => acceptTicket(work, officer, '1'))
  return ticket
}

const handling = () => context.db.clock.findFirstOrThrow({ where: { rule: 'HANDLE_60D' } })
const run = (on: Context, dry = false) => recountClocksJob.run(on, later, { dry })

describe('when a year’s notice has come in', () => {
  it('a provisional date is counted again; the history, the card, the reminders and the resident know', async () => {
    const ticket = await acceptedMatter()
    expect(await handling()).toMatchObject({ dueOn: '2027-02-05', remindOn: '2027-02-05', provisional: true })
    const cards = (await postedOf(context, 'card')).length

    expect(await run(informed())).toEqual({
      count: 1,
      lines: ['2026-000001 HANDLE_60D: 2027-02-05 → 2027-02-09, the resident is told'],
    })
    expect(await handling()).toMatchObject({
      rawLastDay: '2027-02-05',
      dueOn: '2027-02-09',
      remindOn: '2027-02-04',
      provisional: false,
      ruleVersion: 'cn-2022-1',
    })
    const events = await withWork(context, later, (work) => readEvents(work, ticket.id))
    expect(events.at(-1)).toMatchObject({
      kind: 'clock-recounted',
      actor: { kind: 'system' },
      payload: { rule: 'HANDLE_60D', from: '2027-02-05', to: '2027-02-09' },
    })
    expect(await withWork(context, later, (work) => findBrokenLink(work, ticket.id))).toBeUndefined()
    expect((await postedOf(context, 'dateMoved')).map((row) => row.params)).toEqual([
      {
        number: '2026-000001',
        clocks: [
          { rule: 'HANDLE_60D', version: 'cn-2022-1', from: '2027-02-05', dueOn: '2027-02-09', provisional: false },
        ],
      },
    ])
    expect((await postedOf(context, 'card')).length).toBe(cards + 1)
  })

  it('again, twice at once, or as a rehearsal nothing more happens', async () => {
    await acceptedMatter()
    expect((await run(informed(), true)).count).toBe(1)
    expect(await handling()).toMatchObject({ dueOn: '2027-02-05', provisional: true })
    const runs = await Promise.all([run(informed()), run(informed())])
    expect(runs.map((report) => report.count).sort()).toEqual([0, 1])
    expect((await run(informed())).count).toBe(0)
    expect(await postedOf(context, 'dateMoved')).toHaveLength(1)
  })

  it('a date that stays is provisional no more, and nobody is told of it', async () => {
    const ticket = await acceptedMatter()
    const report = await run(informed({ ...notice2027, days: [off('2027-10-01', '国庆节')] }))
    expect(report.lines).toEqual(['2026-000001 HANDLE_60D: 2027-02-05 stays'])
    expect((await handling()).provisional).toBe(false)
    const events = await withWork(context, later, (work) => readEvents(work, ticket.id))
    expect(events.map((event) => event.kind)).not.toContain('clock-recounted')
    expect(await postedOf(context, 'dateMoved')).toEqual([])
  })

  it('a date in the last days of the year before moves too, though that year was known', async () => {
    await fileMatter(context, at('2026-12-16', '09:00'))
    const edge = { ...notice2027, days: [...notice2027.days, off('2026-12-31', '元旦'), off('2027-01-01', '元旦')] }
    expect((await run(informed(edge))).lines).toEqual([
      '2026-000001 NOTICE_15D: 2026-12-31 → 2027-01-04, the resident is told',
    ])
  })

  it('what is over is over: a satisfied clock, one that has run out, one that stands still', async () => {
    const ticket = await acceptedMatter()
    const notice = await context.db.clock.findFirstOrThrow({ where: { rule: 'NOTICE_15D' } })
    expect(notice.satisfiedAt).not.toBeNull()
    await context.db.clock.updateMany({ where: { ticketId: ticket.id }, data: { pausedOn: '2026-12-08' } })
    expect((await run(informed())).count).toBe(0)
    await context.db.clock.updateMany({
      where: { ticketId: ticket.id },
      data: { pausedOn: null, provisional: false, dueOn: '2026-12-09', remindOn: '2026-12-09' },
    })
    expect((await run(informed())).count).toBe(0)
  })

  it('an extension and pauses are counted as before', async () => {
    await acceptedMatter()
    await context.db.clock.updateMany({ where: { rule: 'HANDLE_60D' }, data: { extendedDays: 30, pausedDays: 2 } })
    await run(informed())
    // 7 December + 92 days is Tuesday, 9 March.
    expect(await handling()).toMatchObject({ rawLastDay: '2027-03-09', dueOn: '2027-03-09' })
  })

  it('whoever has withdrawn a matter is not told; the history is', async () => {
    const ticket = await acceptedMatter()
    await withWork(context, later, (work) => withdrawTicket(work, ticket.id))
    expect((await run(informed())).lines).toEqual(['2026-000001 HANDLE_60D: 2027-02-05 → 2027-02-09'])
    expect(await postedOf(context, 'dateMoved')).toEqual([])
  })

  it('goes on page by page where there are many', async () => {
    for (let count = 0; count < 3; count++) await fileMatter(context, at('2026-12-23', '09:00'))
    const { id, ...clock } = await context.db.clock.findFirstOrThrow()
    const tickets = await context.db.ticket.findMany({ select: { id: true } })
    expect(clock.provisional).toBe(true)
    await context.db.clock.createMany({
      data: Array.from({ length: 600 }, (_, n) => ({
        ...clock,
        ticketId: tickets[n % 3]?.id ?? '',
        rule: `OLD_${n}`,
        id: crypto.randomUUID(),
      })),
    })
    const first = await withWork(informed(), later, (work) => recountClocks(work))
    expect(first.next).toBeDefined()
    const second = await withWork(informed(), later, (work) => recountClocks(work, first.next))
    expect(second.next).toBeUndefined()
    expect((await run(informed())).count).toBe(0)
    expect(await context.db.clock.count({ where: { rule: 'NOTICE_15D', provisional: true } })).toBe(0)
  })
})

describe('imported notices', () => {
  it('are kept, in force for whoever reads the calendar, and the same again changes nothing', async () => {
    const first = await withWork(context, later, (work) => importNotices(work, [notice2027]))
    expect(first.changed).toEqual([2027])
    expect(first.calendar.nameOf('2027-02-05')).toBe('春节')
    expect((await readCalendar(context.db)).isKnown('2027-06-01')).toBe(true)
    const again = await withWork(context, at('2026-12-11', '10:00'), (work) => importNotices(work, [notice2027]))
    expect(again.changed).toEqual([])
    expect(await context.db.holidayNotice.findMany()).toMatchObject([{ year: 2027, importedAt: later }])
  })
})
