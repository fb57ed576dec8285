/** What people see as one character, and where it stands in the text. */
export interface Grapheme {
  from: number
  to: number
  text: string
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/**
 * How much of a text to look at beyond the place where it may be cut, to see what would be cut in two there. The whole
 * of a long text takes seconds: the segmenter's time grows with the square of its length.
 */
export const margin = 64

/** What must not be cut. A heap of marks on one letter that is longer than `limit` is taken apart by code points. */
export function graphemesOf(text: string, limit: number): Grapheme[] {
  const found: Grapheme[] = []
  for (const { index, segment } of segmenter.segment(text)) {
    const pieces = segment.length > limit ? [...segment] : [segment]
    let from = index
    for (const piece of pieces) {
      found.push({ from, to: from + piece.length, text: piece })
      from += piece.length
    }
  }
  return found
}
