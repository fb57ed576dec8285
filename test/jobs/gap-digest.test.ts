import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { word } from '../../bot/text/word.ts'
import { findOrOpenAccount, recordResident } from '../../domain/accounts.ts'
import { type Context, withWork } from '../../domain/context.ts'
import { createLog } from '../../domain/log.ts'
import { noteFeedback, recordAsk, tieAsk } from '../../domain/policies/asks.ts'
import { addWord } from '../../domain/policies/dictionary.ts'
import type { GapDigest } from '../../domain/policies/gap-digest.ts'
import type { Band, Doubt } from '../../domain/rules/policy-search/clause.ts'
import { noPolicies } from '../../domain/rules/policy-search/index.ts'
import { gapDigest } from '../../jobs/gap-digest.ts'
import { runSlot } from '../../jobs/timetable.ts'
import { exampleOffice } from '../context.ts'
import { testContext } from '../embedded.ts'
import { publishClauses } from '../published-clauses.ts'
import { at, fileMatter, hire, openOffice, postedOf } from '../small-office.ts'
import { yunxiClauses, yunxiPolicies } from '../written-policies.ts'

let context: Context
/** The week of which is told on Monday, 10 August. */
const inWeek = at('2026-08-05', '15:00')
const monday = at('2026-08-10', '09:35')

beforeEach(async () => {
  context = await testContext()
  await openOffice(context, at('2026-08-03', '08:00'))
})

interface Asking {
  band?: Band
  doubt?: Doubt
  feedback?: 'useful' | 'useless' | 'officer'
  quoted?: boolean
  ticketId?: string
  on?: Date
}

/** Somebody asks the bot about policy. */
async function ask(who: string, question: string, asking: Asking = {}): Promise<void> {
  const { band = 'abstain', doubt = 'nothing', feedback, quoted = false, ticketId, on = inWeek } = asking
  const id = randomUUID()
  await withWork(context, on, async (work) => {
    const account = await findOrOpenAccount(work, 'web', who, `昵称${who}`)
    const [clause] = yunxiClauses
    const result = { band, confidence: 0.3, ...(band !== 'answer' && { doubt }) }
    await recordAsk(work, account, { id, question, result, clauses: [], read: quoted ? clause : undefined })
    if (feedback) await noteFeedback(work, account, id, feedback)
    if (ticketId) await tieAsk(work, id, ticketId)
  })
}

async function digestOf(now = monday): Promise<GapDigest | undefined> {
  await gapDigest.run(context, now, { dry: false })
  return (await postedOf(context, 'gapDigest')).at(-1)?.params as GapDigest | undefined
}

