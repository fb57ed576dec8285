import { describe, expect, it } from 'vitest'
import { parseOfficeFile } from '../../../domain/office-file.ts'
import example from '../../../office.example.json' with { type: 'json' }

type Reception = Record<string, unknown>

/** What is wrong with the example when its reception days are changed so. */
function problemsOf(changes: Reception): string[] {
  const parsed = parseOfficeFile({ ...example, reception: { ...example.reception, ...changes } })
  return parsed.ok ? [] : parsed.problems.map(({ path, problem }) => `${path}: ${problem}`)
}

const spans = [['08:30', '16:30']]
const place = { zh: '村委会', en: 'Village hall' }

describe('the reception days of an office file', () => {
  it('can be left out, and say little: the rest has its ordinary value', () => {
    const { reception: _, ...without } = example
    expect(parseOfficeFile(without).ok).toBe(true)
    const parsed = parseOfficeFile({ ...without, reception: { hours: [{ spans }], place } })
    expect(parsed.ok && parsed.office.reception).toEqual({
      dayOfMonth: 15,
      shift: 'next',
      hours: [{ spans }],
      seatMinutes: 20,
      seats: 12,
      reservedSeats: 2,
      publishDaysAhead: 30,
      monthsAhead: 3,
      closesBefore: 8,
      offerHours: 24,
      directors: [],
      place,
      video: false,
      tours: [],
      maxPeople: 5,
      bring: [],
    })
  })

  it('of the example are right, name nobody twice in a month, and say what to bring', () => {
    expect(problemsOf({})).toEqual([])
    expect(example.reception.bring.length).toBeGreaterThan(0)
  })

  it.each<[string, Reception, string]>([
    ['a day no month has', { dayOfMonth: 32 }, 'reception.dayOfMonth: Write a whole number from 1 to 31.'],
    ['half a day', { dayOfMonth: 1.5 }, 'reception.dayOfMonth: Write a whole number here.'],
    ['an unknown shift', { shift: 'later' }, 'reception.shift: Write "next", "previous" or "none".'],
    ['no hours', { hours: undefined }, 'reception.hours: Missing. Write a list [ … ].'],
    ['no place', { place: undefined }, 'reception.place: Missing. Write an object { … }.'],
    [
      'a month 13',
      { directors: [{ name: '甲', months: [13] }] },
      'reception.directors[0].months[0]: Write a whole number from 1 to 12.',
    ],
    ['six people', { maxPeople: 6 }, 'reception.maxPeople: Write at most 5: 《信访工作条例》 20 allows no more.'],
    ['a visit of a minute', { seatMinutes: 1 }, 'reception.seatMinutes: Write a whole number from 5 to 240.'],
    [
      'a day there is not',
      { hours: [{ from: '02-30', to: '09-30', spans }, { spans }] },
      'reception.hours[0].from: Write a month and a day like "05-01".',
    ],
    [
      'a season without an end',
      { hours: [{ from: '05-01', spans }, { spans }] },
      'reception.hours[0]: A season has a first and a last day. Write both "from" and "to", or neither.',
    ],
    [
      'two lines for the rest of the year',
      { hours: [{ spans }, { spans }] },
      'reception.hours[1]: hours[0] is for the rest of the year already. Write "from" and "to" here, or take one out.',
    ],
    [
      'seasons that overlap, one over the turn of the year',
      {
        hours: [
          { from: '10-01', to: '05-01', spans },
          { from: '05-01', to: '09-30', spans },
        ],
      },
      'reception.hours[1]: 05-01 is in hours[0] already. Write seasons that do not overlap.',
    ],
    [
      'a year with a gap',
      {
        hours: [
          { from: '03-01', to: '12-31', spans },
          { from: '01-01', to: '02-28', spans },
        ],
      },
      'reception.hours: No line is for 02-29. Add one without "from" and "to" for the rest of the year.',
    ],
    [
      'a span that ends before it begins',
      { hours: [{ spans: [['11:30', '08:30']] }] },
      'reception.hours[0].spans[0]: Ends before it begins. Write the earlier time first.',
    ],
    [
      'more visits than the hours hold',
      { hours: [{ spans }, { from: '07-01', to: '08-31', spans: [['08:00', '10:00']] }] },
      'reception.seats: hours[1] holds 6 of 20 minutes. Write at most 6, or longer hours.',
    ],
    [
      'nothing left to book',
      { reservedSeats: 12 },
      'reception.reservedSeats: Nobody could book one in the chat. Write fewer than 12.',
    ],
    [
      'a month that two have',
      { directors: [{ name: '甲', months: [1, 2] }, { name: '乙', months: [2] }, { name: '丙' }] },
      'reception.directors[1].months[0]: Month 2 is that of directors[0] already.',
    ],
    [
      'months that nobody has',
      { directors: [{ name: '甲', months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] }] },
      "reception.directors: Nobody has month 11, 12. Write it into somebody's months, or leave somebody's months out.",
    ],
    [
      'a tour to nowhere',
      { tours: [{ township: 'nowhere', place, months: [3] }] },
      'reception.tours[0].township: There is no township "nowhere". Write one of "qingshi", "longkou", "meiling", "shuanghe", or add the township.',
    ],
    [
      'a tour at no time',
      { tours: [{ township: 'qingshi', place }] },
      'reception.tours[0]: Write either "months" or "dates": when does the director go there?',
    ],
    [
      'a tour on dates and on a day of the month',
      { tours: [{ township: 'qingshi', place, dates: ['2026-12-05'], dayOfMonth: 5 }] },
      'reception.tours[0].dayOfMonth: The dates are there already. Take one of the two out.',
    ],
    [
      'the same tour twice',
      { tours: [{ township: 'qingshi', place, dates: ['2026-12-05', '2026-12-05'] }] },
      'reception.tours[0].dates[1]: This tour is at tours[0].dates[0] already. Take one out.',
    ],
    [
      'a tour on a date there is not',
      { tours: [{ township: 'qingshi', place, dates: ['2026-02-29'] }] },
      'reception.tours[0].dates[0]: Write a date that exists, like "2026-09-22".',
    ],
    [
      'days announced before they are made',
      { publishDaysAhead: 90 },
      'reception.publishDaysAhead: Days are made for 3 months ahead only. Write at most 84, or more monthsAhead.',
    ],
    [
      'booking that ends before it begins',
      { publishDaysAhead: 2, closesBefore: 48 },
      'reception.closesBefore: Booking would end before it begins. Write fewer hours.',
    ],
    ['a misspelt field', { seat: 3 }, 'reception.seat: "seat" is not known here. Take it out or correct its spelling.'],
  ])('%s is told with its path and what to write', (_, changes, problem) => {
    expect(problemsOf(changes)).toContain(problem)
  })

  it('what to bring about a topic stands with the topic', () => {
    const [group] = example.categories
    const wrong = { ...example, categories: [{ ...group, bring: [{ zh: '户口簿' }] }, ...example.categories.slice(1)] }
    const parsed = parseOfficeFile(wrong)
    expect(parsed.ok || parsed.problems).toEqual([
      { path: 'categories[0].bring[0].en', problem: 'Missing. Write a text in quotes.' },
    ])
  })
})
