import { expect, it } from 'vitest'
import { withWork } from '../../domain/context.ts'
import { closeReceptionDay } from '../../domain/reception/closings.ts'
import { remindReception } from '../../jobs/remind-reception.ts'
import { noticeCalendar } from '../domain/rules/notice-calendar.ts'
import { bookDay, dayOf, plan } from '../reception.ts'
import { at, fileMatter, hire, openOffice, postedOf } from '../small-office.ts'
import { openPostgresAt, postgresDatabase } from './database.ts'

const place = postgresDatabase()
const now = at('2026-11-02', '09:00')

it('two instances that remind at once, while a day is called off, tell each reader each thing once', async () => {
  const one = { ...(await place.context()), calendar: async () => noticeCalendar }
  const second = await openPostgresAt(place.url())
  try {
    const two = { ...one, db: second.db, sql: second.sql }
    await openOffice(one, now)
    await plan(one, now)
    const [november, december] = [await dayOf(one, '2026-11-15'), await dayOf(one, '2026-12-15')]
    await hire(one, now, november.director ?? '', { role: 'director' })
    const chief = (await hire(one, now, '主管甲', { role: 'supervisor' })).officer
    // Both are held on the same date, and one of them is called off in that very moment.
    await one.db.receptionDay.update({ where: { id: december.id }, data: { on: november.on } })
    for (let i = 0; i < 12; i += 1) {
      const contact = { name: '柳叶青', phone: `139001390${String(i).padStart(2, '0')}` }
      const ticket = await fileMatter(one, now, { contact })
      const account = await one.db.account.findUniqueOrThrow({ where: { id: ticket.accountId } })
      await bookDay(one, now, i % 2 ? november : december, { account, ticketId: ticket.id })
    }
    const listAt = at('2026-11-13', '08:30')
    const runs = Promise.all(
      [one, two, one, two, one, two].map((context) => remindReception.run(context, listAt, { dry: false })),
    )
    const close = withWork(two, listAt, (work) => closeReceptionDay(work, chief, december.id, '停电'))
    const reports = await runs
    await close
    const told = (await postedOf(one, 'visitReminder')).map(({ to }) => to)
    expect(new Set(told).size).toBe(told.length)
    expect([6, 12]).toContain(told.length)
    const lists = (await postedOf(one, 'dayList')).length
    expect([1, 2]).toContain(lists)
    // December’s director is not staff.
    expect(await postedOf(one, 'directorBrief')).toHaveLength(1)
    expect(reports.flatMap(({ lines }) => lines).filter((line) => line.includes('dayList'))).toHaveLength(lists)
    // Its director read six names, and each history says so once.
    expect(await one.db.ticketEvent.count({ where: { kind: 'identity-read' } })).toBe(6)
  } finally {
    await second.close()
  }
})
