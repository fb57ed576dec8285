import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { readCard } from '../../../domain/cards.ts'
import { type Context, type Work, withWork } from '../../../domain/context.ts'
import { findBrokenLink, readEvents } from '../../../domain/events.ts'
import { readGauges } from '../../../domain/gauges.ts'
import { bookSeat } from '../../../domain/reception/bookings.ts'
import { callNext, checkInVisit } from '../../../domain/reception/door.ts'
import { handOverOnPaper, listPaperNotices } from '../../../domain/reception/paper-notices.ts'
import type { PromiseWords } from '../../../domain/reception/promises.ts'
import { finishVisit } from '../../../domain/reception/visit-outcomes.ts'
import { reconcile } from '../../../jobs/reconcile.ts'
import type { Officer } from '../../../prisma/generated/client.ts'
import { testContext } from '../../embedded.ts'
import { booked, openDay } from '../../reception-day.ts'
import { at, fileMatter, hire, openOffice, postedOf } from '../../small-office.ts'

let context: Context
let officer: Officer
let day: { id: string }
const before = at('2026-08-03', '09:00')
const dayOn = '2026-08-17'
const now = at(dayOn, '09:10')
const promise: PromiseWords = { text: '重做屋面防水', unit: 'housing', dueOn: '2026-09-24' }

beforeEach(async () => {
  context = await testContext()
  await openOffice(context, before)
  officer = (await hire(context, before, '值班甲')).officer
  day = await openDay(context, { on: dayOn, seats: 4 })
})

const on = <T>(instant: Date, task: (work: Work) => Promise<T>) => withWork(context, instant, task)
const finish = (id: string, promises: PromiseWords[] = [], text = '局长当面看了照片。') =>
  on(now, (work) => finishVisit(work, officer, id, { text, promises }))

/** Somebody who has been called: about a matter of theirs, or about their words. */
async function calledVisit({ category, words }: { category?: string; words?: string } = {}) {
  const ticket = words === undefined ? await fileMatter(context, before, category ? { category } : {}) : undefined
  const account = ticket && (await context.db.account.findUniqueOrThrow({ where: { id: ticket.accountId } }))
  const visit = await booked(context, before, day.id, {
    ...(account && ticket && { by: { account }, ticketId: ticket.id }),
    ...(words && { words }),
  })
  await on(now, (work) => checkInVisit(work, visit.id))
  await on(now, (work) => callNext(work, officer, day.id))
  return { id: visit.id, account: visit.account, ticket }
}

/** The same for somebody without a phone. */
async function visitOnPaper(more: { phone?: string } = {}): Promise<string> {
  const outcome = await on(before, (work) =>
    bookSeat(work, {
      draftId: randomUUID(),
      dayId: day.id,
      by: { officer },
      name: '石大爷',
      words: '过渡费没发',
      ...more,
    }),
  )
  if (outcome.kind !== 'booked') throw new Error(outcome.kind)
  await on(now, (work) => checkInVisit(work, outcome.booking.id))
  await on(now, (work) => callNext(work, officer, day.id))
  return outcome.booking.id
}

