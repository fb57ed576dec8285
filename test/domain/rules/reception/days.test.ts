import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCalendar } from '../../../../domain/rules/calendar.ts'
import { daysBetween } from '../../../../domain/rules/civil-date.ts'
import { type ReceptionRule, receptionDays, type Shift } from '../../../../domain/rules/reception/days.ts'
import { noticeCalendar } from '../notice-calendar.ts'
import { leaves, placeOf } from '../oracle.ts'

/** The 15th, shifted to the next working day, twelve visits of twenty minutes of which three are reserved. */
const rule: ReceptionRule = {
  dayOfMonth: 15,
  shift: 'next',
  hours: [
    {
      spans: [
        ['08:30', '11:30'],
        ['14:30', '17:10'],
      ],
    },
  ],
  seatMinutes: 20,
  seats: 12,
  reservedSeats: 3,
  directors: [{ name: '覃望舒' }],
  place: { zh: '一楼接访室' },
  video: false,
  tours: [],
}

const daysOf = (changes: Partial<ReceptionRule>, from: string, to: string, calendar = noticeCalendar) =>
  receptionDays({ ...rule, ...changes }, from, to, calendar)
const heldOn = (changes: Partial<ReceptionRule>, from: string, to: string) =>
  daysOf(changes, from, to).map(({ on }) => on)

describe('the 15th of 2025 and 2026, by the holiday notices', () => {
  const moved: Record<string, string> = {
    '2025-02-15': '2025-02-17',
    '2025-03-15': '2025-03-17',
    '2025-06-15': '2025-06-16',
    '2025-11-15': '2025-11-17',
    '2026-02-15': '2026-02-24',
    '2026-03-15': '2026-03-16',
    '2026-08-15': '2026-08-17',
    '2026-11-15': '2026-11-16',
  }

  it('is held on these 24 days: it falls on a rest day four times in each year', () => {
    const months = Array.from({ length: 12 }, (_, i) => String(i + 1).padStart(2, '0'))
    const fifteenths = ['2025', '2026'].flatMap((year) => months.map((month) => `${year}-${month}-15`))
    const days = daysOf({}, '2025-01-01', '2026-12-31')
    expect(days.map(({ ruleOn, on, reason, provisional }) => [ruleOn, on, reason, provisional])).toEqual(
      fifteenths.map((on) => [on, moved[on] ?? on, on in moved ? 'rest-day' : '', false]),
    )
  })

  it('in Spring Festival of 2026 it goes to the first day of work, the 24th; before it, to the make-up Saturday', () => {
    expect(heldOn({}, '2026-02-15', '2026-02-15')).toEqual(['2026-02-24'])
    expect(heldOn({ shift: 'previous' }, '2026-02-15', '2026-02-15')).toEqual(['2026-02-14'])
    expect(heldOn({ shift: 'none' }, '2026-02-15', '2026-02-15')).toEqual(['2026-02-15'])
  })

  it('a make-up Saturday or Sunday is a working day', () => {
    expect(daysOf({ dayOfMonth: 28 }, '2026-02-01', '2026-02-28')).toMatchObject([{ on: '2026-02-28', reason: '' }])
    expect(daysOf({ dayOfMonth: 20 }, '2026-09-01', '2026-09-30')).toMatchObject([{ on: '2026-09-20', reason: '' }])
  })

  it('asked for one day, a month or two years, each day is the same', () => {
    const all = daysOf({}, '2025-01-01', '2026-12-31')
    expect(all.flatMap(({ ruleOn }) => daysOf({}, ruleOn, ruleOn))).toEqual(all)
    expect(heldOn({}, '2026-02-16', '2026-03-14')).toEqual([])
    expect(heldOn({}, '2026-03-01', '2026-02-01')).toEqual([])
  })
})

describe('a month that lacks the day', () => {
  it('has it on its last day', () => {
    const ruled = daysOf({ dayOfMonth: 31 }, '2028-01-01', '2028-06-30').map(({ ruleOn }) => ruleOn)
    expect(ruled).toEqual(['2028-01-31', '2028-02-29', '2028-03-31', '2028-04-30', '2028-05-31', '2028-06-30'])
    expect(daysOf({ dayOfMonth: 29 }, '2026-02-01', '2026-02-28')).toMatchObject([{ ruleOn: '2026-02-28' }])
  })

  it('a shift may leave the month, and the year', () => {
    expect(heldOn({ dayOfMonth: 31 }, '2026-01-31', '2026-01-31')).toEqual(['2026-02-02'])
    expect(heldOn({ dayOfMonth: 1, shift: 'previous' }, '2026-10-01', '2026-10-01')).toEqual(['2026-09-30'])
    expect(heldOn({ dayOfMonth: 1, shift: 'previous' }, '2026-01-01', '2026-01-01')).toEqual(['2025-12-31'])
  })
})

