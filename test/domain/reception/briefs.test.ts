import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { languages } from '../../../bot/text/names.ts'
import { word } from '../../../bot/text/word.ts'
import { findOrOpenAccount } from '../../../domain/accounts.ts'
import { type Context, withWork } from '../../../domain/context.ts'
import { readEvents } from '../../../domain/events.ts'
import { bindOfficer } from '../../../domain/officers.ts'
import { type BookingRequest, bookSeat } from '../../../domain/reception/bookings.ts'
import { type BriefVisit, lengthOfVisit } from '../../../domain/reception/brief-visits.ts'
import type { DayBrief, DayList, DirectorBrief } from '../../../domain/reception/briefs.ts'
import { closeReceptionDay } from '../../../domain/reception/closings.ts'
import { callNext, checkInVisit, walkIn } from '../../../domain/reception/door.ts'
import { addPromise, keepPromise } from '../../../domain/reception/promises.ts'
import { tellReceptionDay } from '../../../domain/reception/reminders.ts'
import { swapDirectors } from '../../../domain/reception/rota.ts'
import { finishVisit } from '../../../domain/reception/visit-outcomes.ts'
import { inParts } from '../../../domain/rules/brief-parts.ts'
import type { Officer, ReceptionDay } from '../../../prisma/generated/client.ts'
import { briefVisit, directorBrief } from '../../bot/reception-notice-examples.ts'
import { changedOffice, dayOf, plan, receptionContext } from '../../reception.ts'
import { at, fileMatter, hire, postedOf } from '../../small-office.ts'

let context: Context
let day: ReceptionDay
let director: string
let phones = -1
const now = at('2026-11-02', '09:00')
const briefAt = at('2026-11-11', '08:30')
const listAt = at('2026-11-13', '08:30')
const summaryAt = at('2026-11-17', '08:30')

beforeEach(async () => {
  context = await changedOffice(await receptionContext(now), { tours: [] })
  await plan(context, now)
  // Held on Monday, 16 November.
  day = await dayOf(context, '2026-11-15')
  director = day.director ?? ''
  phones = -1
})

const tell = async (instant: Date, id = day.id) =>
  (await withWork(context, instant, (work) => tellReceptionDay(work, id))).office
    .map(({ kind, readers }) => `${kind} ${readers}`)
    .join(', ')
const hireDirector = (name = director) => hire(context, now, name, { role: 'director' })
const paramsOf = async <T>(kind: string) => (await postedOf(context, kind)).map(({ params }) => params as T)
const lastBrief = async () => (await paramsOf<DirectorBrief>('directorBrief')).at(-1) as DirectorBrief

async function book(request: Partial<BookingRequest> = {}): Promise<string> {
  const outcome = await withWork(context, now, async (work) => {
    const account = await findOrOpenAccount(work, 'web', `resident:${randomUUID()}`)
    return bookSeat(work, { draftId: randomUUID(), dayId: day.id, by: { account }, ...request })
  })
  if (outcome.kind !== 'booked' && outcome.kind !== 'waiting') throw new Error(outcome.kind)
  return outcome.booking.id
}

/** Somebody books about a matter of theirs. */
async function bookMatter(category = 'settlement-quality', more: Partial<BookingRequest> = {}) {
  phones += 1
  const contact = { name: '柳叶青', phone: `138001380${String(phones).padStart(2, '0')}` }
  const ticket = await fileMatter(context, now, { category, ...(category !== 'conduct' && { contact }) })
  const account = await context.db.account.findUniqueOrThrow({ where: { id: ticket.accountId } })
  return { ticket, id: await book({ by: { account }, ticketId: ticket.id, ...more }) }
}

