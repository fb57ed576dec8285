import { beforeEach, expect, it } from 'vitest'
import type { Worded } from '../../bot/text/sentences.ts'
import { word } from '../../bot/text/word.ts'
import { type Context, withWork } from '../../domain/context.ts'
import { acceptTicket, closeTicket, redirectTicket, reopenTicket } from '../../domain/handling.ts'
import { testContext } from '../embedded.ts'
import { at, fileMatter, hire, openOffice, postedOf } from '../small-office.ts'

let context: Context
const monday = at('2026-08-03', '09:00')

beforeEach(async () => {
  context = await testContext()
  await openOffice(context, monday)
})

it('a claim accepted on 3 August has until 8 October; accepted late, it has no later day than fifteen days after receipt give', async () => {
  const { officer } = await hire(context, monday, '值班甲')
  await fileMatter(context, monday)
  await fileMatter(context, monday)
  await withWork(context, monday, (work) => acceptTicket(work, officer, '1'))
  await withWork(context, at('2026-09-30', '09:00'), (work) => acceptTicket(work, officer, '2'))
  const clocks = await context.db.clock.findMany({ where: { rule: 'HANDLE_60D' }, orderBy: { startedOn: 'asc' } })
  expect(clocks.map(({ startedOn, rawLastDay, dueOn, remindOn }) => [startedOn, rawLastDay, dueOn, remindOn])).toEqual([
    ['2026-08-03', '2026-10-02', '2026-10-08', '2026-09-30'],
    ['2026-08-18', '2026-10-17', '2026-10-19', '2026-10-16'],
  ])
})

it('a matter closed and reopened runs on to the day it always had', async () => {
  const { officer } = await hire(context, monday, '值班甲')
  const ticket = await fileMatter(context, monday)
  await withWork(context, monday, (work) => acceptTicket(work, officer, '1'))
  const running = () =>
    context.db.clock.findMany({
      where: { ticketId: ticket.id, satisfiedAt: null },
      select: { rule: true, dueOn: true },
    })
  await context.db.ticket.update({ where: { id: ticket.id }, data: { state: 'answered', outcome: 'explained' } })
  await withWork(context, at('2026-08-10', '09:00'), (work) => closeTicket(work, officer, '1', '已经修好。'))
  expect(await running()).toEqual([])
  await withWork(context, at('2026-09-01', '09:00'), (work) => reopenTicket(work, officer, '1', '又漏了。'))
  expect(await running()).toEqual([{ rule: 'HANDLE_60D', dueOn: '2026-10-08' }])
})

it('a matter sent elsewhere and taken back gets its sixty days', async () => {
  const { officer } = await hire(context, monday, '值班甲')
  const ticket = await fileMatter(context, monday)
  await withWork(context, monday, (work) => redirectTicket(work, officer, '1', '1', '请到县水利局。'))
  await withWork(context, at('2026-08-05', '09:00'), (work) => reopenTicket(work, officer, '1', '是我们的事。'))
  expect(await context.db.clock.findMany({ where: { ticketId: ticket.id, satisfiedAt: null } })).toMatchObject([
    { rule: 'HANDLE_60D', startedOn: '2026-08-05' },
  ])
})

it('an office in Zhejiang has thirty days for an opinion, and its words cite its own regulation', async () => {
  const office = await context.office()
  const inZhejiang = { ...context, office: async () => ({ ...office, rules: { jurisdiction: 'CN-ZJ' as const } }) }
  const { officer } = await hire(context, monday, '值班甲')
  await fileMatter(inZhejiang, monday)
  await withWork(inZhejiang, monday, (work) => acceptTicket(work, officer, '1'))
  const clock = await context.db.clock.findFirstOrThrow({ where: { rule: 'HANDLE_60D' } })
  expect(clock).toMatchObject({ ruleVersion: 'cn-zj-2016-1', dueOn: '2026-09-02' })
  const [told] = await postedOf(context, 'accepted')
  const { text } = word({ kind: 'accepted', params: told?.params } as Worded, 'zh', { office })
  expect(text).toContain('最晚 2026年9月2日：给您办理结果（《浙江省信访条例》第二十三条）')
})
