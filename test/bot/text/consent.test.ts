import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { languages } from '../../../bot/text/names.ts'
import { findPlatform } from '../../../bot/text/platforms.ts'
import { type Say, say } from '../../../bot/text/sentences.ts'
import { word } from '../../../bot/text/word.ts'
import { consentVersion } from '../../../domain/consents.ts'
import { foreignChannels } from '../../../domain/rules/borders.ts'
import { exampleOffice } from '../../context.ts'

/** The wording of each version, both languages together. A new wording gets a new line here and a new `consentVersion`. */
const wordings: Record<number, string> = {
  1: '4e5b8f6e9c02624f',
  2: '984a48d5eb224205',
}

describe('what people agree to abroad', () => {
  test('is asked anew when it tells of something else', () => {
    const wording = createHash('sha256')
    for (const channel of [...foreignChannels].toSorted()) {
      for (const text of inBoth(
        say('askConsent', { platform: channel, version: consentVersion, noted: false, again: false }),
      ))
        wording.update(text)
    }
    expect(wording.digest('hex').slice(0, 16)).toBe(wordings[consentVersion])
  })

  test('names who gets the words abroad, where to turn to them, what they are, why, and how to take it back', () => {
    for (const channel of foreignChannels) {
      const platform = findPlatform(channel)
      const [zh = '', en = ''] = inBoth(
        say('askConsent', { platform: channel, version: consentVersion, noted: false, again: false }),
      )
      for (const told of [
        platform?.name,
        platform?.contact,
        '境外',
        '照片',
        '姓名电话',
        '办您的事',
        '撤回同意',
        '网页',
      ]) {
        expect(told).toBeDefined()
        expect(zh).toContain(told)
      }
      for (const told of [
        platform?.name,
        platform?.contact,
        'abroad',
        'photos',
        'phone',
        'your matter',
        'withdraw consent',
      ]) {
        expect(en).toContain(told)
      }
    }
  })
})

function inBoth(said: Say): string[] {
  return languages.map((language) => word(said, language, { office: exampleOffice() }).text)
}
