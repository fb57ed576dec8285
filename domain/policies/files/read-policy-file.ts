import type { Block } from './blocks.ts'
import { cutClauses } from './clause-cutting.ts'
import { readClauseLines } from './clause-lines.ts'
import { findFacts, withoutHead } from './document-facts.ts'
import { decodeText } from './encoding.ts'
import { readFields, toldByFields } from './field-names.ts'
import { decodePage, type PageHead, readHtml } from './html.ts'
import { readMarkdown } from './markdown.ts'
import { limits, type ParsedPolicy, type PolicyFile, Refused, type Told, type Warning } from './parsed-policy.ts'
import { readPlainText } from './plain-text.ts'
import { readCsv, readSheets, readWorkbook } from './question-sheet.ts'
import { readDate } from './written-dates.ts'

/** The kinds of files that are read, by the ends of their names. */
export const policyExtensions = [
  'md',
  'markdown',
  'html',
  'htm',
  'docx',
  'pdf',
  'jsonl',
  'ndjson',
  'json',
  'xlsx',
  'csv',
  'tsv',
  'txt',
] as const

/**
 * Reads a file of policies: `name` says of which kind it is, and gives the title where nothing else does. `told` wins over
 * what stands in the file. A file that cannot be read is refused with a reason; whatever is in it, this never throws.
 */
export async function readPolicyFile(file: { name: string; bytes: Buffer }, told: Told = {}): Promise<PolicyFile> {
  try {
    const policies = await readAny(file, told)
    if (policies.every((policy) => policy.clauses.length === 0)) throw new Refused({ kind: 'empty' })
    return { ok: true, policies: policies.filter((policy) => policy.clauses.length > 0) }
  } catch (error) {
    // The libraries that read foreign files have errors of every kind for them.
    return { ok: false, refusal: error instanceof Refused ? error.refusal : { kind: 'broken' } }
  }
}