describe('the weekly digest of gaps', () => {
  it('tells what several asked and nobody answered, and only counts what one did', async () => {
    await ask('a', '我家牛棚拆了补多少')
    await ask('b', '牛棚拆了能补多少钱', { band: 'suggest', doubt: 'unsure', feedback: 'useless' })
    await ask('c', '牛棚拆了补多少？', { band: 'suggest', doubt: 'unsure', feedback: 'officer' })
    await ask('d', '鱼塘淹了怎么赔', { band: 'answer', quoted: true, feedback: 'useless' })
    await ask('d', '鱼塘淹了赔不赔')
    const digest = await digestOf()
    expect(digest).toMatchObject({
      from: '2026-08-03',
      to: '2026-08-09',
      counts: { asked: 5, answered: 1, useful: 0, useless: 2, handedOver: 0 },
      unanswered: [{ times: 3 }],
      single: { count: 1 },
      missingValues: [],
    })
    expect(digest?.unanswered[0]?.question).toMatch(/牛棚拆了/)
  })

  it('leaves out what was answered, what is not for the base to know, and other weeks', async () => {
    await ask('a', '过渡费发多久', { band: 'answer', quoted: true, feedback: 'useful' })
    await ask('b', '户口没迁能不能领', { band: 'suggest', quoted: true, feedback: 'useful' })
    await ask('c', '户口没迁能不能领', { band: 'suggest' })
    await ask('d', '我的过渡费到账了吗', { doubt: 'own-case' })
    await ask('e', '养老保险怎么交', { doubt: 'not-ours', feedback: 'officer' })
    await ask('f', '牛棚拆了补多少', { on: at('2026-08-02', '23:59') })
    await ask('g', '牛棚拆了补多少', { on: at('2026-08-10', '00:00') })
    expect(await digestOf()).toMatchObject({
      counts: { asked: 5, answered: 2, useful: 2, useless: 0, handedOver: 0 },
      unanswered: [],
      single: { count: 0, questions: [] },
      words: [],
    })
  })

  it('leaves out what the base answers by now, and what officers have settled', async () => {
    context = { ...context, policies: async () => yunxiPolicies() }
    const ticket = await fileMatter(context, inWeek, { category: 'questions' })
    await ask('a', '过渡费发到什么时候？')
    await ask('b', '牛棚拆了补多少', { ticketId: ticket.id, feedback: 'officer' })
    await context.db.answeredQuestion.create({
      data: {
        id: randomUUID(),
        question: '牛棚拆了补多少',
        verdict: 'gap',
        approved: true,
        ticketId: ticket.id,
        proposedBy: 'operator',
        proposedAt: inWeek,
        decidedAt: inWeek,
      },
    })
    expect(await digestOf()).toMatchObject({
      counts: { asked: 2, handedOver: 1 },
      unanswered: [],
      single: { count: 0 },
      gaps: ['牛棚拆了补多少'],
    })
  })

  it('never holds what is personal, and nothing at all of what is sealed', async () => {
    await hire(context, inWeek, '云舒')
    await hire(context, inWeek, '云杉', { role: 'supervisor' })
    const office = exampleOffice()
    const accusation = office.categories
      .flatMap((group) => [group, ...(group.children ?? [])])
      .find((topic) => topic.kind === 'accusation')
    const custodian = office.accusations.custodians[0]
    if (custodian) await hire(context, inWeek, custodian)
    const sealed = await fileMatter(context, inWeek, { category: accusation?.id ?? '' })
    await withWork(context, inWeek, async (work) => {
      const account = await findOrOpenAccount(work, 'web', 'a')
      await recordResident(work, account, { name: '柳叶青', phone: '13800000000' })
    })
    await ask('a', '我是柳叶青，住柳湾村三组，电话13800000000，云舒说牛棚不补，对吗')
    await ask('b', '王建国家的鱼塘淹了，张主任不管，身份证533123195603041234')
    await ask('c', '昵称c的坟怎么迁')
    await ask('x', '举报某某贪污怎么办', { ticketId: sealed.id, feedback: 'officer' })
    await ask('y', '举报某某贪污怎么办', { ticketId: sealed.id, feedback: 'officer' })
    const digest = await digestOf()
    expect(digest?.counts).toEqual({ asked: 3, answered: 0, useful: 0, useless: 0, handedOver: 0 })
    expect(digest?.single).toMatchObject({ count: 3 })
    expect(JSON.stringify(digest)).not.toMatch(/柳叶青|柳湾|三组|\d{7}|云舒|王建国|张主任|昵称|举报|贪污/)
    expect(digest?.single.questions).toContain('工作人员说牛棚不补，对吗')
    const { text } = word({ kind: 'gapDigest', params: digest as GapDigest }, 'zh', { office })
    expect(text).toContain('还有 3 个问题只有一个人问')
  })

  it('names the figures that are missing, and words that no policy has', async () => {
    await publishClauses(context, yunxiClauses)
    await withWork(context, inWeek, (work) => addWord(work, 'operator', '牛棚', ['附属房']))
    await ask('a', '后扶资金几号发', { band: 'answer', doubt: 'no-value', quoted: true })
    await ask('b', '后扶资金哪天发', { band: 'suggest', doubt: 'no-value' })
    for (const who of ['a', 'b', 'c']) await ask(who, '牛棚拆了补助怎么算')
    await context.db.policyAsk.updateMany({ where: { band: 'answer' }, data: { why: 'no-value' } })
    const digest = await digestOf()
    expect(digest?.missingValues).toEqual([{ question: expect.stringMatching(/^后扶资金(几号|哪天)发$/), times: 2 }])
    expect(digest?.words).toEqual([{ word: '拆了', questions: 3 }])
  })

  it('goes to each room of the whole office once in a week: late, twice, by two instances, rehearsed', async () => {
    await ask('a', '牛棚拆了补多少')
    const run = (now: Date, dry = false) => gapDigest.run(context, now, { dry })
    expect((await run(at('2026-08-09', '10:00'))).count).toBe(0)
    expect((await run(at('2026-08-10', '07:00'))).count).toBe(0)
    expect((await run(monday, true)).count).toBe(1)
    expect(await postedOf(context, 'gapDigest')).toEqual([])
    const late = at('2026-08-13', '15:00')
    const reports = await Promise.all([run(late), run(late)])
    expect(reports.map(({ count }) => count).sort()).toEqual([0, 1])
    expect((await run(at('2026-08-14', '09:00'))).count).toBe(0)
    expect(await postedOf(context, 'gapDigest')).toHaveLength(1)
    expect(reports.flatMap(({ lines }) => lines).join()).not.toContain('牛棚')
    expect((await run(at('2026-08-17', '09:35'))).count).toBe(0)
  })

  it('is made by one of three instances that wake at the same slot', async () => {
    await ask('a', '牛棚拆了补多少')
    const log = createLog('silent')
    const owners = ['a', 'b', 'c']
    await Promise.all(owners.map((owner) => runSlot(context, log, 'gap-digest', monday, { owner, now: () => monday })))
    expect(await context.db.jobRun.findMany()).toMatchObject([{ outcome: 'ok 1' }])
    expect(await postedOf(context, 'gapDigest')).toHaveLength(1)
  })

  it('tells after a week of holidays of that week and of the one before', async () => {
    await ask('a', '牛棚拆了补多少', { on: at('2027-02-04', '10:00') })
    const calendar = await context.calendar()
    const rests = (on: string) => on >= '2027-02-08' && on <= '2027-02-14'
    const holidays = { ...calendar, isWorkingDay: (on: string) => !rests(on) && calendar.isWorkingDay(on) }
    context = { ...context, calendar: async () => holidays, policies: async () => noPolicies }
    expect(await digestOf(at('2027-02-10', '10:00'))).toBeUndefined()
    expect(await digestOf(at('2027-02-15', '10:00'))).toMatchObject({ from: '2027-02-01', to: '2027-02-14' })
  })

  it('says nothing when nothing was asked', async () => {
    expect((await gapDigest.run(context, monday, { dry: false })).count).toBe(0)
    expect(await postedOf(context, 'gapDigest')).toEqual([])
  })
})
