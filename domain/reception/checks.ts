import type { OfficeProblem, ReceptionSettings } from '../office-schema.ts'
import { addDays } from '../rules/civil-date.ts'
import { freeMonths } from '../rules/reception/rota.ts'
import { isSeason, isWithin, seatsWithin } from '../rules/reception/seats.ts'

/** What no single field of the reception days can tell: a year with gaps, seats that no hours hold, a month held twice. */
export function findReceptionProblems(reception: ReceptionSettings): OfficeProblem[] {
  return [
    ...brokenSeasons(reception),
    ...seatsWithoutRoom(reception),
    ...brokenRota(reception),
    ...brokenTours(reception),
    ...brokenTimes(reception),
  ].map(({ path, problem }) => ({ path: `reception.${path}`, problem }))
}

/** Every month and day there can be, `02-29` included. */
const daysOfYear = Array.from({ length: 366 }, (_, i) => addDays('2024-01-01', i).slice(5))

function brokenSeasons({ hours }: ReceptionSettings): OfficeProblem[] {
  const seasons = hours.flatMap((line, i) => (isSeason(line) ? [{ line, i }] : []))
  const halves = seasons.filter(({ line }) => line.from === undefined || line.to === undefined)
  if (halves.length > 0) {
    return halves.map(({ i }) => ({
      path: `hours[${i}]`,
      problem: 'A season has a first and a last day. Write both "from" and "to", or neither.',
    }))
  }
  const rest = hours.flatMap((line, i) => (isSeason(line) ? [] : [i]))
  const twice = rest.slice(1).map((i) => ({
    path: `hours[${i}]`,
    problem: `hours[${rest[0]}] is for the rest of the year already. Write "from" and "to" here, or take one out.`,
  }))
  const overlaps = seasons.flatMap(({ line, i }, at) => {
    const [day, before] = firstShared(line, seasons.slice(0, at)) ?? []
    return day === undefined
      ? []
      : [{ path: `hours[${i}]`, problem: `${day} is in hours[${before}] already. Write seasons that do not overlap.` }]
  })
  const gap = rest.length > 0 ? undefined : daysOfYear.find((day) => !seasons.some(({ line }) => isWithin(line, day)))
  const gaps =
    gap === undefined
      ? []
      : [{ path: 'hours', problem: `No line is for ${gap}. Add one without "from" and "to" for the rest of the year.` }]
  return [...twice, ...overlaps, ...gaps]
}

type Line = ReceptionSettings['hours'][number]

function firstShared(line: Line, others: { line: Line; i: number }[]): [day: string, other: number] | undefined {
  for (const other of others) {
    const day = daysOfYear.find((one) => isWithin(line, one) && isWithin(other.line, one))
    if (day !== undefined) return [day, other.i]
  }
  return undefined
}

function seatsWithoutRoom({ hours, seats, seatMinutes, reservedSeats }: ReceptionSettings): OfficeProblem[] {
  const room = hours.map((line) => seatsWithin(line, seatMinutes))
  const least = Math.min(...room)
  const tooMany =
    seats <= least
      ? []
      : [
          {
            path: 'seats',
            problem: `hours[${room.indexOf(least)}] holds ${least} of ${seatMinutes} minutes. Write at most ${least}, or longer hours.`,
          },
        ]
  const allReserved =
    reservedSeats < seats
      ? []
      : [{ path: 'reservedSeats', problem: `Nobody could book one in the chat. Write fewer than ${seats}.` }]
  return [...tooMany, ...allReserved]
}

function brokenRota({ directors }: ReceptionSettings): OfficeProblem[] {
  const held = new Map<number, number>()
  const twice = directors.flatMap(({ months = [] }, i) =>
    months.flatMap((month, j) => {
      const before = held.get(month)
      held.set(month, before ?? i)
      return before === undefined
        ? []
        : [{ path: `directors[${i}].months[${j}]`, problem: `Month ${month} is that of directors[${before}] already.` }]
    }),
  )
  const free = freeMonths(directors)
  if (directors.length === 0 || free.length === 0 || directors.some(({ months }) => months === undefined)) return twice
  const problem = `Nobody has month ${free.join(', ')}. Write it into somebody's months, or leave somebody's months out.`
  return [...twice, { path: 'directors', problem }]
}

function brokenTours({ tours }: ReceptionSettings): OfficeProblem[] {
  const seen = new Map<string, string>()
  return tours.flatMap(({ township, months, dates, dayOfMonth }, i) => {
    const path = `tours[${i}]`
    if ((months === undefined) === (dates === undefined)) {
      return [{ path, problem: 'Write either "months" or "dates": when does the director go there?' }]
    }
    if (dates && dayOfMonth !== undefined) {
      return [{ path: `${path}.dayOfMonth`, problem: 'The dates are there already. Take one of the two out.' }]
    }
    return (dates ?? []).flatMap((on, j) => {
      const before = seen.get(`${township} ${on}`)
      seen.set(`${township} ${on}`, before ?? `${path}.dates[${j}]`)
      return before === undefined
        ? []
        : [{ path: `${path}.dates[${j}]`, problem: `This tour is at ${before} already. Take one out.` }]
    })
  })
}

function brokenTimes({ publishDaysAhead, monthsAhead, closesBefore }: ReceptionSettings): OfficeProblem[] {
  const shortest = monthsAhead * 28
  const late =
    publishDaysAhead <= shortest
      ? []
      : [
          {
            path: 'publishDaysAhead',
            problem: `Days are made for ${monthsAhead} months ahead only. Write at most ${shortest}, or more monthsAhead.`,
          },
        ]
  const early =
    closesBefore < publishDaysAhead * 24
      ? []
      : [{ path: 'closesBefore', problem: `Booking would end before it begins. Write fewer hours.` }]
  return [...late, ...early]
}
