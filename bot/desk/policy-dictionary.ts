import { DomainError } from '../../domain/errors.ts'
import { addWord, findEntry, listWords, removeWord } from '../../domain/policies/dictionary.ts'
import type { Officer } from '../../prisma/generated/client.ts'
import { type Say, say } from '../text/sentences.ts'
import type { DeskTurn } from './turn.ts'

/** What an officer wants of the dictionary. */
export type DictionaryWish =
  | { kind: 'list'; part: string; page: number }
  | { kind: 'add'; word: string; means: string[] }
  | { kind: 'remove'; word: string }

/** Reads 词典, 词典 2, 词典 拆, 词典 拆了=征收,拆除 and 词典 删 拆了. Undefined for anything else. */
export function readDictionaryWish(text: string): DictionaryWish | undefined {
  const rest = /^[\s\p{Cf}]*[/／]?(?:词典|dictionary|dict)(?=[\s:：]|$)[\s:：]*(.*)$/isu.exec(text)?.[1]?.trim()
  if (rest === undefined) return undefined
  const page = /^第?(\d{1,3})页?$/u.exec(rest)?.[1]
  if (rest === '' || page !== undefined) return { kind: 'list', part: '', page: Number(page ?? 1) }
  const removed = /^(?:删除|删掉|删|remove)[\s:：]+(.+)$/isu.exec(rest)?.[1]
  if (removed !== undefined) return { kind: 'remove', word: removed }
  const [word = '', ...meanings] = rest.split(/[=＝]/u)
  if (meanings.length === 0) return { kind: 'list', part: rest, page: 1 }
  return { kind: 'add', word, means: meanings.join('=').split(/[,，、;；/]+/u) }
}

/** Does what an officer wants of the dictionary. Throws DomainError when it may not be done. */
export async function keepDictionary({ work, officer }: DeskTurn, wish: DictionaryWish): Promise<Say[]> {
  switch (wish.kind) {
    case 'list':
      return [say('dictionary', { ...(await listWords(work, wish)), part: wish.part })]
    case 'add': {
      const { entry, before } = await addWord(work, authorOf(officer), wish.word, wish.means)
      return [say('wordKept', { entry, ...(before && before.id !== entry.id && { before }) })]
    }
    case 'remove':
      return [say('wordRemoved', { entry: await removeWord(work, wish.word) })]
  }
}

/** A button under an entry: takes it out, or puts it back as it was. */
export async function turnEntry(turn: DeskTurn, id: string, to: 'remove' | 'restore'): Promise<Say[]> {
  const entry = await findEntry(turn.work, id)
  // Under an entry that another one took the place of, nothing is to be taken out any more.
  if (!entry || (to === 'remove' && entry.removedAt !== null)) {
    throw new DomainError('unknown-word', { word: entry?.word ?? '', isChanged: 1 })
  }
  const { word, means } = entry
  return keepDictionary(turn, to === 'remove' ? { kind: 'remove', word } : { kind: 'add', word, means })
}

function authorOf(officer: Officer): string {
  return `officer:${officer.id}`
}
