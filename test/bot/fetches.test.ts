import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import type { Fetched, Incoming, RemoteFile } from '../../bot/message.ts'
import { receive } from '../../bot/receive.ts'
import { openTown, type Town } from './conversation.ts'

const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } })
  .png()
  .toBuffer()

/** A town whose channel hands out files as `answer` says; how often it was asked. */
async function townWith(answer: (file: RemoteFile, time: number) => Promise<Fetched>) {
  const town = await openTown('')
  let times = 0
  town.channel.fetch = (file) => answer(file, ++times)
  return { town, times: () => times }
}

let count = 0

async function send(town: Town, account: string, remote: string[], text?: string): Promise<void> {
  const input = {
    kind: 'media' as const,
    files: [],
    remote: remote.map((id) => ({ remote: id, media: 'photo' as const, name: `${id}.png` })),
    ...(text !== undefined && { text }),
  }
  const incoming: Incoming = { channel: 'web', messageId: `f${++count}`, account, at: town.now(), input }
  await receive(town.context, [incoming], town.now())
  await town.settle()
}

const lastOf = (town: Town, account: string) => town.channel.screen({ account }).at(-1)?.reply.text ?? ''

describe('files that still lie with the platform', { timeout: 60_000 }, () => {
  test('are fetched before the message is answered, and belong to whoever sent them', async () => {
    const { town } = await townWith(async () => ({ kind: 'fetched', content: await picture }))
    await send(town, 'resident:甲', ['a', 'b'], '墙裂了')
    expect(lastOf(town, 'resident:甲')).toContain('2 个文件')
    const [files, account] = [await town.context.db.file.findMany(), await town.context.db.account.findFirstOrThrow()]
    expect(files.map((file) => [file.accountId, file.mime])).toEqual([
      [account.id, 'image/png'],
      [account.id, 'image/png'],
    ])
    await town.ends()
  })

  test('that cannot be had now are asked for again, and hold up nobody else', async () => {
    const { town, times } = await townWith(async (_, time) =>
      time < 3 ? { kind: 'retry', reason: 'away' } : { kind: 'fetched', content: await picture },
    )
    await send(town, 'resident:甲', ['a'])
    await town.resident('乙').says('菜单')
    expect(lastOf(town, 'resident:甲')).toBe('')
    expect(lastOf(town, 'resident:乙')).not.toBe('')
    await town.passes({ seconds: 30 })
    await town.passes({ seconds: 30 })
    expect(times()).toBe(3)
    expect(lastOf(town, 'resident:甲')).toContain('1 个文件')
    await town.ends()
  })

  test('that cannot be had for hours keep neither the words nor the talk, and come after them when they can', async () => {
    let isMended = false
    const { town } = await townWith(async () =>
      isMended ? { kind: 'fetched', content: await picture } : { kind: 'retry', reason: 'away' },
    )
    await send(town, 'resident:甲', ['a'], '墙裂了')
    for (let minutes = 0; minutes < 20; minutes++) await town.passes({ minutes: 1 })
    const told = () => town.channel.screen({ account: 'resident:甲' }).map(({ reply }) => reply.text)
    expect(told().join('\n')).toContain('墙裂了')
    expect(told().join('\n')).toContain('没能取到')
    const before = told().length
    await town.resident('甲').says('菜单')
    expect(told().length).toBe(before + 1)
    await town.passes({ hours: 5 })
    isMended = true
    await town.passes({ minutes: 15 })
    expect(lastOf(town, 'resident:甲')).toContain('1 个文件')
    expect(await town.context.db.file.count()).toBe(1)
    await town.passes({ days: 3 })
    expect(await town.context.db.file.count()).toBe(1)
    await town.ends()
  })

  test('that are never to be had are given up when the platform keeps them no more: the person is told', async () => {
    const { town, times } = await townWith(async () => ({ kind: 'retry', reason: 'away' }))
    await send(town, 'resident:甲', ['a'])
    for (let hours = 0; hours < 71; hours++) await town.passes({ hours: 1 })
    expect(await town.context.db.inbox.count({ where: { status: { not: 'handled' } } })).toBe(1)
    for (let hours = 0; hours < 3; hours++) await town.passes({ hours: 1 })
    expect(await town.context.db.inbox.count({ where: { status: { not: 'handled' } } })).toBe(0)
    const told = town.channel.screen({ account: 'resident:甲' }).map(({ reply }) => reply.text)
    expect(told.filter((text) => text.includes('没能取到'))).toHaveLength(2)
    const tried = times()
    await town.passes({ days: 1 })
    expect(times()).toBe(tried)
    await town.ends()
  })

  test('whose content is none that we take are refused by their content, the others are taken', async () => {
    const { town } = await townWith(async ({ remote }) => ({
      kind: 'fetched',
      content: remote === 'bad' ? Buffer.from('MZ\u0000\u0001 program') : await picture,
    }))
    await send(town, 'resident:甲', ['bad', 'good'])
    expect(await town.context.db.file.count()).toBe(1)
    expect(lastOf(town, 'resident:甲')).toContain('1 个文件')
    await town.ends()
  })

  test('what follows in the same talk waits for them', async () => {
    const { town } = await townWith(async (_, time) =>
      time === 1 ? { kind: 'retry', reason: 'away' } : { kind: 'fetched', content: await picture },
    )
    await send(town, 'resident:甲', ['a'])
    await town.resident('甲').says('墙裂了')
    expect(lastOf(town, 'resident:甲')).toBe('')
    await town.passes({ seconds: 30 })
    expect(lastOf(town, 'resident:甲')).toContain('墙裂了')
    await town.ends()
  })
})
