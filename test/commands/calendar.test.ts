import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { checkWords } from '../../commands/commands.ts'
import { UsageError } from '../../commands/usage.ts'
import type { Context } from '../../domain/context.ts'
import { createCalendar } from '../../domain/rules/calendar.ts'
import { temporaryFolder } from '../context.ts'
import { testContext } from '../embedded.ts'
import { at, fileMatter, openOffice, postedOf } from '../small-office.ts'
import { type } from './open-commands.ts'

let context: Context

beforeEach(async () => {
  const calendar = createCalendar([], [2026])
  context = { ...(await testContext()), calendar: async () => calendar }
})

/** A file with a table of holidays that the package does not know. */
function table(year: number, days: { name: string; date: string; isOffDay: boolean }[]): string {
  const path = join(temporaryFolder(), `${year}.json`)
  writeFileSync(path, JSON.stringify({ year, papers: ['https://www.gov.cn/x'], days }))
  return path
}

const off = (date: string, name = '国庆节') => ({ name, date, isOffDay: true })

describe('npm run calendar -- import', () => {
  it('puts a year in force, says what changed, and counts running dates again', async () => {
    await openOffice(context, at('2097-12-20', '09:00'))
    await fileMatter(context, at('2097-12-20', '09:00'))
    const path = table(2098, [off('2098-01-01', '元旦'), off('2098-01-04', '元旦'), off('2098-10-01')])
    // The fifteen days end on 4 January 2098.
    const { code, printed } = await type(context, `calendar import ${path}`)
    expect(code).toBe(0)
    expect(printed).toContain('2098: 3 days, a year that was not known')
    expect(printed).toContain('  2098-01-01  a working day → 元旦')
    expect(printed).toContain('In force. Running dates that were counted again: 1')
    expect(await context.db.holidayNotice.count()).toBe(1)
    expect((await type(context, `calendar import ${path}`)).printed).toContain('imported before')
  })

  it('with --dry shows the same and changes nothing', async () => {
    const { code, printed } = await type(context, `calendar import ${table(2098, [off('2098-10-01')])} --dry`)
    expect([code, printed.split('\n').at(-1)]).toEqual([0, 'A rehearsal: nothing was changed.'])
    expect(printed).toContain('  2098-10-01  a working day → 国庆节')
    expect(await context.db.holidayNotice.count()).toBe(0)
  })

  it('takes several files, all or none', async () => {
    const [good, empty] = [table(2098, [off('2098-10-01')]), table(2099, [])]
    const refused = await type(context, `calendar import ${good} ${empty}`)
    expect([refused.code, refused.printed]).toEqual([
      1,
      `${empty} is not right, and nothing was changed:\n  It has no days: the notice for 2099 is not out, or not in this file yet.`,
    ])
    expect(await context.db.holidayNotice.count()).toBe(0)
    expect((await type(context, `calendar import ${good} ${good}`)).printed).toContain(
      'Another of the files is about 2098',
    )
    const both = await type(context, `calendar import ${good} ${table(2099, [off('2099-10-01')])}`)
    expect(both.code).toBe(0)
    expect(await context.db.holidayNotice.count()).toBe(2)
  })

  it('a file that is not there, or no JSON, is told in a sentence', async () => {
    const broken = join(temporaryFolder(), 'broken.json')
    writeFileSync(broken, '{')
    expect((await type(context, 'calendar import /nowhere.json')).printed).toContain('/nowhere.json cannot be read')
    expect((await type(context, `calendar import ${broken}`)).printed).toContain('is not JSON')
  })
})

describe('npm run calendar -- list', () => {
  it('tells from where each year is known, and what to do for one that is not', async () => {
    await type(context, `calendar import ${table(2098, [off('2098-10-01')])}`)
    const { printed } = await type(context, 'calendar list')
    expect(printed).toContain('2026  from the package chinese-days')
    expect(printed).toContain('2027  not known: dates in it are provisional. npm run calendar -- import 2027.json')
    expect(printed).toContain('2098  imported on 2026-08-03, 1 days: https://www.gov.cn/x')
    expect(await postedOf(context, 'alarm')).toEqual([])
  })
})

it.each(['', 'import', 'list x', 'list --dry', 'export x', 'import x --force'])(
  '“calendar %s” is no command',
  (line) => {
    expect(() => checkWords('calendar', line.split(' ').filter(Boolean))).toThrow(UsageError)
  },
)
