import type { FastifyError, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { pause } from '../pause.ts'
import type { Health } from './health.ts'
import type { Pace } from './pace.ts'
import { openSealed } from './seal.ts'
import type { WechatSettings } from './settings.ts'
import { isSigned } from './signature.ts'
import { type Elements, parsePush, wordsOf } from './xml.ts'

/** Where WeChat's pushes go while the channel runs. */
export interface PushGate {
  /** What becomes of a push. Absent before the start and after the stop. */
  take?: ((push: Elements) => Promise<'stored' | 'malformed' | 'not-stored'>) | undefined
}

export interface PushRouteParts {
  settings: Pick<WechatSettings, 'appId' | 'token' | 'aesKey' | 'now'>
  gate: PushGate
  health: Health
  pace: Pick<Pace, 'pushMs'>
}

/** A push bears a few thousand characters at most, sealed a third more. */
const bodyLimit = 64 * 1024

/** How far WeChat's clock and ours may lie apart: what is older was kept by somebody, and is brought again. */
const clockMs = 5 * 60_000

/**
 * `GET /wechat` proves to WeChat whose server this is; `POST /wechat` takes its pushes. `success` is answered only when
 * all is stored; what we have to say goes by customer messages, never in the answer. With a key, nothing is taken that
 * was not sealed with it, whatever stands beside it in the open.
 */
export function createPushRoute({ settings, gate, health, pace }: PushRouteParts): FastifyPluginAsync {
  const { appId, token, aesKey, now } = settings

  /** Before the body is read. The words are not signed in the open, which is one reason for safe mode. */
  async function admit(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const { signature, timestamp, nonce } = queryOf(request)
    if (timestamp === undefined || nonce === undefined) return reply.code(401).send()
    if (!isSigned(signature, token, timestamp, nonce)) return reply.code(401).send()
    const isOfNow = Math.abs(now().getTime() - Number(timestamp) * 1000) <= clockMs
    if (isOfNow) return undefined
    health.trouble('intake', wrongClock)
    return reply.code(401).send()
  }

  /** What was pushed; undefined when it was not sealed as it has to be, or is none. */
  function open(request: FastifyRequest): Elements | undefined {
    const pushed = read(typeof request.body === 'string' ? request.body : '')
    const sealed = pushed && wordsOf(pushed, 'Encrypt')
    if (aesKey === undefined) {
      if (sealed !== undefined && pushed && wordsOf(pushed, 'FromUserName') === undefined) {
        health.trouble('intake', noKey)
        return undefined
      }
      return pushed
    }
    if (sealed === undefined) {
      if (pushed) health.trouble('intake', notSealed)
      return undefined
    }
    const { msg_signature: signature, timestamp = '', nonce = '' } = queryOf(request)
    if (!isSigned(signature, token, timestamp, nonce, sealed)) return undefined
    const words = openSealed(sealed, aesKey, appId)
    if (words === undefined) health.trouble('intake', wrongKey)
    return words === undefined ? undefined : read(words)
  }

  /** What is dropped is told: it may be words of a resident in a shape that we do not know. */
  function read(xml: string): Elements | undefined {
    const push = parsePush(xml)
    if (!push) health.unread()
    return push
  }

  return async (app) => {
    app.setErrorHandler((error: FastifyError, _, reply) => reply.code(error.statusCode ?? 500).send())
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', { parseAs: 'string' }, (_, body, done) => done(null, body))
    // WeChat pushes as much as people say; the signature keeps everybody else out.
    const config = { rateLimit: false } as const
    app.get('/wechat', { config, onRequest: admit }, async (request, reply) => {
      const { echostr = '' } = queryOf(request)
      if (!/^[\w+/=-]{1,200}$/.test(echostr)) return reply.code(400).send()
      return reply.type('text/plain').send(echostr)
    })
    app.post('/wechat', { config, onRequest: admit, bodyLimit }, async (request, reply) => {
      if (!gate.take) {
        // Told so at once WeChat would be done with all its tries before another instance runs.
        await pause(pace.pushMs, request.signal)
        return reply.code(503).send()
      }
      const push = open(request)
      if (!push) return reply.code(400).send()
      const taken = await gate.take(push)
      if (taken === 'malformed') {
        health.unread()
        return reply.code(400).send()
      }
      if (taken === 'not-stored') return reply.code(503).send()
      health.well('intake')
      return reply.type('text/plain').send('success')
    })
  }
}

const wrongClock = {
  state: 'degraded',
  note: 'A push bears a time more than five minutes off: set the clock of this server, or somebody brings old ones again.',
} as const

const noKey = {
  state: 'failed',
  note: 'WeChat seals its pushes: set WECHAT_AES_KEY to the EncodingAESKey of 设置与开发 → 基本配置.',
} as const

const notSealed = {
  state: 'failed',
  note: 'A push came in the open although WECHAT_AES_KEY is set: choose 安全模式 under 设置与开发 → 基本配置.',
} as const

const wrongKey = {
  state: 'failed',
  note: 'A push cannot be opened: WECHAT_AES_KEY is not the EncodingAESKey of this WECHAT_APP_ID.',
} as const

/** What stands there once; a name that comes twice is none. */
function queryOf(request: FastifyRequest): Record<string, string | undefined> {
  const given = Object.entries(request.query as Record<string, unknown>)
  return Object.fromEntries(given.map(([name, value]) => [name, typeof value === 'string' ? value : undefined]))
}