describe('the end of a visit about a matter', () => {
  it('is in its history and on its card, and the resident has it in writing, with what was promised', async () => {
    const { id, ticket, account } = await calledVisit()
    const outcome = await finish(id, [promise, { ...promise, text: '先搭雨棚', dueOn: '2026-08-20' }])
    expect(outcome).toMatchObject({
      ticket: { id: ticket?.id },
      onPaper: false,
      promises: [{ dueOn: '2026-09-24' }, { dueOn: '2026-08-20' }],
    })
    const events = await on(now, (work) => readEvents(work, ticket?.id ?? ''))
    expect(events.slice(-3).map(({ kind, payload }) => [kind, (payload as { text: string }).text])).toEqual([
      ['visit-ended', '局长当面看了照片。'],
      ['promised', '重做屋面防水'],
      ['promised', '先搭雨棚'],
    ])
    expect(await on(now, (work) => findBrokenLink(work, ticket?.id ?? ''))).toBeUndefined()
    const card = await on(now, (work) => readCard(work, ticket?.id ?? ''))
    expect(
      card.clocks.filter(({ rule }) => rule === 'PROMISE').map(({ dueOn, daysLeft }) => [dueOn, daysLeft]),
    ).toEqual([
      ['2026-08-20', 3],
      ['2026-09-24', 38],
    ])
    expect(card.lines.filter(({ did }) => did === 'promised').map(({ promised }) => promised)).toEqual([
      { unit: 'housing', dueOn: '2026-09-24' },
      { unit: 'housing', dueOn: '2026-08-20' },
    ])
    expect(await postedOf(context, 'visitEnded')).toMatchObject([
      {
        to: `a:${account.id}`,
        params: { number: '2026-000001', text: '局长当面看了照片。', promises: [{ text: '重做屋面防水' }, {}] },
      },
    ])
  })

  it('a promised day that is a rest day is carried to the next working day, and reminded before it', async () => {
    const { id } = await calledVisit()
    // 1 to 7 October are holidays.
    await finish(id, [{ ...promise, dueOn: '2026-10-03' }])
    expect(await context.db.clock.findFirstOrThrow({ where: { rule: 'PROMISE' } })).toMatchObject({
      startedOn: dayOn,
      rawLastDay: '2026-10-03',
      dueOn: '2026-10-08',
      remindOn: '2026-09-30',
      holder: 'office',
      ruleVersion: '',
    })
  })

  it.each<[string, Partial<PromiseWords>, string]>([
    ['without words', { text: ' ' }, 'words-missing'],
    ['by a unit that is none', { unit: 'nobody' }, 'unknown-unit'],
    ['by a day that has passed', { dueOn: '2026-08-16' }, 'date-wrong'],
    ['by a day that does not exist', { dueOn: '2026-02-30' }, 'date-wrong'],
  ])('promises nothing %s, and the visit goes on', async (_, wrong, code) => {
    const { id } = await calledVisit()
    await expect(finish(id, [promise, { ...promise, ...wrong }])).rejects.toMatchObject({ code })
    expect((await context.db.booking.findUniqueOrThrow({ where: { id } })).state).toBe('called')
    expect(await context.db.receptionPromise.count()).toBe(0)
  })

  it('needs words, is written once, and only of who was there', async () => {
    const { id } = await calledVisit()
    await expect(finish(id, [], ' ')).rejects.toMatchObject({ code: 'words-missing' })
    await finish(id, [promise])
    await expect(finish(id, [promise])).rejects.toMatchObject({ code: 'visit-not-there', detail: { state: 'seen' } })
    expect(await context.db.receptionPromise.count()).toBe(1)
    const later = await booked(context, before, day.id)
    await expect(finish(later.id)).rejects.toMatchObject({ code: 'visit-not-there', detail: { state: 'booked' } })
  })

  it('can be written down the day after', async () => {
    const { id } = await calledVisit()
    await context.db.booking.update({ where: { id }, data: { state: 'seen' } })
    expect(await finish(id)).toMatchObject({ promises: [] })
  })

  it('about an accusation is written by a custodian, and no room hears of it', async () => {
    const custodian = (await hire(context, before, '纪检专员')).officer
    const { id, ticket } = await calledVisit({ category: 'conduct' })
    await expect(finish(id, [promise])).rejects.toMatchObject({ code: 'ticket-not-found' })
    await on(now, (work) => finishVisit(work, custodian, id, { text: '记下了。', promises: [promise] }))
    expect(await context.db.outbox.count({ where: { ticketId: ticket?.id ?? '', roomId: { not: null } } })).toBe(0)
  })
})

