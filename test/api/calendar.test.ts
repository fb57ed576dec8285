import { beforeEach, describe, expect, it } from 'vitest'
import { calendarRoutes } from '../../api/calendar.ts'
import { createServer } from '../../api/server.ts'
import type { Context } from '../../domain/context.ts'
import { createLog } from '../../domain/log.ts'
import type { Jurisdiction } from '../../domain/rules/rule-pack.ts'
import { exampleOffice } from '../context.ts'
import { noticeCalendar } from '../domain/rules/notice-calendar.ts'
import { testContext } from '../embedded.ts'
import { openApi } from './open-api.ts'

async function ask(query: string, jurisdiction: Jurisdiction = 'CN') {
  const app = await createServer({ trustProxy: false }, createLog('silent'))
  const office = { ...exampleOffice(), rules: { jurisdiction } }
  await app.register(calendarRoutes({ calendar: async () => noticeCalendar, office: async () => office }))
  const answer = await app.inject(`/api/calendar/deadline?${query}`)
  return { status: answer.statusCode, ...answer.json() }
}

describe('why a date is what it is', () => {
  it('sixty days from 3 August 2026 end in National Day, and move to the first working day after it', async () => {
    expect(await ask('rule=HANDLE_60D&start=2026-08-03')).toEqual({
      status: 200,
      rule: 'HANDLE_60D',
      article: '第三十四条',
      start: '2026-08-03',
      rawLastDay: '2026-10-02',
      dueOn: '2026-10-08',
      remindOn: '2026-09-30',
      provisional: false,
      skipped: ['02', '03', '04', '05', '06', '07'].map((day) => ({ on: `2026-10-${day}`, name: '国庆节' })),
      days: ['02 Friday', '03 Saturday', '04 Sunday', '05 Monday', '06 Tuesday', '07 Wednesday'].map((day) => ({
        on: `2026-10-${day.slice(0, 2)}`,
        weekday: day.slice(3),
        name: '国庆节',
      })),
      daysCount: 60,
      unit: 'calendar',
      extended: 0,
      paused: 0,
      law: '《信访工作条例》',
      text: '应当自受理之日起60日内办结。',
      version: 'cn-2022-1',
      jurisdiction: 'CN',
      inForce: true,
    })
  })

  it('extended by thirty days it is one span of ninety, shifted once', async () => {
    expect(await ask('rule=HANDLE_60D&start=2026-08-03&extended=30')).toMatchObject({
      rawLastDay: '2026-11-01',
      dueOn: '2026-11-02',
      extended: 30,
    })
  })

  it('the days of a hearing are not counted in a second review', async () => {
    expect(await ask('rule=RECHECK_DECIDE_30D&start=2026-06-01&paused=9')).toMatchObject({
      dueOn: '2026-07-10',
      paused: 9,
    })
  })

  it('in Zhejiang it is its own regulation’s, which gives thirty days and sixty more', async () => {
    expect(await ask('rule=HANDLE_60D&start=2026-08-03', 'CN-ZJ')).toMatchObject({
      dueOn: '2026-09-02',
      law: '《浙江省信访条例》',
      jurisdiction: 'CN-ZJ',
      daysCount: 30,
    })
    expect((await ask('rule=HANDLE_60D&start=2026-08-03&extended=60', 'CN-ZJ')).dueOn).toBe('2026-11-02')
    expect(await ask('rule=NOTICE_15D&start=2026-08-03', 'CN-ZJ')).toMatchObject({ daysCount: 15, jurisdiction: 'CN' })
  })

  it('a rule that is switched off, and a day before the law, are counted and marked', async () => {
    expect(await ask('rule=SIMPLE_10WD&start=2026-08-03')).toMatchObject({ dueOn: '2026-08-17', inForce: false })
    expect(await ask('rule=HANDLE_60D&start=2022-04-29')).toMatchObject({ dueOn: '2022-06-28', inForce: false })
    expect(await ask('rule=HANDLE_60D&start=2022-05-01')).toMatchObject({ inForce: true })
  })

  it('fifteen ordinary days move nowhere', async () => {
    expect(await ask('rule=NOTICE_15D&start=2026-08-03')).toMatchObject({ dueOn: '2026-08-18', skipped: [] })
  })

  it('in a year whose notice is not out it is provisional', async () => {
    expect(await ask('rule=NOTICE_15D&start=2031-08-03')).toMatchObject({ status: 200, provisional: true })
  })

  it('the last day there can be is refused rather than counted past the end', async () => {
    expect((await ask('rule=HANDLE_60D&start=2998-12-31')).status).toBe(200)
    expect((await ask('rule=HANDLE_60D&start=2999-12-31')).status).toBe(400)
    expect((await ask('rule=HANDLE_60D&start=2998-12-31&extended=30')).status).toBe(200)
    expect((await ask('rule=RECHECK_DECIDE_30D&start=2998-12-31&paused=180')).status).toBe(200)
  })
})

describe('a question that is not right is told which part of it', () => {
  it.each([
    ['no rule', 'start=2026-08-03', ['"rule"']],
    ['a rule there is not', 'rule=HANDLE_61D&start=2026-08-03', ['"rule"', 'HANDLE_60D']],
    ['two rules', 'rule=HANDLE_60D&rule=NOTICE_15D&start=2026-08-03', ['"rule"']],
    ['no date', 'rule=HANDLE_60D', ['"start"', '2026-08-03']],
    ['a day there is not', 'rule=HANDLE_60D&start=2026-02-29', ['"start"']],
    ['an instant', 'rule=HANDLE_60D&start=2026-08-03T00:00:00Z', ['"start"']],
    ['a name that objects have', 'rule=constructor&start=2026-08-03', ['"rule"']],
    ['nothing', '', ['"rule"', '"start"']],
    ['more time than the law gives', 'rule=HANDLE_60D&start=2026-08-03&extended=31', ['"extended"', '0 to 30']],
    ['time that is no number', 'rule=HANDLE_60D&start=2026-08-03&extended=1.5', ['"extended"', '0 to 30']],
    ['an extension of what has none', 'rule=NOTICE_15D&start=2026-08-03&extended=5', ['"extended"', 'left out']],
    ['a hearing where none is', 'rule=HANDLE_60D&start=2026-08-03&paused=5', ['"paused"', 'left out']],
    ['a hearing of a year', 'rule=RECHECK_DECIDE_30D&start=2026-08-03&paused=365', ['"paused"', '0 to 180']],
    ['two extensions', 'rule=HANDLE_60D&start=2026-08-03&extended=1&extended=2', ['"extended"']],
  ])('%s', async (_, query, named) => {
    const { status, error } = await ask(query)
    expect(status).toBe(400)
    for (const name of named) expect(error).toContain(name)
  })
})

describe('asking very often', () => {
  let context: Context
  beforeEach(async () => {
    context = await testContext()
  })

  it('ends in a sentence, for the one who does it only', async () => {
    const { app } = await openApi(context)
    const from = (remoteAddress: string) =>
      app.inject({ url: '/api/calendar/deadline?rule=NOTICE_15D&start=2026-08-03', remoteAddress })
    for (let asked = 0; asked < 300; asked += 1) await from('203.0.113.9')
    const refused = await from('203.0.113.9')
    expect([refused.statusCode, refused.json()]).toEqual([429, { error: '发得太快了，请稍等一会儿再试。' }])
    expect((await from('203.0.113.10')).statusCode).toBe(200)
  })
})
