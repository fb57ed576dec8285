import table from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import { describe, expect, it } from 'vitest'
import { loadCalendar } from '../../../domain/holidays.ts'
import { type Calendar, createCalendar, nextWorkingDayOnOrAfter } from '../../../domain/rules/calendar.ts'
import { countDeadline } from '../../../domain/rules/deadlines.ts'
import { findRule, type RuleId, rulePacks } from '../../../domain/rules/rule-pack.ts'
import official from '../../fixtures/holiday-notices.json' with { type: 'json' }
import { noticeCalendar } from './notice-calendar.ts'
import { type Almanac, consult, leaves, placeOf } from './oracle.ts'

/** The same days, as each side wants them. */
interface Both {
  calendar: Calendar
  almanac: Almanac
}

const days = official.notices.flatMap((notice) => notice.days)
const notices: Both = {
  calendar: noticeCalendar,
  almanac: {
    off: new Set(days.filter((day) => day.isOffDay).map((day) => day.on)),
    worked: new Set(days.filter((day) => !day.isOffDay).map((day) => day.on)),
    years: new Set(official.notices.map((notice) => notice.year)),
  },
}
const packaged: Both = {
  calendar: loadCalendar(),
  almanac: {
    off: new Set(Object.keys(table.holidays)),
    worked: new Set(Object.keys(table.workdays)),
    years: new Set(
      Object.keys(table.holidays)
        .filter((on) => on.endsWith('-10-01'))
        .map((on) => Number(on.slice(0, 4))),
    ),
  },
}

/** How many: CI asks for 100,000 with XINQIAO_ORACLE. */
const rounds = Number(process.env.XINQIAO_ORACLE ?? 10_000)

const rules = rulePacks.flatMap((pack) => pack.rules)
const firstStart = placeOf('2022-01-01')
const lastStart = placeOf('2028-12-31')

describe('counting against an oracle that turns the leaves one by one', () => {
  it(`${rounds} random rules, starts, calendars, extensions and pauses come to the same dates`, {
    timeout: 80_000,
  }, () => {
    const seed = Math.floor(Math.random() * 2 ** 31)
    const draw = dice(seed)
    const calendars = [notices, packaged, ...Array.from({ length: 200 }, () => inventCalendar(draw))]
    const drawn = { working: 0, provisional: 0, moved: 0, extended: 0, paused: 0 }
    for (let round = 0; round < rounds; round++) {
      const rule = pick(rules, draw)
      const start = leaves[draw(firstStart, lastStart)]?.on ?? ''
      const { calendar, almanac } = draw(0, 2) === 0 ? pick([notices, packaged], draw) : pick(calendars, draw)
      const extended = draw(0, 1) * draw(1, rule.unit === 'working' ? 5 : 60)
      const paused = draw(0, 1) * draw(1, 40)
      const counted = countDeadline(rule, start, calendar, { extendedDays: extended, pausedDays: paused })
      const found = { ...counted, skipped: counted.skipped.map((day) => day.on) }
      const wanted = consult(rule, start, almanac, { extended, paused })
      // Compared as text first: a hundred thousand assertions take longer than the counting.
      if (JSON.stringify(inOrder(found)) !== JSON.stringify(inOrder(wanted))) {
        expect(found, `seed ${seed}: ${rule.id} from ${start}, +${extended}, paused ${paused}`).toEqual(wanted)
      }
      if (rule.unit === 'working') drawn.working++
      if (wanted.provisional) drawn.provisional++
      if (wanted.dueOn !== wanted.rawLastDay) drawn.moved++
      if (extended > 0) drawn.extended++
      if (paused > 0) drawn.paused++
    }
    // All of it has come up, and often.
    for (const [what, times] of Object.entries(drawn)) expect([what, times > rounds / 20]).toEqual([what, true])
  })

  it('knows the civil calendar by itself', () => {
    expect(leaves.length).toBe(3652)
    expect(leaves[placeOf('2024-02-29')]?.weekday).toBe(4)
    expect(leaves[placeOf('2026-10-01')]?.weekday).toBe(4)
    expect(leaves.at(-1)).toMatchObject({ on: '2030-12-31', weekday: 2 })
  })
})

describe('worked by hand', () => {
  it.each<[RuleId, string, string, string, string]>([
    ['NOTICE_15D', '2026-02-02', '2026-02-17', '2026-02-24', '2026-02-14'],
    ['NOTICE_15D', '2026-02-13', '2026-02-28', '2026-02-28', '2026-02-28'],
    ['HANDLE_60D', '2026-08-03', '2026-10-02', '2026-10-08', '2026-09-30'],
    ['OBJECT_5WD', '2026-09-17', '2026-09-23', '2026-09-23', '2026-09-23'],
  ])('%s from %s: by the count %s, in law %s, for the office %s', (id, start, rawLastDay, dueOn, remindOn) => {
    const rule = findRule(id)
    const dates = { rawLastDay, dueOn, remindOn, provisional: false }
    expect(countDeadline(rule, start, noticeCalendar)).toMatchObject(dates)
    expect(consult(rule, start, notices.almanac, { extended: 0, paused: 0 })).toMatchObject(dates)
  })

  it('a day on the fifteenth of each month has to move four times in 2026, and four times in 2025', () => {
    const fifteenths = (year: number) =>
      Array.from({ length: 12 }, (_, month) => `${year}-${String(month + 1).padStart(2, '0')}-15`)
    const moved = (year: number) =>
      fifteenths(year)
        .map((on) => [on, nextWorkingDayOnOrAfter(on, noticeCalendar)])
        .filter(([on, to]) => on !== to)
    expect(moved(2026)).toEqual([
      ['2026-02-15', '2026-02-24'],
      ['2026-03-15', '2026-03-16'],
      ['2026-08-15', '2026-08-17'],
      ['2026-11-15', '2026-11-16'],
    ])
    expect(moved(2025)).toHaveLength(4)
  })
})

/** A calendar nobody has: holidays of up to ten days anywhere, weekends worked here and there, years unknown. */
function inventCalendar(draw: Dice): Both {
  const off = new Set<string>()
  const worked = new Set<string>()
  for (let holiday = draw(0, 90); holiday > 0; holiday--) {
    const first = draw(0, leaves.length - 1)
    for (const leaf of leaves.slice(first, first + draw(1, 10))) off.add(leaf.on)
  }
  for (let weekend = draw(0, 60); weekend > 0; weekend--) {
    const leaf = pick(leaves, draw)
    if (leaf.weekday % 6 === 0 && !off.has(leaf.on)) worked.add(leaf.on)
  }
  const years = [2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028, 2029, 2030].filter(() => draw(0, 3) > 0)
  const noticeDays = [
    ...[...off].map((on) => ({ on, name: '假', isOffDay: true })),
    ...[...worked].map((on) => ({ on, name: '班', isOffDay: false })),
  ]
  return { calendar: createCalendar(noticeDays, years), almanac: { off, worked, years: new Set(years) } }
}

/** A whole number from `least` to `most`. */
type Dice = (least: number, most: number) => number

/** The same throws for the same seed (mulberry32). */
function dice(seed: number): Dice {
  let state = seed
  return (least, most) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return least + (((mixed ^ (mixed >>> 14)) >>> 0) % (most - least + 1))
  }
}

function pick<T>(all: readonly T[], draw: Dice): T {
  return all[draw(0, all.length - 1)] as T
}

function inOrder({ rawLastDay, dueOn, remindOn, provisional, skipped }: ReturnType<typeof consult>) {
  return [rawLastDay, dueOn, remindOn, provisional, skipped]
}
