/** The places to cut at, the best first: between paragraphs, lines, sentences, words. */
const places = [/\n\s*\n/g, /\n/g, /[。！？；…][”’」』）】》]?|[.!?;](?=\s)/g, /\s+/g]

/**
 * Cuts a text so that no part has more than `limit` UTF-16 units, at the best place in the later half of each part, and
 * never within a character. Only white space at the cuts is left out; a text of nothing else has no parts.
 */
export function splitText(text: string, limit: number): string[] {
  const parts: string[] = []
  let rest = text.trim() === '' ? '' : text
  while (rest.length > limit) {
    const cut = cutOf(rest, limit)
    const part = rest.slice(0, cut).trimEnd()
    if (part !== '') parts.push(part)
    rest = rest.slice(cut).trimStart()
  }
  if (rest !== '') parts.push(rest)
  return parts
}

function cutOf(text: string, limit: number): number {
  const head = text.slice(0, limit)
  for (const place of places) {
    const ends = [...head.matchAll(place)].map((found) => found.index + found[0].length)
    const last = ends.findLast((end) => end > limit / 2)
    if (last !== undefined) return last
  }
  return wholeCharacters(text, limit)
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** How far before the limit the last character that fits may begin. */
const margin = 64

function wholeCharacters(text: string, limit: number): number {
  const from = limit - margin
  let cut = from
  for (const { index, segment } of segmenter.segment(text.slice(from, limit + margin))) {
    if (from + index + segment.length > limit) break
    cut = from + index + segment.length
  }
  return cut
}