async function readAny({ name, bytes }: { name: string; bytes: Buffer }, told: Told): Promise<ParsedPolicy[]> {
  const extension = /\.([^./\\]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? ''
  const isList = ['jsonl', 'ndjson', 'json', 'csv', 'tsv'].includes(extension)
  const most = isList ? limits.listBytes : limits.documentBytes
  if (bytes.length > most) throw new Refused({ kind: 'too-large', mostMegabytes: most / 1024 / 1024 })
  if (bytes.length === 0) throw new Refused({ kind: 'empty' })
  if (isOldOffice(bytes)) throw new Refused(isEncrypted(bytes) ? { kind: 'locked' } : { kind: 'old-office' })
  const title = titleOfName(name)
  switch (extension) {
    case 'jsonl':
    case 'ndjson':
    case 'json':
      return readClauseLines(decodeText(bytes), title, told).map(warnWithoutDate)
    case 'csv':
    case 'tsv':
      return readSheets(readCsv(decodeText(bytes)), title, told)
    case 'xlsx':
      return readSheets(await readWorkbook(bytes), title, told)
    case 'md':
    case 'markdown':
      return [readMarkdownPolicy(decodeText(bytes), name, told)]
    case 'txt':
      return [finish({ blocks: readPlainText(decodeText(bytes)) }, name, told)]
    case 'html':
    case 'htm':
      return [readPage(bytes, name, told)]
    case 'docx': {
      const { readDocx } = await import('./docx.ts')
      const { blocks, pictures } = await readDocx(bytes)
      if (blocks.length === 0 && pictures > 0) throw new Refused({ kind: 'scanned', pages: pictures })
      return [finish({ blocks, warnings: warnOfPictures(pictures) }, name, told)]
    }
    case 'pdf': {
      const { readPdf } = await import('./pdf.ts')
      const { blocks, pagesWithoutText: count } = await readPdf(bytes)
      return [finish({ blocks, warnings: count > 0 ? [{ kind: 'pages-without-text', count }] : [] }, name, told)]
    }
    case 'doc':
    case 'xls':
    case 'wps':
    case 'et':
      throw new Refused({ kind: 'old-office' })
    default:
      throw new Refused({ kind: 'unknown-kind', extension })
  }
}

function readMarkdownPolicy(text: string, name: string, told: Told): ParsedPolicy {
  const { frontMatter, blocks } = readMarkdown(text, (html) => readHtml(html).blocks)
  const { told: said, warnings } = toldByFields(readFields(frontMatter))
  const all = { ...said, ...told }
  return finish({ blocks, warnings, bySections: all.summary === true || all.decoy === true }, name, all)
}

function readPage(bytes: Buffer, name: string, told: Told): ParsedPolicy {
  const { head, blocks, pictures } = readHtml(decodePage(bytes))
  return finish({ blocks, head, warnings: warnOfPictures(pictures) }, name, told)
}

interface Document {
  blocks: Block[]
  head?: PageHead
  warnings?: Warning[]
  bySections?: boolean
}

/** A document with all that is known of it: as told, then as it says itself. */
function finish({ blocks, head, warnings = [], bySections = false }: Document, name: string, told: Told): ParsedPolicy {
  const found = findFacts(blocks, told.title ?? head?.title)
  const title = told.title ?? found.title ?? titleOfName(name)
  const effectiveOn =
    told.effectiveOn ?? found.effectiveOn ?? (readDate(head?.publishedOn?.slice(0, 10) ?? '') || dateOfName(name))
  const isGuessed = told.effectiveOn === undefined && (found.isGuessed === true || found.effectiveOn === undefined)
  const cut = cutClauses(withoutHead(blocks, title), title, { bySections })
  if (cut.clauses.reduce((sum, clause) => sum + clause.text.length, 0) > limits.characters) {
    throw new Refused({ kind: 'too-long', mostCharacters: limits.characters })
  }
  const { number, issuer, expiresOn, supersedes } = { issuer: head?.issuer, ...found, ...told }
  const { link, region = '', decoy = false, summary = false } = told
  const inForce: Warning[] = effectiveOn
    ? isGuessed
      ? [{ kind: 'effective-date-guessed', on: effectiveOn }]
      : []
    : [{ kind: 'no-effective-date' }]
  return {
    title,
    ...(number && { number }),
    ...(issuer && { issuer }),
    ...(effectiveOn && { effectiveOn }),
    ...(expiresOn && { expiresOn }),
    region,
    supersedes: supersedes ?? [],
    ...(link && { link }),
    decoy,
    summary,
    clauses: cut.clauses,
    tables: blocks.filter((block) => block.kind === 'table').length,
    warnings: [
      ...warnings,
      ...(told.title === undefined && found.title === undefined ? [{ kind: 'title-from-file-name' } as const] : []),
      ...(decoy ? [] : inForce),
      ...cut.warnings,
    ],
  }
}

function warnWithoutDate(policy: ParsedPolicy): ParsedPolicy {
  if (policy.effectiveOn !== undefined || policy.decoy) return policy
  return { ...policy, warnings: [...policy.warnings, { kind: 'no-effective-date' }] }
}

function warnOfPictures(count: number): Warning[] {
  return count > 0 ? [{ kind: 'pictures-left-out', count }] : []
}

/** 土地管理法(2019-08-26).md is called 土地管理法. */
function titleOfName(name: string): string {
  const file = name.split(/[/\\]/).at(-1) ?? name
  const title = file
    .normalize('NFC')
    .replace(/\.[^.]{1,10}$/, '')
    .replace(/[（(]\s*\d{4}-\d{2}-\d{2}\s*[）)]$/, '')
    .trim()
  return title === '' ? file : title
}

function dateOfName(name: string): string | undefined {
  const written = /(\d{4}-\d{2}-\d{2})[）)]?\.[^.]{1,10}$/.exec(name)?.[1]
  return written === undefined ? undefined : readDate(written)
}

function isOldOffice(bytes: Buffer): boolean {
  return bytes.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))
}

/** A docx with a password lies in such a box as well, under this name. */
function isEncrypted(bytes: Buffer): boolean {
  return bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
}
