import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compose } from '../../../../bot/channels/telegram/compose.ts'
import type { CardFace } from '../../../../bot/message.ts'

const card: CardFace = { number: '2026-000123', state: '处理中', tone: 'open', facts: [], words: [] }

describe('what may be shown once', () => {
  const marked = (text: string, secrets: Record<string, string>) => {
    const [part] = compose({ text, secrets }).parts
    return {
      text: part?.text,
      marked: part?.entities.map(({ type, offset, length }) => [type, part.text.slice(offset, offset + length)]),
    }
  }

  it('stands in its place, and a touch copies it', () => {
    expect(marked('查询码：{{code}}，请记好。', { code: 'AB12-CD34' })).toEqual({
      text: '查询码：AB12-CD34，请记好。',
      marked: [['code', 'AB12-CD34']],
    })
    expect(marked('code:{{code}}\n{{code}}', { code: 'AB12' }).marked).toEqual([
      ['code', 'AB12'],
      ['code', 'AB12'],
    ])
  })

  it('is left alone within a link, which has to stay one', () => {
    for (const link of ['https://x.example/q#', 'http://x.example/q?a=1&c=', 't.me/bot?start=']) {
      expect(marked(`请点 ${link}{{code}} 查看`, { code: 'AB12' })).toEqual({
        text: `请点 ${link}AB12 查看`,
        marked: [],
      })
    }
    expect(marked('见https://x.example/q，查询码：{{code}}', { code: 'AB12' }).marked).toEqual([['code', 'AB12']])
  })

  it('stays as it is when nobody gave it, whatever it is called', () => {
    expect(marked('{{other}} {{constructor}}', { code: 'AB12' })).toEqual({
      text: '{{other}} {{constructor}}',
      marked: [],
    })
  })

  it('is marked in the part where it stands, when a text goes as several', () => {
    const { parts } = compose({ text: `${'墙裂了。'.repeat(1500)}{{code}}`, secrets: { code: 'AB12' } })
    expect(
      parts.map(({ text, entities }) => entities.map((one) => text.slice(one.offset, one.offset + one.length))),
    ).toEqual([[], ['AB12']])
  })

  it('has its marks exactly on it, wherever it is cut', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 1, max: 4200 }), (before, length) => {
        const secret = '密'.repeat(length)
        const { parts } = compose({ text: `${'字'.repeat(before)}\n{{code}}`, secrets: { code: secret } })
        const shown = parts.flatMap(({ text, entities }) =>
          entities.map((one) => text.slice(one.offset, one.offset + one.length)),
        )
        expect(shown.join('')).toBe(secret)
      }),
    )
  })
})

describe('buttons', () => {
  it('stand under the last part, row by row', () => {
    const { parts, leftOut } = compose({
      text: '墙裂了。'.repeat(1500),
      choices: [[{ label: '好', value: 'yes' }], [{ label: '不', value: 'no' }]],
    })
    expect(leftOut).toBe(0)
    expect(parts.map(({ keyboard }) => keyboard)).toEqual([
      undefined,
      { inline_keyboard: [[{ text: '好', callback_data: 'yes' }], [{ text: '不', callback_data: 'no' }]] },
    ])
  })

  it('that Telegram cannot carry are left out, so that the words still arrive', () => {
    const { parts, leftOut } = compose({
      text: '选一个',
      choices: [
        [{ label: '多', value: '字'.repeat(22) }],
        [
          { label: '空', value: '' },
          { label: '好', value: 'x'.repeat(64) },
        ],
      ],
    })
    expect(leftOut).toBe(2)
    expect(parts[0]?.keyboard?.inline_keyboard).toEqual([[{ text: '好', callback_data: 'x'.repeat(64) }]])
  })
})

describe('a card', () => {
  it('is one message, whatever its length', () => {
    const { parts } = compose({ text: `2026-000123 处理中\n${'墙裂了。\n'.repeat(2000)}新的话`, card })
    expect(parts).toHaveLength(1)
    expect(parts[0]?.text.length).toBeLessThanOrEqual(4096)
    expect(parts[0]?.text).toMatch(/^2026-000123[\s\S]*……[\s\S]*新的话$/)
  })
})
