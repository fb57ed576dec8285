import { beforeEach, describe, expect, it } from 'vitest'
import { say } from '../../bot/text/sentences.ts'
import { word } from '../../bot/text/word.ts'
import { type Context, withWork } from '../../domain/context.ts'
import { findBrokenLink } from '../../domain/events.ts'
import { acceptTicket, closeTicket, reopenTicket } from '../../domain/handling.ts'
import { scheduleReminders } from '../../domain/reminder-steps.ts'
import { withdrawTicket } from '../../domain/withdrawals.ts'
import { remindDeadlines } from '../../jobs/remind-deadlines.ts'
import { exampleOffice } from '../context.ts'
import { testContext } from '../embedded.ts'
import { at, fileMatter, hire, openOffice, postedOf } from '../small-office.ts'

let context: Context

beforeEach(async () => {
  context = await testContext()
  await openOffice(context, at('2026-08-03', '08:30'))
})

const run = (on: string, time: string, dry = false) => remindDeadlines.run(context, at(on, time), { dry })

// Filed on Monday 3 August: the notice is due on 18 August, half time is 10 August.
describe('reminding of the fifteen days of the written notice', () => {
  beforeEach(() => fileMatter(context, at('2026-08-03', '09:00')))

  it('is silent before half time', async () => {
    expect((await run('2026-08-07', '09:00')).count).toBe(0)
  })

  it('reminds the room at half time, in one digest', async () => {
    expect((await run('2026-08-10', '09:00')).count).toBe(1)
    const [digest] = await postedOf(context, 'reminderDigest')
    expect(digest?.status).toBe('waiting')
    expect(digest?.params).toEqual({
      lines: [{ number: '2026-000001', rule: 'NOTICE_15D', dueOn: '2026-08-18', daysLeft: 8, holder: null }],
    })
    // The single one stays as the mark that it was told, and goes to nobody.
    expect((await postedOf(context, 'reminder')).map((row) => row.status)).toEqual(['superseded'])
  })

  it('run again, ten minutes or a day later, it says nothing twice', async () => {
    await run('2026-08-10', '09:00')
    expect((await run('2026-08-10', '09:00')).count).toBe(0)
    expect((await run('2026-08-10', '09:10')).count).toBe(0)
    // The next day is seven days before the end: another step.
    expect((await run('2026-08-11', '09:00')).count).toBe(1)
    expect((await run('2026-08-12', '09:00')).count).toBe(0)
    expect(await postedOf(context, 'reminderDigest')).toHaveLength(2)
  })

  it('run by two instances at once, it reminds once', async () => {
    await Promise.all([run('2026-08-10', '09:00'), run('2026-08-10', '09:00'), run('2026-08-10', '09:00')])
    expect(await postedOf(context, 'reminderDigest')).toHaveLength(1)
  })

  it('after a week of standing still, of all that was missed only the most urgent is told', async () => {
    const { lines } = await run('2026-08-17', '09:00')
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/NOTICE_15D, due on 2026-08-18: d1 to room /)
  })

  it('with a day or less left it goes by itself and at once', async () => {
    await run('2026-08-18', '08:30')
    expect(await postedOf(context, 'reminderDigest')).toEqual([])
    const [reminder] = await postedOf(context, 'reminder')
    expect(reminder).toMatchObject({ status: 'waiting', params: { step: 'd0', daysLeft: 0 } })
  })

  it.each([
    ['before the office opens', '2026-08-10', '08:29'],
    ['in the noon break', '2026-08-10', '12:00'],
    ['in the evening', '2026-08-10', '17:30'],
    ['on a Sunday', '2026-08-16', '09:00'],
  ])('is silent %s', async (_, on, time) => {
    expect((await run(on, time)).count).toBe(0)
  })

  it('a rehearsal tells what would go out, and posts nothing', async () => {
    const { count, lines } = await run('2026-08-10', '09:00', true)
    expect(count).toBe(1)
    expect(lines[0]).toMatch(/2026-000001 NOTICE_15D, due on 2026-08-18: half to room .*, in a digest/)
    expect(await context.db.outbox.count({ where: { dedupeKey: { startsWith: 'remind' } } })).toBe(0)
    expect((await run('2026-08-10', '09:00')).count).toBe(1)
  })

  it('the day after it is late, the supervisor of the unit hears in private too', async () => {
    const own = await hire(context, at('2026-08-03', '10:00'), '甲主管', { role: 'supervisor', unit: 'housing' })
    await hire(context, at('2026-08-03', '10:00'), '乙主管', { role: 'supervisor', unit: 'support' })
    await run('2026-08-19', '09:00')
    const targets = (await postedOf(context, 'reminder')).map((row) => row.to)
    expect(targets).toHaveLength(2)
    expect(targets.filter((target) => target.startsWith('a:'))).toEqual([`a:${own.account.id}`])
  })

  it('a week later the director hears', async () => {
    const director = await hire(context, at('2026-08-03', '10:00'), '丙主任', { role: 'director', unit: 'reception' })
    await run('2026-08-26', '09:00')
    expect(await postedOf(context, 'reminder')).toContainEqual(
      expect.objectContaining({ to: `a:${director.account.id}`, params: expect.objectContaining({ step: 'week1' }) }),
    )
  })
})

