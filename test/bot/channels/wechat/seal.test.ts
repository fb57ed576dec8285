import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openSealed } from '../../../../bot/channels/wechat/seal.ts'
import { seal } from '../../../wechat/seal.ts'
import { aesKey } from './open.ts'

const appId = 'wx0123456789abcdef'

describe('what is sealed', () => {
  it('opens with its key, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (words) => {
        expect(openSealed(seal(words, aesKey, appId), aesKey, appId)).toBe(words)
      }),
      { numRuns: 50 },
    )
  })

  it('does not open when it was made up', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 96 }), (made) => {
        expect(openSealed(Buffer.from(made).toString('base64'), aesKey, appId)).toBeUndefined()
      }),
      { numRuns: 100 },
    )
  })
})
