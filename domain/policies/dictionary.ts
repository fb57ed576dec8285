import { randomUUID } from 'node:crypto'
import type { DictionaryEntry } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'
import { DomainError } from '../errors.ts'
import { movePolicies } from './revision.ts'

/** A word that residents use and what the policies call it. */
export type WordEntry = Pick<DictionaryEntry, 'id' | 'word' | 'means' | 'addedBy' | 'addedAt' | 'removedAt'>

export interface WordPage {
  entries: WordEntry[]
  total: number
  page: number
  pages: number
}

export const longestWord = 20
export const mostMeanings = 8
const pageSize = 30

/**
 * Makes a word mean these words of the policies, in place of what it meant before. `by` is `officer:<id>`, `operator` or
 * `system`. What is there already stays as it is. Throws `word-wrong` when the word or a meaning is empty, too long, or
 * the word itself.
 */
export async function addWord(
  work: Work,
  by: string,
  typed: string,
  means: readonly string[],
): Promise<{ entry: WordEntry; before: WordEntry | undefined }> {
  const word = tidyWord(typed)
  const meanings = [...new Set(means.map(tidyWord))].filter((meaning) => meaning !== '')
  const isWrong = [word, ...meanings].some((each) => each === '' || [...each].length > longestWord)
  if (isWrong || meanings.length === 0 || meanings.length > mostMeanings || meanings.includes(word)) {
    throw new DomainError('word-wrong', {
      word: word.slice(0, 2 * longestWord),
      longest: longestWord,
      most: mostMeanings,
    })
  }
  await lockWord(work, word)
  const before = (await findWord(work, word)) ?? undefined
  if (before && before.means.join() === meanings.join()) return { entry: before, before }
  if (before) await takeOut(work, word)
  const entry = await work.tx.dictionaryEntry.create({
    data: { id: randomUUID(), word, means: meanings, addedBy: by, addedAt: work.at },
  })
  await movePolicies(work)
  return { entry, before }
}

/** Takes a word out. Returns what it meant. Throws `unknown-word` when it is not there. */
export async function removeWord(work: Work, typed: string): Promise<WordEntry> {
  const word = tidyWord(typed)
  await lockWord(work, word)
  const entry = await findWord(work, word)
  if (!entry) throw new DomainError('unknown-word', { word: word.slice(0, 2 * longestWord) })
  await takeOut(work, word)
  await movePolicies(work)
  return entry
}

/** An entry by its id, in force or not: what a button under it names. */
export async function findEntry(work: Work, id: string): Promise<WordEntry | undefined> {
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return undefined
  return (await work.tx.dictionaryEntry.findUnique({ where: { id } })) ?? undefined
}

/** A page of the words in force; `part` leaves those that it stands in, or in one of their meanings. */
export async function listWords(
  work: Work,
  { part = '', page = 1 }: { part?: string; page?: number } = {},
): Promise<WordPage> {
  const wanted = tidyWord(part)
  const rows = await work.tx.dictionaryEntry.findMany({ where: { removedAt: null }, orderBy: { addedAt: 'asc' } })
  // Not by the database, which sorts as its own language does.
  const sorted = rows.toSorted((a, b) => (a.word < b.word ? -1 : a.word > b.word ? 1 : 0))
  const found = sorted.filter(({ word, means }) => [word, ...means].some((each) => each.includes(wanted)))
  const pages = Math.max(1, Math.ceil(found.length / pageSize))
  const shown = Math.min(Math.max(1, page), pages)
  return { entries: found.slice((shown - 1) * pageSize, shown * pageSize), total: found.length, page: shown, pages }
}

/** As it is kept and looked up: in one width and case, without spaces at its ends. */
function tidyWord(typed: string): string {
  return typed.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}

function findWord(work: Work, word: string) {
  return work.tx.dictionaryEntry.findFirst({ where: { word, removedAt: null }, orderBy: { addedAt: 'desc' } })
}

async function takeOut(work: Work, word: string): Promise<void> {
  await work.tx.dictionaryEntry.updateMany({ where: { word, removedAt: null }, data: { removedAt: work.at } })
}

/** Two who write the same word at once would both find that it is not there. */
async function lockWord(work: Work, word: string): Promise<void> {
  await work.sql('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`dictionary:${word}`])
}
