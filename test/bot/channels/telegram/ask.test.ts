import { getEventListeners } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createApi } from '../../../../bot/channels/telegram/api.ts'
import { ask } from '../../../../bot/channels/telegram/ask.ts'
import { createTransport } from '../../../../bot/channels/transport.ts'
import { closeBenches, openBench, quick } from './open.ts'

afterEach(closeBenches)

async function ready() {
  const { telegram } = await openBench()
  const api = createApi(telegram.token, telegram.root, createTransport(quick.connectMs), quick)
  return { telegram, api }
}

describe('a call', () => {
  it('that was cut before it began never goes out', async () => {
    const { telegram, api } = await ready()
    const answer = await ask((cut) => api.getMe(cut), { ms: 5000, signal: AbortSignal.abort() })
    expect(answer).toEqual({ ok: false, failure: { kind: 'unsent', why: 'aborted' } })
    expect((await ask((cut) => api.getMe(cut), { ms: 5000, signal: new AbortController().signal })).ok).toBe(true)
    expect(telegram.calls).toHaveLength(1)
  })

  it('leaves nothing behind in a signal that lives for long', async () => {
    const { telegram, api } = await ready()
    const { signal } = new AbortController()
    telegram.faults.decide = ({ count }) => (count % 2 === 0 ? { kind: '502' } : undefined)
    for (let count = 0; count < 6; count++) await ask((cut) => api.getMe(cut), { ms: 5000, signal })
    expect(getEventListeners(signal, 'abort')).toHaveLength(0)
  })

  it('uses the connection of the one before', async () => {
    const { telegram, api } = await ready()
    const { signal } = new AbortController()
    for (let count = 0; count < 3; count++) await ask((cut) => api.getMe(cut), { ms: 5000, signal })
    expect(telegram.calls).toHaveLength(3)
    telegram.faults.decide = () => ({ kind: 'before' })
    // On a connection that was made before, nobody can tell how far a request got.
    expect(await ask((cut) => api.getMe(cut), { ms: 5000, signal })).toEqual({
      ok: false,
      failure: { kind: 'unknown', why: 'ECONNRESET' },
    })
  })

  it.each([
    [404, 'unsent'],
    [301, 'unsent'],
    [200, 'unknown'],
    [504, 'unknown'],
  ])('that a page answers with %i: %s', async (status, kind) => {
    const server = createServer((_, response) => response.writeHead(status).end('<html>Somebody else</html>'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const api = createApi('4711:x', root, createTransport(quick.connectMs), quick)
    const answer = await ask((cut) => api.getMe(cut), { ms: 5000, signal: new AbortController().signal })
    server.closeAllConnections()
    server.close()
    expect(answer).toEqual({ ok: false, failure: { kind, why: `HTTP ${status}` } })
  })
})
