import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Context, withWork } from '../../domain/context.ts'
import { bookSeat, cancelBooking } from '../../domain/reception/bookings.ts'
import { callNext, type NextCall } from '../../domain/reception/door.ts'
import { acceptOffer, declineOffer, offerFreeSeats } from '../../domain/reception/waiting-list.ts'
import type { Database } from '../../domain/store/database.ts'
import { offerSeats } from '../../jobs/offer-seats.ts'
import type { Account } from '../../prisma/generated/client.ts'
import { contextOn } from '../context.ts'
import { booked, openDay } from '../reception-day.ts'
import { at, hire, openOffice, postedOf } from '../small-office.ts'
import { openPostgresAt, postgresDatabase } from './database.ts'

const place = postgresDatabase()
const instances: Database[] = []
const monday = at('2026-08-03', '09:00')
const dayOn = '2026-08-17'

beforeAll(async () => {
  const name = new URL(place.url()).pathname.slice(1)
  // Ten thousand commits one after another: who comes first is asked here, and not whether the disk has it.
  await place.database().sql(`ALTER DATABASE ${name} SET synchronous_commit = off`)
  instances.push(await openPostgresAt(place.url()), await openPostgresAt(place.url()))
})
afterAll(async () => {
  for (const instance of instances) await instance.close()
})

/** Two instances on one database, each with its own connections. */
async function twoInstances(): Promise<[Context, Context]> {
  await place.context()
  const [one, two] = instances.map(contextOn)
  if (!one || !two) throw new Error('Two instances were opened')
  return [one, two]
}

/** `count` people who have an account, made in one statement. */
async function crowd(context: Context, count: number): Promise<Account[]> {
  const rows = Array.from({ length: count }, () => {
    const id = randomUUID()
    return { id, channel: 'web', externalHash: id, externalEnc: 'x', language: 'zh', createdAt: monday }
  })
  return context.db.account.createManyAndReturn({ data: rows })
}

const book = (context: Context, account: Account, dayId: string, seatId?: string) =>
  withWork(context, monday, (work) =>
    bookSeat(work, { draftId: randomUUID(), dayId, by: { account }, ...(seatId !== undefined && { seatId }) }),
  )

/** Seats that are held twice, and those that nobody has though somebody waits: both are to be none. */
async function wrongs(context: Context): Promise<{ twice: number; empty: number }> {
  const [row] = await context.sql<{ twice: number; empty: number }>(
    `SELECT
      (SELECT count(*)::int FROM (SELECT 1 FROM "Booking"
        WHERE "seatId" IS NOT NULL AND state IN ('offered', 'booked', 'arrived', 'called', 'seen', 'noShow')
        GROUP BY "seatId" HAVING count(*) > 1) t) AS twice,
      (SELECT count(*)::int FROM "Seat" s WHERE NOT s.reserved
        AND NOT EXISTS (SELECT 1 FROM "Booking" b WHERE b."seatId" = s.id
          AND b.state IN ('offered', 'booked', 'arrived', 'called', 'seen', 'noShow'))
        AND EXISTS (SELECT 1 FROM "Booking" w WHERE w."dayId" = s."dayId" AND w.state = 'waiting')) AS empty`,
  )
  if (!row) throw new Error('Nothing was counted')
  return row
}

