import { afterEach, describe, expect, it } from 'vitest'
import { composeNotice } from '../../../../bot/channels/wechat/notice.ts'
import type { Pointer } from '../../../../bot/message.ts'
import { answerTemplate, closeBenches, openBench } from './open.ts'

afterEach(closeBenches)

const pointer: Pointer = {
  kind: 'answer',
  number: '2026-000123',
  title: '您的事项有了答复',
  hint: '点开查看全文',
  at: new Date('2026-08-05T07:05:00Z'),
}
const noticePath = '/cgi-bin/message/subscribe/bizsend'

/** Somebody who wrote two days and an hour ago. */
async function silent({ agreed }: { agreed: boolean }) {
  const bench = await openBench()
  const instance = await bench.instance()
  const person = bench.wechat.person()
  await person.says('你好')
  if (agreed) await person.agrees(answerTemplate.id)
  bench.clock.now += 49 * 3_600_000
  const answer = (more = {}) => instance.send(person.openid, '答复：……', { pointer, ...more })
  return { ...bench, ...instance, person, answer }
}

describe('when the window is closed', () => {
  it('a notice goes to who agreed to it: it says that there is something, and where, and not what', async () => {
    const { person, answer, channel } = await silent({ agreed: true })
    expect(await answer({ language: 'en' })).toMatchObject({ kind: 'closed', pointed: true })
    expect(person.notices).toEqual([
      {
        template: answerTemplate.id,
        page: 'https://xq.example/wechat/letters?lang=en',
        fields: {
          character_string1: '2026-000123',
          thing2: '您的事项有了答复',
          thing3: '点开查看全文',
          time4: '2026年8月5日 15:05',
        },
      },
    ])
    expect(person.screen).toEqual([])
    expect(channel.state().gauges).toMatchObject({ closed_total: 1, pointed_total: 1 })
  })

  it('a second one does not: they agreed to one', async () => {
    const { wechat, person, answer } = await silent({ agreed: true })
    await answer()
    const second = await answer()
    expect(second).toMatchObject({ kind: 'closed' })
    expect(second).not.toHaveProperty('pointed')
    expect(person.notices).toHaveLength(1)
    expect(wechat.callsOf(noticePath)).toHaveLength(1)
  })

  it('none goes to who did not agree, for what has no notice, and of a kind that has no template', async () => {
    const { wechat, answer } = await silent({ agreed: false })
    expect(await answer()).not.toHaveProperty('pointed')
    const { answer: unnamed, wechat: other } = await silent({ agreed: true })
    expect(await unnamed({ pointer: { ...pointer, kind: 'reminder' } })).not.toHaveProperty('pointed')
    for (const platform of [wechat, other]) expect(platform.callsOf(noticePath)).toEqual([])
  })

  it('none goes where words may go', async () => {
    const { person, answer } = await silent({ agreed: true })
    await person.says('有答复了吗')
    expect(await answer()).toMatchObject({ kind: 'sent' })
    expect(person.notices).toEqual([])
  })

  it('it takes the place of what WeChat has refused as late, too', async () => {
    const { wechat, clock, windows, person, answer } = await silent({ agreed: true })
    // By our count the window is open.
    await windows.open(person.openid, { kind: 'long', most: 5, ms: 1000 }, new Date(clock.now))
    expect(await answer()).toMatchObject({ kind: 'closed', pointed: true })
    expect(wechat.callsOf('/cgi-bin/message/custom/send')).toHaveLength(1)
  })

  it('WeChat knows that they do not agree any more: from then on we do too', async () => {
    const { wechat, windows, answer } = await silent({ agreed: true })
    wechat.fault(({ path }) => (path === noticePath ? { errcode: 43101 } : undefined))
    expect(await answer()).not.toHaveProperty('pointed')
    expect(windows.log.at(-1)).toBe('disagree')
    await answer()
    expect(wechat.callsOf(noticePath)).toHaveLength(1)
  })

  it('a notice that did not go is not lost', async () => {
    const { wechat, windows, person, answer } = await silent({ agreed: true })
    wechat.fault(({ path }) => (path === noticePath ? { errcode: -1 } : undefined))
    expect(await answer()).toMatchObject({ kind: 'retry' })
    expect(windows.log.at(-1)).toBe('give notice back')
    wechat.fault(() => undefined)
    expect(await answer()).toMatchObject({ kind: 'closed', pointed: true })
    expect(person.notices).toHaveLength(1)
  })

  it('one has gone before: it is not sent again, and what they agreed to is left for the next letter', async () => {
    const { wechat, person, answer } = await silent({ agreed: true })
    const again = await answer({ pointed: true })
    expect(again).toMatchObject({ kind: 'closed' })
    expect(again).not.toHaveProperty('pointed')
    expect(wechat.callsOf(noticePath)).toEqual([])
    expect(await answer()).toMatchObject({ kind: 'closed', pointed: true })
    expect(person.notices).toHaveLength(1)
  })

  it.each([45009, 45011, 48001])('notices may wait, after %i, and the talk does not', async (errcode) => {
    const { wechat, windows, person, answer } = await silent({ agreed: true })
    wechat.fault(({ path }) => (path === noticePath ? { errcode } : undefined))
    const outcome = await answer()
    expect(outcome).toMatchObject({ kind: 'closed' })
    expect(outcome).not.toHaveProperty('pointed')
    expect(windows.log.at(-1)).toBe('give notice back')
    await person.says('有答复了吗')
    expect(await answer()).toMatchObject({ kind: 'sent' })
  })

  it('one that may have gone does not go twice', async () => {
    const { wechat, person, answer } = await silent({ agreed: true })
    wechat.fault(({ path }) => (path === noticePath ? 'cut-after' : undefined))
    expect((await answer()).kind).toBe('closed')
    wechat.fault(() => undefined)
    expect((await answer()).kind).toBe('closed')
    expect(person.notices).toHaveLength(1)
  })

  it.each([
    [40037, 'channels -- check'],
    [47003, 'channels -- check'],
  ])('the operator reads what %i wants mended in the office file', async (errcode, words) => {
    const { wechat, windows, channel, answer } = await silent({ agreed: true })
    wechat.fault(({ path }) => (path === noticePath ? { errcode } : undefined))
    expect((await answer()).kind).toBe('closed')
    expect(windows.log.at(-1)).toBe('give notice back')
    expect(channel.state()).toMatchObject({ state: 'failed', note: expect.stringContaining(words) })
  })
})