it('a clock that has been satisfied reminds nobody', async () => {
  const ticket = await fileMatter(context, at('2026-08-03', '09:00'), { category: 'training' })
  const { officer } = await hire(context, at('2026-08-03', '09:00'), '值班甲')
  await withWork(context, at('2026-08-04', '09:00'), (work) => acceptTicket(work, officer, `${ticket.sequence}`))
  expect((await run('2026-08-18', '09:00')).count).toBe(0)
})

it('a withdrawn matter hurries nobody, although its clock still runs', async () => {
  const ticket = await fileMatter(context, at('2026-08-03', '09:00'))
  await withWork(context, at('2026-08-09', '09:00'), (work) => withdrawTicket(work, ticket.id))
  expect((await run('2026-08-10', '09:00')).count).toBe(0)
})

it('three matters at half time become one digest, the nearest end first', async () => {
  await fileMatter(context, at('2026-08-03', '11:00'))
  await fileMatter(context, at('2026-08-03', '09:00'))
  await fileMatter(context, at('2026-07-31', '09:00'))
  expect((await run('2026-08-10', '09:00')).count).toBe(3)
  const digests = await postedOf(context, 'reminderDigest')
  expect(
    digests.map((digest) => (digest.params as { lines: { dueOn: string }[] }).lines.map((line) => line.dueOn)),
  ).toEqual([['2026-08-17', '2026-08-18', '2026-08-18']])
})

describe('the morning digest', () => {
  // Filed on 3 August and accepted that day: the opinion is due on 8 October, and seven days before is 23 September.
  const filed = at('2026-08-03', '09:00')
  const reopened = async (time: string) => {
    const { officer } = await hire(context, filed, '值班甲')
    const ticket = await fileMatter(context, filed)
    await withWork(context, filed, (work) => acceptTicket(work, officer, '1'))
    await context.db.ticket.update({ where: { id: ticket.id }, data: { state: 'answered', outcome: 'explained' } })
    await withWork(context, at('2026-08-10', '09:00'), (work) => closeTicket(work, officer, '1', '修好了。'))
    const now = at('2026-09-23', time)
    await withWork(context, now, (work) => reopenTicket(work, officer, '1', '又漏了。'))
    return ticket
  }

  it('is made by the day’s first run in office hours, late or not, and by no other', async () => {
    await fileMatter(context, filed)
    expect((await run('2026-08-10', '07:30')).count).toBe(0)
    expect((await run('2026-08-10', '15:10')).count).toBe(1)
    expect((await run('2026-08-10', '15:20')).count).toBe(0)
  })

  it('does not take what comes up later in the day: that waits for the next morning', async () => {
    await run('2026-09-23', '08:30')
    await reopened('10:00')
    expect((await run('2026-09-23', '10:10')).count).toBe(0)
    expect((await run('2026-09-23', '17:20')).count).toBe(0)
    const { lines } = await run('2026-09-24', '08:30')
    // By then three days are left, which has overtaken seven.
    expect(lines).toEqual([expect.stringMatching(/HANDLE_60D, due on 2026-10-08: d3 to room .*, in a digest/)])
  })

  it('lets what is urgent go at once, at any hour the office is open', async () => {
    await run('2026-08-18', '08:30')
    const ticket = await fileMatter(context, at('2026-08-03', '09:00'))
    await context.db.clock.updateMany({ where: { ticketId: ticket.id }, data: { nextStepOn: '2026-08-18' } })
    const { lines } = await run('2026-08-18', '16:00')
    expect(lines).toEqual([expect.stringMatching(/d0 to room [^,]*$/)])
  })

  it('is one a day for each room, also when the clock is set back an hour', async () => {
    await fileMatter(context, filed)
    await fileMatter(context, filed)
    await run('2026-08-10', '09:30')
    expect((await run('2026-08-10', '08:30')).count).toBe(0)
    expect((await run('2026-08-10', '09:30')).count).toBe(0)
    expect(await postedOf(context, 'reminderDigest')).toHaveLength(1)
  })
})

