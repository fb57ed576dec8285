import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { declineAsking } from '../../../domain/after-care.ts'
import { type Context, type Work, withWork } from '../../../domain/context.ts'
import { findBrokenLink, readEvents } from '../../../domain/events.ts'
import { datesOf } from '../../../domain/matter-dates.ts'
import { viewMatter } from '../../../domain/matter-view.ts'
import { confirmMatter } from '../../../domain/matters.ts'
import { listQueue } from '../../../domain/queue.ts'
import { sayPromise } from '../../../domain/reception/promise-answers.ts'
import { listOpenPromises, listPromises } from '../../../domain/reception/promise-view.ts'
import { addPromise, keepPromise } from '../../../domain/reception/promises.ts'
import { recountClocks } from '../../../domain/recount.ts'
import { remindOffice } from '../../../domain/reminders.ts'
import { createCalendar } from '../../../domain/rules/calendar.ts'
import { withdrawTicket } from '../../../domain/withdrawals.ts'
import { askPromisesJob } from '../../../jobs/ask-promises.ts'
import { reconcile } from '../../../jobs/reconcile.ts'
import { settleWithdrawalsJob } from '../../../jobs/settle-withdrawals.ts'
import type { Account, Officer, Ticket } from '../../../prisma/generated/client.ts'
import { testContext } from '../../embedded.ts'
import { newResident } from '../../reception-day.ts'
import { at, fileMatter, hire, openOffice, postedOf } from '../../small-office.ts'

let context: Context
let officer: Officer
let ticket: Ticket
let account: Account
/** A Monday. */
const made = at('2026-08-17', '10:00')
const promised = { text: '重做屋面防水', unit: 'support', dueOn: '2026-09-11' }

beforeEach(async () => {
  context = await testContext()
  await openOffice(context, made)
  officer = (await hire(context, made, '值班甲')).officer
  ticket = await fileMatter(context, made)
  account = await context.db.account.findUniqueOrThrow({ where: { id: ticket.accountId } })
  // The matter's own periods are not what is asked here.
  await context.db.clock.deleteMany()
})

const on = <T>(now: Date, task: (work: Work) => Promise<T>) => withWork(context, now, task)
const clock = () => context.db.clock.findFirstOrThrow({ where: { rule: 'PROMISE' } })
const promise = async (words = promised) => (await on(made, (work) => addPromise(work, officer, '1', words))).promise.id
const keep = (id: string, now = at('2026-09-01', '10:00')) =>
  on(now, (work) => keepPromise(work, officer, id, '防水做完了。'))
const say = (id: string, done: boolean, now = at('2026-09-07', '10:00')) =>
  on(now, (work) => sayPromise(work, { account }, id, done))
const ask = (now: Date, dry = false) => askPromisesJob.run(context, now, { dry })
const kinds = async () => (await on(made, (work) => readEvents(work, ticket.id))).map(({ kind }) => kind)

/** What a run of the reminders says, step by reader. */
async function remind(now: Date): Promise<string[]> {
  const { reminders, late } = await on(now, remindOffice)
  const rooms = new Map((await context.db.room.findMany()).map((room) => [room.id, room.unit || 'all']))
  const officers = await context.db.account.findMany({
    where: { officerId: { not: null } },
    include: { officer: true },
  })
  return [
    ...reminders.map(({ step, to }) => {
      const reader = 'room' in to ? rooms.get(to.room) : officers.find(({ id }) => id === to.account)?.officer?.role
      return `${step} ${reader}`
    }),
    ...late.map(({ rule }) => `late ${rule} resident`),
  ].sort()
}

