import { beforeEach, describe, expect, it } from 'vitest'
import { approveProposal, returnProposal } from '../../domain/approvals.ts'
import { type Context, type Work, withWork } from '../../domain/context.ts'
import { recordDelivery } from '../../domain/deliveries.ts'
import { findBrokenLink } from '../../domain/events.ts'
import { askExtension } from '../../domain/extensions.ts'
import { acceptTicket, closeTicket, handOver } from '../../domain/handling.ts'
import type { Opinion } from '../../domain/open-proposals.ts'
import { proposeOpinion } from '../../domain/opinions.ts'
import { remindOffice } from '../../domain/reminders.ts'
import { replyToTicket } from '../../domain/replies.ts'
import { objectToTransfer } from '../../domain/transfers.ts'
import { undoWithdrawal, withdrawTicket } from '../../domain/withdrawals.ts'
import type { Officer, Ticket } from '../../prisma/generated/client.ts'
import { testContext } from '../embedded.ts'
import { at, fileMatter, hire, openOffice, postedOf } from '../small-office.ts'

let context: Context
let officer: Officer
let colleague: Officer
let ticket: Ticket
const monday = at('2026-08-03', '09:00')
const opinion: Opinion = {
  outcome: 'supported',
  text: '屋面漏水属实。',
  ground: '安置条例第三十六条。',
  remedy: '重做屋面防水。',
  remedyOn: '2026-09-30',
}

beforeEach(async () => {
  context = await testContext()
  await openOffice(context, monday)
  officer = (await hire(context, monday, '值班甲')).officer
  colleague = (await hire(context, monday, '值班乙')).officer
  ticket = await fileMatter(context, monday)
  await on(monday, (work) => acceptTicket(work, officer, '1'))
})

const on = <T>(now: Date, task: (work: Work) => Promise<T>) => withWork(context, now, task)
const propose = (now = monday, said: Opinion = opinion) => on(now, (work) => proposeOpinion(work, officer, '1', said))
const approve = (now = monday, by = colleague) => on(now, (work) => approveProposal(work, by, '1'))
const read = () => context.db.ticket.findUniqueOrThrow({ where: { id: ticket.id } })
const running = () =>
  context.db.clock.findMany({ where: { ticketId: ticket.id, satisfiedAt: null }, orderBy: { rule: 'asc' } })

async function arrive(now: Date, kind = 'opinion'): Promise<void> {
  const row = await context.db.outbox.findFirstOrThrow({ where: { kind }, orderBy: { id: 'desc' } })
  await on(now, (work) => recordDelivery(work, 'web', row.dedupeKey))
}

