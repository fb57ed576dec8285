/** The headings above a place in a document, from the outermost. */
export interface HeadingPath {
  /** A heading of Markdown or of a style: `depth` from 1. `rank` when it is numbered as 编, 章, 节 or 一、. */
  push(text: string, place: { depth?: number; rank?: number }): void
  /** Ends what a heading of that place would end. */
  leave(place: { depth?: number; rank?: number }): void
  clear(): void
  /** Separated by ' / '. */
  toString(): string
}

export function createHeadingPath(): HeadingPath {
  let open: { text: string; depth?: number; rank?: number }[] = []
  const leave = (place: { depth?: number; rank?: number }) => {
    while (open.length > 0 && endsAt(open[open.length - 1] ?? {}, place)) open.pop()
  }
  return {
    leave,
    push(text, place) {
      leave(place)
      open.push({ text, ...place })
    },
    clear() {
      open = []
    },
    toString: () => open.map((heading) => heading.text).join(' / '),
  }
}

/** Does a heading end where another begins? Ranks say most; what has none is told by its depth. */
function endsAt(above: { depth?: number; rank?: number }, next: { depth?: number; rank?: number }): boolean {
  if (above.rank !== undefined && next.rank !== undefined) return above.rank >= next.rank
  if (above.depth !== undefined && next.depth !== undefined) return above.depth >= next.depth
  // A numbered line of the text stands below a heading that has a style, and ends with it.
  return above.depth === undefined
}