describe('the brief of five days before', () => {
  it('tells the staff room how many, and topics in numbers, once', async () => {
    await hireDirector()
    await bookMatter()
    await bookMatter()
    await book({ words: '过渡费什么时候发', name: '石大爷' })
    expect(await tell(at('2026-11-10', '10:00'))).toBe('')
    expect(await tell(briefAt)).toBe('dayBrief 1, directorBrief 1')
    expect(await tell(at('2026-11-12', '15:00'))).toBe('')
    const [brief] = await paramsOf<DayBrief>('dayBrief')
    expect(brief).toMatchObject({
      on: '2026-11-16',
      booked: 3,
      free: 9,
      waiting: 0,
      topics: [
        { category: 'settlement-quality', count: 2 },
        { category: null, count: 1 },
      ],
    })
    expect(JSON.stringify(brief)).not.toMatch(/柳叶青|石大爷|过渡费|138/)
  })

  it('tells the director who comes about what, with names and without phones, and that it was read', async () => {
    const { officer, account } = await hireDirector()
    const { ticket } = await bookMatter('settlement-quality', {
      words: '打 13800138000 找我，屋顶还漏',
      people: ['柳叶青', '石大爷'],
      needs: { wheelchair: true, words: '电话13800138000' },
    })
    await tell(briefAt)
    const [posted] = await postedOf(context, 'directorBrief')
    expect(posted).toMatchObject({
      to: `a:${account.id}`,
      params: {
        step: 'brief',
        part: 1,
        parts: 1,
        visits: [
          {
            startsAt: '08:30',
            name: '柳叶青',
            people: 2,
            needs: { wheelchair: true },
            matter: { number: '2026-000001', category: 'settlement-quality', state: 'received' },
          },
        ],
      },
    })
    expect(JSON.stringify(posted?.params)).not.toContain('13800138000')
    const events = await withWork(context, briefAt, (work) => readEvents(work, ticket.id))
    expect(events.at(-1)).toMatchObject({ kind: 'identity-read', actor: { kind: 'officer', id: officer.id } })
  })

  it('has the clocks of a matter, what was done, and whether earlier promises were kept', async () => {
    const { officer } = await hireDirector()
    const { ticket } = await bookMatter()
    const promise = (text: string, dueOn: string) =>
      withWork(context, now, (work) => addPromise(work, officer, '1', { text, unit: 'housing', dueOn }))
    await promise('先搭雨棚', '2026-11-05')
    const { promise: kept } = await promise('来人看屋面', '2026-11-06')
    await withWork(context, now, (work) => keepPromise(work, officer, kept.id, '看过了'))
    await tell(briefAt)
    const matter = (await lastBrief()).visits[0]?.matter
    expect(matter).toMatchObject({
      ticketId: ticket.id,
      receivedOn: '2026-11-02',
      clocks: [{ rule: 'NOTICE_15D', dueOn: '2026-11-17', daysLeft: 6 }],
      promises: [
        { text: '先搭雨棚', fate: 'late' },
        { text: '来人看屋面', fate: 'kept' },
      ],
    })
  })

  it('an accusation is in no room, and before a director who is no custodian neither it nor who comes', async () => {
    await hire(context, now, '纪检专员', { role: 'director' })
    await hireDirector()
    await bookMatter('conduct', { name: '石大爷', words: '反映作风' })
    await tell(briefAt)
    expect((await paramsOf<DayBrief>('dayBrief'))[0]?.topics).toEqual([{ category: null, count: 1 }])
    expect((await lastBrief()).visits).toMatchObject([{ hidden: true, name: null, words: null, matter: null }])
    await tell(listAt)
    expect((await paramsOf<DayList>('dayList'))[0]?.lines).toMatchObject([{ number: null, category: null }])
    expect(JSON.stringify(await paramsOf('dayList'))).not.toMatch(/石大爷|作风|2026-000001/)
  })

  it('a director who is a custodian reads of it', async () => {
    const { officer } = await hire(context, now, '纪检专员', { role: 'director' })
    await context.db.receptionDay.update({ where: { id: day.id }, data: { directorId: officer.id } })
    await bookMatter('conduct', { name: '石大爷', words: '反映作风' })
    await tell(briefAt)
    expect((await lastBrief()).visits).toMatchObject([
      { hidden: false, name: '石大爷', matter: { number: '2026-000001', sealed: true } },
    ])
  })

  it('goes to accounts at home alone; a director who has none there is told what the room is', async () => {
    const { officer, account } = await hireDirector()
    await withWork(context, now, (work) => bindOfficer(work, officer, 'telegram', '777'))
    await bookMatter()
    expect(await tell(briefAt)).toBe('dayBrief 1, directorBrief 1')
    expect((await postedOf(context, 'directorBrief')).map(({ to }) => to)).toEqual([`a:${account.id}`])
    await context.db.account.update({ where: { id: account.id }, data: { officerId: null } })
    expect(await tell(listAt)).toBe('dayList 2')
  })

  it('reaches the one who has swapped in at once, and says how to swap', async () => {
    await hireDirector()
    const december = await dayOf(context, '2026-12-15')
    const other = await hireDirector(december.director ?? '')
    const chief = (await hire(context, now, '主管甲', { role: 'supervisor' })).officer
    await bookMatter()
    await tell(briefAt)
    await withWork(context, briefAt, (work) => swapDirectors(work, chief, day.id, december.id, '出差'))
    expect(await tell(at('2026-11-11', '09:00'))).toBe('directorBrief 1')
    expect((await postedOf(context, 'directorBrief')).at(-1)?.to).toBe(`a:${other.account.id}`)
    const { text } = word({ kind: 'directorBrief', params: await lastBrief() }, 'zh', {
      office: await context.office(),
    })
    expect(text).toContain('接待日 换')
    expect(text).toContain('http://127.0.0.1:3000/desk/reception')
  })

  it('of a day that was called off nobody hears', async () => {
    await hireDirector()
    const chief = (await hire(context, now, '主管甲', { role: 'supervisor' })).officer
    await withWork(context, now, (work) => closeReceptionDay(work, chief, day.id, '停电'))
    expect([await tell(briefAt), await tell(listAt), await tell(summaryAt)]).toEqual(['', '', ''])
  })
})

