import { beforeEach, describe, expect, it } from 'vitest'
import { declineAsking, sayDone, sayNotDone } from '../../domain/after-care.ts'
import { type Context, withWork } from '../../domain/context.ts'
import { closeTicket } from '../../domain/handling.ts'
import { confirmMatter, reopenMatter } from '../../domain/matters.ts'
import { requestReview } from '../../domain/review-requests.ts'
import { withdrawTicket } from '../../domain/withdrawals.ts'
import { askDoneJob } from '../../jobs/ask-done.ts'
import { remindResidentsJob } from '../../jobs/remind-residents.ts'
import { type Decided, decidedMatter, decideReview } from '../decided-matter.ts'
import { testContext } from '../embedded.ts'
import { at, openOffice, postedOf } from '../small-office.ts'

let context: Context
const monday = at('2026-08-03', '09:00')
const words = [{ text: '没有人来。', files: [] }]

beforeEach(async () => {
  context = await testContext()
  await openOffice(context, monday)
})

const inWork = <T>(now: Date, task: Parameters<typeof withWork<T>>[2]) => withWork(context, now, task)

describe('was it done?', () => {
  const run = (on: string, time = '09:30', dry = false) => askDoneJob.run(context, at(on, time), { dry })
  const asked = async () => (await postedOf(context, 'askDone')).length

  async function closed(now = monday): Promise<Decided> {
    const matter = await decidedMatter(context, now)
    await inWork(now, (work) => closeTicket(work, matter.officers[0], matter.number, '已修好。'))
    return matter
  }

  it('is asked four weeks after the end, once, however often the job runs', async () => {
    await closed()
    expect((await run('2026-08-30', '09:30')).count).toBe(0)
    expect((await run('2026-08-31', '09:30', true)).lines).toEqual([
      '2026-000001: its resident is asked whether it was done',
    ])
    expect(await asked()).toBe(0)
    expect((await run('2026-08-31')).count).toBe(1)
    expect((await run('2026-08-31')).count).toBe(0)
    expect((await run('2026-09-30')).count).toBe(0)
    expect(await asked()).toBe(1)
  })

  it('is asked late when nobody was awake, and in office hours only', async () => {
    await closed()
    // A Saturday, before the office opens, and at noon.
    expect((await run('2026-09-05')).count).toBe(0)
    expect((await run('2026-09-07', '08:00')).count).toBe(0)
    expect((await run('2026-09-07', '12:30')).count).toBe(0)
    expect((await run('2026-09-07', '15:00')).count).toBe(1)
  })

  it('is asked once by two instances at once', async () => {
    await closed()
    await closed()
    const reports = await Promise.all([run('2026-08-31'), run('2026-08-31'), run('2026-08-31')])
    expect(reports.reduce((sum, report) => sum + report.count, 0)).toBe(2)
    expect(await asked()).toBe(2)
  })

  it('is asked of all, when more are due than one transaction takes', async () => {
    const { ticket } = await closed()
    const { id: _, draftId: __, sequence: ___, ...like } = ticket
    await context.db.ticket.createMany({
      data: Array.from({ length: 120 }, (_, n) => ({
        ...like,
        id: crypto.randomUUID(),
        draftId: crypto.randomUUID(),
        sequence: 1000 + n,
        state: 'closed' as const,
        askDoneOn: '2026-08-30',
      })),
    })
    expect((await run('2026-08-31')).count).toBe(121)
    expect(await asked()).toBe(121)
  })

  it('is not asked of what was withdrawn or opened again, nor twice within a month', async () => {
    const { ticket, account, officers, number } = await closed()
    await run('2026-08-31')
    await inWork(at('2026-08-31', '10:00'), (work) => sayNotDone(work, ticket.id, account, words))
    expect((await run('2026-09-30')).count).toBe(0)
    expect(await context.db.ticket.findFirst()).toMatchObject({ state: 'accepted', askDoneOn: null })
    // Closed again at once, without another opinion: what is looked at here is the question alone.
    await context.db.ticket.update({ where: { id: ticket.id }, data: { state: 'answered', outcome: 'explained' } })
    await inWork(at('2026-08-31', '11:00'), (work) => closeTicket(work, officers[0], number, '再修一次。'))
    expect((await run('2026-09-28')).count).toBe(0)
    expect((await run('2026-09-30')).count).toBe(0)
    // The month is over on 1 October; the office is open again on the ninth.
    expect((await run('2026-10-09')).count).toBe(1)
    await inWork(at('2026-10-09', '10:00'), (work) => reopenMatter(work, ticket.id, account, words))
    await inWork(at('2026-10-09', '10:00'), (work) => withdrawTicket(work, ticket.id))
    await context.db.ticket.update({ where: { id: ticket.id }, data: { askDoneOn: '2026-11-01' } })
    expect((await run('2026-12-01')).count).toBe(0)
  })

  it('is asked no more, of any of their matters, when the resident does not want to be', async () => {
    const { ticket } = await closed()
    const other = await closed()
    await context.db.ticket.update({ where: { id: other.ticket.id }, data: { accountId: ticket.accountId } })
    await inWork(at('2026-08-10', '10:00'), async (work) => {
      await declineAsking(work, ticket.id)
      await declineAsking(work, ticket.id)
    })
    expect((await run('2026-08-31')).count).toBe(0)
    expect(await context.db.ticketEvent.count({ where: { kind: 'done-declined' } })).toBe(1)
    expect(await context.db.ticket.count({ where: { askDoneOn: { not: null } } })).toBe(0)
  })

  it('said twice that it was done it stands there once', async () => {
    const { ticket } = await closed()
    await run('2026-08-31')
    for (const time of ['10:00', '10:01']) await inWork(at('2026-08-31', time), (work) => sayDone(work, ticket.id))
    expect(await context.db.ticketEvent.count({ where: { kind: 'done-said' } })).toBe(1)
  })
})

