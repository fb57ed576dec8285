import { readFile } from 'node:fs/promises'
import { decodeText } from '../domain/policies/files/encoding.ts'
import type { JudgedQuestion } from '../domain/rules/policy-search/evaluation.ts'
import { UsageError } from './usage.ts'

/**
 * Questions and what answers them, as sets for measuring search are written: lines of JSON with an id and a text, and lines
 * of JSON or columns (TREC, or with a header) with question, clause and a grade above 0. Throws UsageError with the line.
 */
export async function readJudgedQuestions(queriesPath: string, qrelsPath: string): Promise<JudgedQuestion[]> {
  const relevant = new Map<string, Set<string>>()
  for (const { question, clauses, grade } of readQrels(await readText(qrelsPath), qrelsPath)) {
    const known = relevant.get(question) ?? new Set()
    relevant.set(question, known)
    if (grade > 0) for (const clause of clauses) known.add(clause)
  }
  const questions = readRecords(await readText(queriesPath), queriesPath).map(({ record, line }) => {
    const id = field(record, queryIds)
    const text = field(record, queryTexts)
    if (id === undefined || text === undefined) {
      throw new UsageError(`${queriesPath}, line ${line}: a question needs an "id" and a "text".`)
    }
    return { id: String(id), text: String(text), clauseIds: [...(relevant.get(String(id)) ?? [])] }
  })
  const ids = new Set(questions.map((question) => question.id))
  const unknown = [...relevant.keys()].find((id) => !ids.has(id))
  if (questions.length === 0) throw new UsageError(`${queriesPath} holds no questions.`)
  if (unknown !== undefined && questions.every((question) => question.clauseIds.length === 0)) {
    throw new UsageError(
      `${qrelsPath} is about other questions than ${queriesPath}: there is no question "${unknown}".`,
    )
  }
  return questions
}

// Compared without case, dashes and underscores.
const queryIds = ['id', 'qid', 'queryid', 'questionid', 'query']
const queryTexts = ['text', 'query', 'question', 'q', 'title']
const judgedIds = ['queryid', 'qid', 'query', 'questionid', 'id', 'question']
const judgedClauses = [
  'clauseid',
  'clauseids',
  'clause',
  'clauses',
  'corpusid',
  'docid',
  'docids',
  'doc',
  'relevant',
  'positive',
  'positives',
  'answers',
]
const grades = ['relevance', 'score', 'rel', 'grade', 'label']

interface Judgement {
  question: string
  clauses: string[]
  grade: number
}

function readQrels(text: string, path: string): Judgement[] {
  const first = text.trimStart()[0]
  if (first !== '{' && first !== '[') return readColumns(text, path)
  return readRecords(text, path).map(({ record, line }) => {
    const question = field(record, judgedIds)
    const named = field(record, judgedClauses)
    if (question === undefined || named === undefined) {
      throw new UsageError(`${path}, line ${line}: needs the id of a "query" and a "clause".`)
    }
    // {"clause": {"id": 2}} grades each.
    if (typeof named === 'object' && named !== null && !Array.isArray(named)) {
      const graded = Object.entries(named).filter(([, grade]) => Number(grade) > 0)
      return { question: String(question), clauses: graded.map(([id]) => id), grade: 1 }
    }
    const clauses = (Array.isArray(named) ? named : [named]).map(String)
    return { question: String(question), clauses, grade: Number(field(record, grades) ?? 1) }
  })
}

/** TREC: question, 0, clause, grade. Three columns, as in BEIR, have no 0; two have no grade. */
function readColumns(text: string, path: string): Judgement[] {
  const rows = text
    .split('\n')
    .map((line, index) => ({ cells: line.trim().split(line.includes('\t') ? /\t/ : /\s+/), line: index + 1 }))
    .filter(({ cells }) => cells.join('') !== '')
  const [header] = rows
  const isHeader = header?.cells.every((cell) => /^[a-z_-]+$/i.test(cell))
  return rows.slice(isHeader ? 1 : 0).map(({ cells, line }) => {
    const [question, second, third, fourth] = cells
    const clause = cells.length >= 4 ? third : second
    const grade = Number(cells.length >= 4 ? fourth : (third ?? 1))
    if (!question || !clause || Number.isNaN(grade)) {
      throw new UsageError(`${path}, line ${line}: needs the id of a question, the id of a clause and a grade.`)
    }
    return { question, clauses: [clause], grade }
  })
}

function readRecords(text: string, path: string): { record: Record<string, unknown>; line: number }[] {
  if (text.trimStart().startsWith('[')) {
    const list: unknown = parseJson(text, path, 1)
    if (Array.isArray(list)) return list.map((value, index) => toRecord(value, path, index + 1))
  }
  return text
    .split('\n')
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '')
    .map(({ line, number }) => toRecord(parseJson(line, path, number), path, number))
}

function toRecord(value: unknown, path: string, line: number): { record: Record<string, unknown>; line: number } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UsageError(`${path}, line ${line}: is no object {…}.`)
  }
  const named = Object.entries(value).map(([name, held]) => [name.toLowerCase().replace(/[-_]/g, ''), held])
  return { record: Object.fromEntries(named) as Record<string, unknown>, line }
}

function parseJson(text: string, path: string, line: number): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new UsageError(`${path}, line ${line}: is not JSON.`)
  }
}

function field(record: Record<string, unknown>, names: readonly string[]): unknown {
  const name = names.find((one) => record[one] !== undefined && record[one] !== null)
  return name === undefined ? undefined : record[name]
}

async function readText(path: string): Promise<string> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${path} cannot be read (${error.code}).`)
  })
  try {
    return decodeText(bytes)
  } catch {
    throw new UsageError(`${path} is no text.`)
  }
}
