import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'
import { pipeline, type Readable } from 'node:stream'

/** A request that got no answer. When it had not begun, surely nothing of it reached the other side. */
export class TransportError extends Error {
  override name = 'TransportError'
  readonly begun: boolean
  constructor(why: string, begun: boolean) {
    super(why)
    this.begun = begun
  }
}

/** The body was larger than allowed. */
export class TooLargeError extends Error {
  override name = 'TooLargeError'
}

/** What Node's signals and those of libraries have in common. */
export interface Cut {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

export interface Call {
  method?: string
  headers?: Record<string, string>
  body?: string | Buffer | Readable
  /** Bytes that the answer may have. */
  limit: number
  /** What it may take, in ms; without, as long as the signal lets it. */
  ms?: number
  signal?: Cut | undefined
}

export interface Answered {
  status: number
  type: string
  body: Buffer
}

export interface Transport {
  /** Throws TransportError, and TooLargeError when the answer has more than `limit` bytes. */
  exchange(url: string, call: Call): Promise<Answered>
  /** Closes what is kept open. */
  close(): void
}

/** An idle connection is given up before the other side, or something on the way, gives it up unheard. */
const idleMs = 15_000

/**
 * HTTP over Node's own client, with connections kept open. It tells whether a request that failed had begun, which
 * decides whether sending again could show a message twice, and takes a third less CPU than fetch. No error of it holds an
 * address: that carries the token.
 */
export function createTransport(connectMs: number): Transport {
  const agents = {
    'http:': new HttpAgent({ keepAlive: true, timeout: idleMs }),
    'https:': new HttpsAgent({ keepAlive: true, timeout: idleMs }),
  }

  function exchange(url: string, { method = 'GET', headers, body, limit, ms, signal }: Call): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const isSecure = new URL(url).protocol === 'https:'
      const isStream = body !== undefined && typeof body !== 'string' && !Buffer.isBuffer(body)
      const length = body === undefined || isStream ? {} : { 'content-length': String(Buffer.byteLength(body)) }
      const request = (isSecure ? requestHttps : requestHttp)(url, {
        method,
        agent: isSecure ? agents['https:'] : agents['http:'],
        headers: { ...headers, ...length },
      })
      let begun = false
      const end = () => {
        clearTimeout(connecting)
        clearTimeout(answering)
        signal?.removeEventListener('abort', abort)
      }
      const fail = (error: Error) => {
        end()
        reject(error instanceof TooLargeError ? error : new TransportError(reasonOf(error), begun))
        request.destroy()
      }
      const abort = () => fail(new Error('aborted'))
      const begin = () => {
        begun = true
        clearTimeout(connecting)
      }
      const connecting = setTimeout(() => fail(new Error('connecting took too long')), connectMs)
      const answering = ms === undefined ? undefined : setTimeout(() => fail(new Error('the answer took too long')), ms)
      signal?.addEventListener('abort', abort)
      request.on('error', fail)
      request.on('socket', (socket) => {
        if (request.reusedSocket || !socket.connecting) begin()
        else socket.once(isSecure ? 'secureConnect' : 'connect', begin)
      })
      request.on('response', (response) => {
        readAll(response, limit).then((content) => {
          end()
          const { statusCode = 0, headers: told } = response
          resolve({ status: statusCode, type: told['content-type'] ?? '', body: content })
        }, fail)
      })
      if (signal?.aborted) abort()
      else if (isStream) pipeline(body, request, () => {})
      else request.end(body)
    })
  }

  return {
    exchange,
    close() {
      for (const agent of Object.values(agents)) agent.destroy()
    },
  }
}

async function readAll(response: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(response.headers['content-length'] ?? 0) > limit) throw new TooLargeError()
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limit) throw new TooLargeError()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Node's messages hold addresses; the code says what matters. */
function reasonOf(error: Error): string {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' ? code : /^[a-z ]{1,40}$/.test(error.message) ? error.message : 'failed'
}
