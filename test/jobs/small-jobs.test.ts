import { randomUUID } from 'node:crypto'
import { beforeEach, expect, it } from 'vitest'
import { findOrOpenAccount } from '../../domain/accounts.ts'
import { claimTicket } from '../../domain/claims.ts'
import { type Context, withWork } from '../../domain/context.ts'
import { lockConversation, saveConversation } from '../../domain/conversations.ts'
import { claimInbox, storeArrivals } from '../../domain/inbox.ts'
import { createCalendar } from '../../domain/rules/calendar.ts'
import { undoWithdrawal, withdrawTicket } from '../../domain/withdrawals.ts'
import { checkCalendar } from '../../jobs/check-calendar.ts'
import { forgetDrafts } from '../../jobs/forget-drafts.ts'
import { releaseClaims } from '../../jobs/release-claims.ts'
import { retryParkedJob } from '../../jobs/retry-parked.ts'
import { settleWithdrawalsJob } from '../../jobs/settle-withdrawals.ts'
import { timetable } from '../../jobs/timetable.ts'
import { testContext } from '../embedded.ts'
import { at, fileMatter, hire, openOffice, postedOf } from '../small-office.ts'

let context: Context
const monday = at('2026-08-03', '09:00')

beforeEach(async () => {
  context = await testContext()
  await openOffice(context, monday)
})

it('release-claims gives back what was claimed for two hours and not accepted, once', async () => {
  const ticket = await fileMatter(context, monday)
  const { officer } = await hire(context, monday, '值班甲')
  await withWork(context, monday, (work) => claimTicket(work, officer, '1'))
  const holder = async () => (await context.db.ticket.findUniqueOrThrow({ where: { id: ticket.id } })).holderId

  expect((await releaseClaims.run(context, at('2026-08-03', '10:59'), { dry: false })).count).toBe(0)
  expect(await holder()).toBe(officer.id)
  expect((await releaseClaims.run(context, at('2026-08-03', '11:00'), { dry: true })).count).toBe(1)
  expect(await holder()).toBe(officer.id)
  const later = at('2026-08-03', '11:30')
  const runs = await Promise.all([1, 2].map(() => releaseClaims.run(context, later, { dry: false })))
  expect(runs.map((report) => report.count).sort()).toEqual([0, 1])
  expect(await holder()).toBeNull()
  expect((await releaseClaims.run(context, later, { dry: false })).count).toBe(0)
})

it('settle-withdrawals stops the clocks when the seven days are over, and not on the seventh', async () => {
  const ticket = await fileMatter(context, monday)
  await withWork(context, monday, (work) => withdrawTicket(work, ticket.id))
  const running = () => context.db.clock.count({ where: { satisfiedAt: null } })

  expect((await settleWithdrawalsJob.run(context, at('2026-08-10', '23:59'), { dry: false })).count).toBe(0)
  expect((await settleWithdrawalsJob.run(context, at('2026-08-11', '00:00'), { dry: true })).count).toBe(1)
  expect(await running()).toBe(1)
  expect((await settleWithdrawalsJob.run(context, at('2026-08-11', '00:00'), { dry: false })).count).toBe(1)
  expect(await running()).toBe(0)
  expect((await settleWithdrawalsJob.run(context, at('2026-09-11', '00:00'), { dry: false })).count).toBe(0)
})

it('settle-withdrawals leaves alone what was taken up again', async () => {
  const ticket = await fileMatter(context, monday)
  await withWork(context, monday, (work) => withdrawTicket(work, ticket.id))
  await withWork(context, at('2026-08-05', '09:00'), (work) => undoWithdrawal(work, ticket.id))
  expect((await settleWithdrawalsJob.run(context, at('2026-08-20', '09:00'), { dry: false })).count).toBe(0)
})

