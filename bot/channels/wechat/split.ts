import { bytesOf } from './words.ts'

const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** Where a text may be cut, the best first: after an empty line, a line, a sentence, a word. */
const cuts = [/\n\s*\n\s*/g, /\n\s*/g, /(?:[。！？；…]+[”’」』）〕】》]*|[.!?;](?=\s))\s*/g, /[\s，、]+/g]

/**
 * Cuts a text so that no part has more than `limit` bytes of UTF-8: at the best place in the later half of a part, and
 * where there is none, between two characters. White space at the cuts is left out; nothing else is.
 */
export function splitText(text: string, limit: number): string[] {
  const parts: string[] = []
  let rest = text.trimEnd()
  while (bytesOf(rest) > limit) {
    const most = longestStart(rest, limit)
    const length = bestCut(rest.slice(0, most)) ?? most
    parts.push(rest.slice(0, length).trimEnd())
    rest = rest.slice(length).trimStart()
  }
  return [...parts, rest].filter((part) => part.trim() !== '')
}

/** How many UTF-16 units from the beginning have no more than `limit` bytes, without a character cut in two. */
function longestStart(text: string, limit: number): number {
  // No character has less than a byte; the segmenter's time grows with the square of the length.
  const look = text.slice(0, limit + 64)
  let [length, bytes] = [0, 0]
  for (const { segment } of segmenter.segment(look)) {
    // A heap of marks on one letter may be longer than all that fits.
    for (const piece of bytesOf(segment) > limit ? [...segment] : [segment]) {
      bytes += bytesOf(piece)
      if (bytes > limit) return length
      length += piece.length
    }
  }
  return length
}

function bestCut(text: string): number | undefined {
  for (const cut of cuts) {
    const last = [...text.matchAll(cut)].at(-1)
    const end = last && last.index + last[0].length
    if (end !== undefined && end >= text.length / 2) return end
  }
  return undefined
}
