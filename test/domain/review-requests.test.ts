import { beforeEach, describe, expect, it } from 'vitest'
import { type Context, withWork } from '../../domain/context.ts'
import { DomainError } from '../../domain/errors.ts'
import { findBrokenLink } from '../../domain/events.ts'
import { requestRecheck, requestReview } from '../../domain/review-requests.ts'
import { settleWithdrawals, undoWithdrawal, withdrawTicket } from '../../domain/withdrawals.ts'
import { type Decided, decidedMatter, decideReview } from '../decided-matter.ts'
import { testContext } from '../embedded.ts'
import { at, fileMatter, openOffice, postedOf } from '../small-office.ts'

let context: Context
let matter: Decided
const words = [{ text: '保修期内不该让物业修。', files: [] }]

beforeEach(async () => {
  context = await testContext()
  await openOffice(context, at('2026-08-03', '09:00'))
  matter = await decidedMatter(context, at('2026-08-03', '09:00'))
})

const asksReview = (on: string, time = '10:00') =>
  withWork(context, at(on, time), (work) => requestReview(work, matter.ticket.id, matter.account, words))
const asksRecheck = (on: string) =>
  withWork(context, at(on, '10:00'), (work) => requestRecheck(work, matter.ticket.id, matter.account, words))
const clockOf = (rule: string) => context.db.clock.findFirst({ where: { rule } })

async function refusal(asking: Promise<unknown>): Promise<[string, unknown]> {
  const error = await asking.catch((caught: unknown) => caught)
  if (!(error instanceof DomainError)) throw new Error('It was not refused')
  return [error.code, error.detail.endedOn]
}

describe('a request for a review (条例 35)', () => {
  it('starts the thirty days for the decision, ends the right, and is receipted once', async () => {
    await asksReview('2026-08-12')
    expect(await clockOf('REVIEW_DECIDE_30D')).toMatchObject({ startedOn: '2026-08-12', dueOn: '2026-09-11' })
    expect(await clockOf('REVIEW_REQUEST_30D')).toMatchObject({ satisfiedBy: 'review-requested' })
    expect((await postedOf(context, 'reviewReceived')).map((row) => row.params)).toEqual([
      expect.objectContaining({
        stage: 'review',
        late: false,
        receivedOn: '2026-08-12',
        clocks: [expect.objectContaining({ rule: 'REVIEW_DECIDE_30D', dueOn: '2026-09-11' })],
      }),
    ])
    expect(await refusal(asksReview('2026-08-12'))).toEqual(['review-not-open', undefined])
    expect(await postedOf(context, 'reviewReceived')).toHaveLength(1)
    expect(await withWork(context, at('2026-08-12', '10:00'), (work) => findBrokenLink(work, matter.ticket.id))).toBe(
      undefined,
    )
  })

  it('is in time to the end of the last day, and refused with that day on the next, with nothing written', async () => {
    expect(await refusal(asksReview('2026-09-03', '00:00'))).toEqual(['review-over', '2026-09-02'])
    expect(await context.db.ticket.findFirst()).toMatchObject({ state: 'answered' })
    expect(await clockOf('REVIEW_DECIDE_30D')).toBeNull()
    await asksReview('2026-09-02', '23:59')
    expect(await context.db.ticket.findFirst()).toMatchObject({ state: 'inReview' })
  })

  it('needs reasons', async () => {
    const without = withWork(context, at('2026-08-12', '10:00'), (work) =>
      requestReview(work, matter.ticket.id, matter.account, []),
    )
    expect(await refusal(without)).toEqual(['words-missing', undefined])
  })

  it('is not possible before an opinion has arrived', async () => {
    const fresh = await fileMatter(context, at('2026-08-03', '09:00'))
    const early = withWork(context, at('2026-08-04', '10:00'), async (work) =>
      requestReview(work, fresh.id, await work.tx.account.findUniqueOrThrow({ where: { id: fresh.accountId } }), words),
    )
    expect(await refusal(early)).toEqual(['review-not-open', undefined])
  })

  it('asked for twice at once is one request', async () => {
    const both = await Promise.allSettled([asksReview('2026-08-12'), asksReview('2026-08-12')])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await postedOf(context, 'reviewReceived')).toHaveLength(1)
  })
})

describe('a request for a recheck (条例 36)', () => {
  it('follows the decision of the review within thirty days of its arrival', async () => {
    await asksReview('2026-08-12')
    expect(await refusal(asksRecheck('2026-08-13'))).toEqual(['review-not-open', undefined])
    await decideReview(context, at('2026-08-20', '10:00'), matter, 'review')
    expect(await clockOf('RECHECK_REQUEST_30D')).toMatchObject({ startedOn: '2026-08-20' })
    await asksRecheck('2026-08-21')
    expect(await clockOf('RECHECK_REQUEST_30D')).toMatchObject({ satisfiedBy: 'review-requested' })
    expect(await clockOf('RECHECK_DECIDE_30D')).toMatchObject({ startedOn: '2026-08-21', satisfiedAt: null })
  })

  it('need not wait for a review that is late, from the day after it was due', async () => {
    await asksReview('2026-08-12')
    expect(await refusal(asksRecheck('2026-09-11'))).toEqual(['review-not-open', undefined])
    await asksRecheck('2026-09-12')
    expect(await context.db.ticket.findFirst()).toMatchObject({ state: 'inRecheck' })
    expect(await clockOf('REVIEW_DECIDE_30D')).toMatchObject({ satisfiedBy: 'review-requested' })
    expect((await postedOf(context, 'reviewReceived')).at(-1)?.params).toMatchObject({ stage: 'recheck', late: true })
  })
})

describe('withdrawing in a review', () => {
  it('leaves its clock running for seven days, and the undone matter is in review again', async () => {
    await asksReview('2026-08-12')
    const before = await clockOf('REVIEW_DECIDE_30D')
    await withWork(context, at('2026-08-13', '10:00'), (work) => withdrawTicket(work, matter.ticket.id))
    await withWork(context, at('2026-08-20', '10:00'), (work) => undoWithdrawal(work, matter.ticket.id))
    expect(await context.db.ticket.findFirst()).toMatchObject({ state: 'inReview' })
    expect(await clockOf('REVIEW_DECIDE_30D')).toEqual(before)
  })

  it('stops every clock when the seven days are over, once', async () => {
    await asksReview('2026-08-12')
    await decideReview(context, at('2026-08-14', '10:00'), matter, 'review')
    await asksRecheck('2026-08-17')
    await withWork(context, at('2026-08-18', '10:00'), (work) => withdrawTicket(work, matter.ticket.id))
    const settle = () => withWork(context, at('2026-08-26', '10:00'), settleWithdrawals)
    expect(await settle()).toBe(1)
    expect(await context.db.clock.count({ where: { satisfiedAt: null } })).toBe(0)
    expect(await settle()).toBe(0)
  })

  it('stops a right of the resident’s too, which nobody is to be reminded of', async () => {
    await withWork(context, at('2026-08-05', '10:00'), (work) => withdrawTicket(work, matter.ticket.id))
    const settle = () => withWork(context, at('2026-08-13', '10:00'), settleWithdrawals)
    expect([await settle(), await settle()]).toEqual([1, 0])
    expect(await clockOf('REVIEW_REQUEST_30D')).toMatchObject({ satisfiedBy: 'withdrawn' })
  })
})
