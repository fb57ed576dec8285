import { type Block, splitTable } from './blocks.ts'
import { tidyFront } from './document-front.ts'
import { createHeadingPath } from './heading-path.ts'
import type { ArticleStart } from './numbering.ts'
import { packUnits, type Unit } from './packing.ts'
import { limits, type ParsedClause, type Warning } from './parsed-policy.ts'
import { findRunningItems, meaningOf } from './structure.ts'

/**
 * Cuts a document into clauses: by 第X条 with everything that belongs to it, and what is not numbered so by its headings and
 * paragraphs, packed. `title` is left out of the headings. With `bySections` each section is one clause.
 */
export function cutClauses(
  blocks: readonly Block[],
  title: string,
  { bySections = false }: { bySections?: boolean } = {},
): { clauses: ParsedClause[]; warnings: Warning[] } {
  const path = createHeadingPath()
  const pieces: Piece[] = []
  const warnings: Warning[] = []
  const running = findRunningItems(blocks)
  /** The last article, and the piece that takes what belongs to it. */
  let article: ArticleStart | undefined
  let open: (Piece & { kind: 'article' }) | undefined
  let standsFor: string[] = []
  let group = 0

  const openHeading = (text: string, place: { depth?: number; rank?: number }) => {
    open = undefined
    standsFor = []
    group += 1
    path.push(text, place)
  }
  const openArticle = (start: ArticleStart) => {
    const after = article
    if (after && start.number > after.number + 1) warnings.push({ kind: 'articles-missing', after: after.article })
    article = start
    open = { kind: 'article', article: start.article, heading: `${path}`, lines: start.rest === '' ? [] : [start.rest] }
    pieces.push(open)
  }
  const add = (text: string, more: Partial<Unit> = {}) => {
    if (open) {
      open.lines.push(text)
      return
    }
    const isWhole = bySections || standsFor.length > 0
    const unit: Unit = { text, heading: `${path}`, article: '', standsFor, group, isWhole, ...more }
    pieces.push({ kind: 'unit', unit })
  }

  for (const block of tidyFront(blocks)) {
    const at = { title, article, isInArticle: open !== undefined, isFirst: pieces.length === 0, running, bySections }
    const meaning = meaningOf(block, at)
    switch (meaning.kind) {
      case 'standsFor':
        standsFor = [...standsFor, ...meaning.clauses]
        break
      case 'table':
        add(meaning.text, { isTable: true })
        break
      case 'article':
        openArticle(meaning.start)
        break
      case 'heading':
        openHeading(meaning.text, meaning.place)
        break
      case 'attachment':
        article = undefined
        path.clear()
        openHeading(meaning.text, { depth: 1, rank: 0 })
        break
      case 'title':
        open = undefined
        path.clear()
        break
      case 'leading':
        group += 1
        path.leave({ rank: 5 })
        add(meaning.text)
        path.push(meaning.heading, { rank: 5 })
        break
      case 'named':
        group += 1
        add(meaning.item.rest, { article: meaning.item.mark })
        break
      case 'text':
        add(meaning.text)
    }
  }
  return { clauses: toClauses(pieces), warnings }
}

type Piece = { kind: 'article'; article: string; heading: string; lines: string[] } | { kind: 'unit'; unit: Unit }

function toClauses(pieces: readonly Piece[]): ParsedClause[] {
  const clauses: ParsedClause[] = []
  let units: Unit[] = []
  const pack = () => {
    clauses.push(...packUnits(units))
    units = []
  }
  for (const piece of pieces) {
    if (piece.kind === 'unit') {
      units.push(piece.unit)
      continue
    }
    pack()
    const { article, heading, lines } = piece
    for (const text of splitLong(lines)) clauses.push({ article, heading, text, standsFor: [] })
  }
  pack()
  return clauses.filter((clause) => clause.text !== '')
}

/** An article is one clause unless it is beyond all measure: then it goes on in others of the same number. */
function splitLong(lines: readonly string[]): string[] {
  const texts: string[] = []
  let text = ''
  for (const line of lines.flatMap((whole) => (whole.startsWith('| ') ? splitTable(whole, 2_000) : [whole]))) {
    if (text !== '' && text.length + line.length > limits.clauseCharacters) {
      texts.push(text)
      text = ''
    }
    // A table begins after an empty line.
    text = text === '' ? line : `${text}${line.startsWith('| ') || text.endsWith('|') ? '\n\n' : '\n'}${line}`
  }
  return [...texts, text]
}
