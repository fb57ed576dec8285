import { identityNumber, mobileNumber } from './personal-numbers.ts'
import { codeAlphabet } from './query-code.ts'

const letter = `[${codeAlphabet}]`
const mark = '[ \\p{Pd}]'

/** A Telegram token, with or without the `bot` of its address. */
const botToken = /(?:\bbot)?\d{6,}:[A-Za-z0-9_-]{30,}/g
// Either every group has its dash or none has, or half of a UUID would be taken for a code.
const code = new RegExp(
  `(?<![A-Z0-9])(?:${letter}{13}|${letter}{16}|(?:${letter}{4}${mark}){2}${letter}{5}|(?:${letter}{4}${mark}){3}${letter}{4})(?![A-Z0-9])`,
  'giu',
)
const longSecret = /[A-Za-z0-9+/_-]{40,}={0,2}/g

/**
 * A log line with what must never stand in a log as […]: mobile numbers, identity numbers, query and invite codes, bot
 * tokens, keys. The last net under the log's own list of allowed fields, so it may take a harmless word too many.
 */
export function scrubLine(line: string): string {
  return line
    .replace(botToken, '[…]')
    .replace(longSecret, (found) => (looksRandom(found) ? '[…]' : found))
    .replace(identityNumber, '[…]')
    .replace(mobileNumber, '[…]')
    .replace(code, (found) => (looksLikeCode(found) ? '[…]' : found))
}

/** Keys are mixed of capitals, small letters and figures, or are pure hexadecimal; paths and addresses seldom are. */
function looksRandom(text: string): boolean {
  return /^[0-9a-f]{64}$/i.test(text) || (/[A-Z]/.test(text) && /[a-z]/.test(text) && /\d/.test(text))
}

/** Words of thirteen letters exist, and so do long figures; what has neither dash, figure nor letter is one of them. */
function looksLikeCode(text: string): boolean {
  if (!/[a-z]/i.test(text)) return false
  return /\d/.test(text) || text === text.toUpperCase() || /\p{Pd}/u.test(text)
}
