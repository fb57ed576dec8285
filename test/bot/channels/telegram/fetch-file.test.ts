import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createTelegramChannel } from '../../../../bot/channels/telegram/channel.ts'
import type { Pace } from '../../../../bot/channels/telegram/pace.ts'
import type { Fetched, RemoteFile } from '../../../../bot/message.ts'
import { closeBenches, face, openBench, quick, startPolling } from './open.ts'

const servers: Server[] = []
afterEach(async () => {
  await closeBenches()
  for (const server of servers.splice(0)) server.closeAllConnections()
})

const token = '4711:secret-of-the-bot'
const photo: RemoteFile = { remote: 'AgAD-1', media: 'photo' }

/** A Bot API server that tells a path, and what it hands out there; the paths it was asked for. */
async function serve(path: string, hand: RequestListener, pace: Partial<Pace> = {}) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    if (!request.url?.endsWith('/getFile')) return hand(request, response)
    const result = { file_id: 'AgAD-1', file_unique_id: 'u', file_path: path }
    response.end(JSON.stringify({ ok: true, result }))
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const channel = createTelegramChannel(
    {
      token,
      apiRoot: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      face: async () => face,
      readFile: async () => undefined,
      log: { info() {}, warn() {}, error() {} },
      now: () => new Date(),
    },
    { ...quick, ...pace },
  )
  return { asked, fetch: () => channel.fetch?.(photo) as Promise<Fetched> }
}

describe('a file that lies with Telegram', () => {
  it('is fetched as it is', async () => {
    const bench = await openBench()
    const person = bench.telegram.user({ name: '甲' })
    person.starts()
    const content = Buffer.from([0, 1, 2, 255, 10, 13])
    person.sends({ document: { content, name: '房产证.pdf' } })
    const channel = await startPolling(bench)
    await bench.telegram.until(() => bench.telegram.pending() === 0)
    const { input } = bench.stored.at(-1) ?? {}
    const file = input?.kind === 'media' ? input.remote?.[0] : undefined
    if (!file) throw new Error('No file was stored')
    expect(await channel.fetch?.(file)).toEqual({ kind: 'fetched', content })
  })

  it('is refused when Telegram says that it is too big, or knows none of that id', async () => {
    const bench = await openBench()
    const person = bench.telegram.user({ name: '甲' })
    person.starts()
    const { fileId = '' } = person.sends({
      document: { content: Buffer.from('x'), name: 'a.zip', size: 30 * 1024 * 1024 },
    })
    const channel = bench.instance()
    expect(await channel.fetch?.({ remote: fileId, media: 'file' })).toEqual({ kind: 'refused', why: 'too-large' })
    expect(await channel.fetch?.(photo)).toEqual({ kind: 'refused', why: 'unavailable' })
  })

  it.each(['getFile', 'downloadFile'])('is fetched later when %s fails', async (method) => {
    const bench = await openBench()
    const person = bench.telegram.user({ name: '甲' })
    person.starts()
    const { fileId = '' } = person.sends({ photo: Buffer.from('x') })
    const channel = bench.instance()
    for (const kind of ['before', '500', '502'] as const) {
      bench.telegram.faults.decide = (call) => (call.method === method ? { kind } : undefined)
      const outcome = await channel.fetch?.({ remote: fileId, media: 'photo' })
      expect(outcome?.kind).toBe('retry')
      expect(JSON.stringify(outcome)).not.toContain(bench.telegram.token)
    }
  })

  it.each([
    [
      'on the disk of a server of our own',
      '/var/lib/bot-api/4711/photos/墙 1.jpg',
      '/var/lib/bot-api/4711/photos/%E5%A2%99%201.jpg',
    ],
    ['that would lead elsewhere', '../../4712:other/photos/x', '/4712%3Aother/photos/x'],
  ])('by a path %s is asked for over HTTP all the same', async (_, path, expected) => {
    const { asked, fetch } = await serve(path, (_request, response) => response.end('x'))
    expect(await fetch()).toEqual({ kind: 'fetched', content: Buffer.from('x') })
    expect(asked.at(-1)).toBe(`/file/bot${token}${expected}`)
  })

  it('of more than twenty megabytes is given up on the way, told or not', async () => {
    const megabyte = Buffer.alloc(1024 * 1024)
    const told = await serve('photos/x', (_, response) => {
      response.writeHead(200, { 'content-length': 21 * 1024 * 1024 })
      response.write('x')
    })
    expect(await told.fetch()).toEqual({ kind: 'refused', why: 'too-large' })
    let sent = 0
    const untold = await serve('photos/x', (_, response) => {
      const more = () => {
        while (!response.destroyed && sent < 500 && response.write(megabyte)) sent++
        if (sent >= 500) response.end()
      }
      response.on('drain', more)
      more()
    })
    expect(await untold.fetch()).toEqual({ kind: 'refused', why: 'too-large' })
    expect(sent).toBeLessThan(100)
  })

  it('that breaks off or does not end is fetched later', async () => {
    const broken = await serve('photos/x', (_, response) => {
      response.writeHead(200, { 'content-length': 10 })
      response.write('12345', () => response.destroy())
    })
    expect((await broken.fetch()).kind).toBe('retry')
    const hang: RequestListener = (_, response) => void response.write('12345')
    const hanging = await serve('photos/x', hang, { downloadMs: 100 })
    expect((await hanging.fetch()).kind).toBe('retry')
  })

  it.each([
    [404, { kind: 'refused', why: 'unavailable' }],
    [400, { kind: 'refused', why: 'unavailable' }],
    [403, { kind: 'retry', reason: 'HTTP 403' }],
    [429, { kind: 'retry', reason: 'HTTP 429' }],
    [503, { kind: 'retry', reason: 'HTTP 503' }],
    [302, { kind: 'retry', reason: 'HTTP 302' }],
  ])('that is answered with %i', async (status, expected) => {
    const { fetch } = await serve('photos/x', (_, response) => response.writeHead(status).end('no'))
    expect(await fetch()).toEqual(expected)
  })
})
