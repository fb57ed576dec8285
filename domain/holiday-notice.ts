import { z } from 'zod'
import type { NoticeDay } from './rules/calendar.ts'
import { isCivilDate } from './rules/civil-date.ts'

/** The State Council's holiday notice for one year. */
export interface HolidayNotice {
  year: number
  days: NoticeDay[]
  /** Where it was published. */
  source: string
}

const table = z.object({
  year: z.int('"year" should be a year like 2027.').min(2000).max(2998),
  papers: z
    .array(z.string().max(500), '"papers" should be a list of the addresses where the notice was published.')
    .default([]),
  days: z
    .array(
      z.object(
        {
          name: z.string('Every day needs a "name", like "国庆节".').trim().min(1).max(40),
          date: z.string().refine(isCivilDate, 'Every day needs a "date" that exists, like "2027-10-01".'),
          isOffDay: z.boolean('Every day needs "isOffDay": true for a rest day, false for one that is worked.'),
        },
        'Every day should look like {"name": "国庆节", "date": "2027-10-01", "isOffDay": true}.',
      ),
      '"days" should be a list.',
    )
    .max(200, '"days" holds more than a year of holidays can have.'),
})

/**
 * Reads a year's table that has been parsed from JSON: {year, papers, days: [{name, date, isOffDay}]}. `file` is named as
 * the source when the table names no paper. All that is wrong with it is told in sentences.
 */
export function readNotice(
  json: unknown,
  file: string,
): { ok: true; notice: HolidayNotice } | { ok: false; problems: string[] } {
  const parsed = table.safeParse(json)
  if (!parsed.success) return { ok: false, problems: [...new Set(parsed.error.issues.map(toSentence))] }
  const { year, papers } = parsed.data
  const days = parsed.data.days.map(({ date, name, isOffDay }) => ({ on: date, name, isOffDay }))
  const problems = findContradictions(year, days)
  if (problems.length > 0) return { ok: false, problems }
  const inOrder = days.toSorted((a, b) => (a.on < b.on ? -1 : 1))
  return { ok: true, notice: { year, days: inOrder, source: papers.join(' ') || file } }
}

function toSentence({ path, message }: z.core.$ZodIssue): string {
  const at = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('')
  return at === '' ? 'It should be an object {"year": …, "papers": […], "days": […]}.' : `${at.slice(1)}: ${message}`
}

function findContradictions(year: number, days: readonly NoticeDay[]): string[] {
  if (days.length === 0) return [`It has no days: the notice for ${year} is not out, or not in this file yet.`]
  const seen = new Set<string>()
  const problems = days.flatMap(({ on }) => {
    const twice = seen.has(on)
    seen.add(on)
    return [
      ...(twice ? [`${on} stands in it twice.`] : []),
      ...(isOfYear(on, year) ? [] : [`${on} is not in ${year}. Only days about New Year may lie just outside it.`]),
    ]
  })
  const national = days.find(({ on }) => on === `${year}-10-01`)
  if (!national?.isOffDay) {
    problems.push(`${year}-10-01 is no rest day in it. Every notice has National Day, so something is missing.`)
  }
  return problems
}

/** A notice begins with New Year, whose days off and days worked instead may lie on either side of it. */
function isOfYear(on: string, year: number): boolean {
  return on.startsWith(`${year}-`) || on.startsWith(`${year - 1}-12-`) || on.startsWith(`${year + 1}-01-`)
}
