import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, officeInstant as at, civilDateOf, timeOfDay } from '../../../../domain/rules/civil-date.ts'
import {
  bookableUntil,
  dealSeats,
  givingFrom,
  type OfferTerms,
  offerAt,
  wakingFrom,
} from '../../../../domain/rules/reception/seat-offers.ts'
import { noticeCalendar } from '../notice-calendar.ts'

const hours = [
  ['08:30', '12:00'],
  ['14:30', '17:30'],
] as const
/** Monday, 17 August 2026: the last working day before it is Friday, the 14th. */
const terms: OfferTerms = { on: '2026-08-17', offerHours: 4, hours }
const offer = (on: string, time: string, more: Partial<OfferTerms> = {}) => {
  const made = offerAt(at(on, time), { ...terms, ...more }, noticeCalendar)
  return made.kind === 'give' ? 'give' : `${civilDateOf(made.until)} ${timeOfDay(made.until)}`
}

describe('an offer', () => {
  it.each([
    ['2026-08-03', '09:00', '2026-08-03 13:00'],
    // Would end at nine in the evening, in the night: in the morning then.
    ['2026-08-03', '17:00', '2026-08-04 09:00'],
    ['2026-08-03', '16:59', '2026-08-03 20:59'],
    // Made in the night it begins in the morning.
    ['2026-08-03', '23:30', '2026-08-04 12:00'],
    ['2026-08-04', '03:00', '2026-08-04 12:00'],
    // Shorter near the day: the last working afternoon before it.
    ['2026-08-14', '11:00', '2026-08-14 14:30'],
    ['2026-08-14', '13:30', '2026-08-14 14:30'],
    ['2026-08-14', '13:31', 'give'],
    ['2026-08-14', '14:30', 'give'],
    ['2026-08-16', '10:00', 'give'],
    ['2026-08-17', '09:00', 'give'],
  ])('of %s %s is kept until %s', (on, time, until) => {
    expect(offer(on, time)).toEqual(until)
  })

  it('a holiday before the day moves the last working afternoon', () => {
    // 9 October 2026 is a Friday; 1 to 7 October are holidays, the 8th is worked.
    expect(givingFrom({ on: '2026-10-09', hours }, noticeCalendar)).toEqual(at('2026-10-08', '14:30'))
    expect(givingFrom({ on: '2026-10-08', hours }, noticeCalendar)).toEqual(at('2026-09-30', '14:30'))
  })

  it('an office that works in one span has its afternoon from noon', () => {
    expect(givingFrom({ on: '2026-08-18', hours: [['08:00', '16:00']] }, noticeCalendar)).toEqual(
      at('2026-08-17', '12:00'),
    )
  })

  it('never ends in the night, before an hour is over, or when it could not be passed on', () => {
    const when = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 1439 }))
    fc.assert(
      fc.property(when, fc.integer({ min: 1, max: 168 }), ([days, minutes], offerHours) => {
        const now = new Date(at(addDays('2026-07-30', days), '00:00').getTime() + minutes * 60_000)
        const made = offerAt(now, { ...terms, offerHours }, noticeCalendar)
        const last = givingFrom(terms, noticeCalendar)
        if (made.kind === 'give') {
          expect(last.getTime() - wakingFrom(now).getTime()).toBeLessThan(3600_000)
          return
        }
        expect(made.until.getTime() - wakingFrom(now).getTime()).toBeGreaterThanOrEqual(3600_000)
        expect(made.until.getTime()).toBeLessThanOrEqual(last.getTime())
        expect(timeOfDay(made.until) >= '08:00' && timeOfDay(made.until) < '21:00').toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('booking in the chat ends so many hours before the day', () => {
    expect(bookableUntil('2026-08-17', 8)).toEqual(at('2026-08-16', '16:00'))
    expect(bookableUntil('2026-08-17', 0)).toEqual(at('2026-08-17', '00:00'))
  })
})

describe('free seats', () => {
  const seat = (position: number, reserved = false) => ({ id: `s${position}`, position, reserved })
  const person = (id: string, priority = false) => ({ id, priority })
  const dealt = (...args: Parameters<typeof dealSeats>) =>
    dealSeats(...args).map(({ seat, to }) => `${to.id} ${seat.id}`)

  it('go to those who wait in the order in which they came, the earliest seat first', () => {
    expect(dealt([seat(3), seat(1)], [person('a'), person('b'), person('c')], false)).toEqual(['a s1', 'b s3'])
  })

  it('that are reserved go to those they are for, who leave the others to the others', () => {
    const free = [seat(1), seat(2, true)]
    expect(dealt(free, [person('old', true), person('a')], false)).toEqual(['old s2', 'a s1'])
    expect(dealt(free, [person('a'), person('b')], false)).toEqual(['a s1'])
    expect(dealt([seat(1)], [person('old', true)], false)).toEqual(['old s1'])
  })

  it('and to everybody in the end', () => {
    expect(dealt([seat(2, true)], [person('a'), person('old', true)], true)).toEqual(['a s2'])
  })

  it('are never given twice, nor left while somebody waits who may have them', () => {
    const seats = fc.array(fc.boolean(), { maxLength: 8 }).map((all) => all.map((reserved, i) => seat(i, reserved)))
    const people = fc
      .array(fc.boolean(), { maxLength: 8 })
      .map((all) => all.map((priority, i) => person(`p${i}`, priority)))
    fc.assert(
      fc.property(seats, people, fc.boolean(), (free, waiting, open) => {
        const deals = dealSeats(free, waiting, open)
        const [given, got] = [new Set(deals.map(({ seat }) => seat.id)), new Set(deals.map(({ to }) => to.id))]
        expect([given.size, got.size]).toEqual([deals.length, deals.length])
        for (const one of free.filter(({ id }) => !given.has(id))) {
          const could = waiting.filter(({ id, priority }) => !got.has(id) && (!one.reserved || priority || open))
          expect(could).toEqual([])
        }
        for (const { seat, to } of deals) expect(!seat.reserved || to.priority || open).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
