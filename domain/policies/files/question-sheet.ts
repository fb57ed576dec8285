import { parse } from 'csv-parse/sync'
import { unpack } from './archive.ts'
import { groupClauses } from './clause-lines.ts'
import { type Field, fieldOf, readFields, toldByFields } from './field-names.ts'
import { type ParsedClause, type ParsedPolicy, Refused, type Told, type Warning } from './parsed-policy.ts'

/** Rows of cells under the name of their sheet; a CSV file is one sheet without a name. */
export interface Sheet {
  name: string
  rows: unknown[][]
}

export async function readWorkbook(bytes: Buffer): Promise<Sheet[]> {
  // What is too large is refused before the library unpacks it.
  unpack(bytes)
  const { default: readExcel } = await import('read-excel-file/node')
  const sheets = await readExcel(bytes).catch(() => {
    throw new Refused({ kind: 'broken' })
  })
  return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data }))
}

export function readCsv(text: string): Sheet[] {
  const [header = ''] = text.split('\n', 1)
  const delimiter = [',', '\t', ';'].reduce((best, sign) =>
    countOf(header, sign) > countOf(header, best) ? sign : best,
  )
  try {
    const rows = parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      bom: true,
    })
    return [{ name: '', rows }]
  } catch {
    throw new Refused({ kind: 'broken' })
  }
}

/**
 * Sheets of questions and answers: every row is a clause with the question as its heading, so that it is found by it. The
 * columns are known by their header (问题, 答案, 依据, 文号, 生效日期, 有效期至…). Rows of another number or time in force are policies of
 * their own. Sheets of clauses (标题, 条, 正文) are read as lines of JSON are. Throws Refused: `no-columns`, `empty`.
 */
export function readSheets(sheets: readonly Sheet[], title: string, told: Told): ParsedPolicy[] {
  const filled = sheets.filter((sheet) => sheet.rows.some((row) => row.some((cell) => wordsOf(cell) !== '')))
  if (filled.length === 0) throw new Refused({ kind: 'empty' })
  const known = filled.flatMap((sheet) => {
    const table = findHeader(sheet)
    return table ? [table] : []
  })
  if (known.length === 0) throw new Refused({ kind: 'no-columns', sheet: filled[0]?.name ?? '' })
  return known.flatMap((table) => {
    const name =
      known.length > 1 && table.name !== '' ? `${table.title ?? title} · ${table.name}` : (table.title ?? title)
    return table.kind === 'clauses' ? groupClauses(recordsOf(table), name, told) : readQuestions(table, name, told)
  })
}

interface Table {
  kind: 'questions' | 'clauses'
  name: string
  /** What stands alone above the header. */
  title: string | undefined
  columns: (Field | undefined)[]
  rows: unknown[][]
  /** Of the first row beneath the header, counted from 1. */
  firstLine: number
}

const mostRowsAbove = 10

/** A title or a remark may stand above the header. */
function findHeader({ name, rows }: Sheet): Table | undefined {
  for (const [at, row] of rows.slice(0, mostRowsAbove).entries()) {
    const columns = row.map((cell) => fieldOf(wordsOf(cell)))
    const has = (field: Field) => columns.includes(field)
    const above = rows.slice(0, at).map((cells) => cells.map(wordsOf).filter(Boolean))
    const title = above.find((cells) => cells.length === 1)?.[0]
    const rest = { name, title, columns, rows: rows.slice(at + 1), firstLine: at + 2 }
    if (has('question') && (has('answer') || has('text'))) return { kind: 'questions', ...rest }
    if (has('text') && (has('article') || has('title') || has('id'))) return { kind: 'clauses', ...rest }
  }
  return undefined
}

function recordsOf({ columns, rows, firstLine }: Table) {
  return rows
    .map((row, at) => ({ fields: fieldsOf(row, columns), line: firstLine + at }))
    .filter(({ fields }) => Object.keys(fields).length > 0)
}

function fieldsOf(row: readonly unknown[], columns: readonly (Field | undefined)[]): Partial<Record<Field, unknown>> {
  const named = row.flatMap((cell, at): [string, unknown][] => {
    const field = columns[at]
    return field && wordsOf(cell) !== '' ? [[field, cell]] : []
  })
  return readFields(Object.fromEntries(named.toReversed()))
}

function readQuestions(table: Table, title: string, told: Told): ParsedPolicy[] {
  const groups = new Map<string, { told: Told; clauses: ParsedClause[]; warnings: Warning[] }>()
  let leftOut = 0
  for (const { fields } of recordsOf(table)) {
    const { question, answer = fields.text, ground, title: document } = fields
    if (wordsOf(question) === '' || wordsOf(answer) === '') {
      leftOut += 1
      continue
    }
    // What the answer rests on is another document; under its title it would pass for that one.
    const { told: said, warnings } = toldByFields({ ...fields, title: undefined })
    const key = JSON.stringify([said.number, said.effectiveOn, said.expiresOn, said.region])
    const group = groups.get(key) ?? { told: said, clauses: [], warnings: [] }
    groups.set(key, group)
    group.warnings.push(...warnings)
    const basis = [document, ground].map(wordsOf).filter(Boolean).join(' ')
    group.clauses.push({
      ...(fields.id !== undefined && { id: `${title}#${wordsOf(fields.id)}` }),
      article: '',
      heading: wordsOf(question).replace(/\s+/g, ' '),
      text: basis === '' ? wordsOf(answer) : `${wordsOf(answer)}\n依据：${basis}`,
      standsFor: [],
    })
  }
  const names = nameGroups(
    [...groups.values()].map((group) => group.told),
    told.title ?? title,
  )
  return [...groups.values()].map(({ told: said, clauses, warnings }, at): ParsedPolicy => {
    const all: Told = { ...said, ...told }
    return {
      ...all,
      title: names[at] ?? title,
      region: all.region ?? '',
      supersedes: all.supersedes ?? [],
      decoy: all.decoy ?? false,
      summary: all.summary ?? false,
      clauses,
      tables: 0,
      warnings: at === 0 && leftOut > 0 ? [...warnings, { kind: 'rows-left-out', count: leftOut }] : warnings,
    }
  })
}

/** The same names however many groups there are, so that the sheet is known again when it is imported anew. */
function nameGroups(groups: readonly Told[], title: string): string[] {
  const short = groups.map(({ number, region }) => [title, number, region].filter(Boolean).join(' · '))
  return groups.map((group, at) => {
    const name = short[at] ?? title
    const dates = [group.effectiveOn, group.expiresOn].filter(Boolean).join('–')
    return short.filter((other) => other === name).length > 1 && dates !== '' ? `${name} · ${dates}` : name
  })
}

function wordsOf(cell: unknown): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  return typeof cell === 'string' || typeof cell === 'number' ? String(cell).replace(/\r\n?/g, '\n').trim() : ''
}

function countOf(text: string, sign: string): number {
  return text.split(sign).length - 1
}
