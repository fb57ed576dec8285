import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readParams } from './body.ts'
import { carryOutUnheard, exchange, type Parts, type Peer, type Result } from './exchange.ts'
import { createGroup } from './groups.ts'
import { spell } from './methods.ts'
import type { Params } from './params.ts'
import { createPerson } from './people.ts'
import { createPolling } from './polling.ts'
import { Refusal } from './refusal.ts'
import type { Telegram, TelegramOptions } from './telegram.ts'
import { createTraffic } from './traffic.ts'
import { createWaits } from './waits.ts'
import { createWebhook } from './webhook.ts'
import { createHuman, createWorld } from './world.ts'

export type * from './telegram.ts'

/** Answers a request that is not the Bot API's own, and says so. */
export type Besides = (path: string, body: Buffer, response: ServerResponse) => boolean

/** A strict double of Telegram's Bot API server on loopback, in memory. It refuses what the real one refuses. */
export async function startTelegram(options: TelegramOptions = {}, besides?: Besides): Promise<Telegram> {
  const waits = createWaits()
  const world = createWorld(options, waits.look)
  const traffic = createTraffic(world)
  const polling = createPolling(world.updates, world.now)
  const webhook = createWebhook(world, (method, params) => carryOutUnheard(parts, spell(method), params), waits.look)
  const parts: Parts = { world, traffic, polling, webhook, look: waits.look }
  world.updates.listen((update) => {
    if (webhook.isSet()) webhook.take(update)
    else polling.wake()
  })
  const server = listening(parts, besides)
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    root: `http://127.0.0.1:${port}`,
    token: world.token,
    me: { id: world.bot.id, username: world.bot.username },
    user: (given = {}) => createPerson(world, createHuman(world, given)),
    group: (title, given = {}) => createGroup(world, title, given),
    calls: traffic.calls,
    faults: traffic.faults,
    pending: () => world.updates.waiting(),
    jumpUpdateIds: (to) => world.updates.jump(to),
    until: waits.until,
    async close() {
      webhook.close()
      polling.end('terminated by the end of the server')
      waits.close()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}

/** Bytes of one request. */
const largest = 50 * 1024 * 1024

function listening(parts: Parts, besides: Besides | undefined): Server {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= largest) chunks.push(chunk)
    })
    request.on('end', () =>
      receive(parts, request, response, size > largest ? undefined : Buffer.concat(chunks), besides),
    )
  })
  // Idle connections stay: they are cut by a fault or not at all.
  server.keepAliveTimeout = 0
  server.requestTimeout = 0
  return server
}

function receive(
  parts: Parts,
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer | undefined,
  besides: Besides | undefined,
): void {
  const peer = peerOf(request, response)
  const [path = '', query = ''] = (request.url ?? '').split('?', 2)
  const asked = /^\/(file\/)?bot([^/]+)\/(.+)$/.exec(path)
  if (!asked) {
    if (!body || !besides?.(path, body, response)) peer.answer(new Refusal(404, 'Not Found'))
    return
  }
  const [, file, token, rest = ''] = asked
  if (token !== parts.world.token) {
    peer.answer(new Refusal(401, 'Unauthorized'))
    return
  }
  const method = file ? 'downloadFile' : spell(rest)
  const params = file ? { file_path: decodeURIComponent(rest) } : paramsOf(query, request, body)
  const call = parts.traffic.record(method, params instanceof Error ? {} : params)
  if (params instanceof Refusal) {
    call.error = { code: params.code, description: params.message }
    peer.answer(params)
    parts.look()
  } else exchange(parts, call, peer)
}

function paramsOf(query: string, request: IncomingMessage, body: Buffer | undefined): Params | Refusal {
  if (!body) return new Refusal(413, 'Request Entity Too Large')
  try {
    return readParams(query, request.headers['content-type'] ?? '', body)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

function peerOf(request: IncomingMessage, response: ServerResponse): Peer {
  return {
    answer: (result) => write(response, ...wordsOf(result)),
    answerPage: () => write(response, 502, badGateway, 'text/html'),
    cut: () => {
      request.socket.resetAndDestroy()
    },
    onGone: (listener) => {
      response.on('close', listener)
    },
  }
}

function wordsOf(result: Result): [status: number, body: string | Buffer, type: string] {
  if (Buffer.isBuffer(result)) return [200, result, 'application/octet-stream']
  if (typeof result === 'string') return [200, `{"ok":true,"result":${result}}`, 'application/json']
  const refusal = result instanceof Refusal ? result : new Refusal(500, `Internal Server Error: ${result.message}`)
  const { code, message, parameters } = refusal
  const shown = { ok: false, error_code: code, description: message, ...(parameters ? { parameters } : {}) }
  return [code, JSON.stringify(shown), 'application/json']
}

function write(response: ServerResponse, status: number, body: string | Buffer, type: string): void {
  if (response.destroyed) return
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) })
  response.end(body)
}

const badGateway =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n'
