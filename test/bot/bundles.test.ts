import { describe, expect, test } from 'vitest'
import { mergeBundle } from '../../bot/bundles.ts'
import type { Incoming, Input } from '../../bot/message.ts'
import { receive } from '../../bot/receive.ts'
import { openTown, type Town } from './conversation.ts'

const at = new Date('2026-08-03T01:00:00Z')

function part(number: number, input: Input, more: Partial<Incoming> = {}): Incoming {
  return { channel: 'web', messageId: `m${number}`, account: 'resident:甲', at, bundle: 'album:1', input, ...more }
}

const picture = (number: number, text?: string): Incoming => {
  const files = [{ file: `f${number}`, media: 'photo' as const, size: 1 }]
  return part(number, { kind: 'media', files, ...(text !== undefined && { text }) })
}

describe('what came apart', () => {
  test('an album is one message: its files in order, its caption, known by the part that bears the words', () => {
    const { incoming, taken } = mergeBundle([picture(1), picture(2, '墙裂了'), picture(3)])
    expect(taken).toBe(3)
    expect(incoming).toMatchObject({ messageId: 'm1', source: 'm2' })
    expect(incoming.input).toEqual({
      kind: 'media',
      files: ['f1', 'f2', 'f3'].map((file) => ({ file, media: 'photo', size: 1 })),
      text: '墙裂了',
    })
  })

  test('messages passed on together are one, in the order they came', () => {
    const { incoming } = mergeBundle([part(1, { kind: 'text', text: '一' }), part(2, { kind: 'text', text: '二' })])
    expect(incoming.input).toEqual({ kind: 'text', text: '一\n二' })
  })

  test('it ends before anything that is neither words nor files', () => {
    const contact = part(2, { kind: 'contact', phone: '13800000000' })
    expect(mergeBundle([picture(1), contact, picture(3)])).toEqual({ incoming: picture(1), taken: 1 })
  })

  test('what could not be taken of any part is kept in mind', () => {
    const large = part(2, { kind: 'media', files: [], refused: [{ why: 'too-large' }] })
    expect(mergeBundle([picture(1), large]).incoming.input).toMatchObject({ refused: [{ why: 'too-large' }] })
  })
})

describe('a bundle on its way in', { timeout: 60_000 }, () => {
  const said = (number: number, text: string, bundle = 'forward') =>
    part(number, { kind: 'text', text }, { bundle, forwarded: true })
  const inbox = (town: Town) => town.context.db.inbox.count({ where: { status: 'waiting' } })

  test('is waited for until nothing more of it comes, and answered once', async () => {
    const town = await openTown('')
    await receive(town.context, [said(1, '第一条'), said(2, '第二条')], town.now())
    await town.settle()
    expect(await inbox(town)).toBe(2)
    await receive(town.context, [said(3, '第三条')], town.now())
    await town.passes({ seconds: 2 })
    const screen = town.channel.screen({ account: 'resident:甲' })
    expect(screen).toHaveLength(1)
    expect(screen[0]?.reply.text).toContain('第一条\n第二条\n第三条')
    await town.ends()
  })

  test('a part that comes much later is not lost: it is a message of its own', async () => {
    const town = await openTown('')
    await receive(town.context, [said(1, '第一条')], town.now())
    await town.passes({ seconds: 2 })
    await receive(town.context, [said(2, '第二条')], town.now())
    await town.passes({ seconds: 2 })
    expect(town.channel.screen({ account: 'resident:甲' })).toHaveLength(2)
    await town.ends()
  })

  test('what was said before and after it keeps its place', async () => {
    const town = await openTown('')
    const own = (number: number, text: string): Incoming => {
      const { bundle: _, ...rest } = part(number, { kind: 'text', text })
      return rest
    }
    await receive(
      town.context,
      [
        own(1, '反映问题'),
        own(2, '1'),
        own(3, '1'),
        own(4, '柳湾村'),
        said(5, '甲说'),
        said(6, '乙说'),
        own(7, '完成'),
      ],
      town.now(),
    )
    await town.passes({ seconds: 2 })
    const asked = town.channel.screen({ account: 'resident:甲' }).map(({ reply }) => reply.text)
    expect(asked.filter((text) => text.includes('已经记下'))).toEqual([expect.stringContaining('1 段话')])
    expect(asked.at(-1)).toContain('要留姓名和电话吗')
    await town.ends()
  })
})
