import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inParts, mostInPart } from '../../../domain/rules/brief-parts.ts'

describe('what is told in parts', () => {
  it('is one part while it is short, and one that is empty where there is nothing', () => {
    expect(inParts([1, 2, 3], () => 10)).toEqual([[1, 2, 3]])
    expect(inParts([], () => 10)).toEqual([[]])
  })

  it('has twenty visits in a part at most', () => {
    const visits = Array.from({ length: 45 }, (_, i) => i)
    expect(inParts(visits, () => 0).map((part) => part.length)).toEqual([20, 20, 5])
  })

  it('gives what is too long by itself a part of its own', () => {
    expect(inParts([100, 5000, 100], (length) => length)).toEqual([[100], [5000], [100]])
  })

  it('keeps all, in order, and no part longer than can be read', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 900 })), (lengths) => {
        const parts = inParts(lengths, (length) => length)
        expect(parts.flat()).toEqual(lengths)
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(mostInPart)
          expect(part.reduce((sum, length) => sum + length, 0)).toBeLessThanOrEqual(2600)
        }
      }),
    )
  })
})
