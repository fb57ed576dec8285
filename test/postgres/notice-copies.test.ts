import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { findOrOpenAccount } from '../../domain/accounts.ts'
import { type Context, withWork } from '../../domain/context.ts'
import { recordDelivery, recordOutcome, type SendResult, settleOutcome } from '../../domain/deliveries.ts'
import { findBrokenLink } from '../../domain/events.ts'
import { reopenWindow } from '../../domain/outbox.ts'
import { leavePerson } from '../../domain/persons.ts'
import { replyToTicket } from '../../domain/replies.ts'
import { type ClaimedRow, claimOutbox } from '../../domain/sends.ts'
import type { Account, Ticket } from '../../prisma/generated/client.ts'
import { at, fileMatter, hire, openOffice } from '../small-office.ts'
import { postgresDatabase } from './database.ts'

const { context: emptyContext } = postgresDatabase()
const monday = at('2026-08-03', '09:00')
const sent: SendResult = { kind: 'sent', messageId: 'm1', delivered: true }
const closed: SendResult = { kind: 'closed', reason: '48 hours' }
const rounds = 12
let count = 0

it('two copies of an answer that arrive in the same instant are one arrival', async () => {
  const context = await emptyContext()
  for (let round = 0; round < rounds; round++) {
    const { ticket, first, copy } = await answeredTwice(context)
    await Promise.all([
      record(context, first, sent),
      withWork(context, monday, (work) => recordDelivery(work, 'web', copy.dedupeKey)),
    ])
    expect(await fatesOf(context, ticket)).toEqual(['reply-delivered'])
  }
}, 60_000)

it('one arrives while the other’s window opens: it is not said again', async () => {
  const context = await emptyContext()
  for (let round = 0; round < rounds; round++) {
    const { ticket, wechat, first, copy } = await answeredTwice(context)
    await record(context, first, closed)
    await Promise.all([
      withWork(context, monday, (work) => reopenWindow(work, wechat)),
      withWork(context, monday, (work) => recordDelivery(work, 'web', copy.dedupeKey)),
    ])
    const { status } = await context.db.outbox.findUniqueOrThrow({ where: { dedupeKey: first.dedupeKey } })
    expect(status).toBe('superseded')
    expect(await fatesOf(context, ticket)).toEqual(['reply-delivered'])
  }
}, 60_000)

it('two that fail in the same instant are told as one that cannot arrive', async () => {
  const context = await emptyContext()
  for (let round = 0; round < rounds; round++) {
    const { ticket, first, copy } = await answeredTwice(context)
    await Promise.all([record(context, first, closed), record(context, copy, closed)])
    expect(await fatesOf(context, ticket)).toEqual(['reply-undeliverable'])
  }
}, 60_000)

it('what is settled in the same instant in which the accounts part waits on no side for the other', async () => {
  const context = await emptyContext()
  for (let round = 0; round < rounds; round++) {
    const { ticket, wechat, first } = await answeredTwice(context)
    await Promise.all([record(context, first, closed), leave(context, wechat)])
    const rows = await context.db.outbox.findMany({ where: { kind: 'answer' }, orderBy: { id: 'asc' } })
    expect(rows.map(({ accountId, status }) => ({ accountId, status }))).toEqual([
      { accountId: wechat.id, status: 'superseded' },
      { accountId: ticket.accountId, status: 'sending' },
    ])
  }
}, 60_000)

it('what is just handed to the next account in the instant in which that one leaves does not stay there', async () => {
  const context = await emptyContext()
  for (let round = 0; round < rounds; round++) {
    const { ticket, wechat } = await answeredTwice(context)
    await context.db.outbox.deleteMany({ where: { copyOfKey: { not: null } } })
    // Filed on the page, and just being sent there: it cannot arrive and goes on to WeChat.
    const page = `a:${ticket.accountId}`
    await context.db.outbox.updateMany({
      where: { kind: 'answer' },
      data: { accountId: ticket.accountId, target: page },
    })
    const row = await context.db.outbox.findFirstOrThrow({ where: { kind: 'answer' } })
    const sending = { ...row, id: String(row.id), joined: true }
    await Promise.all([
      withWork(context, monday, (work) => settleOutcome(work, sending, closed, { name: 'web', repeatsSafely: true })),
      leave(context, wechat),
    ])
    const there = await context.db.outbox.findMany({ where: { kind: 'answer', accountId: wechat.id } })
    expect(there.filter(({ status }) => status !== 'superseded')).toEqual([])
  }
}, 60_000)

/** An answer that could not go on WeChat, went on to the page, and is being sent on both. */
async function answeredTwice(
  context: Context,
): Promise<{ ticket: Ticket; wechat: Account; first: ClaimedRow; copy: ClaimedRow }> {
  await openOffice(context, monday)
  const { officer } = await hire(context, monday, `值班${count++}`)
  const ticket = await fileMatter(context, monday)
  // Nothing stands before it.
  await context.db.outbox.deleteMany()
  const wechat = await withWork(context, monday, async (work) => {
    const account = await findOrOpenAccount(work, 'wechat', randomUUID())
    const person = await work.tx.person.create({ data: { id: randomUUID(), createdAt: monday } })
    const ids = [account.id, ticket.accountId]
    await work.tx.account.updateMany({ where: { id: { in: ids } }, data: { personId: person.id } })
    await work.tx.person.update({ where: { id: person.id }, data: { preferredAccountId: account.id } })
    await replyToTicket(work, officer, `${ticket.year}-${ticket.sequence}`, { kind: 'reply', text: '周三来修。' })
    return account
  })
  const first = await claim(context, 'wechat')
  await record(context, first, closed)
  const copy = await claim(context, 'web')
  await context.db.outbox.updateMany({ where: { dedupeKey: first.dedupeKey }, data: { status: 'sending' } })
  return { ticket, wechat, first, copy }
}

function leave(context: Context, { id }: Account): Promise<boolean> {
  return withWork(context, monday, async (work) =>
    leavePerson(work, await work.tx.account.findUniqueOrThrow({ where: { id } })),
  )
}

async function claim(context: Context, channel: string): Promise<ClaimedRow> {
  const channels = [{ name: channel, leaseMs: 60_000 }]
  const later = new Date(monday.getTime() + 60_000)
  const rows = await claimOutbox(context, { owner: 'test', channels, at: later, limit: 50 })
  const row = rows.find(({ kind }) => kind === 'answer')
  if (!row) throw new Error(`There is no answer to be sent on ${channel}`)
  return row
}

function record(context: Context, row: ClaimedRow, result: SendResult): Promise<void> {
  return recordOutcome(context, row, result, { name: row.channel, repeatsSafely: false }, monday)
}

/** What the history says of the answer; it is whole. */
async function fatesOf(context: Context, ticket: Ticket): Promise<string[]> {
  expect(await withWork(context, monday, (work) => findBrokenLink(work, ticket.id))).toBeUndefined()
  const events = await context.db.ticketEvent.findMany({ where: { ticketId: ticket.id }, orderBy: { seq: 'asc' } })
  return events.map(({ kind }) => kind).filter((kind) => kind.startsWith('reply-'))
}
