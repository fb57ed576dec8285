import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyTimeline, fillGap, type Timeline, takeMessage } from '../../../../../bot/channels/web/pages/timeline.ts'
import type { Shown } from '../../../../../bot/channels/web/protocol.ts'
import { minute, officeSays } from './said.ts'

describe('what is pushed', () => {
  it('moves the cursor when it is the very next message', () => {
    expect(takeMessage(read(1, 2), officeSays(3, 'c')).cursor).toBe(3)
  })

  it('is shown at once but leaves the cursor before a gap', () => {
    const timeline = takeMessage(read(1, 2), officeSays(5, 'e'))
    expect(words(timeline)).toEqual(['1', '2', 'e'])
    expect(timeline.cursor).toBe(2)
  })

  it('changes nothing when it comes twice', () => {
    const once = takeMessage(read(1, 2), officeSays(3, 'c'))
    expect(takeMessage(once, officeSays(3, 'c'))).toEqual(once)
  })

  it('replaces an older version in its place, and never a newer one', () => {
    const edited = takeMessage(read(1, 2), officeSays(3, 'new', { id: 'office-1', editedAt: minute(3) }))
    expect(words(edited)).toEqual(['new', '2'])
    expect(words(takeMessage(edited, officeSays(1, '1')))).toEqual(['new', '2'])
  })
})

describe('filling a gap', () => {
  it('puts what was missed before what was pushed meanwhile', () => {
    const pushed = takeMessage(read(1, 2), officeSays(5, '5'))
    const filled = fillGap(pushed, page([officeSays(3, '3'), officeSays(4, '4'), officeSays(5, '5')]))
    expect(words(filled)).toEqual(['1', '2', '3', '4', '5'])
    expect(filled.cursor).toBe(5)
  })

  it('puts a card met already edited where it was first said', () => {
    const card = officeSays(9, 'card', { id: 'card', at: minute(1), editedAt: minute(9) })
    expect(words(fillGap(emptyTimeline, page([officeSays(2, '2'), officeSays(3, '3'), card])))).toEqual([
      'card',
      '2',
      '3',
    ])
  })

  it('goes only as far as the answer goes when more is still to be read', () => {
    const filled = fillGap(read(1, 2), { messages: [officeSays(3, '3')], seq: 300, more: true })
    expect(filled).toMatchObject({ cursor: 3, more: false })
  })

  it('says that older ones are missing only when it was read from the beginning', () => {
    expect(fillGap(emptyTimeline, { ...page([officeSays(300, '300')]), more: true })).toMatchObject({
      cursor: 300,
      more: true,
    })
  })

  it('never moves the cursor back', () => {
    expect(fillGap(read(1, 2), { messages: [], seq: 1, more: false }).cursor).toBe(2)
  })
})

it('keeps a secret on the screen when the office takes it out of the message', () => {
  const receipt = officeSays(1, '查询码 {{code}}', { reply: { text: '查询码 {{code}}', secrets: { code: 'K7QM' } } })
  const shown = fillGap(emptyTimeline, page([receipt]))
  const after = takeMessage(shown, officeSays(2, '查询码已给过您', { id: receipt.id, editedAt: minute(2) }))
  expect(after.entries[0]?.message.reply?.secrets).toEqual({ code: 'K7QM' })
})

it('reads in the same order however the messages arrive', () => {
  const all = Array.from({ length: 8 }, (_, index) => officeSays(index + 1, String(index + 1)))
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: 8 }), (shuffled) => {
      expect(words(shuffled.reduce(takeMessage, emptyTimeline))).toEqual(all.map((message) => String(message.seq)))
    }),
  )
})

function read(...seqs: number[]): Timeline {
  return fillGap(emptyTimeline, page(seqs.map((seq) => officeSays(seq, String(seq)))))
}

function page(messages: Shown[]) {
  return { messages, seq: Math.max(...messages.map((message) => message.seq)), more: false }
}

function words(timeline: Timeline): (string | undefined)[] {
  return timeline.entries.map((entry) => entry.message.reply?.text)
}