describe('the last seat', () => {
  it('of two hundred at once goes to one, fifty times; the rest wait in the order in which they came', async () => {
    const [first, other] = await twoInstances()
    const people = await crowd(first, 200)
    for (let round = 0; round < 50; round += 1) {
      await first.sql('TRUNCATE "Booking"')
      const day = await openDay(first, { on: `${2100 + round}-03-15`, seats: 1 })
      const outcomes = await Promise.all(
        people.map((account, index) => book(index % 2 ? first : other, account, day.id, day.seats[0])),
      )
      expect(outcomes.filter(({ kind }) => kind === 'booked')).toHaveLength(1)
      const places = outcomes.flatMap((outcome) => (outcome.kind === 'waiting' ? [outcome.booking] : []))
      const rows = await first.db.booking.findMany({ where: { state: 'waiting' }, orderBy: { sequence: 'asc' } })
      const inOrder = places.toSorted((a, b) => (a.waitingPlace ?? 0) - (b.waitingPlace ?? 0))
      expect(inOrder.map(({ waitingPlace }) => waitingPlace)).toEqual(Array.from({ length: 199 }, (_, i) => i + 1))
      expect(inOrder.map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
      expect(await wrongs(first)).toEqual({ twice: 0, empty: 0 })
    }
  }, 300_000)

  it('is one’s by the database alone, whoever writes past the program', async () => {
    const [context] = await twoInstances()
    const day = await openDay(context, { on: dayOn, seats: 1 })
    const { id } = await booked(context, monday, day.id)
    const row = await context.db.booking.findUniqueOrThrow({ where: { id } })
    const forged = { ...row, id: randomUUID(), draftId: randomUUID(), personHash: 'another', codeHash: 'another' }
    const { sequence: _, ...data } = forged
    await expect(context.db.booking.create({ data })).rejects.toMatchObject({ code: 'P2002' })
  })

  it('a form that is submitted by both instances at once becomes one booking', async () => {
    const contexts = await twoInstances()
    const day = await openDay(contexts[0], { on: dayOn, seats: 5 })
    const [account] = await crowd(contexts[0], 1)
    if (!account) throw new Error('Nobody is there')
    const draftId = randomUUID()
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        withWork(contexts[index % 2 ? 0 : 1], monday, (work) =>
          bookSeat(work, { draftId, dayId: day.id, by: { account } }),
        ),
      ),
    )
    expect(
      outcomes.map((outcome) => ('isNew' in outcome ? outcome.isNew : outcome.kind)).filter((is) => is === true),
    ).toHaveLength(1)
    expect(await contexts[0].db.booking.count()).toBe(1)
    expect(await postedOf(contexts[0], 'bookingConfirmed')).toHaveLength(1)
  })

  it('one person who books two days at once, on two instances, has one of them', async () => {
    const [first, other] = await twoInstances()
    const [one, two] = [
      await openDay(first, { on: dayOn, seats: 3 }),
      await openDay(first, { on: '2026-09-15', seats: 3 }),
    ]
    for (const account of await crowd(first, 25)) {
      const outcomes = await Promise.all([book(first, account, one.id), book(other, account, two.id)])
      expect(outcomes.map(({ kind }) => kind === 'already')).toContain(true)
      expect(await first.db.booking.count({ where: { accountId: account.id } })).toBe(1)
    }
  })
})

