import { type Grapheme, graphemesOf, margin } from './graphemes.ts'

export interface Range {
  from: number
  to: number
}

/**
 * Where to cut a text so that no part has more than `limit` UTF-16 units: between paragraphs if there is such a place in
 * the later half of a part, else between lines, sentences, words, and in the end anywhere between two characters. Only
 * white space at the cuts is left out; a text of nothing else has no parts.
 */
export function splitText(text: string, limit: number): Range[] {
  if (text.length <= limit) return text.trim() === '' ? [] : [{ from: 0, to: text.length }]
  const ranges: Range[] = []
  for (let start = 0; start < text.length; ) {
    const graphemes = graphemesOf(text.slice(start, start + limit + margin), limit)
    const cut = nextCut(graphemes, limit)
    const last = graphemes.slice(0, cut).findLast((grapheme) => !isSpace(grapheme))
    // What follows a cut begins with words.
    const isFirst = ranges.length === 0
    const first = isFirst ? graphemes[0] : graphemes.find((grapheme) => !isSpace(grapheme))
    if (first && last && first.from < last.to) ranges.push({ from: start + first.from, to: start + last.to })
    start += graphemes[cut - 1]?.to ?? limit
  }
  return ranges
}

/** The index of the first character of the next part. */
function nextCut(graphemes: Grapheme[], limit: number): number {
  const beyond = graphemes.findIndex(({ to }) => to > limit)
  if (beyond < 0) return graphemes.length
  let [best, bestRank] = [beyond, 0]
  for (let cut = beyond; cut > 0 && bestRank < 4; cut--) {
    const size = graphemes[cut]?.from ?? 0
    // A few words alone make no part; an address is worth a shorter one.
    if (size < limit / (bestRank === 0 ? 4 : 2)) break
    const rank = rankOf(graphemes, cut)
    if (rank > bestRank && (size >= limit / 2 || rank === 1)) [best, bestRank] = [cut, rank]
  }
  return best
}

/** How good a place before the character `cut` is: 4 between paragraphs, 3 lines, 2 sentences, 1 words, 0 within one. */
function rankOf(graphemes: Grapheme[], cut: number): number {
  const [beforeLast, last, next] = [graphemes[cut - 2], graphemes[cut - 1], graphemes[cut]]
  if (isBreak(last)) return isBreak(beforeLast) || isBreak(next) ? 4 : 3
  if (isBreak(next)) return isBreak(graphemes[cut + 1]) ? 4 : 3
  if (isStop(last) && !isStop(next) && !isCloser(next)) return 2
  if (isStop(beforeLast) && isCloser(last) && !isCloser(next)) return 2
  if (isSpace(next) && last !== undefined && /[.!?;]/.test(last.text)) return 2
  return isSpace(last) || isSpace(next) ? 1 : 0
}

const isSpace = (grapheme: Grapheme | undefined) => grapheme !== undefined && /^\s+$/.test(grapheme.text)
const isBreak = (grapheme: Grapheme | undefined) => grapheme !== undefined && /^\r?\n$/.test(grapheme.text)
const isStop = (grapheme: Grapheme | undefined) => grapheme !== undefined && /^[。！？；…]$/.test(grapheme.text)
const isCloser = (grapheme: Grapheme | undefined) => grapheme !== undefined && /^[”’」』）〕】》]$/.test(grapheme.text)
