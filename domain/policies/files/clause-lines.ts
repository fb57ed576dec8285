import { type Field, readFields, readStandsForField, toldByFields } from './field-names.ts'
import { type ParsedClause, type ParsedPolicy, Refused, type Told, type Warning } from './parsed-policy.ts'

/**
 * Clauses as JSON, one a line or in one list: `{id, title, article, heading, text, effective, expires, source}`, and more by
 * the names of field-names.ts. Those of one title and one time in force are one policy; `id` stays the clause's. `expires`
 * is the first day no longer in force. One line that is not right refuses the file: half a law is worse than none.
 */
export function readClauseLines(text: string, defaultTitle: string, told: Told): ParsedPolicy[] {
  return groupClauses(parseLines(text), defaultTitle, told)
}

/** One clause with its fields, and the line it came from. */
export interface ClauseRecord {
  fields: Partial<Record<Field, unknown>>
  line: number
}

/** The policies that clauses with fields are of, in the order in which they come first. Throws Refused: `line-broken`. */
export function groupClauses(records: readonly ClauseRecord[], defaultTitle: string, told: Told): ParsedPolicy[] {
  const groups = new Map<string, { told: Told; links: string[]; clauses: ParsedClause[]; warnings: Warning[] }>()
  for (const { fields, line } of records) {
    const { told: said, warnings } = toldByFields(fields)
    if (warnings.some((warning) => warning.kind === 'date-left-out')) {
      throw new Refused({ kind: 'line-broken', line, problem: 'date' })
    }
    const text = textOf(fields.text)
    if (text === '') throw new Refused({ kind: 'line-broken', line, problem: 'no-text' })
    const title = said.title ?? told.title ?? defaultTitle
    const key = JSON.stringify([title, said.effectiveOn, said.expiresOn, said.region])
    const group = groups.get(key) ?? { told: { ...said, title }, links: [], clauses: [], warnings: [] }
    groups.set(key, group)
    if (said.link) group.links.push(said.link)
    group.warnings.push(...warnings)
    group.clauses.push({
      ...(fields.id !== undefined && { id: String(fields.id).trim() }),
      article: textOf(fields.article),
      heading: Array.isArray(fields.heading) ? fields.heading.map(textOf).join(' / ') : textOf(fields.heading),
      text,
      standsFor: readStandsForField(fields.standsFor),
    })
  }
  // A title that was told is that of the one policy in the file; it cannot be that of many.
  const { title: toldTitle, ...rest } = told
  return [...groups.values()].map((group) => {
    const { link: _, ...said } = group.told
    const link = commonLink(group.links)
    const all: Told = {
      ...said,
      ...(link && { link }),
      ...rest,
      ...(toldTitle && groups.size === 1 && { title: toldTitle }),
    }
    return {
      ...all,
      title: all.title ?? defaultTitle,
      region: all.region ?? '',
      supersedes: all.supersedes ?? [],
      decoy: all.decoy ?? false,
      summary: all.summary ?? false,
      clauses: group.clauses,
      tables: group.clauses.filter((clause) => /^\|.*\|$/m.test(clause.text)).length,
      warnings: group.warnings,
    }
  })
}

function parseLines(text: string): ClauseRecord[] {
  if (/^\s*\[/.test(text)) {
    const list = parseJson(text, 1)
    if (Array.isArray(list)) return list.map((value, index) => toRecord(value, index + 1))
  }
  return text
    .split('\n')
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '')
    .map(({ line, number }) => toRecord(parseJson(line, number), number))
}

function parseJson(text: string, line: number): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refused({ kind: 'line-broken', line, problem: 'no-json' })
  }
}

function toRecord(value: unknown, line: number): ClauseRecord {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Refused({ kind: 'line-broken', line, problem: 'no-json' })
  }
  return { fields: readFields(value as Record<string, unknown>), line }
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).replace(/\r\n?/g, '\n').trim() : ''
}

/** Where all of it was published. The parts of a code may lie beside one another: then the folder they lie in. */
function commonLink(links: readonly string[]): string | undefined {
  const [first = '', ...others] = new Set(links)
  if (others.length === 0) return first || undefined
  let common = first
  for (const link of others) {
    while (!link.startsWith(common)) common = common.slice(0, -1)
  }
  const folder = common.slice(0, common.lastIndexOf('/') + 1)
  return /^https?:\/\/[^/]+\/.+/.test(folder) ? folder : undefined
}
