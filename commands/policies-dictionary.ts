import { withWork } from '../domain/context.ts'
import { addWord, listWords, removeWord } from '../domain/policies/dictionary.ts'
import type { Deps, Print } from './operator-command.ts'

export type DictionaryRequest = { act: 'dictionary' } & (
  | { change: 'add'; word: string; means: string[] }
  | { change: 'remove'; word: string }
  | { change: 'list'; part: string }
)

/** `add <word> <meaning…>`, `remove <word>`, `list [part]`; undefined for anything else. */
export function readDictionaryRequest([change, word, ...means]: readonly string[]): DictionaryRequest | undefined {
  const act = 'dictionary'
  if (change === 'add' && word !== undefined && means.length > 0) return { act, change, word, means }
  if (change === 'remove' && word !== undefined && means.length === 0) return { act, change, word }
  if (change === 'list' && means.length === 0) return { act, change, part: word ?? '' }
  return undefined
}

/** What residents call things: a question with the word is looked up with its meanings too. */
export async function changeDictionary(
  { context, now }: Deps,
  request: DictionaryRequest,
  print: Print,
): Promise<number> {
  switch (request.change) {
    case 'add': {
      const { word, means } = request
      const { entry, before } = await withWork(context, now(), (work) => addWord(work, 'operator', word, means))
      print(`${entry.word} → ${entry.means.join('、')}`)
      if (before && before.id !== entry.id) print(`  It meant before: ${before.means.join('、')}`)
      return 0
    }
    case 'remove': {
      const { word, means } = await withWork(context, now(), (work) => removeWord(work, request.word))
      print(`${word} is out of the dictionary. It meant: ${means.join('、')}`)
      return 0
    }
    case 'list':
      return listAll({ context, now }, request.part, print)
  }
}

async function listAll({ context, now }: Pick<Deps, 'context' | 'now'>, part: string, print: Print): Promise<number> {
  for (let page = 1; ; page += 1) {
    const { entries, total, pages } = await withWork(context, now(), (work) => listWords(work, { part, page }))
    for (const { word, means } of entries) print(`${word} → ${means.join('、')}`)
    if (page < pages) continue
    if (total === 0) print('There are no such words. Add one: npm run policies -- dictionary add <word> <meaning…>')
    return 0
  }
}