describe('a visit about nothing that was filed', () => {
  it('becomes a question of the visitor’s when something is promised', async () => {
    const { id, account } = await calledVisit({ words: '过渡费什么时候发' })
    const { ticket } = await finish(id, [promise])
    expect(ticket).toMatchObject({
      kind: 'consultation',
      category: 'questions',
      accountId: account.id,
      anonymous: true,
    })
    const events = await on(now, (work) => readEvents(work, ticket?.id ?? ''))
    expect(events.map(({ kind }) => kind)).toEqual(['opened', 'words-added', 'visit-ended', 'promised'])
    expect(events[1]?.payload).toMatchObject({ text: '过渡费什么时候发' })
    expect(await postedOf(context, 'receipt')).toHaveLength(1)
    expect(await postedOf(context, 'visitEnded')).toMatchObject([{ params: { number: '2026-000001' } }])
    expect((await context.db.booking.findUniqueOrThrow({ where: { id } })).ticketId).toBe(ticket?.id)
  })

  it('files nothing when nothing is promised: they are told what was said', async () => {
    const { id, account } = await calledVisit({ words: '问问政策' })
    expect(await finish(id)).toEqual({ ticket: null, promises: [], onPaper: false })
    expect(await context.db.ticket.count()).toBe(0)
    expect(await postedOf(context, 'visitEnded')).toMatchObject([
      { to: `a:${account.id}`, params: { number: null, promises: [] } },
    ])
  })

  it('the same after the matter was withdrawn', async () => {
    const { id, ticket } = await calledVisit()
    await context.db.ticket.update({
      where: { id: ticket?.id ?? '' },
      data: { state: 'withdrawn', withdrawnAt: before },
    })
    const outcome = await finish(id, [promise])
    expect(outcome.ticket?.id).not.toBe(ticket?.id)
    expect(outcome.ticket?.kind).toBe('consultation')
  })
})

describe('somebody without a phone', () => {
  it('has a matter of paper, of which everything waits to be handed over, and nothing is sent', async () => {
    const id = await visitOnPaper({ phone: '13800000001' })
    const { ticket, onPaper } = await finish(id, [promise])
    expect(onPaper).toBe(true)
    expect(ticket).toMatchObject({ anonymous: false })
    const account = await context.db.account.findUniqueOrThrow({ where: { id: ticket?.accountId ?? '' } })
    expect(account.channel).toBe('paper')
    const waiting = await on(now, (work) => listPaperNotices(work, officer))
    expect(waiting.map(({ kind, number }) => [kind, number])).toEqual([
      ['receipt', '2026-000001'],
      ['visitEnded', '2026-000001'],
    ])
    // The code of the matter is on it until it is handed over.
    expect(waiting[0]?.params.code).toMatch(/^[0-9A-Z]{4}-/)
    const { outbox } = await readGauges(context, () => now)
    expect(outbox.due).toBe(await context.db.outbox.count({ where: { status: 'waiting', accountId: null } }))
  })

  it('what is handed over counts as arrived, once', async () => {
    const { ticket } = await finish(await visitOnPaper(), [promise])
    const [, ended] = await on(now, (work) => listPaperNotices(work, officer, ticket?.id))
    const hand = () => on(now, (work) => handOverOnPaper(work, officer, ended?.dedupeKey ?? ''))
    expect([await hand(), await hand()]).toEqual([true, false])
    expect((await on(now, (work) => listPaperNotices(work, officer))).map(({ kind }) => kind)).toEqual(['receipt'])
    const events = await on(now, (work) => readEvents(work, ticket?.id ?? ''))
    expect(events.at(-1)).toMatchObject({ kind: 'reply-delivered', payload: { channel: 'paper' } })
    const card = await context.db.outbox.findFirstOrThrow({ where: { kind: 'card' } })
    await expect(on(now, (work) => handOverOnPaper(work, officer, card.dedupeKey))).rejects.toMatchObject({
      code: 'ticket-not-found',
    })
  })

  it('the reconciler tells the office on the next day what is not handed over, once a day', async () => {
    await finish(await visitOnPaper(), [promise])
    const papers = async (instant: Date) => {
      const { lines } = await reconcile.run(context, instant, { dry: false })
      return lines.filter((line) => line.startsWith('paper'))
    }
    expect(await papers(at(dayOn, '18:05'))).toEqual([])
    const next = at('2026-08-18', '09:05')
    expect(await papers(next)).toEqual([
      'paper: ticket 2026-000001: receipt of 2026-08-17 is to be handed over on paper',
      'paper: ticket 2026-000001: visitEnded of 2026-08-17 is to be handed over on paper',
    ])
    await papers(at('2026-08-18', '10:05'))
    expect(await postedOf(context, 'alarm')).toMatchObject([{ params: { what: 'paper', count: 2 } }])
    for (const { dedupeKey } of await on(next, (work) => listPaperNotices(work, officer))) {
      await on(next, (work) => handOverOnPaper(work, officer, dedupeKey))
    }
    expect(await papers(next)).toEqual([])
  })
})