describe('a day without a director who can be told', () => {
  const missing = async () => (await paramsOf<{ why: string }>('directorMissing')).map(({ why }) => why)

  it.each([
    ['nobody is named', async () => context.db.receptionDay.updateMany({ data: { director: null } }), 'nobody'],
    ['they are not staff', async () => undefined, 'notStaff'],
    ['they may not read who comes', () => hire(context, now, director, { role: 'officer' }), 'role'],
    [
      'they have no account',
      async () => {
        const { account } = await hireDirector()
        await context.db.account.update({ where: { id: account.id }, data: { officerId: null } })
      },
      'noAccount',
    ],
  ])('where %s is told to the supervisors, once', async (_, prepare, why) => {
    await hire(context, now, '主管甲', { role: 'supervisor' })
    await prepare()
    expect(await tell(briefAt)).toBe('dayBrief 1, directorMissing 1')
    expect(await tell(at('2026-11-12', '09:00'))).toBe('')
    expect(await tell(listAt)).toBe('dayList 1')
    expect(await missing()).toEqual([why])
  })

  it('is told to the room where there is no supervisor', async () => {
    expect(await tell(briefAt)).toBe('dayBrief 1, directorMissing 1')
    expect((await postedOf(context, 'directorMissing'))[0]?.to).toMatch(/^r:/)
  })
})

