import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clusterQuestions } from '../../../domain/rules/question-clusters.ts'

const asked = (...texts: string[]) => texts.map((text, at) => ({ asker: `a${at}`, text }))

describe('questions after the same', () => {
  test.each([
    ['房子拆了补多少', '我家房子拆了能补多少钱'],
    ['后扶资金几号发', '请问后扶的钱什么时候发'],
    ['户口没迁能不能领', '户口还没有迁出，能领后扶吗'],
    ['果树怎么赔', '果树苗补多少'],
    ['坟要迁补不补', '迁坟有没有补偿'],
    ['宅基地能不能自己选', '宅基地可以自己挑吗？'],
    ['鱼塘淹了补偿多少', '鱼塘被淹怎么赔'],
    ['过渡费发几个月', '过渡费发多久'],
  ])('%s, %s', (first, second) => {
    expect(clusterQuestions(asked(first, second))).toHaveLength(1)
  })

  test.each([
    ['房子拆了补多少', '土地征了补多少钱'],
    ['后扶资金几号发', '后扶资金多少钱一年'],
    ['宅基地能不能自己选', '宅基地多大'],
    ['后扶发到几号', '水电费谁交'],
    ['学校搬到哪里', '孩子上学去哪里'],
  ])('are not %s and %s', (first, second) => {
    expect(clusterQuestions(asked(first, second))).toHaveLength(2)
  })

  const some = fc.array(
    fc.record({
      asker: fc.constantFrom('a', 'b', 'c'),
      text: fc.constantFrom(
        '房子拆了补多少',
        '房子拆了补多少钱',
        '后扶几号发',
        '后扶资金几号发',
        '？',
        '过渡费发多久',
        '某人',
        '',
      ),
    }),
    { maxLength: 12 },
  )

  test('stand each in one cluster, the same in whatever order they came', () => {
    fc.assert(
      fc.property(some, fc.infiniteStream(fc.nat()), (questions, chance) => {
        const clusters = clusterQuestions(questions)
        expect(clusters.flatMap((cluster) => cluster.questions)).toHaveLength(questions.length)
        const shuffled = questions
          .map((question) => ({ question, place: chance.next().value as number }))
          .sort((a, b) => a.place - b.place)
          .map(({ question }) => question)
        expect(clusterQuestions(shuffled)).toEqual(clusters)
      }),
      { numRuns: 300 },
    )
  })

  test('are counted by who asks, and told in the words most like the others', () => {
    const [cluster] = clusterQuestions([
      { asker: 'a', text: '房子拆了补多少' },
      { asker: 'a', text: '房子拆了补多少钱' },
      { asker: 'b', text: '我家的房子，墙都裂了，拆了补多少' },
    ])
    expect(cluster).toMatchObject({ askers: 2, typical: { text: '房子拆了补多少' } })
    expect(
      clusterQuestions([
        { asker: 'a', text: '一' },
        { asker: 'a', text: '一' },
      ]),
    ).toMatchObject([{ askers: 1 }])
  })
})
