import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupPlaces } from '../../../domain/rules/place-groups.ts'

const counts = (...people: number[]) => people.map((count, i) => ({ place: `p${i}`, people: count }))

describe('people by place', () => {
  it.each<[string, number[], [string | null, number][]]>([
    [
      'all of them from five on',
      [7, 5],
      [
        ['p0', 7],
        ['p1', 5],
      ],
    ],
    [
      'small places together',
      [9, 3, 2],
      [
        ['p0', 9],
        [null, 5],
      ],
    ],
    [
      'and with the next when they are few still, so that no difference tells who it was',
      [9, 6, 3],
      [
        ['p0', 9],
        [null, 9],
      ],
    ],
    ['nothing when nothing can be shown', [3, 1], []],
    ['all in one where that is all', [6, 1], [[null, 7]]],
  ])('%s', (_, people, shown) => {
    expect(groupPlaces(counts(...people)).map(({ place, people }) => [place, people])).toEqual(shown)
  })

  it('no number is below five, and no more are counted than there were', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 12 }), (people) => {
        const shown = groupPlaces(counts(...people))
        for (const { people } of shown) expect(people).toBeGreaterThanOrEqual(5)
        const [all, told] = [people, shown.map((one) => one.people)].map((each) => each.reduce((sum, n) => sum + n, 0))
        // All of them, or nothing where fewer than five would be told apart.
        expect(told === all || (told === 0 && (all ?? 0) < 5)).toBe(true)
      }),
    )
  })
})