describe('an opinion', () => {
  it.each(['text', 'ground', 'remedy', 'remedyOn'] as const)('is not proposed without its %s', async (slot) => {
    const { [slot]: _, ...rest } = opinion
    const without = slot === 'remedyOn' ? rest : { ...opinion, [slot]: '  ' }
    await expect(propose(monday, without as Opinion)).rejects.toMatchObject({ code: 'slot-missing', detail: { slot } })
    expect(await context.db.proposal.count()).toBe(0)
  })

  it('is not carried out by a day that has passed, neither when it is proposed nor when it is approved', async () => {
    await expect(propose(monday, { ...opinion, remedyOn: '2026-08-02' })).rejects.toMatchObject({ code: 'date-wrong' })
    await propose()
    await expect(approve(at('2026-10-01', '09:00'))).rejects.toMatchObject({ code: 'date-wrong' })
    expect(await postedOf(context, 'opinion')).toEqual([])
  })

  it('is not proposed by who does not hold the ticket, nor before it was accepted, nor by an office of one', async () => {
    await expect(on(monday, (work) => proposeOpinion(work, colleague, '1', opinion))).rejects.toMatchObject({
      code: 'not-the-holder',
    })
    await fileMatter(context, monday)
    await expect(on(monday, (work) => proposeOpinion(work, officer, '2', opinion))).rejects.toMatchObject({
      code: 'move-not-allowed',
    })
    await context.db.officer.update({ where: { id: colleague.id }, data: { leftAt: monday } })
    await expect(propose()).rejects.toMatchObject({ code: 'no-approver' })
  })

  it('is approved by a supervisor or director where there is another one, and else by any colleague', async () => {
    await propose()
    const chief = (await hire(context, monday, '主管', { role: 'supervisor' })).officer
    await expect(approve()).rejects.toMatchObject({ code: 'not-the-approver' })
    await expect(on(monday, (work) => returnProposal(work, colleague, '1', '不行'))).rejects.toMatchObject({
      code: 'not-the-approver',
    })
    await context.db.ticket.update({ where: { id: ticket.id }, data: { holderId: chief.id } })
    await on(monday, (work) => returnProposal(work, chief, '1', '依据不全'))
    await on(monday, (work) => proposeOpinion(work, chief, '1', opinion))
    await approve()
    expect(await postedOf(context, 'opinion')).toHaveLength(1)
  })

  it('delivered twice it changes nothing the second time', async () => {
    await propose()
    await approve()
    await arrive(at('2026-08-04', '20:00'))
    const [after, clocks] = [await read(), await running()]
    await arrive(at('2026-08-09', '20:00'))
    expect([await read(), await running()]).toEqual([after, clocks])
    expect(after).toMatchObject({ state: 'executing', outcome: 'supported', remedyOn: '2026-09-30' })
    expect(clocks).toMatchObject([{ rule: 'REVIEW_REQUEST_30D', startedOn: '2026-08-04', rawLastDay: '2026-09-03' }])
    expect(await on(monday, (work) => findBrokenLink(work, ticket.id))).toBeUndefined()
  })

  it('another one gives the resident the whole time again, and its outcome is the one that holds', async () => {
    await propose()
    await approve()
    await arrive(at('2026-08-04', '20:00'))
    const { remedyOn: _, ...changed } = { ...opinion, outcome: 'explained' as const }
    await propose(at('2026-08-20', '09:00'), changed)
    await approve(at('2026-08-20', '10:00'))
    await arrive(at('2026-08-21', '20:00'))
    expect(await read()).toMatchObject({ state: 'answered', outcome: 'explained', remedyOn: null })
    expect(await running()).toMatchObject([{ rule: 'REVIEW_REQUEST_30D', startedOn: '2026-08-21' }])
  })

  it('that arrives while the matter is withdrawn counts when the withdrawal is undone', async () => {
    await propose()
    await approve()
    await on(at('2026-08-04', '09:00'), (work) => withdrawTicket(work, ticket.id))
    await arrive(at('2026-08-05', '20:00'))
    expect(await read()).toMatchObject({ state: 'withdrawn', outcome: 'supported' })
    await on(at('2026-08-06', '09:00'), (work) => undoWithdrawal(work, ticket.id))
    expect(await read()).toMatchObject({ state: 'executing' })
  })

  it('a consultation is closed after an answer has arrived, a claim is not', async () => {
    const question = await fileMatter(context, monday, { category: 'questions' })
    await on(monday, (work) => acceptTicket(work, officer, '2'))
    for (const number of ['1', '2']) {
      await on(monday, (work) => replyToTicket(work, officer, number, { kind: 'reply', text: '周三来修。' }))
      await arrive(at('2026-08-03', '10:00'), 'answer')
    }
    await expect(on(monday, (work) => closeTicket(work, officer, '1', '办好了。'))).rejects.toMatchObject({
      code: 'opinion-missing',
    })
    await on(monday, (work) => closeTicket(work, officer, '2', '办好了。'))
    expect(await context.db.ticket.findUniqueOrThrow({ where: { id: question.id } })).toMatchObject({ state: 'closed' })
  })
})

