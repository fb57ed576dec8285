import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ratioOf, spreadOf } from './sample.ts'

const rounds = (cpu: number[]) => cpu.map((each) => ({ cpu: each, perSecond: 1 }))

describe('the median', () => {
  it('is the one in the middle, whatever the order', () => {
    expect(spreadOf([9, 1, 100])).toEqual({ median: 9, least: 1, most: 100 })
  })

  it('of an even number lies between the two in the middle', () => {
    expect(spreadOf([10, 2, 4, 1])).toEqual({ median: 3, least: 1, most: 10 })
  })

  it('of nothing is refused', () => {
    expect(() => spreadOf([])).toThrow('nothing')
  })

  it('has at most half of the numbers below it, and at most half above it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1 }), (numbers) => {
        const { median, least, most } = spreadOf(numbers)
        const [below, above] = [numbers.filter((n) => n < median), numbers.filter((n) => n > median)]
        expect(Math.max(below.length, above.length)).toBeLessThanOrEqual(numbers.length / 2)
        expect([Math.min(...numbers), Math.max(...numbers)]).toEqual([least, most])
      }),
    )
  })
})

describe('the ratio', () => {
  it('compares each round with the same round of the floor: a slow minute of the machine falls on both', () => {
    expect(ratioOf(rounds([200, 2000, 400]), rounds([100, 1000, 200]))).toEqual({ median: 2, least: 2, most: 2 })
  })

  it('of different numbers of rounds is refused', () => {
    expect(() => ratioOf(rounds([1]), rounds([1, 2]))).toThrow('same rounds')
  })
})
