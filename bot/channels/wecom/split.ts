/**
 * Cuts a text into parts of at most `limit` UTF-16 units: between lines where there is a break in the later half of a
 * part, else after a sentence, in the end between any two characters. White space at the cuts is left out.
 */
export function splitText(text: string, limit: number): string[] {
  const parts: string[] = []
  let rest = text
  while (rest.length > limit) {
    const cut = cutOf(rest.slice(0, limit))
    parts.push(rest.slice(0, cut).trimEnd())
    rest = rest.slice(cut).trimStart()
  }
  return [...parts, rest].filter((part) => part.trim() !== '')
}

function cutOf(head: string): number {
  const line = head.lastIndexOf('\n')
  if (line > head.length / 2) return line
  const sentence = Math.max(...['。', '！', '？', '；', ' '].map((stop) => head.lastIndexOf(stop)))
  if (sentence > head.length / 2) return sentence + 1
  // Not between the halves of one character.
  return /[\uD800-\uDBFF]$/.test(head) ? head.length - 1 : head.length
}
