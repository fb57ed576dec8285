import { withoutRadicals } from './radicals.ts'

/** A document as a row of blocks, whatever it was written in. */
export type Block =
  /** `depth` as in Markdown: 1 is the outermost. */
  | { kind: 'heading'; depth: number; text: string }
  /** One line of text as it was meant: a paragraph, or an item of a list. */
  | { kind: 'line'; text: string }
  /** As Markdown, with its header. */
  | { kind: 'table'; text: string }
  /** The clauses that what follows is about: `title|article`. */
  | { kind: 'standsFor'; clauses: string[] }

/** Rows of cells as a Markdown table, of which the first row is the header. Empty when there is nothing in it. */
export function tableOf(rows: readonly (readonly string[])[]): string {
  const filled = rows.map((row) => row.map(tidyCell)).filter((row) => row.some((cell) => cell !== ''))
  const width = Math.max(0, ...filled.map((row) => row.length))
  if (width === 0) return ''
  const lines = filled.map((row) => `| ${Array.from({ length: width }, (_, at) => row[at] ?? '').join(' | ')} |`)
  const [header = '', ...body] = lines
  return [header, `|${' --- |'.repeat(width)}`, ...body].join('\n')
}

/** A table in pieces of about `most` characters, each with the header. */
export function splitTable(table: string, most: number): string[] {
  const [header = '', rule = '', ...rows] = table.split('\n')
  const pieces: string[] = []
  let piece: string[] = []
  let length = 0
  for (const row of rows) {
    if (piece.length > 0 && length + row.length > most) {
      pieces.push([header, rule, ...piece].join('\n'))
      piece = []
      length = 0
    }
    piece.push(row)
    length += row.length + 1
  }
  if (piece.length > 0 || pieces.length === 0) pieces.push([header, rule, ...piece].join('\n'))
  return pieces
}

/** A line without invisible characters, with single spaces and none at its ends. */
export function tidyLine(text: string): string {
  return withoutRadicals(text)
    .replace(/\p{Cf}/gu, '')
    .replace(/[^\S\n]+/g, ' ')
    .trim()
}

function tidyCell(cell: string): string {
  return tidyLine(cell.replace(/\s*[\n\u2028]\s*/g, ' ')).replace(/\\?\|/g, '\\|')
}
