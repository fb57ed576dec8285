import { randomUUID } from 'node:crypto'
import { beforeEach, expect, it } from 'vitest'
import { findOrOpenAccount } from '../../domain/accounts.ts'
import { type Context, withWork } from '../../domain/context.ts'
import { storeArrivals } from '../../domain/inbox.ts'
import { replyToTicket } from '../../domain/replies.ts'
import { takeFile } from '../../domain/uploads.ts'
import { reconcile } from '../../jobs/reconcile.ts'
import { remindDeadlines } from '../../jobs/remind-deadlines.ts'
import { testContext } from '../embedded.ts'
import { at, fileMatter, hire, openOffice, postedOf } from '../small-office.ts'

let context: Context
const monday = at('2026-08-03', '09:00')

beforeEach(async () => {
  context = await testContext()
  await openOffice(context, monday)
})

const run = (now = monday, dry = false) => reconcile.run(context, now, { dry })
const alarms = async () => (await postedOf(context, 'alarm')).map((row) => row.params)

it('a day on which everything agrees raises nothing', async () => {
  await fileMatter(context, monday)
  expect(await run()).toEqual({ count: 0, lines: ['Everything agrees.'] })
  expect(await alarms()).toEqual([])
})

it('a parked message is listed by id, channel and failure, never by its words', async () => {
  await storeArrivals(
    context,
    [{ channel: 'web', messageId: 'm1', conversation: 'c', payload: { text: '我叫柳叶青' } }],
    monday,
  )
  await context.db.inbox.updateMany({ data: { status: 'parked', failure: 'RangeError', attempts: 5 } })
  const { count, lines } = await run()
  expect(count).toBe(1)
  expect(lines[0]).toMatch(/^parked: inbox \d+, web, of 2026-08-03T01:00:00.000Z, after 5 tries: RangeError$/)
  expect(await alarms()).toEqual([{ what: 'parked', count: 1 }])
})

it('the office hears of a kind once a day, however often it runs and on however many instances', async () => {
  await storeArrivals(context, [{ channel: 'web', messageId: 'm1', conversation: 'c', payload: {} }], monday)
  await context.db.inbox.updateMany({ data: { status: 'parked', failure: 'RangeError' } })
  await Promise.all([run(), run()])
  await run(at('2026-08-03', '17:00'))
  expect(await alarms()).toHaveLength(1)
  await run(at('2026-08-04', '09:00'))
  expect(await alarms()).toHaveLength(2)
})

it('a period of which nobody was reminded for two working days is told, on the third and not before', async () => {
  await fileMatter(context, monday)
  // Half of the fifteen days: the Monday after.
  const missed = 'unreminded: ticket 2026-000001: nobody was reminded of NOTICE_15D, which was due on 2026-08-10'
  expect((await run(at('2026-08-11', '17:00'))).lines).toEqual(['Everything agrees.'])
  expect((await run(at('2026-08-12', '08:05'))).lines).toEqual([missed])
  expect(await alarms()).toEqual([{ what: 'unreminded', count: 1 }])
  await remindDeadlines.run(context, at('2026-08-12', '08:35'), { dry: false })
  expect((await run(at('2026-08-12', '09:05'))).lines).toEqual(['Everything agrees.'])
})

it('a rehearsal lists and tells nobody', async () => {
  const ticket = await fileMatter(context, monday)
  await context.db.outbox.delete({ where: { dedupeKey: `receipt:${ticket.id}` } })
  expect((await run(monday, true)).lines).toEqual(['receipts: ticket 2026-000001: the receipt is missing'])
  expect(await alarms()).toEqual([])
})

it.each(['refused', 'unreachable', 'uncertain', 'cancelled', 'closed'] as const)(
  'a receipt that is %s is told',
  async (status) => {
    const ticket = await fileMatter(context, monday)
    await context.db.outbox.update({ where: { dedupeKey: `receipt:${ticket.id}` }, data: { status } })
    expect((await run()).lines).toEqual([`receipts: ticket 2026-000001: the receipt is ${status}`])
  },
)

it.each([
  ['uncertain', 'uncertain'],
  ['refused', 'undeliverable'],
  ['unreachable', 'undeliverable'],
] as const)('an answer that is %s is told as %s, until the matter is closed', async (status, what) => {
  const ticket = await fileMatter(context, monday)
  const { officer } = await hire(context, monday, '值班甲')
  await withWork(context, monday, (work) => replyToTicket(work, officer, '1', { kind: 'reply', text: '您好' }))
  await context.db.outbox.updateMany({ where: { kind: 'answer' }, data: { status } })
  const { lines } = await run()
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(new RegExp(`^${what}: outbox \\d+, answer of ticket 2026-000001: ${status}$`))
  await context.db.ticket.update({ where: { id: ticket.id }, data: { state: 'closed' } })
  expect((await run()).count).toBe(0)
})

it('a file whose content is gone is told, and content that no file knows once it is a day old', async () => {
  const account = await withWork(context, monday, (work) => findOrOpenAccount(work, 'web', 'resident:a'))
  const content = Buffer.from('一份说明')
  const taken = await takeFile(context, account.id, { content, media: 'file' }, monday)
  if (taken.kind !== 'taken') throw new Error('The file was refused')
  const stray = randomUUID()
  await context.files.put(stray, content)
  const storedAt = await context.files.storedAt(stray)
  if (!storedAt) throw new Error('The content is not there')

  const soon = new Date(storedAt.getTime() + 23 * 3600_000)
  expect((await run(soon)).count).toBe(0)
  const later = new Date(storedAt.getTime() + 25 * 3600_000)
  expect((await run(later)).lines).toEqual([`strays: content ${stray}: no file is recorded for it`])

  await context.files.delete(taken.file.file)
  expect((await run(soon)).lines).toEqual([`files: file ${taken.file.file}: its content is not in the store`])
})
