import { beforeEach, describe, expect, it } from 'vitest'
import { receptionRoutes } from '../../api/reception.ts'
import { createServer } from '../../api/server.ts'
import type { Context } from '../../domain/context.ts'
import { createLog } from '../../domain/log.ts'
import { dayOf, plan, receptionContext } from '../reception.ts'
import { at } from '../small-office.ts'
import { openApi } from './open-api.ts'

let context: Context
const now = at('2026-11-02', '09:00')

beforeEach(async () => {
  context = await receptionContext(now)
})

async function ask(query: string) {
  const app = await createServer({ trustProxy: false }, createLog('silent'))
  await app.register(receptionRoutes(context, { now: () => now }))
  const answer = await app.inject(`/api/reception/days?${query}`)
  return { status: answer.statusCode, json: answer.json() }
}

describe('when the director receives visitors', () => {
  it('is told for a whole year: twelve days, four of them moved from a rest day', async () => {
    const { status, json } = await ask('from=2026-01-01&to=2026-12-31')
    expect(status).toBe(200)
    expect(json.map(({ ruleOn, on }: Record<string, string>) => [ruleOn, on])).toEqual([
      ['2026-01-15', '2026-01-15'],
      ['2026-02-15', '2026-02-24'],
      ['2026-03-15', '2026-03-16'],
      ['2026-04-15', '2026-04-15'],
      ['2026-05-15', '2026-05-15'],
      ['2026-06-15', '2026-06-15'],
      ['2026-07-15', '2026-07-15'],
      ['2026-08-15', '2026-08-17'],
      ['2026-09-15', '2026-09-15'],
      ['2026-10-15', '2026-10-15'],
      ['2026-11-15', '2026-11-16'],
      ['2026-12-15', '2026-12-15'],
    ])
  })

  it('and for a year that has passed', async () => {
    const { json } = await ask('from=2025-01-01&to=2025-12-31')
    const moved = json.filter(({ reason }: Record<string, string>) => reason === 'rest-day')
    expect(json).toHaveLength(12)
    expect(moved.map(({ on }: Record<string, string>) => on)).toEqual([
      '2025-02-17',
      '2025-03-17',
      '2025-06-16',
      '2025-11-17',
    ])
  })

  it('with everything that anyone may know of a day, of its row when there is one', async () => {
    const ruled = {
      kind: 'office',
      ruleOn: '2026-11-15',
      on: '2026-11-16',
      reason: 'rest-day',
      provisional: false,
      published: false,
      seats: 12,
      free: 9,
      director: '陆青禾',
      place: '云溪县城关路1号，一楼接访室（门口有坡道）',
      video: true,
    }
    expect((await ask('from=2026-11-01&to=2026-11-30')).json).toEqual([ruled])
    await plan(context, now)
    await context.db.receptionDay.update({
      where: { id: (await dayOf(context, '2026-11-15')).id },
      data: { place: '二楼' },
    })
    const { json } = await ask('from=2026-11-01&to=2026-11-30')
    expect(json).toEqual([{ ...ruled, published: true, place: '二楼' }])
  })

  it('the days in the townships are told where they are asked for', async () => {
    const tours = await ask('from=2026-09-01&to=2026-09-30&kind=tour')
    expect(tours.json).toMatchObject([
      { kind: 'tour', township: 'qingshi', ruleOn: '2026-09-25', on: '2026-09-28', reason: 'rest-day' },
    ])
    const all = await ask('from=2026-09-01&to=2026-09-30&kind=all')
    expect(all.json.map(({ on }: Record<string, string>) => on)).toEqual(['2026-09-15', '2026-09-28'])
  })

  it('in a year whose holidays are not announced it is provisional', async () => {
    const { json } = await ask('from=2027-01-01&to=2027-01-31')
    expect(json).toMatchObject([{ on: '2027-01-15', provisional: true }])
  })

  it('there are none where the office has no reception days', async () => {
    const { reception: _, ...office } = await context.office()
    context = { ...context, office: async () => office }
    expect(await ask('from=2026-01-01&to=2026-12-31')).toEqual({ status: 200, json: [] })
  })
})

describe('a question that is not right is told what is wrong with it', () => {
  it.each([
    ['nothing', '', ['"from"', '"to"']],
    ['no end', 'from=2026-01-01', ['"to"']],
    ['a date there is not', 'from=2026-02-30&to=2026-03-01', ['"from"', '2026-01-01']],
    ['an instant', 'from=2026-01-01T00:00:00Z&to=2026-03-01', ['"from"']],
    ['two beginnings', 'from=2026-01-01&from=2026-02-01&to=2026-03-01', ['"from"']],
    ['an end before its beginning', 'from=2026-02-01&to=2026-01-01', ['"to"', 'before']],
    ['more than 800 days', 'from=2026-01-01&to=2028-03-11', ['"to"', '800']],
    ['the last year there is', 'from=2999-01-01&to=2999-12-31', ['"from"', '"to"', '2998']],
    ['a kind there is not', 'from=2026-01-01&to=2026-02-01&kind=constructor', ['"kind"', 'office, tour, all']],
  ])('%s', async (_, query, named) => {
    const { status, json } = await ask(query)
    expect(status).toBe(400)
    for (const name of named) expect(json.error).toContain(name)
  })

  it('800 days are answered, and the edges of time', async () => {
    expect((await ask('from=2026-01-01&to=2028-03-10')).json).toHaveLength(26)
    expect((await ask('from=2000-01-01&to=2000-01-31')).json).toHaveLength(1)
    expect((await ask('from=2998-12-01&to=2998-12-31')).json).toHaveLength(1)
  })
})

describe('asking very often', () => {
  it('ends in a sentence', async () => {
    const { app } = await openApi(context)
    const statuses = new Set<number>()
    for (let asked = 0; asked < 300; asked += 1) statuses.add((await app.inject('/api/reception/days')).statusCode)
    expect([...statuses]).toEqual([400])
    const refused = await app.inject('/api/reception/days?from=2026-01-01&to=2026-01-31')
    expect([refused.statusCode, refused.json()]).toEqual([429, { error: '发得太快了，请稍等一会儿再试。' }])
  })
})
