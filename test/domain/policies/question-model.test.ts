import { beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '../../../domain/log.ts'
import { createQuestionModel, type QuestionModelSettings } from '../../../domain/policies/question-model.ts'
import { type Answering, type ModelDouble, openModelDouble } from '../../question-model.ts'

const candidates = [
  { id: 'a3', title: '云溪县移民后期扶持办法', article: '第三条', heading: '第一章 总则' },
  { id: 'b7', title: '云溪县房屋补偿办法', article: '第七条', heading: '第二章 补偿' },
]

let double: ModelDouble
beforeEach(async () => {
  double = await openModelDouble()
})

function modelOf(settings: Partial<QuestionModelSettings> = {}, elapsedMs?: () => number) {
  return createQuestionModel({ url: double.url, name: 'small', ...settings }, createLog('silent'), elapsedMs)
}

describe('what it says is taken', () => {
  it.each([
    [
      'another wording',
      '{"question": "大中型水库移民后期扶持资金发放时间"}',
      { question: '大中型水库移民后期扶持资金发放时间' },
    ],
    ['a clause of those it was given', '{"clauseId": "b7"}', { clauseId: 'b7' }],
    ['both', '{"question": "房屋 \\n 补偿标准", "clauseId": "a3"}', { question: '房屋 补偿标准', clauseId: 'a3' }],
    ['in a block of code', '```json\n{"clauseId": "a3"}\n```', { clauseId: 'a3' }],
  ])('%s', async (_, content, advice) => {
    double.answers({ content })
    expect(await modelOf().advise('房子拆了补多少', candidates)).toEqual(advice)
  })
})

describe('it may have nothing to say', () => {
  it.each([
    ['', '{}'],
    ['and leave both empty', '{"question": " ", "clauseId": null}'],
    ['and repeat the question', '{"question": "房子拆了补多少"}'],
  ])('%s', async (_, content) => {
    double.answers({ content })
    const model = modelOf()
    expect(await model.advise('房子拆了补多少', candidates)).toBeUndefined()
    expect(model.counts().nothing).toBe(1)
  })
})

describe('anything else is no advice', () => {
  it.each<[string, Answering, string]>([
    ['a clause that was not among them', { content: '{"clauseId": "z9"}' }, 'unusable'],
    ['such a clause beside a wording', { content: '{"question": "补偿标准", "clauseId": "z9"}' }, 'unusable'],
    ['an answer of its own', { content: '{"answer": "每人每年600元"}' }, 'unusable'],
    ['an answer beside a clause', { content: '{"clauseId": "a3", "text": "600元"}' }, 'unusable'],
    ['prose', { content: '您好，补偿标准是每人600元。' }, 'unusable'],
    ['a list', { content: '["a3"]' }, 'unusable'],
    [
      'a wording of three hundred and one characters',
      { content: JSON.stringify({ question: '补'.repeat(301) }) },
      'unusable',
    ],
    ['a body that breaks off', { body: '{"choices": [{"message"' }, 'unusable'],
    ['a body of another shape', { body: '{"choices": []}' }, 'unusable'],
    ['a page of HTML', { body: '<html>502</html>' }, 'unusable'],
    ['more than anybody wants to read', { body: 'x'.repeat(200_000) }, 'failed'],
    ['an error of its own', { status: 500 }, 'failed'],
    ['a refused key', { status: 401 }, 'failed'],
    ['a broken connection', 'breaks', 'failed'],
    ['silence', 'hangs', 'slow'],
    ['an answer without an end', 'trickles', 'slow'],
  ])('%s', async (_, how, outcome) => {
    double.answers(how)
    const model = modelOf({ timeoutMs: 150 })
    expect(await model.advise('房子拆了补多少', candidates)).toBeUndefined()
    expect(model.counts()).toMatchObject({ [outcome]: 1 })
  })

  it('nobody listens there', async () => {
    const model = modelOf({ url: 'http://127.0.0.1:9/v1' })
    expect(await model.advise('房子拆了补多少', candidates)).toBeUndefined()
    expect(model.counts().failed).toBe(1)
  })

  it('it is sent on to another address, which is not asked', async () => {
    const other = await openModelDouble()
    double.answers({ elsewhere: `${other.url}/chat/completions` })
    expect(await modelOf({ key: 'secret' }).advise('房子拆了补多少', candidates)).toBeUndefined()
    expect(other.asked).toEqual([])
  })
})

describe('what leaves the process', () => {
  it('is the question with the numbers of persons masked, and what names the candidates', async () => {
    await modelOf({ key: 'secret' }).advise('我电话13800000000，身份证110101199003071234，补多少', candidates)
    const [asked] = double.asked
    expect(asked).toMatchObject({
      path: '/v1/chat/completions',
      authorization: 'Bearer secret',
      model: 'small',
      question: '我电话****00，身份证****34，补多少',
      candidates,
    })
    expect(asked?.text).not.toContain('13800000000')
    expect(asked?.text).not.toContain('19900307')
  })

  it('never is a code that opens a matter', async () => {
    await modelOf().advise('我的查询码是 7KQM-4WXZ-P9RD-2HTV，补多少', candidates)
    expect(double.asked[0]?.question).toBe('我的查询码是 […]，补多少')
  })

  it('goes without a key where none is configured', async () => {
    await modelOf().advise('房子拆了补多少', candidates)
    expect(double.asked[0]?.authorization).toBeUndefined()
  })
})

describe('a model that does not help', () => {
  it('is left alone for a minute after three times in a row, then tried once more', async () => {
    let ms = 0
    const model = modelOf({}, () => ms)
    const askAgain = () => model.advise('房子拆了补多少', candidates)
    double.answers({ status: 500 })
    for (let i = 0; i < 5; i++) await askAgain()
    expect(double.asked).toHaveLength(3)
    ms = 59_999
    await askAgain()
    expect(double.asked).toHaveLength(3)
    expect(model.counts()).toMatchObject({ failed: 3, skipped: 3 })
    // Still ill: one try a minute.
    ms = 60_000
    await askAgain()
    await askAgain()
    expect(double.asked).toHaveLength(4)
    // Well again: asked each time.
    ms = 120_000
    double.answers({ content: '{"clauseId": "a3"}' })
    expect(await askAgain()).toEqual({ clauseId: 'a3' })
    expect(await askAgain()).toEqual({ clauseId: 'a3' })
  })

  it('is not left alone while it helps in between', async () => {
    const model = modelOf()
    for (let i = 0; i < 6; i++) {
      double.answers(i % 3 === 2 ? { content: '{}' } : { status: 500 })
      await model.advise('房子拆了补多少', candidates)
    }
    expect(model.counts()).toMatchObject({ failed: 4, nothing: 2, skipped: 0 })
  })

  it('keeps four waiting at most: the fifth goes on without it', async () => {
    double.answers('hangs')
    const model = modelOf({ timeoutMs: 150 })
    await Promise.all(Array.from({ length: 6 }, () => model.advise('房子拆了补多少', candidates)))
    expect(model.counts()).toMatchObject({ slow: 4, skipped: 2 })
  })
})
