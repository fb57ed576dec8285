import { expect, it } from 'vitest'
import { claimTicket } from '../../domain/claims.ts'
import { withWork } from '../../domain/context.ts'
import { findBrokenLink } from '../../domain/events.ts'
import { acceptTicket } from '../../domain/handling.ts'
import { takeSlot } from '../../domain/job-runs.ts'
import { numberOf } from '../../domain/tickets.ts'
import { reconcile } from '../../jobs/reconcile.ts'
import { releaseClaims } from '../../jobs/release-claims.ts'
import { remindDeadlines } from '../../jobs/remind-deadlines.ts'
import { at, fileMatter, hire, openOffice, postedOf } from '../small-office.ts'
import { postgresDatabase } from './database.ts'

const place = postgresDatabase()
const monday = at('2026-08-03', '09:00')

it('of eight instances at a slot, one gets it', async () => {
  const context = await place.context()
  const taken = await Promise.all(
    Array.from({ length: 8 }, (_, index) => takeSlot(context, 'reconcile', monday, `instance-${index}`, monday)),
  )
  expect(taken.filter(Boolean)).toHaveLength(1)
})

it('reminders of eight runs at once go out once, and each clock stands in one digest', async () => {
  const context = await place.context()
  await openOffice(context, monday)
  for (let filed = 0; filed < 5; filed += 1) await fileMatter(context, monday)
  const halfTime = at('2026-08-10', '09:00')
  const reports = await Promise.all(
    Array.from({ length: 8 }, () => remindDeadlines.run(context, halfTime, { dry: false })),
  )
  expect(reports.map((report) => report.count).filter((count) => count > 0)).toEqual([5])
  const digests = await postedOf(context, 'reminderDigest')
  expect(digests).toHaveLength(1)
  expect(digests[0]).toMatchObject({ params: { lines: { length: 5 } } })
})

it('a claim that runs out while its officer accepts leaves no accepted ticket without a holder', async () => {
  const context = await place.context()
  await openOffice(context, monday)
  const { officer } = await hire(context, monday, '值班甲')
  const tickets = []
  for (let filed = 0; filed < 12; filed += 1) {
    const ticket = await fileMatter(context, monday)
    await withWork(context, monday, (work) => claimTicket(work, officer, numberOf(ticket)))
    tickets.push(ticket)
  }
  const later = at('2026-08-03', '11:30')
  await Promise.all([
    ...[1, 2, 3].map(() => releaseClaims.run(context, later, { dry: false })),
    ...tickets.map((ticket) => withWork(context, later, (work) => acceptTicket(work, officer, numberOf(ticket)))),
  ])
  for (const { id } of tickets) {
    const { state, holderId, claimUntil } = await context.db.ticket.findUniqueOrThrow({ where: { id } })
    expect({ state, holderId, claimUntil }).toEqual({ state: 'accepted', holderId: officer.id, claimUntil: null })
    expect(await withWork(context, later, (work) => findBrokenLink(work, id))).toBeUndefined()
    const releases = await context.db.ticketEvent.count({ where: { ticketId: id, kind: 'released' } })
    expect(releases).toBeLessThanOrEqual(1)
  }
})

it('what does not agree is told once by two runs at once', async () => {
  const context = await place.context()
  await openOffice(context, monday)
  const ticket = await fileMatter(context, monday)
  await context.db.outbox.update({ where: { dedupeKey: `receipt:${ticket.id}` }, data: { status: 'refused' } })
  await Promise.all([1, 2].map(() => reconcile.run(context, monday, { dry: false })))
  expect(await postedOf(context, 'alarm')).toHaveLength(1)
})
