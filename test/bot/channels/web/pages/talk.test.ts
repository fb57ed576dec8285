import { describe, expect, it } from 'vitest'
import type { Pending } from '../../../../../bot/channels/web/pages/outbox-queue.ts'
import { readTalk, settled } from '../../../../../bot/channels/web/pages/talk.ts'
import { emptyTimeline, fillGap } from '../../../../../bot/channels/web/pages/timeline.ts'
import type { PostInput, Shown } from '../../../../../bot/channels/web/protocol.ts'
import { iSay, minute, officeSays } from './said.ts'

describe('the state of my message', () => {
  it('is sending, then received, then answered', () => {
    const sending = pendingText('a')
    expect(states([], [sending])).toEqual(['sending'])
    expect(states([], [{ ...sending, state: 'received' }])).toEqual(['received'])
    expect(states([iSay(1, 'a', 'a')], [])).toEqual(['received'])
    expect(states([iSay(1, 'a', 'a'), officeSays(2, 'b')], [])).toEqual(['answered', undefined])
  })

  it('is failed after a try that did not reach the office, until the next try', () => {
    expect(states([], [pendingText('a', { failures: 1 })])).toEqual(['failed'])
    expect(states([], [pendingText('a', { failures: 1, state: 'sending' })])).toEqual(['sending'])
  })

  it('is not answered by what the office said before', () => {
    expect(states([officeSays(1, 'hello'), iSay(2, 'a', 'a')], [])).toEqual([undefined, 'received'])
  })
})

describe('bubbles', () => {
  it('show a message once, and under the same key before and after it is stored', () => {
    const pending = pendingText('a')
    const before = readTalk(talk([]), [pending])
    const after = readTalk(talk([iSay(1, 'a', 'a')]), [pending])
    expect(before.map((row) => row.key)).toEqual(['a'])
    expect(after.map((row) => row.key)).toEqual(['a'])
  })

  it('show new words while an edit is on its way, marked as edited', () => {
    const edit = pendingInput('e', { kind: 'edit', of: 'a', text: 'new' })
    const [row] = readTalk(talk([iSay(1, 'a', 'old')]), [edit])
    expect(row).toMatchObject({ input: { text: 'new' }, edited: true, state: 'sending' })
  })

  it('are not made of opening the page', () => {
    expect(readTalk(talk([iSay(1, 'o', '', { input: { kind: 'opened' } })]), [])).toEqual([])
  })

  it('begin a day at midnight in Shanghai', () => {
    const late = officeSays(1, 'late', { at: '2026-08-03T15:59:00Z' })
    const early = officeSays(2, 'early', { at: '2026-08-03T16:00:00Z' })
    expect(readTalk(talk([late, early]), []).map((row) => row.startsDay)).toEqual([true, true])
  })
})

describe('a pending message is over', () => {
  it('when the talk has it, whether or not the post was answered', () => {
    expect(settled(talk([iSay(1, 'a', 'a')]), [pendingText('a', { failures: 2 })])).toEqual(['a'])
  })

  it('not when it was received but is not in the talk yet', () => {
    expect(settled(talk([]), [pendingText('a', { state: 'received' })])).toEqual([])
  })

  it('for an edit: when it was received and its message has come again', () => {
    const edit = pendingInput('e', { kind: 'edit', of: 'a', text: 'new' }, { state: 'received', basis: 1 })
    expect(settled(talk([iSay(1, 'a', 'old')]), [edit])).toEqual([])
    expect(settled(talk([iSay(2, 'a', 'new', { editedAt: minute(2) })]), [edit])).toEqual(['e'])
  })
})

function talk(messages: Shown[]) {
  return fillGap(emptyTimeline, { messages, seq: messages.length, more: false })
}

function states(messages: Shown[], pending: Pending[]) {
  return readTalk(talk(messages), pending).map((row) => row.state)
}

function pendingText(id: string, more: Partial<Pending> = {}): Pending {
  return pendingInput(id, { kind: 'text', text: id }, more)
}

function pendingInput(id: string, input: PostInput, more: Partial<Pending> = {}): Pending {
  return { id, at: minute(0), input, order: 1, state: 'waiting', failures: 0, ...more }
}