describe('a promise', () => {
  it('is told in writing, and seen in the matter by its words, unit and day', async () => {
    const id = await promise()
    expect(await postedOf(context, 'promiseMade')).toMatchObject([
      { to: `a:${account.id}`, params: { number: '2026-000001', promises: [{ id, ...promised, provisional: false }] } },
    ])
    const view = await on(made, (work) => viewMatter(work, ticket, account))
    expect(view.promises).toMatchObject([
      { id, ...promised, saidOn: '2026-09-11', daysLate: 0, doneAt: null, confirmed: null },
    ])
    expect(view.clocks).toEqual([])
    expect(view.steps.at(-1)).toMatchObject({
      kind: 'promised',
      text: '重做屋面防水',
      detail: { unit: 'support', dueOn: '2026-09-11' },
    })
    expect(datesOf(view)).toEqual([{ kind: 'promise', on: '2026-09-11', id, provisional: false }])
  })

  it('is reminded of like what the law asks for: the room of its unit and the whole office’s, then those above', async () => {
    await context.db.room.create({
      data: { id: randomUUID(), channel: 'web', externalHash: 'x', externalEnc: 'x', unit: 'support', createdAt: made },
    })
    await hire(context, made, '主管甲', { role: 'supervisor', unit: 'housing' })
    await hire(context, made, '主管乙', { role: 'supervisor', unit: 'support' })
    await hire(context, made, '主任', { role: 'director' })
    await promise()
    expect(await remind(at('2026-08-28', '09:00'))).toEqual(['half all', 'half support'])
    expect(await remind(at('2026-08-31', '09:00'))).toEqual([])
    expect(await remind(at('2026-09-04', '09:00'))).toEqual(['d7 all', 'd7 support'])
    expect(await remind(at('2026-09-11', '09:00'))).toEqual(['d0 all', 'd0 support'])
    expect(await remind(at('2026-09-14', '09:00'))).toEqual([
      'late PROMISE resident',
      'late all',
      'late supervisor',
      'late support',
    ])
    expect(await postedOf(context, 'lateNotice')).toMatchObject([{ params: { rule: 'PROMISE', dueOn: '2026-09-11' } }])
    expect(await remind(at('2026-09-21', '09:00'))).toEqual(['week1 all', 'week1 director', 'week1 support'])
    expect(await remind(at('2026-09-21', '09:10'))).toEqual([])
  })

  it('stands in /due with its day, and is the officers’ to see', async () => {
    await promise()
    const { lines } = await on(at('2026-09-07', '09:00'), (work) => listQueue(work, officer, 'due', 1))
    expect(lines).toMatchObject([{ number: '2026-000001', dueOn: '2026-09-11', daysLeft: 4 }])
    expect(await on(made, (work) => listOpenPromises(work, officer))).toMatchObject([
      { number: '2026-000001', text: '重做屋面防水' },
    ])
  })

  it('beside another one has a clock of its own: done the one, the other runs on', async () => {
    const [one, two] = [await promise(), await promise({ ...promised, text: '先搭雨棚', dueOn: '2026-08-20' })]
    await keep(two, at('2026-08-19', '10:00'))
    const clocks = await context.db.clock.findMany({ where: { rule: 'PROMISE' } })
    expect(clocks.map(({ subject, satisfiedAt }) => [subject, satisfiedAt !== null]).sort()).toEqual(
      [
        [one, false],
        [two, true],
      ].sort(),
    )
    expect((await on(made, (work) => listPromises(work, [ticket.id]))).map(({ id }) => id)).toEqual([one, two])
  })

  it('is kept whatever becomes of the matter: closed, it is reminded of and listed all the same', async () => {
    await promise()
    await context.db.ticket.update({ where: { id: ticket.id }, data: { state: 'answered' } })
    await on(at('2026-09-01', '10:00'), (work) => confirmMatter(work, ticket.id))
    expect((await clock()).satisfiedAt).toBeNull()
    expect(await remind(at('2026-09-11', '09:00'))).toEqual(['d0 all'])
    const { lines } = await on(at('2026-09-11', '09:00'), (work) => listQueue(work, officer, 'due', 1))
    expect(lines).toHaveLength(1)
    await context.db.clock.updateMany({ data: { nextStepOn: '2026-09-11' } })
    const report = await reconcile.run(context, at('2026-09-16', '09:05'), { dry: false })
    expect(report.lines).toContainEqual(expect.stringContaining('nobody was reminded of PROMISE'))
  })

  it('of a matter that is withdrawn for good binds nobody', async () => {
    await promise()
    await on(made, (work) => withdrawTicket(work, ticket.id))
    expect((await settleWithdrawalsJob.run(context, at('2026-08-25', '09:00'), { dry: false })).count).toBe(1)
    expect((await clock()).satisfiedBy).toBe('withdrawn')
    expect((await settleWithdrawalsJob.run(context, at('2026-08-25', '09:01'), { dry: false })).count).toBe(0)
  })

  it('of a year whose holidays are not known is counted again when they are, from the day that was named', async () => {
    const off = (on: string) => ({ on, name: '春节', isOffDay: true })
    const calendar = (days: { on: string; name: string; isOffDay: boolean }[], years: number[]) => ({
      ...context,
      calendar: async () => createCalendar(days, years),
    })
    const words = { ...promised, dueOn: '2027-02-05' }
    await withWork(calendar([], [2026]), made, (work) => addPromise(work, officer, '1', words))
    expect(await clock()).toMatchObject({ dueOn: '2027-02-05', provisional: true })
    const known = calendar([off('2027-02-05'), off('2027-02-08')], [2026, 2027])
    const { recounted } = await withWork(known, at('2026-12-01', '10:00'), (work) => recountClocks(work))
    expect(recounted).toMatchObject([{ rule: 'PROMISE', from: '2027-02-05', to: '2027-02-09', told: true }])
    expect(await clock()).toMatchObject({
      rawLastDay: '2027-02-05',
      dueOn: '2027-02-09',
      remindOn: '2027-02-04',
      provisional: false,
    })
    expect(await postedOf(context, 'dateMoved')).toMatchObject([
      { params: { clocks: [{ rule: 'PROMISE', dueOn: '2027-02-09' }] } },
    ])
  })
})