describe('the ledger', () => {
  const filed = at('2026-08-03', '09:00')
  const ledger = async () =>
    (await context.db.reminder.findMany({ orderBy: [{ at: 'asc' }, { step: 'asc' }] })).map(
      ({ step, outcome, reader }) => [step, outcome, reader.slice(0, 2)],
    )

  it('tells what was sent, what went into a digest, and what was overtaken while nobody was awake', async () => {
    await fileMatter(context, filed)
    await run('2026-08-10', '08:30')
    await run('2026-08-17', '08:30')
    expect(await ledger()).toEqual([
      ['half', 'digest', 'r:'],
      ['d1', 'sent', 'r:'],
      ['d3', 'overtaken', ''],
      ['d7', 'overtaken', ''],
    ])
  })

  it('tells what was not needed any more, and takes that back when the clock runs again', async () => {
    const { officer } = await hire(context, filed, '值班甲')
    const ticket = await fileMatter(context, filed)
    await run('2026-08-10', '08:30')
    await withWork(context, at('2026-08-11', '08:00'), (work) => acceptTicket(work, officer, '1'))
    const notice = (await ledger()).filter(([, outcome]) => outcome === 'not-needed')
    expect(notice.map(([step]) => step)).toEqual(['d0', 'd1', 'd3', 'd7', 'late'])
    await context.db.ticket.update({ where: { id: ticket.id }, data: { state: 'answered', outcome: 'explained' } })
    const closed = at('2026-08-12', '09:00')
    await withWork(context, closed, (work) => closeTicket(work, officer, '1', '修好了。'))
    expect(await ledger()).toHaveLength(1 + 5 + 5)
    await withWork(context, at('2026-08-13', '09:00'), (work) => reopenTicket(work, officer, '1', '又漏了。'))
    expect(await ledger()).toHaveLength(1 + 5)
  })

  it('is not written by a rehearsal', async () => {
    await fileMatter(context, filed)
    await run('2026-08-10', '08:30', true)
    expect(await ledger()).toEqual([])
    expect(await context.db.digestDay.count()).toBe(0)
  })

  it('with no room to tell the step stays due, and goes out as soon as there is one', async () => {
    await fileMatter(context, filed)
    await context.db.room.updateMany({ data: { closedAt: filed } })
    expect((await run('2026-08-18', '08:30')).count).toBe(0)
    await context.db.room.updateMany({ data: { closedAt: null } })
    expect((await run('2026-08-18', '08:40')).lines).toEqual([expect.stringContaining('d0 to room')])
  })

  it('a clock that runs to another day is reminded of that day', async () => {
    await fileMatter(context, filed)
    await run('2026-08-11', '08:30')
    await context.db.clock.updateMany({
      data: { rawLastDay: '2026-08-19', dueOn: '2026-08-19', remindOn: '2026-08-19' },
    })
    const { id } = await context.db.clock.findFirstOrThrow()
    await withWork(context, at('2026-08-11', '10:00'), (work) => scheduleReminders(work, [id]))
    expect((await run('2026-08-11', '10:10')).count).toBe(0)
    expect((await run('2026-08-12', '08:30')).lines).toEqual([expect.stringContaining('due on 2026-08-19: d7')])
    expect((await run('2026-08-13', '08:30')).count).toBe(0)
    expect((await run('2026-08-18', '08:30')).lines).toEqual([expect.stringContaining('due on 2026-08-19: d1')])
  })

  it('a clock that a hearing has stopped reminds nobody until it runs on', async () => {
    await fileMatter(context, filed)
    await context.db.clock.updateMany({ data: { pausedOn: '2026-08-09' } })
    expect((await run('2026-08-19', '08:30')).count).toBe(0)
    const { id } = await context.db.clock.findFirstOrThrow()
    await withWork(context, at('2026-08-19', '10:00'), (work) => scheduleReminders(work, [id]))
    expect((await context.db.clock.findFirstOrThrow()).nextStepOn).toBeNull()
    await context.db.clock.updateMany({ data: { pausedOn: null } })
    await withWork(context, at('2026-08-19', '10:00'), (work) => scheduleReminders(work, [id]))
    expect((await run('2026-08-19', '10:10')).count).toBe(2)
  })
})

