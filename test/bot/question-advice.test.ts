import { describe, expect, test } from 'vitest'
import { createLog } from '../../domain/log.ts'
import { createQuestionModel } from '../../domain/policies/question-model.ts'
import { type ModelDouble, openModelDouble } from '../question-model.ts'
import { yunxiPolicies } from '../written-policies.ts'
import { openTown, type Town } from './conversation.ts'

/** A town whose bot has a language model beside it; the model wants to see `过渡费发到什么时候？` whatever it is asked. */
async function townWithModel({ timeoutMs = 1_500 } = {}): Promise<{ town: Town; double: ModelDouble }> {
  const double = await openModelDouble()
  double.answers({ content: '{"question": "过渡费发到什么时候？"}' })
  const model = createQuestionModel({ url: double.url, name: 'small', timeoutMs }, createLog('silent'))
  return { town: await openTown('', { policies: () => yunxiPolicies(), model }), double }
}

const asked = '过渡的钱啥时候停？我是13800000000'

describe('a language model beside the chat', { timeout: 60_000 }, () => {
  test('helps to find the clause for a question in nobody else’s words; what is said to the resident is the clause alone', async () => {
    const { town, double } = await townWithModel()
    const resident = town.resident('柳叶青')
    await resident.opens()
    await resident.taps('问政策')
    await resident.says(asked)
    expect(resident.last()).toContain('发至新房交付后第三个月止')
    expect(double.asked.map(({ question }) => question)).toEqual(['过渡的钱啥时候停？我是****00'])
    const [ask] = await town.context.db.policyAsk.findMany()
    expect(ask).toMatchObject({ band: 'answer', clauseId: 'banqian-12' })
    await town.ends()
  })

  test.each(['hangs', 'breaks'] as const)('that %s leaves the answer as it would have been without it', async (how) => {
    const { town, double } = await townWithModel({ timeoutMs: 100 })
    double.answers(how)
    const resident = town.resident('柳叶青')
    await resident.opens()
    await resident.taps('问政策')
    await resident.says(asked)
    expect(double.asked).toHaveLength(1)
    expect(resident.last()).not.toContain('发至新房交付后')
    expect(await town.context.db.policyAsk.findMany()).toMatchObject([{ band: 'abstain' }])
    await town.ends()
  })

  test('is told nothing of what a resident reports, of what staff say, nor of what is found without it', async () => {
    const { town, double } = await townWithModel()
    const resident = town.resident('柳叶青')
    const number = await resident.files({ words: '屋顶漏水，什么时候来修？' })
    await resident.says('过渡费发到什么时候？')
    expect(resident.last()).toContain('发至新房交付后第三个月止')
    await resident.says('我家的过渡费到账了吗？')
    const officer = await town.officer('云舒')
    await officer.says('过渡的钱啥时候停？')
    await officer.inPrivate.says('过渡的钱啥时候停？')
    await officer.repliesTo(number, '过渡的钱啥时候停？')
    expect(double.asked).toEqual([])
  })

  test('is never told a code, though it is typed where a question was asked for', async () => {
    const { town, double } = await townWithModel()
    const resident = town.resident('柳叶青')
    await resident.opens()
    await resident.taps('问政策')
    await resident.binds('7KQM-4WXZ-P9RD2')
    expect(double.asked).toEqual([])
  })
})
