import { connect } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createServer } from '../../api/server.ts'
import { DomainError } from '../../domain/errors.ts'
import { createLog } from '../../domain/log.ts'

let app: FastifyInstance
let logged: string[]

beforeEach(async () => {
  logged = []
  app = await createServer({ trustProxy: false }, createLog('trace', { write: (line: string) => logged.push(line) }))
  app.post('/echo', async (request) => ({ got: request.body }))
  app.get('/broken/:code', async () => {
    throw new RangeError('the vault is torn')
  })
  app.get('/rule', async () => {
    throw new DomainError('ticket-not-found', { number: '7' })
  })
  app.get('/away', async () => {
    throw Object.assign(new Error('closing'), { statusCode: 503 })
  })
})

afterEach(() => app.close())

const english = { 'accept-language': 'en-GB' }

describe('an error is a sentence', () => {
  it.each([
    ['an address that is not there', { method: 'GET', url: '/desk/nothing' }, 404, '没有这个地址。'],
    ['a broken address', { method: 'GET', url: '/%zz' }, 400, '请求看不懂，请检查后再试。'],
    ['a rule of the office', { method: 'GET', url: '/rule' }, 404, '没有找到这件事项。'],
    ['a process that stops', { method: 'GET', url: '/away' }, 503, '正在重启，请稍后再试。'],
  ] as const)('%s', async (_, request, status, error) => {
    const answer = await app.inject(request)
    expect(answer.statusCode).toBe(status)
    expect(answer.json()).toEqual({ error })
  })

  it.each([
    ['JSON that breaks off', '{"a":', 'application/json', 400],
    ['an empty body called JSON', '', 'application/json', 400],
    ['a body of another kind', '<a/>', 'application/xml', 415],
    ['a megabyte', JSON.stringify('x'.repeat(1024 * 1024)), 'application/json', 413],
    ['a __proto__ in it', '{"__proto__":{"x":1}}', 'application/json', 400],
  ])('%s', async (_, payload, type, status) => {
    const headers = { 'content-type': type, ...english }
    const answer = await app.inject({ method: 'POST', url: '/echo', headers, payload })
    expect(answer.statusCode).toBe(status)
    expect(Object.keys(answer.json())).toEqual(['error'])
    expect(answer.json().error).toMatch(/^[A-Z].*\.$/)
  })

  it('our own fault tells nothing of what it was', async () => {
    const answer = await app.inject({ method: 'GET', url: '/broken/AB12-CD34', headers: english })
    expect(answer.statusCode).toBe(500)
    expect(answer.body).not.toContain('vault')
    expect(answer.json().error).toContain('Something went wrong on our side.')
  })
})

it('logs our own faults by route, and no address ever', async () => {
  await app.inject({ method: 'GET', url: '/broken/AB12-CD34' })
  await app.inject({ method: 'GET', url: '/nowhere/AB12-CD34' })
  await app.inject({ method: 'POST', url: '/echo', payload: { a: 1 } })
  expect(logged).toHaveLength(1)
  expect(JSON.parse(logged[0] ?? '')).toMatchObject({ level: 'error', route: '/broken/:code', status: 500 })
  expect(logged[0]).not.toContain('AB12')
})

it('does not tell what it is made of', async () => {
  const { headers } = await app.inject('/nothing')
  expect(headers).not.toHaveProperty('x-powered-by')
  expect(headers).not.toHaveProperty('server')
})

describe('who is asking', () => {
  const addressSeen = async (trustProxy: boolean | number | string, forwarded: string) => {
    const server = await createServer({ trustProxy }, createLog('silent'))
    server.get('/', async (request) => request.ip)
    const { body } = await server.inject({ url: '/', headers: { 'x-forwarded-for': forwarded } })
    await server.close()
    return body
  }

  it('is the peer, whatever it says of itself, when no proxy is named', async () => {
    expect(await addressSeen(false, '203.0.113.9')).toBe('127.0.0.1')
  })

  it('is what the one proxy in front has seen, not what the client made up', async () => {
    expect(await addressSeen(1, '198.51.100.1, 203.0.113.9')).toBe('203.0.113.9')
  })

  it('is believed of the proxies named by address', async () => {
    expect(await addressSeen('127.0.0.1', '203.0.113.9')).toBe('203.0.113.9')
    expect(await addressSeen('192.0.2.1', '203.0.113.9')).toBe('127.0.0.1')
  })
})

it('closes within seconds while somebody keeps a connection open', async () => {
  const url = new URL(await app.listen({ port: 0, host: '127.0.0.1' }))
  const socket = connect(Number(url.port), url.hostname)
  await new Promise((resolve) => socket.once('connect', resolve))
  const ended = new Promise((resolve) => socket.once('close', resolve))
  // Half a request, so that it counts as busy.
  socket.write('POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n')
  socket.on('error', () => {})
  const began = performance.now()
  await app.close()
  await ended
  expect(performance.now() - began).toBeLessThan(3_000)
})
