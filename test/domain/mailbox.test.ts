import { beforeEach, expect, it } from 'vitest'
import { type Context, outsideTransaction, withWork } from '../../domain/context.ts'
import {
  boxKey,
  confirmLetters,
  countAfter,
  lastSeq,
  lastSeqs,
  moveReadMark,
  putLetter,
  readBox,
  readMark,
  rewriteLetter,
  unconfirmedLetters,
} from '../../domain/mailbox.ts'
import { testContext } from '../embedded.ts'

let context: Context
const at = new Date('2026-08-03T02:00:00Z')
const box = { account: 'resident:1' }

beforeEach(async () => {
  context = await testContext()
})

it('a letter carried twice lies there once, as it was first', async () => {
  const first = await put('out:1', '第一遍')
  expect(await put('out:1', '第二遍')).toEqual(first)
  expect((await read(0)).map((letter) => letter.content)).toEqual(['第一遍'])
})

it('twenty letters put at once lie in the order of their numbers, and reading on from one gives those after it', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, index) => put(`out:${index}`, index)))
  const letters = await read(0)
  expect(letters.map((letter) => letter.seq)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
  expect((await read(15)).map((letter) => letter.seq)).toEqual([16, 17, 18, 19, 20])
  expect(await lastSeq(context, box)).toBe(20)
  expect(await lastSeqs(context, [boxKey(context, box), 'none'])).toEqual(new Map([[boxKey(context, box), 20]]))
})

it('another box sees none of it, though it be called the same', async () => {
  await put('out:1', '只给一个人')
  expect((await readBox(context, { room: 'resident:1' }, 0, 10)).letters).toEqual([])
})

it('a rewritten letter comes after all others, and counts as one unread', async () => {
  const card = await put('out:card', '卡片')
  await put('out:2', '别的')
  await withWork(context, at, (work) => rewriteLetter(work, box, card.id, '改过的卡片'))
  await withWork(context, at, (work) => rewriteLetter(work, box, card.id, '又改过的卡片'))
  expect((await read(2)).map((letter) => letter.content)).toEqual(['又改过的卡片'])
  expect(await countAfter(context, box, 0)).toBe(2)
  expect(await countAfter(context, box, 2)).toBe(1)
  expect(await withWork(context, at, (work) => rewriteLetter(work, { room: 'main' }, card.id, '别人的'))).toBe(false)
})

it('what is shown once is there until it is confirmed, and what was confirmed is told of no more', async () => {
  await withWork(context, at, (work) =>
    putLetter(work, box, { sourceKey: 'out:receipt', mine: false, content: '{{code}}', secrets: { code: 'ABCD' } }),
  )
  expect((await read(0))[0]?.secrets).toEqual({ code: 'ABCD' })
  expect(await unconfirmedLetters(context, box, 1)).toEqual(['out:receipt'])
  await withWork(context, at, (work) => confirmLetters(work, box, 1))
  expect((await read(0))[0]?.secrets).toBeUndefined()
  expect(await unconfirmedLetters(context, box, 1)).toEqual([])
})

it('the unread mark moves forward only', async () => {
  const officer = '7b1e6b0e-5f4b-4e50-9f2a-0d7c2f0a9d11'
  for (const seq of [5, 3]) await withWork(context, at, (work) => moveReadMark(work, officer, box, seq))
  expect(await readMark(context, officer, box)).toBe(5)
})

async function put(sourceKey: string, content: unknown) {
  return putLetter(await outsideTransaction(context, at), box, { sourceKey, mine: false, content })
}

async function read(after: number) {
  return (await readBox(context, box, after, 100)).letters
}
