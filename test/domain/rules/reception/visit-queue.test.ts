import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { officeInstant } from '../../../../domain/rules/civil-date.ts'
import { aheadOf, callOrder, type QueuedVisit } from '../../../../domain/rules/reception/visit-queue.ts'

const at = (time: string) => officeInstant('2026-08-17', time)
const visit = (id: string, startsAt: string | null, came: string, queueNumber: number, calledAt = ''): QueuedVisit => ({
  id,
  startsAt,
  minutes: startsAt === null ? null : 20,
  arrivedAt: at(came),
  calledAt: calledAt === '' ? null : at(calledAt),
  queueNumber,
})
const order = (visits: QueuedVisit[]) => callOrder(visits).map(({ id }) => id)

describe('who is called next', () => {
  it.each<[string, QueuedVisit[], string[]]>([
    [
      'seats by their time, whoever came first',
      [visit('b', '09:20', '08:30', 1), visit('a', '09:00', '08:50', 2)],
      ['a', 'b'],
    ],
    ['a seat before a number', [visit('walk', null, '08:00', 1), visit('seat', '10:00', '09:00', 2)], ['seat', 'walk']],
    [
      'numbers in the order in which they came',
      [visit('2', null, '09:05', 2), visit('1', null, '09:00', 1)],
      ['1', '2'],
    ],
    [
      'who comes when their time is over, by when they came',
      [visit('late', '09:00', '09:45', 3), visit('b', '09:20', '09:10', 1), visit('c', '10:00', '09:50', 4)],
      ['b', 'late', 'c'],
    ],
    [
      'who comes a little late keeps their time',
      [visit('late', '09:00', '09:19', 3), visit('b', '09:10', '09:00', 1)],
      ['late', 'b'],
    ],
    [
      'who is late before who has no seat',
      [visit('walk', null, '08:00', 1), visit('late', '09:00', '11:00', 2)],
      ['late', 'walk'],
    ],
    [
      'who was not there when called, behind those who were',
      [visit('missed', '09:00', '09:30', 1, '09:05'), visit('b', '09:20', '09:00', 2)],
      ['b', 'missed'],
    ],
    [
      'the same without a seat',
      [visit('missed', null, '09:30', 1, '09:05'), visit('b', null, '09:10', 2), visit('new', null, '09:40', 3)],
      ['b', 'missed', 'new'],
    ],
  ])('%s', (_, visits, expected) => {
    expect(order(visits)).toEqual(expected)
    expect(expected.map((id) => aheadOf(visits, id))).toEqual(expected.map((_, index) => index))
  })

  it('is the same in whatever order they are read, and leaves nobody out', () => {
    const time = fc
      .integer({ min: 8 * 60, max: 17 * 60 })
      .map((m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`)
    const visits = fc
      .array(fc.tuple(fc.option(time), time, fc.boolean()), { maxLength: 12 })
      .map((rows) =>
        rows.map(([startsAt, came, called], index) =>
          visit(String(index), startsAt, came, index + 1, called ? '08:00' : ''),
        ),
      )
    fc.assert(
      fc.property(visits, fc.infiniteStream(fc.integer()), (queue, chance) => {
        const shuffled = queue
          .map((one) => [chance.next().value, one] as const)
          .toSorted((a, b) => a[0] - b[0])
          .map(([, one]) => one)
        const called = order(queue)
        expect(order(shuffled)).toEqual(called)
        expect(called.toSorted()).toEqual(queue.map(({ id }) => id).toSorted())
        const seats = called.map((id) => queue.find((one) => one.id === id)?.startsAt !== null)
        expect(seats.toSorted((a, b) => Number(b) - Number(a))).toEqual(seats)
      }),
      { numRuns: 200 },
    )
  })

  it('who is not there has nobody before them', () => {
    expect(aheadOf([visit('a', null, '09:00', 1)], 'b')).toBeUndefined()
  })
})
