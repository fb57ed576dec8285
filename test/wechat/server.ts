import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { FileAnswer, type Turn, type UploadedFile } from './method.ts'
import { authorize, grant } from './methods/token.ts'
import { methods } from './methods.ts'
import { createPeople } from './people.ts'
import { Refusal } from './refusal.ts'
import type { Call, Fault, Wechat, WechatOptions } from './wechat.ts'
import { createWorld, type World } from './world.ts'

export type * from './wechat.ts'

interface Parts {
  world: World
  calls: Call[]
  decide(call: Call): Fault | undefined
  looks: Set<() => void>
}

/** A strict double of WeChat's servers on loopback, in memory. It refuses what the real ones refuse. */
export async function startWechat(options: WechatOptions = {}): Promise<Wechat> {
  const world = createWorld(options)
  const parts: Parts = { world, calls: [], decide: () => undefined, looks: new Set() }
  const people = createPeople(world)
  const server = listening(parts)
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  world.root = `http://127.0.0.1:${port}`
  return {
    root: world.root,
    appId: world.appId,
    appSecret: world.appSecret,
    token: world.token,
    aesKey: world.aesKey,
    connect: people.connect,
    person: people.person,
    verifies: people.verifies,
    brings: people.brings,
    calls: parts.calls,
    callsOf: (path) => parts.calls.filter((call) => call.path === path),
    fault(decide) {
      parts.decide = decide
    },
    revokeTokens() {
      world.tokens.good.clear()
      world.tokens.current = undefined
    },
    forgetTokens() {
      world.tokens.good.clear()
    },
    grantsByForce: () => void grant(world, true),
    until: (holds) => untilHolds(parts, holds),
    forced: () => world.tokens.forced.length,
    menu: () => world.menu,
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}

/** Looks after every call. */
function untilHolds(parts: Parts, holds: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => end(() => reject(new Error('It did not come to that within five seconds'))), 5000)
    const end = (settle: () => void) => {
      clearTimeout(timer)
      parts.looks.delete(look)
      settle()
    }
    const look = () => {
      if (holds()) end(resolve)
    }
    parts.looks.add(look)
    look()
  })
}

function listening(parts: Parts): Server {
  return createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => receive(parts, request, response, Buffer.concat(chunks)))
  })
}

function receive(parts: Parts, request: IncomingMessage, response: ServerResponse, content: Buffer): void {
  const { pathname: path, searchParams } = new URL(request.url ?? '/', 'http://wechat')
  const query = Object.fromEntries(searchParams)
  const upload = uploadIn(request.headers['content-type'] ?? '', content)
  const body = upload ?? parse(content)
  const call: Call = { method: request.method ?? '', path, query, body }
  parts.calls.push(call)
  const fault = parts.decide(call)
  if (fault === 'cut-before') {
    request.socket.resetAndDestroy()
    return
  }
  const answer = fault && typeof fault === 'object' ? faultyAnswer(fault, call) : answerTo(parts.world, call, upload)
  if (fault === 'cut-after') request.socket.resetAndDestroy()
  else write(response, answer)
  for (const look of parts.looks) look()
}

/** What does not come from a method, but from what stands before it. */
function faultyAnswer(fault: Exclude<Fault, string>, call: Call): unknown {
  if ('status' in fault) return new FileAnswer('text/html', Buffer.from('<html>Bad Gateway</html>'), fault.status)
  call.errcode = fault.errcode
  return { errcode: fault.errcode, errmsg: fault.errmsg ?? 'fault' }
}

function answerTo(world: World, call: Call, upload: UploadedFile | undefined): unknown {
  const { path, query, body } = call
  const video = path.startsWith('/video/') ? world.media.get(path.slice('/video/'.length)) : undefined
  if (video) return new FileAnswer(video.mime, video.content)
  const method = methods[path]
  try {
    if (!method) throw new Refusal(40066, 'invalid url')
    if (method.verb !== call.method) {
      throw method.verb === 'GET' ? new Refusal(43001, 'require GET method') : new Refusal(43002, 'require POST method')
    }
    if (method.authorized !== false) authorize(world, query.access_token)
    if (body === undefined) throw new Refusal(47001, 'data format error')
    const turn: Turn = { world, query, body: upload ? {} : (body as Turn['body']), upload, call }
    const answer = method.run(turn)
    call.errcode = 0
    return answer
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    call.errcode = error.errcode
    return { errcode: error.errcode, errmsg: `${error.message} rid: 6501a1b2-1234abcd-5678ef01` }
  }
}

/** Undefined when it is no JSON object. */
function parse(content: Buffer): unknown {
  if (content.length === 0) return {}
  try {
    const body: unknown = JSON.parse(content.toString())
    return typeof body === 'object' && body !== null ? body : undefined
  } catch {
    return undefined
  }
}

function uploadIn(type: string, content: Buffer): UploadedFile | undefined {
  const boundary = /^multipart\/form-data; boundary=(\S+)$/.exec(type)?.[1]
  if (boundary === undefined) return undefined
  const head = content.indexOf('\r\n\r\n')
  const lines = content.subarray(0, head).toString()
  const end = content.lastIndexOf(`\r\n--${boundary}--`)
  return {
    name: /filename="([^"]*)"/.exec(lines)?.[1] ?? '',
    mime: /content-type: (\S+)/i.exec(lines)?.[1] ?? '',
    content: content.subarray(head + 4, end),
  }
}

/** WeChat names JSON plain text, now and then. */
function write(response: ServerResponse, answer: unknown): void {
  const file = answer instanceof FileAnswer ? answer : undefined
  const body = file ? file.content : Buffer.from(JSON.stringify(answer))
  response.writeHead(file?.status ?? 200, {
    'content-type': file?.mime ?? 'text/plain',
    'content-length': body.length,
  })
  response.end(body)
}