describe('the fields of a notice', () => {
  const filled = (given: Partial<Pointer>, fields: Parameters<typeof composeNotice>[2]['fields']) =>
    composeNotice('o1', { ...pointer, ...given }, { id: 't', fields }, 'https://xq.example/').data

  it('are cut to what WeChat takes', () => {
    const title = '您在二〇二六年提交的关于房屋质量的事项已有答复'
    expect(filled({ title }, { title: 'thing1' })).toEqual({ thing1: { value: [...title].slice(0, 20).join('') } })
    expect(filled({ title: '好\n的 😀' }, { title: 'thing1' })).toEqual({ thing1: { value: '好 的 😀' } })
    expect(filled({ number: '号2026-1' }, { number: 'character_string9' })).toEqual({
      character_string9: { value: '2026-1' },
    })
  })

  it('are never empty: WeChat refuses the whole notice', () => {
    const { number: _, ...unnumbered } = pointer
    const { data } = composeNotice('o1', unnumbered, { id: 't', fields: { number: 'character_string1' } }, '')
    expect(data).toEqual({ character_string1: { value: '-' } })
    expect(filled({ title: ' ' }, { title: 'thing1' })).toEqual({ thing1: { value: '-' } })
  })

  it('tell times as they are here', () => {
    const at = new Date('2026-12-31T16:03:00Z')
    expect(filled({ at }, { at: 'time1' })).toEqual({ time1: { value: '2027年1月1日 00:03' } })
    expect(filled({ at }, { at: 'date1' })).toEqual({ date1: { value: '2027年1月1日' } })
  })
})
