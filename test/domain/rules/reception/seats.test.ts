import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hoursOn, seatsWithin, seatTimes } from '../../../../domain/rules/reception/seats.ts'

const spans = [
  ['08:30', '11:30'],
  ['14:30', '17:10'],
] as const
const settings = { hours: [{ spans }], seatMinutes: 20, seats: 12, reservedSeats: 3 }
const starts = (changes: Partial<typeof settings>, on = '2026-01-15') =>
  seatTimes({ ...settings, ...changes }, on).map(({ startsAt }) => startsAt)

describe('the visits of a day', () => {
  it('follow one another, keep the break at noon, and end within the hours', () => {
    expect(starts({})).toEqual([
      ...['08:30', '08:50', '09:10', '09:30', '09:50', '10:10', '10:30', '10:50', '11:10'],
      ...['14:30', '14:50', '15:10'],
    ])
    expect(starts({ seats: 99 }).at(-1)).toBe('16:50')
    expect(starts({ seats: 99, seatMinutes: 50 })).toEqual(['08:30', '09:20', '10:10', '14:30', '15:20', '16:10'])
    expect(seatsWithin({ spans }, 20)).toBe(17)
  })

  it('are reserved here and there over the day', () => {
    const reserved = seatTimes(settings, '2026-01-15').filter((seat) => seat.reserved)
    expect(reserved.map(({ position, startsAt }) => [position, startsAt])).toEqual([
      [3, '09:10'],
      [7, '10:30'],
      [11, '14:50'],
    ])
    expect(seatTimes({ ...settings, reservedSeats: 0 }, '2026-01-15').some((seat) => seat.reserved)).toBe(false)
  })

  it('are none where the hours hold none', () => {
    expect(starts({ seatMinutes: 240 })).toEqual([])
    expect(starts({ hours: [{ from: '05-01', to: '09-30', spans }] as never }, '2026-10-01')).toEqual([])
  })
})

describe('the season of a date', () => {
  const summer = { from: '05-01', to: '09-30', spans: [['08:00', '11:00']] as const }
  const winter = { from: '10-01', to: '04-30', spans: [['09:00', '12:00']] as const }
  const rest = { spans: [['10:00', '11:00']] as const }

  it.each([
    ['2026-04-30', '09:00'],
    ['2026-05-01', '08:00'],
    ['2026-09-30', '08:00'],
    ['2026-10-01', '09:00'],
    ['2026-12-31', '09:00'],
    ['2028-02-29', '09:00'],
  ])('on %s visitors are received from %s', (on, from) => {
    expect(hoursOn([summer, winter], on)[0]?.[0]).toBe(from)
  })

  it('is the rest of the year where no other line is for it, wherever that stands', () => {
    expect(hoursOn([rest, summer], '2026-06-15')).toEqual(summer.spans)
    expect(hoursOn([rest, summer], '2026-12-15')).toEqual(rest.spans)
  })
})

describe('whatever the hours', () => {
  it('no visit meets another, none leaves its span, and as many are reserved as there should be', () => {
    const times = fc.uniqueArray(fc.integer({ min: 0, max: 287 }), { minLength: 2, maxLength: 8 })
    const length = fc.integer({ min: 5, max: 240 })
    const count = fc.integer({ min: 1, max: 60 })
    fc.assert(
      fc.property(times, length, count, fc.nat(60), (fives, seatMinutes, seats, reservedSeats) => {
        const edges = fives.toSorted((a, b) => a - b).map((five) => five * 5)
        const pairs = edges.flatMap((edge, i) => (i % 2 === 1 ? [[edges[i - 1] ?? 0, edge] as const] : []))
        const hours = [{ spans: pairs.map(([from, to]) => [clock(from), clock(to)] as const) }]
        const made = seatTimes({ hours, seatMinutes, seats, reservedSeats }, '2026-01-15')
        const taken = made.map(({ startsAt }) => [minuteOf(startsAt), minuteOf(startsAt) + seatMinutes] as const)
        for (const [i, [from, to]] of taken.entries()) {
          expect(pairs.some(([opens, shuts]) => opens <= from && to <= shuts)).toBe(true)
          expect(from).toBeGreaterThanOrEqual(taken[i - 1]?.[1] ?? 0)
        }
        const room = pairs.reduce((sum, [from, to]) => sum + Math.floor((to - from) / seatMinutes), 0)
        expect(made.length).toBe(Math.min(seats, room))
        expect(made.map(({ position }) => position)).toEqual(made.map((_, i) => i + 1))
        expect(made.filter(({ reserved }) => reserved).length).toBe(Math.min(reservedSeats, made.length))
      }),
    )
  })
})

function clock(minutes: number): string {
  return new Date(minutes * 60_000).toISOString().slice(11, 16)
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}