it('check-calendar asks for the next year from November on, once a week, and for a current year that is unknown', async () => {
  const knows2026 = { ...context, calendar: async () => createCalendar([], [2026]) }
  const check = (on: string) => checkCalendar.run(knows2026, at(on, '10:00'), { dry: false })
  expect((await check('2026-10-31')).count).toBe(0)
  expect((await checkCalendar.run(knows2026, at('2026-11-02', '10:00'), { dry: true })).count).toBe(1)
  expect(await postedOf(context, 'alarm')).toEqual([])
  await check('2026-11-02')
  await check('2026-11-06')
  await check('2026-11-09')
  expect((await postedOf(context, 'alarm')).map((row) => row.params)).toEqual([
    { what: 'years', count: 2027 },
    { what: 'years', count: 2027 },
  ])
  expect((await check('2027-03-01')).lines).toEqual([expect.stringContaining('2027')])
})

it('check-calendar is content when the next year is known', async () => {
  const knowsBoth = { ...context, calendar: async () => createCalendar([], [2026, 2027]) }
  const report = await checkCalendar.run(knowsBoth, at('2026-12-31', '10:00'), { dry: false })
  expect(report.count).toBe(0)
  expect(await postedOf(context, 'alarm')).toEqual([])
})

it('forget-drafts forgets a half-filled form after thirty days of silence, and not one that was touched since', async () => {
  const talk = (who: string, now: Date) =>
    withWork(context, now, async (work) => {
      const account = await findOrOpenAccount(work, 'web', who)
      const { id } = await lockConversation(work, `key-${who}`, account)
      await saveConversation(work, id, { flow: { words: '家里的事' } })
      return id
    })
  const old = await talk(randomUUID(), at('2026-07-01', '09:00'))
  const fresh = await talk(randomUUID(), at('2026-07-05', '09:00'))
  const stateOf = async (id: string) => (await context.db.conversation.findUniqueOrThrow({ where: { id } })).stateEnc

  await forgetDrafts.run(context, at('2026-08-01', '03:40'), { dry: true })
  expect(await stateOf(old)).not.toBeNull()
  expect((await forgetDrafts.run(context, at('2026-08-01', '03:40'), { dry: false })).count).toBe(1)
  expect(await stateOf(old)).toBeNull()
  expect(await stateOf(fresh)).not.toBeNull()
  expect((await forgetDrafts.run(context, at('2026-08-01', '03:40'), { dry: false })).count).toBe(0)
})

it('forget-drafts forgets after thirty days what handled messages said, and that they came it never forgets', async () => {
  const arrival = { channel: 'web', messageId: 'm1', conversation: 'c1', payload: { text: '家里的事' } }
  const waiting = { ...arrival, messageId: 'm2' }
  await storeArrivals(context, [arrival, waiting], monday)
  await context.db.inbox.updateMany({
    where: { messageId: 'm1' },
    data: { status: 'handled', handledAt: monday },
  })
  const wordsOf = async (messageId: string) =>
    (await context.db.inbox.findFirstOrThrow({ where: { messageId } })).payloadEnc

  await forgetDrafts.run(context, at('2026-09-02', '03:40'), { dry: false })
  expect(await wordsOf('m1')).not.toBe('')
  expect((await forgetDrafts.run(context, at('2026-09-03', '03:40'), { dry: false })).count).toBe(1)
  expect(await wordsOf('m1')).toBe('')
  // One that was never handled is nobody's to forget.
  expect(await wordsOf('m2')).not.toBe('')
  await storeArrivals(context, [arrival], monday)
  expect(await context.db.inbox.count()).toBe(2)
})

it('retry-parked lets a message that was set aside be tried again, and nothing wakes it by itself', async () => {
  const arrival = { channel: 'web', messageId: 'm1', conversation: 'c1', payload: {} }
  await storeArrivals(context, [arrival], monday)
  await context.db.inbox.updateMany({ data: { status: 'parked', attempts: 5, failure: 'Error' } })
  expect((await retryParkedJob.run(context, monday, { dry: true })).count).toBe(1)
  expect(await context.db.inbox.count({ where: { status: 'parked' } })).toBe(1)
  expect((await retryParkedJob.run(context, monday, { dry: false })).count).toBe(1)
  expect((await retryParkedJob.run(context, monday, { dry: false })).count).toBe(0)
  expect((await claimInbox(context, monday, 1000, 5)).map((row) => row.messageId)).toEqual(['m1'])
  expect(timetable.map((entry) => entry.job)).not.toContain('retry-parked')
})