describe('the final list', () => {
  it('has times, numbers, topics and needs in the room, and no name; the director has them again', async () => {
    const { officer } = await hireDirector()
    await bookMatter('settlement-quality', {
      people: ['柳叶青', '石大爷'],
      needs: { wheelchair: true, dialect: '土话' },
    })
    await book({ by: { officer }, name: '石大爷', phone: '13900139000', words: '低保' })
    // The day before is a Sunday: the last working day before it.
    expect(await tell(listAt)).toBe('dayList 1, directorBrief 1')
    expect(await tell(at('2026-11-16', '08:30'))).toBe('')
    const [list] = await paramsOf<DayList>('dayList')
    expect(list).toMatchObject({
      booked: 2,
      unreminded: 1,
      needs: { wheelchair: 1, dialect: 1, homeVisit: 0, other: 0 },
    })
    expect(list?.lines).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ number: '2026-000001', category: 'settlement-quality', people: 2 }),
        expect.objectContaining({ number: null, category: null, people: 1 }),
      ]),
    )
    expect(JSON.stringify(list)).not.toMatch(/柳叶青|石大爷|1390013|低保|土话/)
    expect((await lastBrief()).step).toBe('list')
    expect((await lastBrief()).visits.map(({ name }) => name).toSorted()).toEqual(['柳叶青', '石大爷'].toSorted())
  })

  it('is told in parts of twenty, once, also when there are more by then', async () => {
    context = await changedOffice(context, { seats: 21, reservedSeats: 0, seatMinutes: 5, tours: [] })
    day = await dayOf(context, '2027-02-15')
    await plan(context, now)
    await context.db.receptionDay.update({ where: { id: day.id }, data: { state: 'published', on: '2026-11-16' } })
    const officer = (await hire(context, now, '值班甲')).officer
    const some = async (from: number, to: number) => {
      for (let i = from; i < to; i += 1) await book({ by: { officer }, name: `来人${i}`, phone: `1390013${1000 + i}` })
    }
    await some(0, 20)
    await tell(listAt)
    await some(20, 21)
    expect(await tell(listAt)).toBe('')
    const parts = async () =>
      (await paramsOf<DayList>('dayList')).map(({ part, parts, lines }) => `${part}/${parts}: ${lines.length}`)
    expect(await parts()).toEqual(['1/1: 20'])
    await context.db.outbox.deleteMany({ where: { kind: 'dayList' } })
    await tell(listAt)
    expect(await parts()).toEqual(['1/2: 20', '2/2: 1'])
  })
})

describe('the morning after', () => {
  it('the room hears how it went, with the numbers whose outcome is still unwritten, once', async () => {
    const officer: Officer = (await hireDirector()).officer
    const dayAt = at('2026-11-16', '08:20')
    const on = <T>(task: Parameters<typeof withWork<T>>[2]) => withWork(context, dayAt, task)
    const { id: written } = await bookMatter()
    const { id: unwritten } = await bookMatter()
    await book()
    await on((work) => checkInVisit(work, written))
    await on((work) => checkInVisit(work, unwritten))
    await on((work) => walkIn(work, { draftId: randomUUID(), dayId: day.id, by: { officer }, name: '路过' }))
    await on((work) => callNext(work, officer, day.id))
    await on((work) => callNext(work, officer, day.id))
    const promises = [{ text: '修屋顶', unit: 'housing', dueOn: '2026-12-01' }]
    await on((work) => finishVisit(work, officer, written, { text: '看了', promises }))
    expect(await tell(at('2026-11-16', '17:00'))).not.toContain('daySummary')
    expect(await tell(summaryAt)).toBe('daySummary 1')
    expect(await tell(at('2026-11-18', '09:00'))).toBe('')
    expect(await paramsOf('daySummary')).toMatchObject([
      { booked: 3, came: 2, absent: 1, walkIns: 1, notReached: 1, promised: 1, unwritten: [2] },
    ])
  })
})

describe('the size of a private brief', () => {
  const long: BriefVisit = {
    ...briefVisit,
    words: '漏'.repeat(81),
    needs: { ...briefVisit.needs, words: '轮'.repeat(81) },
    matter: briefVisit.matter && {
      ...briefVisit.matter,
      promises: briefVisit.matter.promises.slice(0, 3).map((promise) => ({ ...promise, text: '修'.repeat(81) })),
    },
  }

  it.each([
    ['short', { ...briefVisit, matter: null }],
    ['ordinary', briefVisit],
    ['long', long],
  ])('of many %s visits stays within what can be read, in both languages', async (_, visit) => {
    const office = await context.office()
    const parts = inParts(
      Array.from({ length: 40 }, () => visit),
      lengthOfVisit,
    )
    for (const visits of parts) {
      for (const language of languages) {
        const params = { ...directorBrief, visits, parts: parts.length }
        const { text } = word({ kind: 'directorBrief', params }, language, { office })
        expect(text.length).toBeLessThanOrEqual(3000)
      }
    }
  })
})
