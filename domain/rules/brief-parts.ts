/** So many visits at most stand in one message. */
export const mostInPart = 20

/** And so many characters, by `lengthOf`; channels carry little more in one message. */
const longestPart = 2600

/**
 * Splits what is told into messages of a size that can be read, in order. What is too long for one by itself has one of
 * its own; of nothing there is one empty part, for that is told too.
 */
export function inParts<T>(lines: readonly T[], lengthOf: (line: T) => number): T[][] {
  const parts: T[][] = [[]]
  let length = 0
  for (const line of lines) {
    const last = parts.at(-1)
    const more = lengthOf(line)
    if (last && (last.length === 0 || (last.length < mostInPart && length + more <= longestPart))) {
      last.push(line)
      length += more
    } else {
      parts.push([line])
      length = more
    }
  }
  return parts
}