describe('a date that hangs on a notice which is not out', () => {
  it('is provisional, and is another one when the notice is in', () => {
    expect(daysOf({}, '2027-02-15', '2027-02-15')).toMatchObject([{ on: '2027-02-15', provisional: true }])
    const informed = createCalendar([{ on: '2027-02-15', name: '春节', isOffDay: true }], [2026, 2027])
    const days = daysOf({}, '2027-02-15', '2027-02-15', informed)
    expect(days).toMatchObject([{ on: '2027-02-16', reason: 'rest-day', provisional: false }])
  })

  it('is provisional too when only the shift reaches into that year', () => {
    const calendar = createCalendar([{ on: '2026-12-31', name: '元旦', isOffDay: true }], [2026])
    const days = daysOf({ dayOfMonth: 31 }, '2026-12-31', '2026-12-31', calendar)
    expect(days).toMatchObject([{ on: '2027-01-01', provisional: true }])
  })

  it('is not where it is held whatever day it is', () => {
    expect(daysOf({ shift: 'none' }, '2027-02-15', '2027-02-15')).toMatchObject([{ provisional: false }])
  })
})

describe('days in the townships', () => {
  const tours = [
    { township: 'qingshi', place: { zh: '青石镇便民服务中心' }, months: [3, 9], dayOfMonth: 25 },
    { township: 'meiling', place: { zh: '梅岭乡政府' }, dates: ['2026-05-23', '2026-10-03'], director: '陆青禾' },
  ]

  it('are on their day of these months or on their dates, and give way to rest days like the others', () => {
    const days = daysOf({ tours }, '2026-01-01', '2026-12-31').filter(({ kind }) => kind === 'tour')
    expect(days.map(({ township, ruleOn, on, director }) => [township, ruleOn, on, director])).toEqual([
      ['qingshi', '2026-03-25', '2026-03-25', '覃望舒'],
      ['meiling', '2026-05-23', '2026-05-25', '陆青禾'],
      ['qingshi', '2026-09-25', '2026-09-28', '覃望舒'],
      ['meiling', '2026-10-03', '2026-10-08', '陆青禾'],
    ])
    expect(days[0]).toMatchObject({ place: '青石镇便民服务中心', video: false, seats: { length: 12 } })
  })

  it('one that wants a Saturday gets it, and one named twice is one', () => {
    const [, meiling] = tours
    const saturday = { ...meiling, township: 'meiling', place: { zh: '梅岭乡政府' }, shift: 'none' as const }
    const days = daysOf({ tours: [saturday, saturday] }, '2026-05-16', '2026-05-31')
    expect(days).toMatchObject([{ on: '2026-05-23', reason: '', township: 'meiling' }])
  })
})

describe('whatever the office file says', () => {
  const first = placeOf('2025-01-01')
  const last = placeOf('2026-12-31')
  const span = fc
    .tuple(fc.integer({ min: first, max: last }), fc.integer({ min: first, max: last }))
    .map(([a, b]) => [leaves[Math.min(a, b)]?.on ?? '', leaves[Math.max(a, b)]?.on ?? ''] as const)
  const shift = fc.constantFrom<Shift[]>('next', 'previous', 'none')
  const dayOfMonth = fc.integer({ min: 1, max: 31 })

  it('the days are those that turning the leaves of a calendar one by one finds', () => {
    fc.assert(
      fc.property(span, shift, dayOfMonth, ([from, to], shift, dayOfMonth) => {
        const found = daysOf({ shift, dayOfMonth }, from, to).map(({ ruleOn, on }) => [ruleOn, on])
        expect(found).toEqual(turn(dayOfMonth, shift, from, to))
      }),
    )
  })

  it('none is on a rest day, “next” is never earlier, “previous” never later, and they come in order', () => {
    fc.assert(
      fc.property(span, shift, dayOfMonth, ([from, to], shift, dayOfMonth) => {
        const tours = [{ township: 'qingshi', place: { zh: '青石镇' }, months: [1, 5, 10] }]
        const days = daysOf({ shift, dayOfMonth, tours }, from, to)
        for (const { ruleOn, on, reason } of days) {
          if (shift !== 'none') expect(noticeCalendar.isWorkingDay(on)).toBe(true)
          const ahead = daysBetween(ruleOn, on)
          expect(Math.sign(ahead)).toBeOneOf(shift === 'next' ? [0, 1] : shift === 'previous' ? [0, -1] : [0])
          expect(reason).toBe(ahead === 0 ? '' : 'rest-day')
        }
        expect(days.map(({ on }) => on)).toEqual(days.map(({ on }) => on).toSorted())
      }),
    )
  })
})

/** What is red in the notices is a rest day, what is worked is not, and of the others Saturdays and Sundays are. */
function rests(place: number): boolean {
  const { on, weekday } = leaves[place] ?? { on: '', weekday: 0 }
  const name = noticeCalendar.nameOf(on)
  return name === '调休上班' ? false : name !== undefined || weekday === 0 || weekday === 6
}

/** The same days, found leaf by leaf: the one whose number is the day, or the last of its month if no later one is. */
function turn(dayOfMonth: number, shift: Shift, from: string, to: string): [string, string][] {
  const days: [string, string][] = []
  for (let place = placeOf(from); place <= placeOf(to); place++) {
    const { on: ruleOn } = leaves[place] ?? { on: '' }
    const number = Number(ruleOn.slice(8))
    const isLast = leaves[place + 1]?.on.endsWith('-01') ?? true
    if (number !== dayOfMonth && !(isLast && number < dayOfMonth)) continue
    let held = place
    while (shift !== 'none' && rests(held)) held += shift === 'next' ? 1 : -1
    days.push([ruleOn, leaves[held]?.on ?? ''])
  }
  return days
}
