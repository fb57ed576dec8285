import type { payloads } from 'wechaty-puppet'
import type { Found } from './look-up.ts'
import { splitQuote } from './quote.ts'

/** What WeChat puts between a mention and the words; typed by hand it is a space. */
const gap = /^[\u2005\u2004\u00a0 \t\u3000]+/

/**
 * Takes a mention of the account off the beginning of what was said in a room: `@信桥 #12 受理` is `#12 受理`. `names` are
 * what it is called there. `isNamed`: WeChat says that it is the one who is mentioned.
 */
export function withoutMention(text: string, names: string[], isNamed: boolean): string {
  if (!/^[@＠]/.test(text)) return text
  const rest = text.slice(1)
  // The longer one first: one name may begin with the other.
  for (const name of [...names].sort((a, b) => b.length - a.length)) {
    if (!rest.startsWith(name)) continue
    const after = rest.slice(name.length)
    if (after === '') return ''
    if (gap.test(after)) return after.replace(gap, '')
  }
  const end = rest.indexOf('\u2005')
  return isNamed && end > 0 ? rest.slice(end + 1).replace(gap, '') : text
}

/** Whether the account is mentioned: WeChat says so, or its name stands behind an @. */
export function namesUs(message: payloads.Message, { ownNames }: Pick<Found, 'ownNames'>, self: string | undefined) {
  const ids = ('mentionIdList' in message && message.mentionIdList) || []
  const { text: words } = splitQuote(message.text ?? '')
  return (
    (self !== undefined && ids.includes(self)) ||
    ownNames.some((name) => behind(words, `@${name}`).some((after) => /^(?:[^\p{L}\p{N}]|$)/u.test(after)))
  )
}

const behind = (words: string, mention: string) => words.split(mention).slice(1)
