import { describe, expect, it } from 'vitest'
import {
  bindingOf,
  cardOf,
  inputOf,
  isReplyOffered,
  wordsAwaited,
} from '../../../../../../bot/channels/web/pages/desk/binding.ts'
import type { TalkRow } from '../../../../../../bot/channels/web/pages/talk.ts'
import { cardRow, row } from './rows.ts'

const card = cardRow('k1', '2026-000123')

describe('what is posted', () => {
  it('answers the card when it is a reply', () => {
    expect(posted('reply:2026-000123', '周五来修')).toEqual({ kind: 'text', text: '周五来修', replyTo: 'k1' })
  })

  it('names itself a note and answers no message when it is a note', () => {
    expect(posted('note:2026-000123', '先别答复日期')).toEqual({
      kind: 'text',
      text: '#2026-000123 备注 先别答复日期',
    })
  })

  it.each([
    ['askBack:2026-000123', '#2026-000123 追问 哪一天？'],
    ['close:2026-000123', '#2026-000123 办结 哪一天？'],
    ['reopen:2026-000123', '#2026-000123 重开 哪一天？'],
    ['ground:2026-000123:COURT', '#2026-000123 告知去处 COURT 哪一天？'],
  ])('is the whole command for %s', (value, text) => {
    expect(posted(value, '哪一天？')).toEqual({ kind: 'text', text })
  })

  it('answers nothing when it is said to the room', () => {
    expect(inputOf('/open', undefined)).toEqual({ kind: 'text', text: '/open' })
  })
})

it('leaves all other buttons to the bot', () => {
  for (const value of ['accept:2026-000123', 'undo:2026-000123', 'stop:2026-000123', 'open:2', 'notes:1']) {
    expect(bindingOf(value, '', card, [card])).toBeUndefined()
  }
})

it('binds to the card that a message of the bot answers', () => {
  const question = row('q', { replyTo: 'k1' })
  expect(cardOf(question, [card, question])).toBe(card)
  expect(bindingOf('reply:2026-000123', '回复', question, [card, question])?.message).toBe('k1')
})

it('offers a reply while the matter is open, or when the bot does', () => {
  const closed = changeTone(card)
  expect(isReplyOffered(card)).toBe(true)
  expect(isReplyOffered(closed)).toBe(false)
  const reopened = { ...closed.reply, text: '', choices: [[{ label: '回复', value: 'reply:2026-000123' }]] }
  expect(isReplyOffered({ ...closed, reply: reopened })).toBe(true)
})

describe('the bot waits for words', () => {
  const typed = row('t', { from: 'me', input: { kind: 'text', text: '#123 追问' } })
  const asked = row('a', { reply: { text: '请写要问居民的话', choices: [[{ label: '取消', value: 'stop:1' }]] } })

  it('after it has asked this officer', () => {
    expect(wordsAwaited([card, typed, asked])).toBe('请写要问居民的话')
  })

  it('not when the question was answered, or asked before this officer said anything', () => {
    expect(wordsAwaited([typed, asked, row('x', { from: 'me' })])).toBeUndefined()
    expect(wordsAwaited([asked])).toBeUndefined()
  })

  it('not when it offers something to choose', () => {
    const choices = [[{ label: '取消', value: 'stop:1' }], [{ label: '发出', value: 'redirectYes:1' }]]
    expect(wordsAwaited([typed, row('p', { reply: { text: '居民将看到', choices } })])).toBeUndefined()
  })
})

function posted(value: string, text: string) {
  return inputOf(text, bindingOf(value, '', card, [card]))
}

function changeTone(open: TalkRow): TalkRow {
  const face = open.reply?.card
  return face ? { ...open, reply: { text: '', card: { ...face, tone: 'done' } } } : open
}
