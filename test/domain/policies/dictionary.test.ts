import { beforeEach, expect, it } from 'vitest'
import { type Context, withWork } from '../../../domain/context.ts'
import { addWord, findEntry, listWords, removeWord } from '../../../domain/policies/dictionary.ts'
import { testContext } from '../../embedded.ts'
import { at } from '../../small-office.ts'

let context: Context
const monday = at('2026-08-03', '09:00')

beforeEach(async () => {
  context = await testContext()
})

const add = (word: string, means: string[], by = 'operator') =>
  withWork(context, monday, (work) => addWord(work, by, word, means))
const revision = async () => (await context.db.policyRevision.findFirst())?.revision ?? 0

it('a word is one in whatever width, case and spaces it is written, and the newest meaning counts', async () => {
  await add(' 拆了 ', ['征收'])
  await add('ＡＢ', ['ｃｄ', 'cd', ' '])
  const { entry, before } = await add('拆了', ['拆除', '征收'], 'officer:x')
  expect(before?.means).toEqual(['征收'])
  expect(entry).toMatchObject({ word: '拆了', means: ['拆除', '征收'], addedBy: 'officer:x' })
  const { entries, total } = await withWork(context, monday, (work) => listWords(work))
  expect([total, entries.map(({ word, means }) => [word, means])]).toEqual([
    2,
    [
      ['ab', ['cd']],
      ['拆了', ['拆除', '征收']],
    ],
  ])
  expect(await revision()).toBe(3)
})

it('what is there already is not written again', async () => {
  const first = await add('拆了', ['征收', '拆除'])
  const second = await add('拆了', ['征收', '拆除'])
  expect(second.entry.id).toBe(first.entry.id)
  expect(await context.db.dictionaryEntry.count()).toBe(1)
  expect(await revision()).toBe(1)
})

it.each([
  ['', ['征收']],
  ['拆了', []],
  ['拆了', ['', ' ']],
  ['拆了', ['拆了']],
  ['拆'.repeat(21), ['征收']],
  ['拆了', ['征'.repeat(21)]],
  ['拆了', '一二三四五六七八九'.split('')],
])('“%s” = %j is refused', async (word, means) => {
  await expect(add(word, means)).rejects.toMatchObject({ code: 'word-wrong' })
  expect(await revision()).toBe(0)
})

it('a removed word is gone, its row stays, and it is not there twice', async () => {
  const { entry } = await add('拆了', ['征收'])
  const remove = () => withWork(context, monday, (work) => removeWord(work, '拆了'))
  expect(await remove()).toMatchObject({ id: entry.id, means: ['征收'] })
  await expect(remove()).rejects.toMatchObject({ code: 'unknown-word' })
  const found = await withWork(context, monday, (work) => findEntry(work, entry.id))
  expect(found?.word).toBe('拆了')
  expect(await withWork(context, monday, (work) => findEntry(work, 'no id'))).toBeUndefined()
  expect(await revision()).toBe(2)
})

it('a list can be narrowed to a part of a word or of what it means', async () => {
  await add('拆了', ['征收'])
  await add('征地', ['土地征收'])
  await add('一亩', ['亩'])
  const { entries } = await withWork(context, monday, (work) => listWords(work, { part: '征收' }))
  expect(entries.map(({ word }) => word)).toEqual(['征地', '拆了'])
})