describe('when the office is late', () => {
  it('the resident is told once, the day after, in office hours, and it is in the history', async () => {
    const ticket = await fileMatter(context, at('2026-08-03', '09:00'))
    await run('2026-08-18', '17:20')
    expect(await postedOf(context, 'lateNotice')).toEqual([])
    await run('2026-08-19', '07:00')
    expect(await postedOf(context, 'lateNotice')).toEqual([])
    for (const [on, time] of [
      ['2026-08-19', '08:30'],
      ['2026-08-19', '08:40'],
      ['2026-08-26', '08:30'],
      ['2026-09-02', '08:30'],
    ] as const) {
      await run(on, time)
    }
    expect(await postedOf(context, 'lateNotice')).toEqual([
      {
        status: 'waiting',
        to: `a:${ticket.accountId}`,
        params: { number: '2026-000001', rule: 'NOTICE_15D', version: 'cn-2022-1', dueOn: '2026-08-18' },
      },
    ])
    expect(await context.db.ticketEvent.count({ where: { ticketId: ticket.id, kind: 'told-late' } })).toBe(1)
    expect(
      await withWork(context, at('2026-09-02', '09:00'), (work) => findBrokenLink(work, ticket.id)),
    ).toBeUndefined()
  })

  it('the resident of a withdrawn matter is not', async () => {
    const ticket = await fileMatter(context, at('2026-08-03', '09:00'))
    await withWork(context, at('2026-08-17', '09:00'), (work) => withdrawTicket(work, ticket.id))
    await run('2026-08-19', '08:30')
    expect(await postedOf(context, 'lateNotice')).toEqual([])
  })

  it('says since when, by which article and where to turn, in both languages', () => {
    const office = exampleOffice()
    const params = { number: '2026-000001', rule: 'NOTICE_15D', version: 'cn-2022-1', dueOn: '2026-08-18' }
    const [zh, en] = (['zh', 'en'] as const).map(
      (language) => word(say('lateNotice', params), language, { office }).text,
    )
    expect(zh).toContain('最晚2026年8月18日应当书面告诉您受不受理、由谁办（《信访工作条例》第二十二条、第二十三条）')
    expect(en).toContain('Due by 18 Aug 2026')
    expect(en).toContain('art. 22, 23')
    for (const text of [zh, en]) expect(text).toContain(office.phone)
    const { phone: _, ...unreachable } = office
    expect(word(say('lateNotice', params), 'zh', { office: unreachable }).text).not.toContain('打电话')
  })
})
