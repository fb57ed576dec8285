import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Context, type Work, withWork } from '../context.ts'
import type { ParsedPolicy } from './files/parsed-policy.ts'
import { readPolicyFile } from './files/read-policy-file.ts'
import { importPolicy } from './import.ts'
import { publishVersion } from './publishing.ts'
import { movePolicies } from './revision.ts'

const folder = join(import.meta.dirname, '..', '..', 'prisma', 'seed', 'policies')

export interface StarterBase {
  /** Policies that were not there, or not in these words. */
  policies: number
  clauses: number
  /** Words of the dictionary that were not there. */
  words: number
}

/**
 * Puts the summaries, decoys and words of the repository in force, so that an office without policies of its own can answer
 * what is asked most. What is there already stays; a word that officers took out stays out. Loaded again, it brings back a
 * summary that was withdrawn.
 */
export async function loadStarterBase(context: Context, at: Date): Promise<StarterBase> {
  const policies = [...(await readSummaries()), await readDecoys()]
  const words = await readWords()
  return withWork(context, at, async (work) => {
    const loaded = { policies: 0, clauses: 0, words: await addWords(work, words) }
    for (const policy of policies) {
      const imported = await importPolicy(work, policy, { by: { kind: 'system' }, source: 'prisma/seed/policies' })
      if (imported.kind === 'duplicate') continue
      await publishVersion(work, imported.versionId, { kind: 'system' })
      loaded.policies += 1
      loaded.clauses += policy.clauses.length
    }
    return loaded
  })
}

/** Was no policy ever imported? */
export async function hasNoPolicies(context: Context): Promise<boolean> {
  return (await context.db.policy.count()) === 0
}

async function readSummaries(): Promise<ParsedPolicy[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md') && name !== 'README.md').sort()
  const files = await Promise.all(
    names.map(async (name) => ({
      name,
      read: await readPolicyFile({ name, bytes: await readFile(join(folder, name)) }),
    })),
  )
  return files.flatMap(({ name, read }) => {
    if (!read.ok) throw new Error(`prisma/seed/policies/${name} cannot be read: ${read.refusal.kind}`)
    return read.policies
  })
}

/** All of them are one policy, which nobody sees. */
async function readDecoys(): Promise<ParsedPolicy> {
  const lines = await readLines<{ title: string; text: string }>('decoys.jsonl')
  return {
    title: '不归本单位办的事（起始库）',
    region: '',
    supersedes: [],
    decoy: true,
    summary: false,
    clauses: lines.map(({ title, text }) => ({ article: '', heading: title, text, standsFor: [] })),
    tables: 0,
    warnings: [],
  }
}

interface StarterWord {
  word: string
  means: string[]
}

function readWords(): Promise<StarterWord[]> {
  return readLines<StarterWord>('dictionary.jsonl')
}

async function readLines<T>(name: string): Promise<T[]> {
  const text = await readFile(join(folder, name), 'utf8')
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T)
}

async function addWords(work: Work, words: readonly StarterWord[]): Promise<number> {
  const rows = words.map(({ word, means }) => ({
    ...{ id: randomUUID(), word: word.normalize('NFKC').toLowerCase(), means },
    ...{ addedBy: 'system', addedAt: work.at },
  }))
  const added = await work.sql(
    `INSERT INTO "DictionaryEntry" SELECT r.* FROM jsonb_populate_recordset(NULL::"DictionaryEntry", $1::jsonb) r
    WHERE NOT EXISTS (SELECT 1 FROM "DictionaryEntry" d WHERE d.word = r.word) RETURNING 1`,
    [JSON.stringify(rows)],
  )
  if (added.length > 0) await movePolicies(work)
  return added.length
}
