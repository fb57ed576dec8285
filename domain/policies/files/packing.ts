import { splitTable } from './blocks.ts'
import { limits, type ParsedClause } from './parsed-policy.ts'

/** A paragraph or table that has no article. */
export interface Unit {
  text: string
  /** The headings above it. */
  heading: string
  /** （六） where that names it; else empty. */
  article: string
  standsFor: string[]
  isTable?: boolean
  /** What stands under one heading, or belongs to one numbered paragraph: nothing is packed across. */
  group: number
  /** The group stays one clause however long it is. */
  isWhole: boolean
}

/** About so many characters are read at one glance, and are about one thing. */
const packed = 350
/** A single paragraph beyond this is cut after one of its sentences. */
const mostInParagraph = 700
const mostInTable = 1_500

/** Packs paragraphs of one group that follow one another into clauses. A table stays one, with its caption. */
export function packUnits(units: readonly Unit[]): ParsedClause[] {
  const clauses: ParsedClause[] = []
  let last: { clause: ParsedClause; unit: Unit } | undefined
  for (const unit of units.flatMap(cutUnit)) {
    if (last && joins(last.clause, last.unit, unit)) {
      const gap = unit.isTable || last.unit.isTable ? '\n\n' : '\n'
      last.clause.text = `${last.clause.text}${gap}${unit.text}`
      last.unit = unit
    } else {
      const { text, heading, article, standsFor } = unit
      const clause = { article, heading, text, standsFor }
      clauses.push(clause)
      last = { clause, unit }
    }
  }
  return clauses
}

function joins(clause: ParsedClause, before: Unit, unit: Unit): boolean {
  if (before.group !== unit.group || unit.article !== '') return false
  if (unit.isWhole) return true
  const length = clause.text.length + unit.text.length
  if (clause.article !== '') return length <= limits.clauseCharacters
  if (before.isTable) return false
  // A table takes what stands before it when that is its caption.
  return unit.isTable ? clause.text.length <= 60 : length <= packed || unit.text.length <= 20
}

function cutUnit(unit: Unit): Unit[] {
  if (unit.isWhole) return [unit]
  if (unit.isTable) return splitTable(unit.text, mostInTable).map((text) => ({ ...unit, text }))
  if (unit.text.length <= mostInParagraph || unit.article !== '') return [unit]
  return cutSentences(unit.text).map((text) => ({ ...unit, text }))
}

/** Pieces of about `packed` characters that end where a sentence does. */
function cutSentences(text: string): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const sentence of text.match(/[^。；！？]+[。；！？]*[”’）]*/g) ?? [text]) {
    if (piece !== '' && piece.length + sentence.length > packed) {
      pieces.push(piece)
      piece = ''
    }
    piece += sentence
  }
  return piece === '' ? pieces : [...pieces, piece]
}
