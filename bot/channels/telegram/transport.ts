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

/** Something answered, but not a Bot API server: a proxy's page, as a rule. */
export class StrangeAnswerError extends Error {
  override name = 'StrangeAnswerError'
  readonly status: number
  constructor(status: number) {
    super(`HTTP ${status}`)
    this.status = status
  }
}

/** The body was larger than allowed. */
export class TooLargeError extends Error {
  override name = 'TooLargeError'
}

/** What Node's signals and grammY's own have in common. */
export interface Cut {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

export interface Call {
  method?: string
  headers?: Record<string, string>
  body?: string | Readable
  signal: Cut
}

export interface Answered {
  status: number
  body: Buffer
}

export interface Transport {
  /** What grammY calls instead of its own fetch. Throws TransportError and StrangeAnswerError. */
  fetch(url: string, call: Call): Promise<{ json(): Promise<unknown> }>
  /** Throws TransportError, and TooLargeError when the body has more than `limit` bytes. */
  get(url: string, limit: number, signal: Cut): Promise<Answered>
  /** Closes what is kept open. */
  close(): void
}

/** An idle connection is given up before the other side, or something on the way, gives it up unheard. */
const idleMs = 15_000

/** A hundred updates of four thousand characters stay far below. */
const answerLimit = 32 * 1024 * 1024

/**
 * HTTP over Node's own client, with connections kept open. It tells what grammY's fetch cannot: whether a request that
 * failed had begun, which decides whether sending again could show a message twice. It also takes a third less CPU.
 */
export function createTransport(apiRoot: string, connectMs: number): Transport {
  const secure = new URL(apiRoot).protocol === 'https:'
  const agent = new (secure ? HttpsAgent : HttpAgent)({ keepAlive: true, timeout: idleMs })

  function exchange(url: string, call: Call, limit: number): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const { method = 'GET', body, signal } = call
      let begun = false
      const length = typeof body === 'string' ? { 'content-length': String(Buffer.byteLength(body)) } : {}
      const request = (secure ? requestHttps : requestHttp)(url, {
        method,
        agent,
        headers: { ...call.headers, ...length },
      })
      const fail = (error: Error) => {
        end()
        reject(error instanceof TooLargeError ? error : new TransportError(reasonOf(error), begun))
        request.destroy()
      }
      const abort = () => fail(new Error('aborted'))
      const connecting = setTimeout(() => fail(new Error('connecting took too long')), connectMs)
      const end = () => {
        clearTimeout(connecting)
        signal.removeEventListener('abort', abort)
      }
      const begin = () => {
        begun = true
        clearTimeout(connecting)
      }
      signal.addEventListener('abort', abort)
      request.on('error', fail)
      request.on('socket', (socket) => {
        if (request.reusedSocket || !socket.connecting) begin()
        else socket.once(secure ? 'secureConnect' : 'connect', begin)
      })
      request.on('response', (response) => {
        readAll(response, limit).then((content) => {
          end()
          resolve({ status: response.statusCode ?? 0, body: content })
        }, fail)
      })
      if (signal.aborted) abort()
      else if (body === undefined || typeof body === 'string') request.end(body)
      else pipeline(body, request, () => {})
    })
  }

  return {
    async fetch(url, call) {
      const { status, body } = await exchange(url, call, answerLimit)
      const answer = parseAnswer(body, status)
      return { json: async () => answer }
    },
    get: (url, limit, signal) => exchange(url, { signal }, limit),
    close: () => agent.destroy(),
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

function parseAnswer(body: Buffer, status: number): object {
  let answer: unknown
  try {
    answer = JSON.parse(body.toString())
  } catch {
    throw new StrangeAnswerError(status)
  }
  const isAnswer =
    typeof answer === 'object' &&
    answer !== null &&
    'ok' in answer &&
    (answer.ok === true || ('error_code' in answer && typeof answer.error_code === 'number'))
  if (!isAnswer) throw new StrangeAnswerError(status)
  return answer as object
}

/** Node's messages hold addresses; the code says what matters. */
function reasonOf(error: Error): string {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' ? code : /^[a-z ]{1,40}$/.test(error.message) ? error.message : 'failed'
}
