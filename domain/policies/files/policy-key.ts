import { createHash } from 'node:crypto'
import { numberInTitle, tidyNumber } from './document-facts.ts'

/**
 * A title without what differs between copies of the same policy: 《》, spaces, the name of the state in front, the number and
 * the edition behind. （试行） stays: what is tried out is another policy than what comes of it.
 */
export function titleKey(title: string): string {
  let key = title.normalize('NFKC').replace(/[\s《》〈〉<>"“”'‘’]/g, '')
  for (let before = ''; before !== key; ) {
    before = key
    key = key.replace(/[([【]([^()[\]【】]*)[)\]】]$/, (whole, words: string) => (isOfCopy(words) ? '' : whole))
  }
  return key.replace(/^中华人民共和国(?=.{2})/, '').toLowerCase()
}

/** 2019-08-26, 2019年修正, 全文, 国发〔2006〕17号. A year alone may be what the policy is about. */
function isOfCopy(words: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$|修订|修正|^(?:全文|原文|公布稿|印发稿)$|〔\d{4}〕.*号$/.test(words)
}

/** A document's number in one way of writing: 国发〔2006〕17号. */
export function numberKey(number: string): string {
  return tidyNumber(number.normalize('NFKC'))
    .replace(/〔(\d{4})〕第?0*(\d+)号/, '〔$1〕$2号')
    .toLowerCase()
}

/** All that a policy may be named by where another says that it takes its place. */
export function namesOf({ title, number }: { title: string; number?: string | null | undefined }): Set<string> {
  const inTitle = numberInTitle(title)
  return new Set([titleKey(title), ...[number, inTitle].flatMap((one) => (one ? [numberKey(one)] : []))])
}

/** The keys that `supersedes` speaks of: each may be a title, a number, or a title with a number behind it. */
export function supersededKeys(supersedes: readonly string[]): Set<string> {
  return new Set(
    supersedes.flatMap((words) => {
      const inTitle = numberInTitle(words)
      return [titleKey(words), numberKey(words), ...(inTitle ? [numberKey(inTitle)] : [])].filter(Boolean)
    }),
  )
}

/** A short name of small letters and figures that is the same for the same text everywhere. */
export function shortHash(text: string, length: number): string {
  const digest = createHash('sha256').update(text).digest('hex')
  return BigInt(`0x${digest}`).toString(36).padStart(50, '0').slice(0, length)
}

/** Of a whole text, in hexadecimal. */
export function longHash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