describe('a waiting list', () => {
  it('fills every seat that becomes free while others book, and never gives one to who has just come', async () => {
    const contexts = await twoInstances()
    const [first] = contexts
    const day = await openDay(first, { on: dayOn, seats: 6 })
    const people = await crowd(first, 60)
    const seated: { id: string; account: Account }[] = []
    for (const account of people.slice(0, 6)) {
      const outcome = await book(first, account, day.id)
      if (outcome.kind === 'booked') seated.push({ id: outcome.booking.id, account })
    }
    for (const account of people.slice(6, 20)) await book(first, account, day.id)
    // Six leave and forty come, all at once: the six seats are for the first six who waited.
    const came = await Promise.all([
      ...people.slice(20).map((account, index) => book(contexts[index % 2 ? 1 : 0], account, day.id)),
      ...seated.map(({ id, account }, index) =>
        withWork(contexts[index % 2 ? 0 : 1], monday, (work) =>
          cancelBooking(work, { bookingId: id, by: { account } }),
        ),
      ),
    ])
    expect(came.filter(({ kind }) => kind === 'booked')).toEqual([])
    expect(await wrongs(first)).toEqual({ twice: 0, empty: 0 })
    const rows = await first.db.booking.findMany({
      where: { state: { in: ['offered', 'waiting'] } },
      orderBy: { sequence: 'asc' },
    })
    expect(rows.map(({ state }) => state)).toEqual([...Array(6).fill('offered'), ...Array(48).fill('waiting')])
    expect(await postedOf(first, 'seatOffered')).toHaveLength(6)
  })

  it('passes an offer that ran out on exactly once, with jobs of two instances racing', async () => {
    const contexts = await twoInstances()
    const [first] = contexts
    const day = await openDay(first, { on: dayOn, seats: 2 })
    const people = await crowd(first, 20)
    for (const account of people) await book(first, account, day.id)
    const ids = (await first.db.booking.findMany({ orderBy: { sequence: 'asc' } })).map(({ id }) => id)
    for (const bookingId of ids.slice(0, 2)) {
      const officer = (await hire(first, monday, `甲${bookingId}`)).officer
      await withWork(first, monday, (work) => cancelBooking(work, { bookingId, by: { officer }, reason: '改期' }))
    }
    let now = monday
    // Nobody answers: each round the two who were asked lose their offer, and the next two have it.
    for (let round = 0; round < 4; round += 1) {
      const offered = await first.db.booking.findMany({ where: { state: 'offered' }, orderBy: { sequence: 'asc' } })
      expect(offered.map(({ id }) => id)).toEqual(ids.slice(2 + round * 2, 4 + round * 2))
      now = new Date(Math.max(...offered.map(({ offeredUntil }) => offeredUntil?.getTime() ?? 0)))
      const reports = await Promise.all(
        Array.from({ length: 6 }, (_, index) => offerSeats.run(contexts[index % 2 ? 1 : 0], now, { dry: false })),
      )
      expect(reports.map(({ count }) => count).filter((count) => count > 0)).toEqual([4])
      expect(await wrongs(first)).toEqual({ twice: 0, empty: 0 })
    }
    expect(await postedOf(first, 'seatOffered')).toHaveLength(10)
    expect(await postedOf(first, 'seatOfferOver')).toHaveLength(8)
    // The last two answer while the job runs: one takes it, one does not want it.
    const [one, two] = await first.db.booking.findMany({ where: { state: 'offered' }, orderBy: { sequence: 'asc' } })
    if (!one || !two) throw new Error('Nobody was asked')
    const by = (row: { accountId: string | null }) => {
      const account = people.find(({ id }) => id === row.accountId)
      if (!account) throw new Error('Nobody was asked')
      return { account }
    }
    const answers = await Promise.all([
      ...[0, 1].map(() => withWork(first, now, (work) => acceptOffer(work, by(one), one.id))),
      ...[0, 1].map(() => withWork(contexts[1], now, (work) => declineOffer(work, by(two), two.id))),
      withWork(contexts[1], now, (work) => offerFreeSeats(work, day.id)),
    ])
    expect(answers.map((answer) => ('kind' in answer ? answer.kind : '')).sort()).toEqual([
      '',
      'booked',
      'booked',
      'declined',
      'over',
    ])
    const next = await first.db.booking.findMany({ where: { state: 'offered' } })
    expect(next.map(({ id }) => id)).toEqual([ids[12]])
    expect(await wrongs(first)).toEqual({ twice: 0, empty: 0 })
  })
})

describe('at the door', () => {
  it('two clerks who call the next at once a hundred times never call one twice and leave nobody out', async () => {
    const contexts = await twoInstances()
    const [first] = contexts
    await openOffice(first, monday)
    const clerks = await Promise.all(['值班甲', '值班乙'].map((name) => hire(first, monday, name)))
    const [clerk] = clerks
    if (!clerk) throw new Error('Nobody was hired')
    const day = await openDay(first, { on: '2026-08-03', seats: 1 })
    const rows = Array.from({ length: 200 }, (_, index) => {
      const id = randomUUID()
      const filled = { draftId: randomUUID(), dayId: day.id, personHash: id, codeHash: id, madeBy: 'resident' }
      return {
        id,
        ...filled,
        codeEnc: contexts[0].vault.seal('Booking', 'codeEnc', id, 'XXXXX'),
        state: 'arrived' as const,
        walkIn: true,
        queueNumber: index + 1,
        arrivedAt: monday,
        createdAt: monday,
      }
    })
    await first.db.booking.createMany({ data: rows })
    const called: (number | null)[] = []
    for (let turn = 0; turn < 100; turn += 1) {
      const calls: NextCall[] = await Promise.all(
        clerks.map(({ officer }, index) =>
          withWork(contexts[index] ?? first, monday, (work) => callNext(work, officer, day.id)),
        ),
      )
      called.push(
        ...calls
          .map((call) => (call.kind === 'called' ? call.visit.queueNumber : null))
          .sort((a, b) => (a ?? 0) - (b ?? 0)),
      )
    }
    expect(called).toEqual(rows.map(({ queueNumber }) => queueNumber))
    expect(await withWork(first, monday, (work) => callNext(work, clerk.officer, day.id))).toEqual({
      kind: 'nobody',
      toCome: 0,
    })
  })
})
