import { afterEach, describe, expect, it } from 'vitest'
import { fetchLimit } from '../../../../bot/channels/wechat/fetch-file.ts'
import type { RemoteFile } from '../../../../bot/message.ts'
import { closeBenches, openBench } from './open.ts'

afterEach(closeBenches)

async function sentIn(mime: string, content: Buffer, msgType: string) {
  const bench = await openBench()
  const { channel } = await bench.instance()
  const person = bench.wechat.person()
  await person.sends(msgType, { MediaId: person.puts({ mime, content }) })
  const input = bench.stored[0]?.input
  const file = input?.kind === 'media' ? input.remote?.[0] : undefined
  if (!file) throw new Error('Nothing came')
  return { ...bench, file: file satisfies RemoteFile, fetch: () => channel.fetch(file) }
}

describe('a file that somebody sent', () => {
  it.each([
    ['image/jpeg', 'image'],
    ['audio/amr', 'voice'],
    ['video/mp4', 'video'],
  ])('is fetched from WeChat: %s', async (mime, msgType) => {
    const { fetch } = await sentIn(mime, Buffer.from('墙'), msgType)
    expect(await fetch()).toEqual({ kind: 'fetched', content: Buffer.from('墙') })
  })

  it('is there no more after three days', async () => {
    const { clock, fetch } = await sentIn('image/png', Buffer.from('墙'), 'image')
    clock.now += 73 * 3_600_000
    expect(await fetch()).toEqual({ kind: 'refused', why: 'unavailable' })
  })

  it('is not taken when it is too large', async () => {
    const { fetch } = await sentIn('image/png', Buffer.alloc(fetchLimit + 1), 'image')
    expect(await fetch()).toEqual({ kind: 'refused', why: 'too-large' })
  })

  it.each([
    [{ errcode: 48001 }],
    [{ errcode: 48004 }],
    [{ errcode: 50002 }],
    [{ errcode: 40164 }],
    [{ errcode: 99999 }],
  ])('is fetched once the account may again: %o is none of the file’s', async (fault) => {
    const { wechat, fetch } = await sentIn('image/png', Buffer.from('墙'), 'image')
    wechat.fault(({ path }) => (path === '/cgi-bin/media/get' ? fault : undefined))
    expect(await fetch()).toMatchObject({ kind: 'retry' })
    wechat.fault(() => undefined)
    expect(await fetch()).toMatchObject({ kind: 'fetched' })
  })

  it.each([[{ errcode: -1 }], [{ status: 502 }], ['cut-before' as const]])(
    'is fetched later after %o',
    async (fault) => {
      const { wechat, fetch } = await sentIn('image/png', Buffer.from('墙'), 'image')
      wechat.fault(() => fault)
      expect(await fetch()).toMatchObject({ kind: 'retry' })
      wechat.fault(() => undefined)
      expect(await fetch()).toMatchObject({ kind: 'fetched' })
    },
  )

  it('is fetched with another token when that one is good no more', async () => {
    const { wechat, fetch } = await sentIn('image/png', Buffer.from('墙'), 'image')
    await fetch()
    wechat.revokeTokens()
    expect(await fetch()).toMatchObject({ kind: 'fetched' })
  })
})
