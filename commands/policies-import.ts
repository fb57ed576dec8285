import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { type Context, withWork } from '../domain/context.ts'
import { limits, type ParsedPolicy, type Refusal, type Told } from '../domain/policies/files/parsed-policy.ts'
import { readPolicyFile } from '../domain/policies/files/read-policy-file.ts'
import { importPolicy, type PolicyImport } from '../domain/policies/import.ts'
import { type PolicyMove, publishVersion } from '../domain/policies/publishing.ts'
import { noPolicies } from '../domain/rules/policy-search/index.ts'
import type { Deps, Print } from './operator-command.ts'
import { tellMove } from './policies-publish.ts'
import { refusalWords, warningWords } from './policies-words.ts'
import { UsageError } from './usage.ts'

export interface ImportRequest {
  act: 'import'
  paths: string[]
  told: Told
  publish: boolean
  /** A bar is drawn over itself, for a terminal. */
  bar: boolean
}

/** Takes files and folders in, tells of each, and sums up. 1 when something was refused. */
export async function importPolicies(deps: Deps, request: ImportRequest, print: Print): Promise<number> {
  const began = performance.now()
  const files = await findFiles(request.paths)
  if (files.length === 0) throw new UsageError('There are no files in there that could hold policies.')
  // An import looks nothing up: without an index of its own it need not build one after every policy.
  const context: Context = { ...deps.context, policies: async () => noPolicies }
  const sum = { policies: 0, clauses: 0, tables: 0, unchanged: 0, refused: 0, drafts: [] as string[] }
  for (const [at, { path, name }] of files.entries()) {
    const bar = (part: number) => {
      if (request.bar) print(drawBar((at + part) / files.length, `${at + 1}/${files.length} ${name}`))
    }
    bar(0)
    const read = await readFileAt(path, request.told)
    if (!read.ok) {
      sum.refused += 1
      print(`${name}: refused: ${refusalWords(read.refusal)}`)
      continue
    }
    const lines: string[] = []
    for (const [position, policy] of read.policies.entries()) {
      const outcome = await takeIn(context, deps.now(), policy, request.publish, basename(path))
      lines.push(...tellOutcome(policy, outcome, read.policies.length > 1))
      if (outcome.imported.kind === 'duplicate') sum.unchanged += 1
      else {
        sum.policies += 1
        sum.clauses += policy.clauses.length
        sum.tables += policy.tables
        if (!request.publish) sum.drafts.push(outcome.imported.policyId)
      }
      bar((position + 1) / read.policies.length)
    }
    const clauses = read.policies.reduce((total, policy) => total + policy.clauses.length, 0)
    const tables = read.policies.reduce((total, policy) => total + policy.tables, 0)
    print(`${name}: ${count(read.policies.length, 'policy')}, ${count(clauses, 'clause')}, ${count(tables, 'table')}`)
    for (const line of lines) print(`  ${line}`)
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  print(
    `${request.publish ? 'Imported and published' : 'Imported as drafts'}: ${count(sum.policies, 'policy')} with ${count(sum.clauses, 'clause')} and ${count(sum.tables, 'table')} in ${seconds} s. Unchanged: ${sum.unchanged}. Refused: ${sum.refused}.`,
  )
  if (sum.drafts.length > 0) {
    print(
      `Nobody is answered from drafts. Look at them: npm run policies -- list. Then: npm run policies -- publish ${sum.drafts.slice(0, 3).join(' ')}${sum.drafts.length > 3 ? ' …' : ''}`,
    )
  }
  return sum.refused > 0 ? 1 : 0
}

interface Outcome {
  imported: PolicyImport
  published?: PolicyMove
}

/** Each policy by itself: one that fails takes no other with it. */
function takeIn(context: Context, at: Date, policy: ParsedPolicy, publish: boolean, source: string): Promise<Outcome> {
  return withWork(context, at, async (work) => {
    const imported = await importPolicy(work, policy, { by: { kind: 'operator' }, source })
    const isWaiting = imported.kind === 'imported' || imported.state === 'draft'
    if (!publish || !isWaiting) return { imported }
    return { imported, published: await publishVersion(work, imported.versionId, { kind: 'operator' }) }
  })
}

function tellOutcome(policy: ParsedPolicy, { imported, published }: Outcome, isOneOfMany: boolean): string[] {
  const warnings = policy.warnings.map(warningWords)
  const { title } = policy
  if (imported.kind === 'duplicate') {
    const before = `${title}: imported before as version ${imported.version} (${imported.state})`
    return [published ? `${before}, published now` : before, ...indent(warnings)]
  }
  const notes = [
    ...warnings,
    ...(imported.earlierEdition
      ? [
          `an earlier edition, in force until ${imported.earlierEdition.until}: kept to be read, quoted only for days before`,
        ]
      : []),
    ...(imported.idsChanged > 0 ? [`${count(imported.idsChanged, 'clause')} got another id: theirs was taken`] : []),
    ...(published
      ? tellMove(published)
          .slice(1)
          .map((line) => line.trim())
      : []),
  ]
  // Of many policies in one file only those are named of which there is something to say.
  if (isOneOfMany && notes.length === 0 && imported.version === 1) return []
  const since = policy.effectiveOn ? `, in force from ${policy.effectiveOn}` : ''
  const number = policy.number ? ` ${policy.number}` : ''
  return [
    `${title}${number}${since}: ${imported.version === 1 ? 'new' : `version ${imported.version}`}, ${count(policy.clauses.length, 'clause')}, id ${imported.policyId}`,
    ...indent(notes),
  ]
}

interface FoundFile {
  path: string
  /** As it is told: from the folder on that was named. */
  name: string
}

/** Files as they are named, and everything in folders but hidden files and README. */
async function findFiles(paths: readonly string[]): Promise<FoundFile[]> {
  const found: FoundFile[] = []
  for (const path of paths) {
    const what = await stat(path).catch((error: NodeJS.ErrnoException) => {
      throw new UsageError(`${path} cannot be read (${error.code}).`)
    })
    if (!what.isDirectory()) {
      found.push({ path, name: basename(path) })
      continue
    }
    const inside = await readdir(path, { recursive: true, withFileTypes: true })
    const files = inside
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => ({ path: file, name: relative(path, file) }))
      .filter(
        ({ name }) => !name.split(/[/\\]/).some((part) => /^[.~]/.test(part)) && !/^readme\b/i.test(basename(name)),
      )
    found.push(...files.sort((a, b) => (a.name < b.name ? -1 : 1)))
  }
  return found
}

async function readFileAt(path: string, told: Told) {
  const { size } = await stat(path)
  if (size > limits.listBytes) {
    const refusal: Refusal = { kind: 'too-large', mostMegabytes: limits.listBytes / 1024 / 1024 }
    return { ok: false, refusal } as const
  }
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${path} cannot be read (${error.code}).`)
  })
  return readPolicyFile({ name: basename(path), bytes }, told)
}

const barWidth = 30

function drawBar(part: number, label: string): string {
  const full = Math.round(Math.min(1, part) * barWidth)
  return `\r[${'#'.repeat(full)}${' '.repeat(barWidth - full)}] ${Math.floor(part * 100)}% ${label.slice(0, 60)}`
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`)
}

function count(number: number, word: string): string {
  const many = word.endsWith('y') ? `${word.slice(0, -1)}ies` : `${word}s`
  return `${number.toLocaleString('en')} ${number === 1 ? word : many}`
}