describe('more time', () => {
  const ask = (now: Date, days: number, by = officer) =>
    on(now, (work) => askExtension(work, by, '1', { days, reason: '等鉴定结果。' }))

  it('is for the holder to ask, up to thirty days, while the period runs, and for a chief to give', async () => {
    await expect(ask(monday, 30)).rejects.toMatchObject({ code: 'no-approver' })
    const chief = (await hire(context, monday, '主管', { role: 'supervisor' })).officer
    await expect(ask(monday, 31)).rejects.toMatchObject({ code: 'days-wrong', detail: { most: 30 } })
    await expect(ask(monday, 0)).rejects.toMatchObject({ code: 'days-wrong' })
    await expect(ask(monday, 10, colleague)).rejects.toMatchObject({ code: 'not-the-holder' })
    await expect(ask(at('2026-10-09', '09:00'), 10)).rejects.toMatchObject({ code: 'extension-over' })
    await ask(at('2026-10-08', '09:00'), 30)
    await expect(approve(at('2026-10-08', '10:00'))).rejects.toMatchObject({ code: 'not-the-approver' })
    await expect(approve(at('2026-10-09', '10:00'), chief)).rejects.toMatchObject({ code: 'extension-over' })
    await approve(at('2026-10-08', '10:00'), chief)
    // 90 days from 3 August in one span: 1 November, a Sunday.
    expect(await running()).toMatchObject([{ extendedDays: 30, rawLastDay: '2026-11-01', dueOn: '2026-11-02' }])
    expect(await postedOf(context, 'extended')).toMatchObject([{ params: { days: 30, dueOn: '2026-11-02' } }])
    await expect(ask(at('2026-10-20', '09:00'), 5)).rejects.toMatchObject({ code: 'extended-already' })
  })
})

describe('an objection', () => {
  it('a unit to which it is handed on has five working days of its own, on the same day too', async () => {
    const other = (await hire(context, monday, '补偿甲', { unit: 'compensation' })).officer
    const third = (await hire(context, monday, '扶持甲', { unit: 'support' })).officer
    await on(monday, (work) => handOver(work, officer, '1', { unit: 'compensation' }, '涉及补偿'))
    await on(monday, (work) => handOver(work, other, '1', { unit: 'support' }, '涉及扶持'))
    expect(await running()).toMatchObject([{ rule: 'HANDLE_60D' }, { rule: 'OBJECT_5WD', dueOn: '2026-08-10' }])
    await expect(on(monday, (work) => objectToTransfer(work, other, '1', '不归我们'))).rejects.toMatchObject({
      code: 'not-the-unit',
    })
    await expect(on(monday, (work) => objectToTransfer(work, third, '1', ' '))).rejects.toMatchObject({
      code: 'words-missing',
    })
    await on(at('2026-08-10', '17:00'), (work) => objectToTransfer(work, third, '1', '不归我们'))
    expect(await read()).toMatchObject({ unit: 'compensation', holderId: null, state: 'accepted' })
    expect(await running()).toMatchObject([{ rule: 'HANDLE_60D' }])
  })

  it('that is not made in time is no lateness: nobody is reminded of it any more, and it stays refused', async () => {
    const other = (await hire(context, monday, '补偿甲', { unit: 'compensation' })).officer
    await hire(context, monday, '主管', { role: 'supervisor', unit: 'compensation' })
    await on(monday, (work) => handOver(work, officer, '1', { unit: 'compensation' }, '涉及补偿'))
    const { reminders: before } = await on(at('2026-08-10', '09:00'), remindOffice)
    expect(before.map(({ line }) => line.rule)).toContain('OBJECT_5WD')
    const { reminders, late } = await on(at('2026-08-11', '09:00'), remindOffice)
    expect([...reminders.map(({ line }) => line.rule), ...late.map(({ rule }) => rule)]).not.toContain('OBJECT_5WD')
    await expect(
      on(at('2026-08-11', '10:00'), (work) => objectToTransfer(work, other, '1', '不归我们')),
    ).rejects.toMatchObject({
      code: 'objection-over',
      detail: { dueOn: '2026-08-10' },
    })
  })
})
