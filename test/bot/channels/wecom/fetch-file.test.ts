import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { fetchFile, fetchLimit } from '../../../../bot/channels/wecom/fetch-file.ts'
import type { RemoteFile } from '../../../../bot/message.ts'
import type { Said } from '../../../wecom/contents.ts'
import { closeBenches, eventually, openBench, zhang } from './open.ts'

afterEach(closeBenches)

async function arrived(said: Said) {
  const bench = await openBench()
  const channel = await bench.start()
  bench.wecom.says(zhang, said)
  await eventually(() => bench.stored.length === 1, 'it is stored')
  const input = bench.stored[0]?.input
  const [remote] = input?.kind === 'media' ? (input.remote ?? []) : []
  if (!remote) throw new Error('There is no file to fetch')
  return { ...bench, channel, remote }
}

it.each([31, 32, 200_000])('a file of %i bytes is fetched and unsealed as it was', async (size) => {
  const content = randomBytes(size)
  const { channel, remote } = await arrived({ file: content, as: 'image' })
  const fetched = await channel.fetch?.(remote)
  expect(fetched?.kind === 'fetched' && Buffer.from(fetched.content).equals(content)).toBe(true)
})

it('an address that is too old gives nothing', async () => {
  const { wecom, channel, remote } = await arrived({ file: Buffer.from('墙'), as: 'file', name: '墙.pdf' })
  expect(remote.name).toBe('墙.pdf')
  wecom.forgetsFiles()
  expect(await channel.fetch?.(remote)).toEqual({ kind: 'refused', why: 'unavailable' })
})

it('what does not fit its key is broken', async () => {
  const { channel, remote } = await arrived({ file: randomBytes(100) })
  const { url } = JSON.parse(remote.remote) as { url: string }
  const wrong = () => JSON.stringify({ url, aeskey: randomBytes(32).toString('base64') })
  // Only the padding tells: of 256 wrong keys one fits by chance, of these eight hardly all.
  const tries = Array.from({ length: 8 }, () => channel.fetch?.({ ...remote, remote: wrong() }))
  expect(await Promise.all(tries)).toContainEqual({ kind: 'refused', why: 'broken' })
})

it.each([1, 100])('what is %i bytes too large is not taken', async (more) => {
  const { channel, remote } = await arrived({ file: Buffer.alloc(fetchLimit + more), as: 'video' })
  const fetched = await channel.fetch?.(remote)
  expect(fetched?.kind === 'refused' && fetched.why).toBe('too-large')
})

it.each(['', 'no address', '{"url":"file:///etc/passwd"}', '{"url":7}'])('of %j nothing is fetched', async (packed) => {
  const file: RemoteFile = { remote: packed, media: 'file' }
  expect(await fetchFile(file, 1000, new AbortController().signal)).toEqual({ kind: 'refused', why: 'unavailable' })
})

it('that the platform cannot give just now is tried again later, and what it says about it is not read', async () => {
  let isLeft = false
  const server = createServer((_, response) => {
    // It would never end.
    response.writeHead(503).write('x')
    response.on('close', () => {
      isLeft = true
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const file: RemoteFile = { remote: JSON.stringify({ url: `http://127.0.0.1:${port}/x` }), media: 'file' }
  const fetched = await fetchFile(file, 5000, new AbortController().signal)
  expect(fetched).toEqual({ kind: 'retry', reason: 'HTTP 503' })
  await eventually(() => isLeft, 'the answer is left')
  server.close()
})

it('whose way is barred is tried again later', async () => {
  const file: RemoteFile = { remote: '{"url":"http://127.0.0.1:1/x"}', media: 'file' }
  const fetched = await fetchFile(file, 1000, new AbortController().signal)
  expect(fetched).toMatchObject({ kind: 'retry', reason: expect.not.stringContaining('127.0.0.1') })
})
