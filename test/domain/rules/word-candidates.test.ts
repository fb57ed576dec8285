import { expect, test } from 'vitest'
import { wordCandidates } from '../../../domain/rules/word-candidates.ts'

const isKnown = (word: string) => ['后扶', '资金', '补偿', '房子', '电话', '过渡'].includes(word)
const asked = (...texts: string[]) => texts.map((text, at) => ({ asker: `a${at}`, text }))

test.each<[string[], { word: string; questions: number }[]]>([
  [
    ['牛棚拆了补多少', '猪圈拆了补多少', '牛棚拆了怎么算', '后扶资金几号发'],
    [
      { word: '拆了', questions: 3 },
      { word: '牛棚', questions: 2 },
    ],
  ],
  [['房子拆了补偿多少', '房子拆了有补偿吗'], [{ word: '拆了', questions: 2 }]],
  [['后扶资金几号发', '后扶资金怎么发'], []],
  [['牛棚怎么补', '鱼塘怎么补'], []],
  [['某人的牛棚', '某人的鱼塘'], []],
  [['13800000000怎么补', '13800000000怎么算'], []],
  [['过渡 wx123', '过渡 wx123'], []],
])('of %j', (texts, words) => {
  expect(wordCandidates(asked(...texts), isKnown, 8)).toEqual(words)
})

test('what one person says twice is no word of the people', () => {
  const twice = ['牛棚拆了', '牛棚拆了吗'].map((text) => ({ asker: 'a', text }))
  expect(wordCandidates(twice, () => false, 8)).toEqual([])
})

test('no more than asked for are named', () => {
  const questions = asked('牛棚、鱼塘、果园', '牛棚、鱼塘、果园')
  expect(wordCandidates(questions, () => false, 2)).toHaveLength(2)
})