describe('a promise that is kept', () => {
  it('stops its clock, needs no more reminders, and the resident hears how; once', async () => {
    const id = await promise()
    await expect(on(made, (work) => keepPromise(work, officer, id, ' '))).rejects.toMatchObject({
      code: 'words-missing',
    })
    expect(await keep(id)).toMatchObject({ isNew: true })
    expect(await keep(id)).toMatchObject({ isNew: false })
    expect(await clock()).toMatchObject({ satisfiedBy: 'promise-done', nextStepOn: null })
    expect(await remind(at('2026-09-11', '09:00'))).toEqual([])
    expect(await postedOf(context, 'promiseDone')).toMatchObject([
      { params: { text: '重做屋面防水', how: '防水做完了。', unit: 'support' } },
    ])
    expect(await on(made, (work) => findBrokenLink(work, ticket.id))).toBeUndefined()
  })

  it('is asked about three days later in office hours, once, and not who wants to be asked no more', async () => {
    const id = await promise()
    await keep(id)
    expect((await ask(at('2026-09-04', '09:59'))).count).toBe(0)
    expect((await ask(at('2026-09-04', '12:30'))).count).toBe(0)
    expect((await ask(at('2026-09-04', '14:45'), true)).count).toBe(1)
    const runs = await Promise.all([1, 2].map(() => ask(at('2026-09-04', '14:45'))))
    expect(runs.map(({ count }) => count).sort()).toEqual([0, 1])
    expect(await postedOf(context, 'promiseAsk')).toMatchObject([{ to: `a:${account.id}`, params: { promiseId: id } }])
    await on(made, (work) => declineAsking(work, ticket.id))
    await keep(await promise(), at('2026-09-04', '15:00'))
    expect((await ask(at('2026-09-14', '09:45'))).count).toBe(0)
    expect((await ask(at('2026-09-15', '09:45'))).count).toBe(0)
  })

  it('the resident says so too, and it is not asked again', async () => {
    const id = await promise()
    await keep(id)
    expect((await say(id, true)).kind).toBe('confirmed')
    expect((await say(id, true)).kind).toBe('confirmed')
    expect((await kinds()).filter((kind) => kind === 'promise-said')).toHaveLength(1)
    expect((await ask(at('2026-09-14', '09:45'))).count).toBe(0)
    const [view] = await on(made, (work) => listPromises(work, [ticket.id]))
    expect(view?.confirmed).toBe(true)
  })

  it('and was not done, as the resident says, is open again with its day; a supervisor hears it', async () => {
    await hire(context, made, '主管', { role: 'supervisor', unit: 'support' })
    const elsewhere = await hire(context, made, '别处的主管', { role: 'supervisor', unit: 'housing' })
    const id = await promise()
    await keep(id)
    await ask(at('2026-09-04', '14:45'))
    expect((await say(id, false)).kind).toBe('reopened')
    expect((await say(id, false)).kind).toBe('open')
    expect(await clock()).toMatchObject({ dueOn: '2026-09-11', satisfiedAt: null, nextStepOn: '2026-09-07' })
    const told = await postedOf(context, 'promiseUnkept')
    expect(told).toMatchObject([{ params: { text: '重做屋面防水', unit: 'support' } }])
    expect(told.map(({ to }) => to)).not.toContain(`a:${elsewhere.account.id}`)
    // Done again, they are asked again.
    await keep(id, at('2026-09-09', '10:00'))
    expect((await ask(at('2026-09-14', '09:45'))).count).toBe(1)
    expect((await kinds()).filter((kind) => kind.startsWith('promise'))).toEqual([
      'promised',
      'promise-done',
      'promise-asked',
      'promise-said',
      'promise-done',
      'promise-asked',
    ])
  })

  it('late and not done is late at once for those above', async () => {
    await hire(context, made, '主管', { role: 'supervisor', unit: 'support' })
    const id = await promise()
    await keep(id, at('2026-09-11', '10:00'))
    await say(id, false, at('2026-09-16', '10:00'))
    expect(await remind(at('2026-09-16', '10:10'))).toEqual(['late PROMISE resident', 'late all', 'late supervisor'])
  })

  it('is nobody’s to speak of but its visitor’s, or an officer’s whom they told', async () => {
    const id = await promise()
    await keep(id)
    const stranger = await newResident(context, made)
    const refused = { code: 'promise-not-found' }
    await expect(on(made, (work) => sayPromise(work, { account: stranger }, id, true))).rejects.toMatchObject(refused)
    await expect(on(made, (work) => sayPromise(work, { account }, 'no id', true))).rejects.toMatchObject(refused)
    await on(made, (work) => sayPromise(work, { officer }, id, true))
    const events = await on(made, (work) => readEvents(work, ticket.id))
    expect(events.at(-1)).toMatchObject({ kind: 'promise-said', actor: { kind: 'officer' }, payload: { done: true } })
  })
})
