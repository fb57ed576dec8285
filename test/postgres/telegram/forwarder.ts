import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** One address in front of several instances. */
export interface Forwarder {
  url: string
  /** The instances, one after the other. */
  targets: string[]
  /** How often each instance was given something to take, and how many deliveries got no honest answer. */
  counts: { requests: number; deliveries: number; lost: number }
}

/**
 * Passes each delivery on up to three times at once, each time to the next instance, as a network in trouble does. The
 * answer of the last goes back; every tenth gets lost, after which Telegram delivers again.
 */
export async function createForwarder(): Promise<Forwarder> {
  const targets: string[] = []
  const counts = { requests: 0, deliveries: 0, lost: 0 }
  let turn = 0

  async function deliver(path: string, headers: Record<string, string>, body: Buffer): Promise<number> {
    const target = targets[turn++ % targets.length]
    counts.deliveries++
    const answer = await fetch(`${target}${path}`, { method: 'POST', headers, body: new Uint8Array(body) }).catch(
      () => undefined,
    )
    return answer?.status ?? 502
  }

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const secret = request.headers['x-telegram-bot-api-secret-token']
    const headers = {
      'content-type': 'application/json',
      ...(typeof secret === 'string' && { 'x-telegram-bot-api-secret-token': secret }),
    }
    const copies = 1 + (counts.requests++ % 3)
    const statuses = await Promise.all(Array.from({ length: copies }, () => deliver(request.url ?? '', headers, body)))
    const isLost = counts.requests % 10 === 0
    if (isLost) counts.lost++
    response.writeHead(isLost ? 502 : (statuses.at(-1) ?? 502)).end()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, targets, counts }
}