describe('a right of the resident’s that ends', () => {
  // Received on 3 August: a review can be asked for until 2 September; ten and three days before are Sundays.
  const run = (on: string, time = '09:00', dry = false) => remindResidentsJob.run(context, at(on, time), { dry })
  const told = async () => (await postedOf(context, 'rightEnding')).map((row) => row.params)

  it('is told ten and three days before, on the working day before a Sunday, once each', async () => {
    await decidedMatter(context, monday)
    expect((await run('2026-08-20')).count).toBe(0)
    expect((await run('2026-08-21', '09:00', true)).count).toBe(1)
    expect(await told()).toEqual([])
    expect((await run('2026-08-21')).count).toBe(1)
    expect((await run('2026-08-21', '16:00')).count).toBe(0)
    expect((await run('2026-08-24')).count).toBe(0)
    expect((await run('2026-08-28')).count).toBe(1)
    expect((await run('2026-09-02')).count).toBe(0)
    expect(await told()).toEqual([
      expect.objectContaining({ stage: 'review', until: '2026-09-02', daysLeft: 12 }),
      expect.objectContaining({ stage: 'review', until: '2026-09-02', daysLeft: 5 }),
    ])
    expect(
      await context.db.reminder.findMany({ where: { step: { in: ['d10', 'd3'] }, outcome: 'sent' } }),
    ).toHaveLength(2)
  })

  it('is told of the recheck as well, once the decision of the review has come', async () => {
    const matter = await decidedMatter(context, monday)
    await inWork(at('2026-08-05', '10:00'), (work) => requestReview(work, matter.ticket.id, matter.account, words))
    await decideReview(context, at('2026-08-12', '10:00'), matter, 'review')
    // Until 11 September: ten days before is 1 September.
    expect((await run('2026-08-31')).count).toBe(0)
    expect((await run('2026-09-01')).count).toBe(1)
    expect(await told()).toEqual([
      expect.objectContaining({ stage: 'recheck', until: '2026-09-11', rule: 'RECHECK_REQUEST_30D' }),
    ])
  })

  it('after standing still only the more urgent is told, and nothing once it is over', async () => {
    await decidedMatter(context, monday)
    expect((await run('2026-09-01')).lines).toEqual([expect.stringContaining('told as d3')])
    expect((await run('2026-09-01')).count).toBe(0)
    await decidedMatter(context, monday)
    expect((await run('2026-09-03')).count).toBe(0)
  })

  it('is told once by two instances at once, and never outside office hours', async () => {
    await decidedMatter(context, monday)
    await decidedMatter(context, monday)
    expect((await run('2026-08-21', '08:00')).count).toBe(0)
    expect((await run('2026-08-22', '10:00')).count).toBe(0)
    const reports = await Promise.all([run('2026-08-24'), run('2026-08-24'), run('2026-08-24')])
    expect(reports.reduce((sum, report) => sum + report.count, 0)).toBe(2)
    expect(await told()).toHaveLength(2)
  })

  it('is not told once it was used, or the matter is withdrawn', async () => {
    const [used, withdrawn] = [await decidedMatter(context, monday), await decidedMatter(context, monday)]
    await inWork(at('2026-08-10', '10:00'), (work) => requestReview(work, used.ticket.id, used.account, words))
    await inWork(at('2026-08-20', '10:00'), (work) => withdrawTicket(work, withdrawn.ticket.id))
    expect((await run('2026-08-21')).count).toBe(0)
  })

  it('is not told when the resident said that it is settled, and is when they took that back', async () => {
    const { ticket, account } = await decidedMatter(context, monday)
    await inWork(at('2026-08-05', '10:00'), (work) => confirmMatter(work, ticket.id))
    expect((await run('2026-08-21')).count).toBe(0)
    expect(await context.db.reminder.findMany({ where: { outcome: 'not-needed', step: 'd10' } })).toHaveLength(1)
    await inWork(at('2026-08-25', '10:00'), (work) => reopenMatter(work, ticket.id, account, words))
    await context.db.ticket.update({ where: { id: ticket.id }, data: { state: 'answered' } })
    expect((await run('2026-08-28')).count).toBe(1)
  })
})
