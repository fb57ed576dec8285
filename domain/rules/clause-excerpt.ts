/** The beginning of a text, as it stands. */
export interface Excerpt {
  text: string
  isWhole: boolean
}

/**
 * The beginning of a clause in some `most` characters, cut only where a sentence, an item or a row of a table ends. A
 * sentence that is longer than that is kept whole up to three times `most`; beyond that the cut is at a comma.
 */
export function excerptOf(text: string, most: number): Excerpt {
  const trimmed = text.trim()
  if (trimmed.length <= most) return { text: trimmed, isWhole: true }
  const ends = endsIn(trimmed)
  // Behind a whole sentence, if that leaves enough of it; else behind an item of one.
  const end =
    ends.findLast(({ at, isWhole }) => isWhole && at <= most && at >= most / 2)?.at ??
    ends.findLast(({ at }) => at <= most)?.at ??
    ends.find(({ at }) => at <= 3 * most)?.at ??
    commaBefore(trimmed, most)
  const beginning = trimmed.slice(0, end).trimEnd()
  return { text: beginning, isWhole: beginning.length === trimmed.length }
}

/** Where something ends: behind the marks of a sentence or an item and at the end of a line; in a table only there. */
function endsIn(text: string): { at: number; isWhole: boolean }[] {
  let start = 0
  return text.split('\n').flatMap((line) => {
    const from = start
    start += line.length + 1
    const marks = line.startsWith('|') ? [] : [...line.matchAll(/[。！？；]+[”’」』）〕】》]*/g)]
    return [
      ...marks.map(({ index, 0: mark }) => ({ at: from + index + mark.length, isWhole: !mark.startsWith('；') })),
      { at: from + line.length, isWhole: true },
    ]
  })
}

function commaBefore(text: string, most: number): number {
  const comma = Math.max(text.lastIndexOf('，', most - 1), text.lastIndexOf('、', most - 1)) + 1
  if (comma > most / 2) return comma
  // Not in the middle of a character.
  return /[\uD800-\uDBFF]/.test(text.charAt(most - 1)) ? most - 1 : most
}
