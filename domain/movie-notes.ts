/**
 * A copy of an MP4 or QuickTime file in which the boxes for notes are named `free`, so that players pass over them, and
 * are emptied: phones write there where and with what something was filmed. No other byte moves. Anything else, and
 * what is not well-formed, comes back as it is from where it stops making sense.
 */
export function withoutMovieNotes(content: Buffer): Buffer {
  if (content.subarray(4, 8).toString('latin1') !== 'ftyp') return content
  const copy = Buffer.from(content)
  emptyNotes(copy, 0, copy.length, 0)
  return copy
}

const notes = new Set(['udta', 'meta', 'uuid'])
const containers = new Set(['moov', 'trak'])

function emptyNotes(content: Buffer, start: number, end: number, depth: number): void {
  for (let at = start; at + 8 <= end; ) {
    const box = readBox(content, at, end)
    if (!box) return
    if (notes.has(box.name)) {
      content.write('free', at + 4, 'latin1')
      content.fill(0, box.body, box.end)
    } else if (containers.has(box.name) && depth < 4) emptyNotes(content, box.body, box.end, depth + 1)
    at = box.end
  }
}

/** Undefined when it does not fit into what is around it. */
function readBox(content: Buffer, at: number, end: number): { name: string; body: number; end: number } | undefined {
  const name = content.toString('latin1', at + 4, at + 8)
  const short = content.readUInt32BE(at)
  const isLong = short === 1
  const body = at + (isLong ? 16 : 8)
  if (body > end) return undefined
  // 0: to the end of the file. 1: the size follows in eight bytes.
  const size = isLong ? Number(content.readBigUInt64BE(at + 8)) : short === 0 ? end - at : short
  return at + size >= body && at + size <= end ? { name, body, end: at + size } : undefined
}
