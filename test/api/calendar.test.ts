import { beforeEach, describe, expect, it } from 'vitest'
import { calendarRoutes } from '../../api/calendar.ts'
import { createServer } from '../../api/server.ts'
import type { Context } from '../../domain/context.ts'
import { createLog } from '../../domain/log.ts'
import { noticeCalendar } from '../domain/rules/notice-calendar.ts'
import { testContext } from '../embedded.ts'
import { openApi } from './open-api.ts'

async function ask(query: string) {
  const app = await createServer({ trustProxy: false }, createLog('silent'))
  await app.register(calendarRoutes({ calendar: noticeCalendar }))
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
    })
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
