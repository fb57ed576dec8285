import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createGrams } from '../../../../domain/rules/policy-search/grams.ts'
import { createPostingsBuilder } from '../../../../domain/rules/policy-search/postings.ts'

const saturation = { k1: 1, b: 0.7 }
const texts = fc.array(
  fc.string({ unit: fc.constantFrom('移', '民', '补', '偿', '水', 'a', '1', ' '), maxLength: 12 }),
  {
    minLength: 1,
    maxLength: 8,
  },
)

/** Characters, latin words and neighbours, the slow way. */
function slowGrams(text: string): string[] {
  return text.split(' ').flatMap((part) => {
    const units = part.match(/[a-z0-9]+|[^a-z0-9]/g) ?? []
    return units.flatMap((unit, i) => (i > 0 ? [unit, `${units[i - 1]}+${unit}`] : [unit]))
  })
}

describe('grams', () => {
  it('are as many and as different as by hand', () => {
    fc.assert(
      fc.property(texts, (written) => {
        const grams = createGrams()
        const ids = new Map<string, number>()
        for (const text of written) {
          const found = grams.add(text)
          const slow = slowGrams(text)
          expect(found).toHaveLength(slow.length)
          slow.forEach((gram, i) => {
            expect(ids.get(gram) ?? found[i]).toBe(found[i])
            ids.set(gram, found[i] ?? -1)
            expect(grams.isSingle(found[i] ?? -1)).toBe(!gram.includes('+'))
          })
          expect(grams.find(text)).toEqual(found)
        }
        expect(grams.size).toBe(ids.size)
      }),
    )
  })

  it('that were never seen are told as such', () => {
    const grams = createGrams()
    grams.add('移民')
    expect([...grams.find('移民局')]).toEqual([...grams.find('移民'), -1, -1])
  })
})

describe('scores', () => {
  it('are those of BM25 counted by hand', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom('移', '民补', '偿水', 'a'), (written, asked) => {
        const grams = createGrams()
        const builder = createPostingsBuilder(saturation)
        const all = written.map((text, at) => {
          const ids = grams.add(text)
          builder.add(at, ids, 1)
          return [...ids]
        })
        const steps = builder.finish(written.length)
        let step = steps.next()
        while (!step.done) step = steps.next()
        const postings = step.value
        const scores = new Float32Array(written.length)
        for (const gram of grams.find(asked)) postings.addScores(gram, 2, scores)

        const filled = all.filter((ids) => ids.length > 0)
        const usual = filled.reduce((total, ids) => total + ids.length, 0) / (filled.length || 1)
        all.forEach((ids, at) => {
          const expected = [...grams.find(asked)].reduce((total, gram) => {
            const times = ids.filter((id) => id === gram).length
            if (gram < 0 || times === 0) return total
            const holders = all.filter((other) => other.includes(gram)).length
            const rarity = Math.log(1 + (all.length - holders + 0.5) / (holders + 0.5))
            const { k1, b } = saturation
            return total + (2 * rarity * times * (k1 + 1)) / (times + k1 * (1 - b + (b * ids.length) / usual))
          }, 0)
          expect(scores[at]).toBeCloseTo(expected, 3)
        })
      }),
    )
  })
})
